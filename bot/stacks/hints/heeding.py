"""Puts the project's own words and what the rules found together: whose word counts on which topic."""

from __future__ import annotations

from bot.frozen import replace
from bot.stacks.claims import claim, doubt, value, values
from bot.stacks.hints import starting, words
from bot.types import Claim, Topic

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.stacks.folder import Folder
    from bot.types import Doubt, Facts

_PRIVILEGED = 1024
_INSTALLS = frozenset({"install", "i", "ci", "sync", "add", "restore", "upgrade", "--upgrade", "download"})
_ADDED = (Topic.RELEASE, Topic.PROCESS, Topic.VARIABLE, Topic.NEEDS)
_LISTENING = (Topic.PORT, Topic.HEALTH_PATH)


def heed(facts: Facts, folder: Folder, said: Iterable[Claim | Doubt]) -> Facts:
    """The facts with what the project's own words settle; a word that cannot be taken is a doubt."""
    every = tuple(said)
    claims = tuple(one for one in every if isinstance(one, Claim))
    doubts = tuple(one for one in every if not isinstance(one, Claim))
    facts = replace(facts, doubts=(*facts.doubts, *doubts))
    for start in (one for one in claims if one.topic is Topic.START):
        facts = _start(facts, folder, start, next((one for one in claims if _kind_of(one, start)), None))
    for step in (_port, _health, _runtime, _build):
        facts = step(facts, claims)
    known = {(one.topic, one.value) for one in facts.claims}
    added = {(one.topic, one.value): one for one in reversed(claims) if one.topic in _ADDED}
    fresh = tuple(one for key, one in reversed(added.items()) if key not in known or one.topic is Topic.NEEDS)
    return replace(facts, claims=(*facts.claims, *fresh))


def _kind_of(one: Claim, start: Claim) -> bool:
    return one.topic is Topic.KIND and one.evidence == start.evidence


def _with(facts: Facts, *fresh: Claim) -> Facts:
    """The facts with these claims in the place of others on their topics."""
    topics = {one.topic for one in fresh}
    return replace(facts, claims=(*fresh, *(one for one in facts.claims if one.topic not in topics)))


def _without(facts: Facts, *topics: Topic) -> Facts:
    return replace(facts, claims=tuple(one for one in facts.claims if one.topic not in topics))


def _supported(facts: Facts, topic: Topic, by: Claim) -> Facts:
    """The first claim on a topic, with one more place that says the same."""
    first = facts.first(topic)
    if first is None or by.evidence[0] in first.evidence:
        return facts
    said = replace(first, evidence=(*first.evidence, *by.evidence[:1]))
    return replace(facts, claims=tuple(said if one is first else one for one in facts.claims))


def _start(facts: Facts, folder: Folder, start: Claim, kind: Claim | None) -> Facts:
    """The first command that is certain and can be taken is started; later ones and passing words only support it."""
    if starting.same(facts, start.value):
        told = kind if facts.word(Topic.KIND) == "job" else None
        return _kinded(_supported(facts, Topic.START, start), told, read=True)
    ours = facts.first(Topic.START)
    if not start.certain or (ours and ours.reason.endswith("says so")):
        return facts
    if kind and kind.value == ("worker",) and facts.word(Topic.KIND) == "web":
        other = claim(Topic.PROCESS, *start.value, at=start.evidence, why="a container of its own from the same image")
        return replace(facts, claims=(*facts.claims, other))
    heeded = starting.heeded(facts, folder, start.value)
    if not heeded.argv:
        where, text = start.evidence[0], " ".join(start.value)
        sentence = f"{where} starts `{text[:120]}`, which is not taken over: {heeded.why_not}."
        settle = "Say in that file what the image is to start, or take it out."
        return replace(facts, doubts=(*facts.doubts, doubt(Topic.START, sentence, settle, where)))
    return _taken(facts, replace(start, value=heeded.argv), kind)


def _taken(facts: Facts, start: Claim, kind: Claim | None) -> Facts:
    """Another START than the rules had, and everything that hangs on it."""
    rules = value(facts, Topic.START)
    follows = tuple(starting.follows(facts, start.value, start))
    if start.value[:2] != rules[:2]:
        facts = _without(facts, Topic.STOP_SIGNAL)
    return _kinded(_with(facts, start, *follows), kind, read=start.value[-1:] == rules[-1:])


def _kinded(facts: Facts, kind: Claim | None, *, read: bool) -> Facts:
    """Another KIND than the rules saw, and everything that hangs on it; `read`: the rules looked at the very file."""
    if kind is None or kind.value == value(facts, Topic.KIND):
        return facts
    if read and kind.value == ("web",) and not facts.first(Topic.DEPENDENCY):
        return _ending(facts, kind)
    facts = _with(facts, kind)
    if kind.value != ("web",):
        return _without(facts, *_LISTENING)
    given = (
        claim(Topic.PORT, "8080", at=kind.evidence, why="$PORT decides; this is its default", certain=False),
        claim(Topic.HEALTH_PATH, "/", at=kind.evidence, why="no route for health was found", certain=False),
    )
    return _with(facts, *(one for one in given if not facts.first(one.topic)))


