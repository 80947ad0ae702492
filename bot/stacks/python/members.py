"""Members of a uv workspace: the folder above that holds the lock file, and the manifests that an install reads."""

from __future__ import annotations

from bot.lazy import pattern
from bot.stacks.folder import Folder, word, words

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

_ABOVE = pattern(r"/?[^/]*$")


def manifests(folder: Folder, pyproject: dict[str, object]) -> tuple[str, ...]:
    """The manifests of a workspace's members, which `uv sync` reads before it installs anything."""
    found = [
        name
        for glob in words(pyproject, "tool", "uv", "workspace", "members")
        for name in folder.match(f"{glob.removeprefix('./').rstrip('/')}/pyproject.toml")
    ]
    return tuple(dict.fromkeys(found))


def folders(folder: Folder, pyproject: dict[str, object]) -> tuple[str, ...]:
    """The folders of the members below a folder, as paths of the repository."""
    found = (name.removesuffix("pyproject.toml").rstrip("/") for name in manifests(folder, pyproject))
    return tuple(folder.path(name) for name in found if name)


def home(folder: Folder, pyproject: dict[str, object]) -> Folder | None:
    """The workspace that a folder is a member of, None for one that stands alone or has no name."""
    if not folder.root or folder.has("uv.lock") or not word(pyproject, "project", "name"):
        return None
    for root in _above(folder.root):
        found = Folder(snapshot=folder.snapshot, root=root)
        inner = folder.root[len(root) :].strip("/")
        if found.has("uv.lock") and f"{inner}/pyproject.toml" in manifests(found, found.toml("pyproject.toml")):
            return found
    return None


def _above(root: str) -> Iterator[str]:
    while root:
        root = _ABOVE.sub("", root, count=1)
        yield root
