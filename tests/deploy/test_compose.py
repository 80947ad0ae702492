"""The compose file: valid, and with no secret in it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import yaml

COMPOSE = Path(__file__).resolve().parents[2] / "deploy" / "compose.yaml"


def test_the_published_schema_holds() -> None:
    tool = Path(sys.executable).parent / "check-jsonschema"
    command = [str(tool), "--builtin-schema", "vendor.compose-spec", str(COMPOSE)]

    checked = subprocess.run(command, capture_output=True, text=True, check=False)

    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_the_web_process_does_not_hold_the_private_key() -> None:
    services = yaml.safe_load(COMPOSE.read_text())["services"]

    assert "secrets" not in services["web"]
    assert services["worker"]["secrets"] == ["private_key"]
    assert not [name for name in services["web"]["environment"] if "KEY" in name]
