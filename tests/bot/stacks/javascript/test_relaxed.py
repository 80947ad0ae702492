"""JSON as people write it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import ManifestUnreadable
from bot.stacks.javascript import relaxed
from tests.bot.stacks.pictures import folder


def load(text: str) -> dict[str, object]:
    return relaxed.load(folder({"deno.jsonc": text}), "deno.jsonc")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ('{"a": 1}', {"a": 1}),
        ('\ufeff{ // one\n "a": [1, 2,], /* two */ }', {"a": [1, 2]}),
        ("{ a: 'it\\'s \"so\"', b: true, c: null, d: -1.5 }", {"a": 'it\'s "so"', "b": True, "c": None, "d": -1.5}),
        ('{"a": "x\\"y\\n"}', {"a": 'x"y\n'}),
        ('{"a": ","}', {"a": ","}),
        (" ", {}),
    ],
)
def test_what_it_holds(text: str, value: dict[str, object]) -> None:
    assert load(text) == value


@pytest.mark.parametrize(
    ("text", "line"), [('{\n "a": \n}', 3), ("[]", 1), ('{"a":' * 50_000, 0), ("{'a': 1" + "0" * 5000 + "}", 0)]
)
def test_what_does_not_parse(text: str, line: int) -> None:
    with pytest.raises(ManifestUnreadable) as raised:
        load(text)

    assert raised.value.line == line


@given(st.text(max_size=200) | st.text("{}[]:,'\"\\/* ab1\n\t-", max_size=60))
def test_whatever_it_holds_it_is_read_or_refused(text: str) -> None:
    try:
        value = load(text)
    except ManifestUnreadable:
        return
    assert isinstance(value, dict)
