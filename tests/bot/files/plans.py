"""Plans that the tests of this folder render."""

from __future__ import annotations

from bot import catalogue
from bot.types import (
    Arg,
    Copy,
    Env,
    Health,
    Image,
    Mount,
    MountKind,
    Plan,
    Run,
    Service,
    Snapshot,
    Stage,
    Tree,
    Workdir,
)

CATALOGUE = catalogue.load()
PYTHON = Image(name="python", tag="3.14-slim-trixie")
PROBE = ("python", "-c", "import urllib.request as r; r.urlopen('http://127.0.0.1:8080/', timeout=3)")


def picture(**texts: str) -> Snapshot:
    """A repository with these files: `_` in a name stands for `.`."""
    named = {name.replace("_", "."): text for name, text in texts.items()}
    return Snapshot(name="x", tree=Tree(commit="", sizes=dict.fromkeys(named, 1)), texts=named)


EMPTY = picture()


def web(**changed: object) -> Plan:
    """A small web application in two stages, with everything that can be written in a stage."""
    build = Stage(
        name="build",
        image=PYTHON,
        steps=(
            Workdir(path="/app"),
            Arg(name="PUBLIC_URL", default="https://example.org/a b"),
            Arg(name="PUBLIC_EMPTY"),
            Env(pairs=(("PYTHONUNBUFFERED", "1"), ("GREETING", 'say "hi" for $5'))),
            Copy(sources=("requirements.txt",), target="./", comment="Dependencies first"),
            Run(
                commands=(("python", "-m", "venv", "/app/.venv"), ("pip", "install", "-r", "requirements.txt")),
                mounts=(
                    Mount(kind=MountKind.CACHE, source="pip", target="/root/.cache/pip", sharing="locked"),
                    Mount(kind=MountKind.BIND, source="app", from_stage="deps", target="/deps"),
                ),
                env=(("SECRET_KEY", "build only"),),
            ),
            Copy(sources=(".",), target="./"),
        ),
    )
    last = Stage(
        name="",
        image=PYTHON,
        steps=(
            Workdir(path="/app"),
            Env(pairs=(("PATH", "/app/.venv/bin:$PATH"), ("PORT", "8080"))),
            Copy(sources=("/app/a b", "/app"), target="/app/", source_stage="build", owner="10001:10001"),
            Copy(sources=("/uv",), target="/bin/", source_image=Image(name="ghcr.io/astral-sh/uv", tag="0.13.9")),
        ),
    )
    plan = {
        "service": Service(name="web"),
        "stack": "python",
        "stages": (build, last),
        "start": ("gunicorn", "app:app"),
        "port": 8080,
        "health": Health(argv=PROBE),
    }
    return Plan(**{**plan, **changed})  # type: ignore[arg-type]


def script(*, ends: bool) -> Plan:
    """A program without a port: a worker, or one that ends."""
    return web(port=None, health=None, ends=ends, start=("python", "main.py"))
