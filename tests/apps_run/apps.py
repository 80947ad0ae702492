"""The applications of `tests/apps`: what each must do, its picture, and the decision about it."""

from __future__ import annotations

import asyncio
import os
import shlex
import shutil
import subprocess
import tempfile
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot import catalogue, pipeline, snapshot, stacks
from bot.files import workflow
from bot.types import Decided

if TYPE_CHECKING:
    from bot.types import Plan, Snapshot

ROOT = Path(__file__).resolve().parent.parent / "apps"
GOLDEN = ROOT / "golden"
CATALOGUE = catalogue.load()
# A lock file that is made when an application is built: planning asks only whether it is there.
PLACEHOLDER = {
    "uv": ("uv.lock", "version = 1\n"),
    "uvx": ("Pipfile.lock", "{}\n"),
    "cargo": ("Cargo.lock", "version = 4\n"),
    "npm": ("package-lock.json", "{}\n"),
    "mix": ("mix.lock", "%{}\n"),
    "gleam": ("manifest.toml", "packages = []\n"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class App:
    """One entry of apps.toml."""

    name: str
    path: str = "/"
    contains: str = ""
    missing: str = ""
    output: str = ""
    lock: tuple[str, ...] = ()
    env: tuple[tuple[str, str], ...] = ()
    ci: bool = True  # whether CI builds it too; the others are held to their golden texts there
    unreachable: str = ""  # the registry that its packages come from and that cannot be reached: it is checked only

    @property
    def serves(self) -> bool:
        return bool(self.contains)

    def copy(self, target: Path) -> Path:
        """The application in a folder named like it, with its lock file as far as planning needs it."""
        folder = target / self.name
        shutil.copytree(ROOT / self.name, folder, ignore=shutil.ignore_patterns("node_modules", "__pycache__", ".venv"))
        if self.lock:
            name, text = PLACEHOLDER[self.lock[0]]
            (folder / name).write_text(text)
        return folder

    def lock_really(self, folder: Path) -> None:
        """Makes the lock file by the tool that people make it with."""
        tool = _tool(self.lock[0])
        (folder / PLACEHOLDER[self.lock[0]][0]).unlink()
        environment = {**os.environ, "UV_PYTHON_DOWNLOADS": "never"}
        subprocess.run([tool, *self.lock[1:]], cwd=folder, env=environment, check=True, capture_output=True)


def _tool(name: str) -> str:
    """The program on PATH, or where the set-up put it."""
    here = Path(__file__).resolve().parents[2]
    places = [shutil.which(name), here / ".tools/bin" / name, here / ".tools/venv/bin" / name]
    found = next((str(place) for place in places if place and Path(place).exists()), None)
    if found is None:
        raise AssertionError(f"{name} is neither on PATH nor in .tools; run make .venv/.dev")
    return found


def load() -> tuple[App, ...]:
    """All applications, in the order of apps.toml."""
    data = tomllib.loads((ROOT / "apps.toml").read_text(encoding="utf-8"))
    return tuple(_app(name, entry) for name, entry in data.items())


def _app(name: str, entry: dict[str, Any]) -> App:
    lists = {"lock": tuple(entry.get("lock", ())), "env": tuple(entry.get("env", {}).items())}
    return App(name=name, **{**entry, **lists})


def built() -> tuple[App, ...]:
    """Those to build and start: all whose packages can be reached, but in CI those that say so or have changed."""
    reached = (app for app in load() if not app.unreachable)
    return tuple(reached) if os.environ.get("CI") != "true" else tuple(app for app in reached if app.ci or changed(app))


def rendered(folder: Path) -> dict[str, str]:
    """What is held to the golden files of an application; {} for one that is refused."""
    decided = asyncio.run(pipeline.decide(snapshot.Folder(folder), CATALOGUE))
    files = decided.files if isinstance(decided, Decided) else ()
    return {file.path: file.text for file in files if file.path != workflow.PATH}


def golden(app: App) -> dict[str, str]:
    """What was last looked at and committed."""
    folder = GOLDEN / app.name
    return {str(file.relative_to(folder)): file.read_text() for file in folder.rglob("*") if file.is_file()}


def changed(app: App) -> bool:
    """Whether what is rendered for it differs from what is committed."""
    with tempfile.TemporaryDirectory() as target:
        return rendered(app.copy(Path(target))) != golden(app)


def checked_only() -> tuple[App, ...]:
    """Those that no build here could get the packages or the base image of."""
    return tuple(app for app in load() if app.unreachable)


def picture(folder: Path) -> Snapshot:
    """The folder as the product reads it."""
    return asyncio.run(snapshot.take(snapshot.Folder(folder), stacks.reads(), stacks.follow))


def decide(folder: Path) -> Decided:
    """The whole decision about a folder; a refusal fails the test that asked."""
    decided = asyncio.run(pipeline.decide(snapshot.Folder(folder), CATALOGUE))
    assert isinstance(decided, Decided), decided
    return decided


def write(decided: Decided, folder: Path) -> Plan:
    """The files of a decision into its folder; the plan of its one service."""
    for file in decided.files:
        (folder / file.path).parent.mkdir(parents=True, exist_ok=True)
        (folder / file.path).write_text(file.text)
    (plan,) = decided.plans
    return plan


def build_command() -> list[str]:
    """`docker build`, or what the environment names where base images come from elsewhere."""
    return shlex.split(os.environ.get("DOCKERIZE_TEST_BUILD", "docker build"))
