"""What counts as the text of a file."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.snapshot.text import clean, decode
from bot.types import Unread


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", ""),
        (b"caf\xc3\xa9\r\n", "café\n"),
        (b"\xef\xbb\xbfname = 1\n", "name = 1\n"),
        (b"caf\xe9", Unread.ENCODING),
        ("name".encode("utf-16"), Unread.ENCODING),
        (b"\xfe\xff\0n", Unread.ENCODING),
        (b"\x7fELF\0\0", Unread.BINARY),
        (b"version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n", Unread.LFS),
    ],
)
def test_bytes_are_a_text_or_say_why_not(data: bytes, expected: str | Unread) -> None:
    assert decode(data) == expected


def test_a_text_with_a_nul_is_binary_and_a_reason_stays_a_reason() -> None:
    assert clean("a\0b") is Unread.BINARY
    assert clean(Unread.TOO_BIG) is Unread.TOO_BIG


@given(st.binary())
def test_no_bytes_break_it_and_no_text_keeps_a_carriage_return(data: bytes) -> None:
    text = decode(data)

    assert isinstance(text, Unread) or ("\r" not in text and "\0" not in text)
