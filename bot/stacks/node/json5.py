"""A `package.json5`, which pnpm takes for a manifest: read as what it says, cited where it stands."""

from __future__ import annotations

from bot.frozen import replace
from bot.stacks.folder import Folder
from bot.stacks.javascript import relaxed
from bot.types import Snapshot, Tree

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bot.types import Claim, Doubt, Evidence, Facts

NAME = "package.json5"
READS = (NAME, f"*/{NAME}", f"*/*/{NAME}")
PLAIN = "package.json"


def plain(snapshot: Snapshot) -> Snapshot:
    """The same with a `package.json` of the same lines beside each one, itself where there is none.

    Raises ManifestUnreadable.
    """
    found = [path for glob in READS for path in snapshot.match(glob) if path in snapshot.texts]
    texts: dict[str, str] = {}
    for path in found:
        root = path.rpartition("/")[0]
        folder = Folder(snapshot=snapshot, root=root)
        if not folder.has(PLAIN):
            relaxed.load(folder, NAME)
            texts[folder.path(PLAIN)] = "".join(relaxed.strict(folder.text(NAME)))
    if not texts:
        return snapshot
    tree = snapshot.tree
    sizes = {**tree.sizes, **{path: len(text) for path, text in texts.items()}}
    return replace(
        snapshot,
        tree=Tree(commit=tree.commit, sizes=sizes, unread=tree.unread, truncated=tree.truncated),
        texts={**snapshot.texts, **texts},
    )


def cited(facts: Facts, snapshot: Snapshot) -> Facts:
    """Facts about such a snapshot as they are about the repository: its file's name, its lines, its text."""
    return replace(
        facts,
        claims=tuple(_claim(one, snapshot) for one in facts.claims),
        doubts=tuple(_doubt(one, snapshot) for one in facts.doubts),
    )


def _claim(said: Claim, snapshot: Snapshot) -> Claim:
    places = tuple(_place(one, snapshot) for one in said.evidence)
    renamed = {one.path: new.path for one, new in zip(said.evidence, places, strict=True) if one.path != new.path}
    words = tuple(f"{word}5" if _is_renamed(word, renamed) else word for word in said.value)
    return replace(said, value=words, evidence=places)


def _is_renamed(word: str, renamed: dict[str, str]) -> bool:
    return word.rpartition("/")[2] == PLAIN and any(path == word or path.endswith(f"/{word}") for path in renamed)


def _doubt(said: Doubt, snapshot: Snapshot) -> Doubt:
    return replace(said, evidence=tuple(_place(one, snapshot) for one in said.evidence))


def _place(place: Evidence, snapshot: Snapshot) -> Evidence:
    if snapshot.has(place.path) or not snapshot.has(f"{place.path}5"):
        return place
    root = place.path.rpartition("/")[0]
    return Folder(snapshot=snapshot, root=root).at(NAME, place.line)
