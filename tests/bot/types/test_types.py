"""The package of the nouns: every name that it promises is there, also those that are made when they are asked for."""

from __future__ import annotations

import subprocess
import sys

import pytest

from bot import types
from tests.conftest import ROOT


def test_every_promised_noun_is_there_in_a_process_that_never_used_one() -> None:
    code = (
        "import sys; from bot import types; before = 'bot.types.deliveries' in sys.modules; "
        "print(before, all(getattr(types, name) for name in types.__all__), len(types.__all__))"
    )

    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)

    assert said.stdout == f"False True {len(types.__all__)}\n"


def test_a_noun_that_nobody_promised_is_none() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'Nonsense'"):
        types.Nonsense  # type: ignore[attr-defined]  # noqa: B018


def test_a_codec_knows_them_all_before_any_was_used() -> None:
    code = "from bot.worker.codec import Codec; print(len(Codec()._kinds))"
    known = "import bot.types as t; [getattr(t, n) for n in t.__all__]; "

    said = [
        subprocess.run([sys.executable, "-c", one], capture_output=True, text=True, check=True, cwd=ROOT).stdout
        for one in (code, known + code)
    ]

    assert said[0] == said[1]
    assert int(said[0]) > 50
