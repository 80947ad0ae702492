"""Chooses the services of a repository among the folders that hold an application, and says by which rule."""

from __future__ import annotations

from bot.frozen import replace
from bot.stacks.claims import doubt, value
from bot.types import Topic

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.types import Claim, Doubt, Facts

_SHELLS = frozenset({"sh", "bash"})
_MOVES = ("cd", "cd ./", "--prefix", "--prefix ./", "--cwd", "-C")
_RUNNERS = frozenset(
    {
        *("concurrently", "npm-run-all", "run-p", "run-s", "turbo", "lerna", "foreman", "honcho", "overmind"),
        *("docker", "docker-compose", "make", "task", "just"),
    }
)
SHOWN = 6  # folders that one sentence names


def chosen(best: Mapping[str, Facts]) -> tuple[Facts, ...]:
    """The repository's own folder where it holds the application, else every folder that holds one, each named."""
    whole = best.get("")
    below = tuple(best[root] for root in sorted(best) if root)
    if whole and not _only_starts(whole, below):
        return (_with(whole, _beside(whole, below)),)
    if not below:
        return ()
    named = _named(below)
    return (_with(named[0], _all(named, whole)), *named[1:])


def _only_starts(whole: Facts, below: tuple[Facts, ...]) -> bool:
    """Whether the repository's own folder has no program of its own, and what it starts is in folders below.

    A loose page or script is none beside declared programs; nor is a command that runs several, or one in a folder.
    """
    serving = tuple(one for one in below if _serves(one))
    if not serving:
        return False
    start = value(whole, Topic.START)
    if whole.first(Topic.PACKAGE_MANAGER) is None:
        return not start or start[0] in _SHELLS or whole.word(Topic.KIND) == "job"
    roots = [one.service.root for one in serving]
    said = [place.text for claim in whole.all(Topic.START) for place in claim.evidence]
    moves = any(f"{verb} {root}".replace("./ ", "./") in text for text in said for verb in _MOVES for root in roots)
    named = any(word == root or word.removeprefix("./").startswith(f"{root}/") for word in start for root in roots)
    runs = {*start, *(word.strip("\"',\\") for text in said for word in text.split())}
    return moves or named or not _RUNNERS.isdisjoint(runs)


def _serves(facts: Facts) -> bool:
    """Whether it is a declared program that runs until it is stopped, and no member of the whole's workspace."""
    member = value(facts, Topic.SERVICE)[1:] == ("",)
    return facts.first(Topic.PACKAGE_MANAGER) is not None and facts.word(Topic.KIND) != "job" and not member


def _beside(whole: Facts, below: tuple[Facts, ...]) -> Iterator[Doubt]:
    """A doubt for applications below that the chosen one does not use."""
    used = {place.path for claim in whole.claims for place in claim.evidence}
    strange = [
        one for one in below if _serves(one) and not any(path.startswith(f"{one.service.root}/") for path in used)
    ]
    if strange:
        folders = _listed([one.service.root for one in strange])
        yield doubt(
            Topic.SERVICE,
            f"The repository's own folder holds an application, so it is the service. What {folders} "
            f"{'holds' if len(strange) == 1 else 'hold'} could be started alone, too, and gets no Dockerfile.",
            "Run dockerize generate in such a folder where it is a service of its own.",
            *(_place(one).evidence[0] for one in strange[:SHOWN]),
        )


def _all(named: tuple[Facts, ...], whole: Facts | None) -> Iterator[Doubt]:
    if len(named) > 1 or whole:
        folders = _listed([one.service.root for one in named])
        why = "only starts others" if whole else "holds none itself"
        yield doubt(
            Topic.SERVICE,
            f"Each folder with an application is a service with a Dockerfile of its own, because the repository's "
            f"folder {why}: {folders}.",
            "Leave out the files of what is not to be run.",
            *(_place(one).evidence[0] for one in named[:SHOWN]),
        )


def _place(facts: Facts) -> Claim:
    return facts.first(Topic.KIND) or facts.claims[0]


def _named(below: tuple[Facts, ...]) -> tuple[Facts, ...]:
    """Two folders of one name are told apart by where they are."""
    names = [one.service.name for one in below]
    return tuple(
        one
        if names.count(one.service.name) == 1
        else replace(one, service=replace(one.service, name=one.service.root.replace("/", "-")))
        for one in below
    )


def _listed(names: list[str]) -> str:
    more = f" and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
    return ", ".join(names[:SHOWN]) + more


def _with(facts: Facts, found: Iterator[Doubt]) -> Facts:
    return replace(facts, doubts=(*facts.doubts, *found))
