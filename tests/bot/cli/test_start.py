"""A start costs what it must: `generate` imports no server, no database, no event loop and no model."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

from tests.bot.cli.applications import FASTAPI, write

if TYPE_CHECKING:
    from pathlib import Path

FORBIDDEN = """
    asyncio dataclasses inspect typing pathlib subprocess shutil pydantic pydantic_settings starlette uvicorn httpx
    githubkit sqlalchemy sqlmodel alembic dbos openai langchain boto3 rich pathspec yaml jinja2 cryptography
    prometheus_client bot.main bot.pull bot.settings bot.sandbox
"""

QUIET = {"bot.stacks.hints.needs", "bot.stacks.hints.reads"}  # what is there where the project says nothing of itself


def test_generate_imports_nothing_that_it_does_not_need(tmp_path: Path) -> None:
    folder = write(tmp_path / "shop", FASTAPI)
    code = (
        "import sys; from bot.cli import main; code = main(sys.argv[1:]); "
        "print(*sorted(sys.modules), file=sys.stderr); sys.exit(code)"
    )
    words = ["generate", str(folder), "--json"]

    ended = subprocess.run([sys.executable, "-c", code, *words], capture_output=True, text=True, check=True)

    assert json.loads(ended.stdout)["outcome"] == "done"
    imported = set(ended.stderr.split())
    assert imported & set(FORBIDDEN.split()) == set()
    inner = {name.split(".")[2] for name in imported if name.startswith("bot.stacks.") and name.count(".") == 3}
    assert inner <= {"python", "hints"}, "an ecosystem that has nothing to read stays closed"
    assert {name for name in imported if name.startswith("bot.stacks.hints.")} <= QUIET
    assert "bot.advice.asking" not in imported
