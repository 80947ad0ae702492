"""Reads go.mod and go.work: what a module is called, what it requires, and what it takes from other folders."""

from __future__ import annotations

import posixpath

from bot.errors import ManifestUnreadable
from bot.frozen import dataclass
from bot.lazy import pattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.stacks.folder import Folder

_MAJOR = pattern(r"/v\d+$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One directive: its words without the verb, and where it stands."""

    verb: str
    words: tuple[str, ...]
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Module:
    """One go.mod: `root` is its folder, relative to the service's."""

    root: str
    path: str
    lines: tuple[Line, ...]

    def all(self, verb: str) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line.verb == verb and line.words)

    @property
    def name(self) -> str:
        """What the module's program is called by default: the last part of its path that is no major version."""
        return _MAJOR.sub("", self.path).rpartition("/")[2]

    def requires(self) -> Iterator[tuple[str, str, int]]:
        """Path, version and line of everything required, what is required indirectly last."""
        for indirect in (False, True):
            for line in self.all("require"):
                if len(line.words) > 1 and ("indirect" in line.words[2:]) is indirect:
                    yield line.words[0], line.words[1], line.number

    def replaced(self) -> Iterator[str]:
        """The folders, relative to the module's, that stand for a required module."""
        for line in self.all("replace"):
            if line.words[-1].startswith(("./", "../")):
                yield line.words[-1]

    def locals(self) -> tuple[str, ...]:
        """The same as folders of the service; those above it begin with `..`."""
        return tuple(dict.fromkeys(join(self.root, target) for target in self.replaced()))


def join(root: str, target: str) -> str:
    """A folder by a path relative to another one; "" is the service's own."""
    found = posixpath.normpath(posixpath.join(root, target))
    return "" if found == "." else found


def read(folder: Folder, root: str = "") -> Module | None:
    """The module of a folder, None where there is none to read; raises ManifestUnreadable."""
    name = f"{root}/go.mod" if root else "go.mod"
    text = folder.text(name)
    if not text:
        return None
    lines = tuple(_lines(text))
    path = next((line.words[0] for line in lines if line.verb == "module" and line.words), "")
    if not path:
        raise ManifestUnreadable(folder.path(name), 1, "it names no module")
    return Module(root=root, path=path, lines=lines)


def members(folder: Folder) -> tuple[str, ...]:
    """The folders that go.work names, in its order; those outside of the repository are left out."""
    found = (line.words[0] for line in _lines(folder.text("go.work")) if line.verb == "use" and line.words)
    joined = dict.fromkeys(join("", word) for word in found if not word.startswith("/"))
    return tuple(root for root in joined if not root.startswith(".."))


def _lines(text: str) -> Iterator[Line]:
    """Directives, those of a block with the block's verb; `// indirect` stays as a word."""
    verb = ""
    for number, raw in enumerate(text.split("\n"), 1):
        code, _, comment = raw.partition("//")
        words = [word.strip('"`') for word in code.split()]
        if words == [")"]:
            verb = ""
        elif words and words[-1] == "(":
            verb = words[0]
        elif words:
            marks = ("indirect",) if comment.strip().startswith("indirect") else ()
            own = words if verb else words[1:]
            yield Line(verb=verb or words[0], words=(*own, *marks), number=number)
