"""Chooses what is read, by importance and within a budget, and reads it in at most two batches."""

from __future__ import annotations

from bot.catalogue.sensitive import may_hold_secret
from bot.frozen import dataclass
from bot.snapshot.text import clean
from bot.types import Snapshot, Unread

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from bot.ports import Source
    from bot.types import Tree


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much of a repository is read: both batches together hold at most `files` and `bytes`, no file over `each`."""

    files: int = 120
    bytes: int = 2_000_000
    each: int = 512_000


DEFAULT = Limits()


async def take(
    source: Source,
    reads: Sequence[str],
    follow: Callable[[Snapshot], Sequence[str]],
    limits: Limits = DEFAULT,
) -> Snapshot:
    """Reads what the globs name, in their order, then what `follow` finds named in it."""
    tree = await source.tree()
    empty = Snapshot(name=source.name, tree=tree, texts={})
    first = await _more(source, empty, (path for glob in reads for path in tree.match(glob)), limits)
    return await _more(source, first, (path for path in follow(first) if first.has(path)), limits)


async def _more(source: Source, snapshot: Snapshot, wanted: Iterable[str], limits: Limits) -> Snapshot:
    """The snapshot with one more batch; a file that has no text says why."""
    done = snapshot.texts.keys() | snapshot.unread.keys()
    fresh = dict.fromkeys(path for path in wanted if path not in done)
    batch, unread = _choose(snapshot, fresh, limits)
    if not batch:
        return _with(snapshot, {}, unread)
    answers = await source.texts(batch)
    texts: dict[str, str] = {}
    for path in batch:
        text = clean(answers.get(path, Unread.GONE))
        if isinstance(text, Unread):
            unread[path] = text
        else:
            texts[path] = text
    return _with(snapshot, texts, unread)


def _choose(snapshot: Snapshot, wanted: Iterable[str], limits: Limits) -> tuple[tuple[str, ...], dict[str, Unread]]:
    """What of it is read, in the same order, and why the rest is not; sizes are those that the tree gives."""
    batch: list[str] = []
    unread: dict[str, Unread] = {}
    sizes = snapshot.tree.sizes
    files = limits.files - len(snapshot.texts)
    left = limits.bytes - sum(sizes[path] for path in snapshot.texts)
    for path in wanted:
        if reason := _never(snapshot.tree, path, limits):
            unread[path] = reason
        elif len(batch) >= files or sizes[path] > left:
            unread[path] = Unread.OVER_BUDGET
        else:
            batch.append(path)
            left -= sizes[path]
    return tuple(batch), unread


def _never(tree: Tree, path: str, limits: Limits) -> Unread | None:
    """Why a file is not read, however much of the budget is left."""
    if may_hold_secret(path):
        return Unread.SECRET
    if path in tree.unread:
        return tree.unread[path]
    return Unread.TOO_BIG if tree.sizes[path] > limits.each else None


def _with(snapshot: Snapshot, texts: dict[str, str], unread: dict[str, Unread]) -> Snapshot:
    return Snapshot(
        name=snapshot.name,
        tree=snapshot.tree,
        texts={**snapshot.texts, **texts},
        unread={**snapshot.unread, **unread},
    )