def _ending(facts: Facts, kind: Claim) -> Facts:
    """The very file was read, uses no package, and does not listen: a probe of it would never be answered."""
    place = kind.evidence[0]
    sentence = f"{place} calls it a web process, but nothing in its code listens: it is taken for a program that ends."
    wondering = doubt(Topic.KIND, sentence, "Listen on $PORT, or call the process something else.", place)
    return replace(facts, doubts=(*facts.doubts, wondering))


def _port(facts: Facts, claims: tuple[Claim, ...]) -> Facts:
    """What the code binds stands; where $PORT decides, the project's word is its default."""
    ours = facts.first(Topic.PORT)
    said = next((one for one in claims if one.topic is Topic.PORT and int(one.value[0]) >= _PRIVILEGED), None)
    start = value(facts, Topic.START)
    if ours is None or said is None or not start:
        return facts
    if ours.value == said.value:
        return _supported(facts, Topic.PORT, said)
    told = any(words.PORT in word for word in start) or (start[0] == "gunicorn" and not words.port(start))
    if not ours.certain or told:
        return _with(facts, said)
    sentence = (
        f"{said.evidence[0]} names port {said.value[0]}, and {ours.evidence[0]} port {ours.value[0]}, which is taken."
    )
    wondering = doubt(Topic.PORT, sentence, "Make the two agree.", said.evidence[0], ours.evidence[0])
    return replace(facts, doubts=(*facts.doubts, wondering))


def _health(facts: Facts, claims: tuple[Claim, ...]) -> Facts:
    said = next((one for one in claims if one.topic is Topic.HEALTH_PATH), None)
    if said is None or not facts.first(Topic.PORT) or not facts.first(Topic.START):
        return facts
    return (
        _supported(facts, Topic.HEALTH_PATH, said)
        if said.value == value(facts, Topic.HEALTH_PATH)
        else _with(facts, said)
    )


def _runtime(facts: Facts, claims: tuple[Claim, ...]) -> Facts:
    """A version that something else runs on counts where nothing pins one; the second word names the ecosystem."""
    said = next((one for one in claims if one.topic is Topic.RUNTIME and one.value[1:] == (facts.stack,)), None)
    if said is None or facts.first(Topic.RUNTIME):
        return facts
    return _with(facts, replace(said, value=said.value[:1]))


def _build(facts: Facts, claims: tuple[Claim, ...]) -> Facts:
    """A build is taken where the rules know none; what goes beyond the rules' own is a doubt."""
    said = tuple(one for one in claims if one.topic is Topic.BUILD and _INSTALLS.isdisjoint(one.value))
    known = {*values(facts, Topic.BUILD), *values(facts, Topic.INSTALL)}
    fresh = tuple(dict.fromkeys(one for one in said if one.value not in known))
    if not fresh or not facts.first(Topic.START):
        return facts
    if not known.intersection(values(facts, Topic.BUILD)) and words.ecosystem(fresh[0].value) == facts.stack:
        return replace(
            facts, claims=(*facts.claims, *(one for one in fresh if one.evidence[0].path == fresh[0].evidence[0].path))
        )
    strange = tuple(one for one in fresh if one.certain)
    if not strange:
        return facts
    told = ", ".join(dict.fromkeys(f"`{' '.join(one.value)[:60]}`" for one in strange[:3]))
    place = strange[0].evidence[0]
    sentence = f"{place.path} also builds by {told}, which the image does not."
    wondering = doubt(Topic.BUILD, sentence, "Add it to the project's own build, where it is needed.", place)
    return replace(facts, doubts=(*facts.doubts, wondering))


def refused(plain: Facts, heeded: Facts) -> Facts:
    """The rules' own facts, with a doubt for each command that was heeded and that the policy does not allow."""
    known = {(one.topic, one.value) for one in plain.claims}
    commands = (one for one in heeded.claims if one.topic in {Topic.START, Topic.BUILD})
    doubts = tuple(_not_allowed(one) for one in commands if (one.topic, one.value) not in known)
    return replace(plain, doubts=(*plain.doubts, *doubts))


def _not_allowed(one: Claim) -> Doubt:
    place, text = one.evidence[0], " ".join(one.value)[:120]
    sentence = f"{place} says `{text}`, which is not among the commands that are allowed here."
    return doubt(one.topic, sentence, "Say it in plain words of a known program, without options of its own.", place)
