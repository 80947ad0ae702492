"""Small folders that the command line is tried on."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

SOURCE = """\
from fastapi import FastAPI

service = FastAPI()


@service.get("/")
def shop() -> str:
    return "tea"
"""
FASTAPI = {
    "main.py": SOURCE,
    "requirements.txt": "fastapi==0.115.6\nuvicorn==0.34.0\n",
}
MADE = ("Dockerfile", ".dockerignore", ".github/workflows/dockerize.yml")


def write(folder: Path, files: Mapping[str, str]) -> Path:
    """Writes files below a folder, which is made when it is not there."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return folder
