"""Poetry, PDM and Pipenv: their locks are installed without leaving the tool in the image.

`poetry install` and new PDMs ask the index for JSON, which a mirror may lack: an export and pip work everywhere.
"""

from __future__ import annotations

from bot.stacks.folder import table, word, words
from bot.stacks.python import requirements

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.stacks.folder import Folder
    from bot.stacks.python.requirements import Requirement

Argv = tuple[str, ...]
LIST = "/tmp/requirements.txt"  # noqa: S108  in the build stage, which nobody else writes to
LOCKS = {"poetry.lock": "poetry", "pdm.lock": "pdm", "Pipfile.lock": "pipenv"}
MANIFESTS = {"poetry": "pyproject.toml", "pdm": "pyproject.toml", "pipenv": "Pipfile"}
_PIP: Argv = ("pip", "install", "--requirement", LIST)
INSTALLS: dict[str, tuple[Argv, ...]] = {
    "poetry": (("poetry", "export", "--only", "main", "--format", "requirements.txt", "--output", LIST), _PIP),
    "pdm": (("pdm", "export", "--prod", "-f", "requirements", "-o", LIST), _PIP),
    "pipenv": (("pipenv", "verify"), ("pipenv", "sync")),  # `install --deploy` also insists on the patch of Python
}
# What has to be there for these commands, in the build stage alone.
TOOLS = {"poetry": ("poetry", "poetry-plugin-export"), "pdm": ("pdm",), "pipenv": ("pipenv",)}


def found(folder: Folder) -> tuple[str, str]:
    """The lock file and its manager, ("", "") without one."""
    lock = next((name for name, manager in LOCKS.items() if folder.has(name) and folder.has(MANIFESTS[manager])), "")
    return lock, LOCKS.get(lock, "")


def declared(folder: Folder, manager: str, pyproject: dict[str, object]) -> Iterator[Requirement]:
    """The packages of `[tool.poetry.dependencies]` or of a Pipfile, each with the line that names it."""
    name = MANIFESTS[manager]
    tables = (
        table(folder.toml(name), "packages")
        if manager == "pipenv"
        else table(pyproject, "tool", "poetry", "dependencies")
    )
    for package, asked in tables.items():
        extras = ",".join(words(asked, "extras")) if isinstance(asked, dict) else ""
        version = asked if isinstance(asked, str) else word(asked, "version")
        text = f"{package}[{extras}]" if extras else package
        place = folder.find(name, rf"^\s*[\"']?{package}[\"']?\s*=")
        if package != "python" and (one := requirements.requirement(f"{text} {version}", place)):
            yield one


def packaged(folder: Folder, pyproject: dict[str, object]) -> bool:
    """Whether there is a package to install beside its dependencies: Poetry builds one unless it is told not to."""
    poetry = table(pyproject, "tool", "poetry")
    name = str(poetry.get("name") or table(pyproject, "project").get("name") or "").replace("-", "_").lower()
    there = bool(name) and any(folder.has(f"{base}{name}/__init__.py") for base in ("", "src/"))
    return "build-system" in pyproject and there and poetry.get("package-mode") is not False
