"""What counts as the text of a file: UTF-8 with `\\n` at line ends; anything else answers why not."""

from __future__ import annotations

from bot.types import Unread

LFS = "version https://git-lfs.github.com/spec/"  # https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_BOM = "\ufeff"  # Windows editors write it in front; it is no part of the text


def decode(data: bytes) -> str | Unread:
    """The text of a file's bytes; a NUL makes it binary, as in git, unless a mark in front says UTF-16."""
    if data.startswith(_UTF_16):
        return Unread.ENCODING
    if b"\0" in data:
        return Unread.BINARY
    try:
        return clean(data.decode("utf-8"))
    except UnicodeDecodeError:
        return Unread.ENCODING


def clean(text: str | Unread) -> str | Unread:
    """The text without a byte order mark and with `\\n` at line ends; a Git LFS pointer is not the file's text."""
    if isinstance(text, Unread):
        return text
    if text.startswith(LFS):
        return Unread.LFS
    if "\0" in text:
        return Unread.BINARY
    return text.removeprefix(_BOM).replace("\r\n", "\n").replace("\r", "\n")
