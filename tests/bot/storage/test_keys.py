"""Which keys lead elsewhere."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.storage.keys import BadKey, check_key


@pytest.mark.parametrize(
    "key",
    [
        *("", "/etc/passwd", "..", "a/../b", "a/./b", "a//b", "a/"),
        *("a\\..\\b", "a\0b", "a\nb", "a\u202eb", "x" * 256, "a/" * 600 + "a"),
    ],
)
def test_a_key_that_leads_elsewhere_is_refused_for_good(key: str) -> None:
    with pytest.raises(BadKey, match="cannot be kept") as caught:
        check_key(key)

    assert not caught.value.retry


@pytest.mark.parametrize(
    "key", ["d-1/2/11/.github/workflows/dockerize.yml", "a b/Größe/Dockerfile", "...", "a..b", "~"]
)
def test_any_other_key_is_taken_as_it_is(key: str) -> None:
    assert check_key(key) == key


@given(key=st.text(alphabet=st.sampled_from("ab./\\\0~ é"), min_size=1, max_size=12))
def test_no_key_leaves_its_folder(key: str) -> None:
    root = Path("/nowhere/at/all")
    try:
        path = (root / check_key(key)).resolve()
    except BadKey:
        return

    assert path.is_relative_to(root)
    assert path != root
