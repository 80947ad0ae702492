"""A sandbox in this process for each test, and the shop that most tests go to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.bot.sandbox.rig import Rig, Shop

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def rig(tmp_path: Path) -> Iterator[Rig]:
    made = Rig.make(tmp_path)
    yield made
    assert made.violations() == []


@pytest.fixture
def shop(rig: Rig) -> Shop:
    made = rig.install()
    return Shop(rig=rig, installation=made["id"], id=made["repositories"]["shop"], auth=rig.token(made["id"]))
