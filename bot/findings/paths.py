"""Which paths a proposal may write at all: three names in any folder of the repository, and one workflow."""

from __future__ import annotations

from bot.lazy import pattern
from bot.types import Finding, Severity

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.types import Files

NAME = "unexpected-path"
WORKFLOW = ".github/workflows/dockerize.yml"

_NAMES = frozenset({"Dockerfile", "Dockerfile.dockerignore", ".dockerignore"})
# Letters of any language, but those that are drawn as nothing.
_SEGMENT = pattern(r"(?!.*[\u115f\u1160\u3164\uffa0])[\w@+=,()-](?:[\w.@+=,() -]{0,198}[\w.@+=,()-])?")


def is_dockerfile(path: str) -> bool:
    """Whether a path is read as a Dockerfile."""
    name = path.rpartition("/")[2]
    return name == "Dockerfile" or name.endswith(".Dockerfile")


def check(files: Files) -> Iterator[Finding]:
    """One finding for each path that may not be written, and for each that is written twice."""
    seen: set[str] = set()
    for file in files:
        path = file.path
        if not _allowed(path):
            yield _finding(path, f"{path!r} is not a path that a proposal may write")
        if path.lower() in seen:
            yield _finding(path, f"{path!r} is written twice")
        seen.add(path.lower())


def _allowed(path: str) -> bool:
    *folders, name = path.split("/")
    return path == WORKFLOW or (name in _NAMES and all(_SEGMENT.fullmatch(folder) for folder in folders))


def _finding(path: str, message: str) -> Finding:
    return Finding(
        rule=NAME,
        severity=Severity.ERROR,
        path=path,
        line=0,
        message=message,
        instead=f"Write a Dockerfile, a .dockerignore or {WORKFLOW}.",
    )
