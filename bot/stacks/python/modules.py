"""The Python files of a service that were read and parsed, and under which name each one is imported."""

from __future__ import annotations

from bot.frozen import dataclass
from bot.stacks.folder import aside

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bot.stacks.folder import Folder
    from bot.stacks.python.seen import Module

# Where an entry point lives, by convention: better names first.
ENTRY_NAMES = (
    "main",
    "app",
    "server",
    "asgi",
    "wsgi",
    "application",
    "api",
    "web",
    "bot",
    "run",
    "start",
    "index",
    "cli",
    "worker",
    "__main__",
    "__init__",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Located:
    """A file's dotted name, and the folder that must be on Python's path for it ("" is the service's own)."""

    dotted: str
    import_root: str


def names(folder: Folder, elsewhere: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The Python files that may hold an entry point, the likeliest first; `elsewhere` are folders of other services."""
    mine = (name for name in folder.match("**/*.py") if not folder.path(name).startswith(elsewhere))
    found = (name for name in mine if not aside(name) and folder.text(name))
    return tuple(sorted(found, key=likelihood))


def likelihood(name: str) -> tuple[int, int, str]:
    stem = name.rpartition("/")[2].removesuffix(".py")
    rank = ENTRY_NAMES.index(stem) if stem in ENTRY_NAMES else len(ENTRY_NAMES)
    return name.removeprefix("src/").count("/"), rank, name


def parsed(folder: Folder, elsewhere: tuple[str, ...] = ()) -> dict[str, Module]:
    """All readable files by name, the likeliest entry point first."""
    from bot.stacks.python import source

    pictures = ((name, source.parse(folder.text(name))) for name in names(folder, elsewhere))
    return {name: picture for name, picture in pictures if picture}


def locate(folder: Folder, name: str, module: Module) -> Located:
    """By `__init__.py` files; where there are none, by what the file itself imports."""
    *folders, last = name.removesuffix(".py").split("/")
    top = len(folders)
    if not (folders and not module.relative and _imports_siblings(folder, folders, module)):
        while top and folders[top - 1].isidentifier() and _is_package(folder, folders, top, module):
            top -= 1
    parts = [*folders[top:], *([] if last == "__init__" else [last])]
    return Located(dotted=".".join(parts), import_root="/".join(folders[:top]))


def _is_package(folder: Folder, folders: list[str], top: int, module: Module) -> bool:
    """Whether a folder is imported by its name: it has an `__init__.py`, or nothing speaks against a namespace."""
    if folder.has("/".join([*folders[:top], "__init__.py"])):
        return True
    return folders[top - 1] != "src" or (module.relative and top == len(folders))


def _imports_siblings(folder: Folder, folders: list[str], module: Module) -> bool:
    """Whether the file imports a neighbour by its bare name, as a script run from its own folder does."""
    here = "/".join(folders)
    return any(
        (folder.has(f"{here}/{name}.py") or folder.has(f"{here}/{name}/__init__.py"))
        and not (folder.has(f"{name}.py") or folder.has(f"{name}/__init__.py"))
        for name in module.import_lines
    )
