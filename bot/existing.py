"""Dockerfiles that are there already: a good one is left alone, and one to be improved is held against the policy."""

from __future__ import annotations

from bot import findings
from bot.frozen import dataclass
from bot.types import Decided, Decline, Declined, Existing, Severity

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bot.catalogue import Catalogue
    from bot.types import Facts, Finding, Snapshot

DOCKERFILE = "Dockerfile"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """The services that get a Dockerfile of ours, what is objected to in those it replaces, and which are left."""

    facts: tuple[Facts, ...]
    replaced: tuple[Finding, ...] = ()
    remarks: tuple[str, ...] = ()


def sift(
    facts: tuple[Facts, ...], draft: Decided | Declined, picture: Snapshot, catalogue: Catalogue, wish: Existing
) -> Kept | Declined:
    """Which services are written; a no where none is, with what could be better. Ours are known by their very text."""
    theirs = () if wish is Existing.REPLACE else _theirs(facts, draft, picture)
    seen = {path: findings.review(text, path, catalogue) for path in theirs if (text := picture.text(path))}
    poor = {path for path, found in seen.items() if any(one.severity is not Severity.INFO for one in found)}
    left = [path for path in theirs if wish is Existing.LEAVE or path not in poor]
    if not left:
        return Kept(facts=facts, replaced=tuple(one for found in seen.values() for one in found))
    rest = tuple(one for one in facts if one.service.path(DOCKERFILE) not in left)
    whole = DOCKERFILE in left and not any(one.service.path(DOCKERFILE) == DOCKERFILE for one in facts)
    if not rest or whole:
        return _declined(left, tuple(one for path in left for one in seen.get(path, ())), wish)
    replaced = tuple(one for path, found in seen.items() if path not in left for one in found)
    remarks = tuple(f"{path} is there already and is left alone: it is not what is proposed here." for path in left)
    return Kept(facts=rest, replaced=replaced, remarks=remarks)


def _theirs(facts: tuple[Facts, ...], draft: Decided | Declined, picture: Snapshot) -> tuple[str, ...]:
    """The Dockerfiles of the services, and the one of the repository, that are not word for word what is made here."""
    paths = dict.fromkeys([DOCKERFILE, *(one.service.path(DOCKERFILE) for one in facts)])
    ours = draft.files if isinstance(draft, Decided) else ()
    made = {file.path: file.text for file in ours}
    return tuple(path for path in paths if picture.has(path) and picture.text(path) != made.get(path, ""))


def _declined(paths: list[str], found: tuple[Finding, ...], wish: Existing) -> Declined:
    named = ", ".join(paths)
    are = "is there already and is" if len(paths) == 1 else "are there already and are"
    count = sum(one.severity is not Severity.INFO for one in found)
    better = "The policy has nothing to object to" if not count else f"The policy objects to {count} of its lines"
    ask = "" if wish is Existing.IMPROVE else " Ask for it to be improved, and a better one is proposed."
    sentence = f"{named} {are} left alone. {better}.{ask if count else ''}"
    return Declined(reason=Decline.HAS_DOCKERFILE, sentence=sentence, findings=found)
