"""Judges what a model decided, word for word: what becomes a claim, and what is refused with a sentence why."""

from __future__ import annotations

import unicodedata

from bot.advice.applying import ADDED
from bot.advice.remembering import cited
from bot.advice.vocabulary import LONGEST, MOST_DECISIONS, MOST_SERVICES, MOST_WORDS
from bot.frozen import dataclass
from bot.lazy import pattern
from bot.types import Claim, Counsel, Topic

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from bot.types import Facts, Snapshot

_PORT = pattern(r"[1-9][0-9]{3,4}")
_PATH = pattern(r"/[A-Za-z0-9/_.~-]{0,199}")
_PACKAGE = pattern(r"[a-z0-9][a-z0-9+.-]{1,60}")
_VARIABLE = pattern(r"[A-Z_][A-Z0-9_]{0,60}")
_SIGNAL = pattern(r"SIG(?:INT|TERM|QUIT|HUP|USR1|USR2|WINCH)")
_FILE = pattern(r"(?!.*\.\.)[A-Za-z0-9_@][A-Za-z0-9_@./+-]{0,199}")
_WORD = pattern(r"[A-Za-z0-9_@%+=:,./${}^~*\[\] -]{1,400}")  # of an argv; the policy judges what it does
_KINDS = frozenset({"web", "worker", "job"})
_INSIDE = pattern(r"(?!.*\.\.)(?:/app/)?[A-Za-z0-9_][A-Za-z0-9_./-]{0,199}")
# Of these a service may have several; of the others the first that is decided counts.
_MANY = ADDED | {Topic.INSTALL, Topic.BUILD, Topic.COPY}
_ARGV = frozenset({Topic.INSTALL, Topic.BUILD, Topic.START})


@dataclass(frozen=True, slots=True, kw_only=True)
class Vetted:
    """What is taken, by service, and a sentence for each decision that is not."""

    counsels: tuple[Counsel, ...]
    refused: tuple[str, ...] = ()


def vet(value: Mapping[str, object], facts: tuple[Facts, ...], picture: Snapshot, shown: Mapping[str, int]) -> Vetted:
    """`value` is valid by the schema; `shown` says how many lines of each file the model has seen."""
    counsels, refused = [], []
    known = {fact.service.root: fact for fact in facts}
    for service in value["services"][:MOST_SERVICES]:  # type: ignore[index]  # by the schema
        root = service["root"].strip("/")
        if (known and root not in known) or (not known and not _is_folder(root, picture)):
            refused.append(f"The service in {_quoted(root)} is not one of this repository's.")
            continue
        taken: list[Claim] = []
        for raw in service["decisions"][:MOST_DECISIONS]:
            certain = _certain(raw, known.get(root))
            if tuple(raw["value"]) in certain:
                continue  # it says what is known
            said = _CERTAIN if certain else _claim(raw, picture, shown)
            if isinstance(said, str):
                refused.append(f"{raw['topic']} {_quoted(' '.join(raw['value']))}: {said}")
            elif said.topic in _MANY or not any(one.topic is said.topic for one in taken):
                taken.append(said)
        counsels.append(Counsel(root=root, claims=tuple(taken)))
    return Vetted(counsels=tuple(one for one in counsels if one.claims), refused=tuple(refused))


_CERTAIN = "the repository says otherwise, certainly."


def _certain(raw: Mapping[str, object], facts: Facts | None) -> tuple[tuple[str, ...], ...]:
    """What the repository says certainly on the topic of a decision, if that leaves nothing to decide."""
    if facts is None or raw["topic"] in ADDED:
        return ()
    return tuple(one.value for one in facts.claims if one.certain and one.topic == raw["topic"])


def _claim(raw: Mapping[str, object], picture: Snapshot, shown: Mapping[str, int]) -> Claim | str:
    topic = Topic(str(raw["topic"]))
    value = tuple(str(word) for word in raw["value"])  # type: ignore[attr-defined]  # a list, by the schema
    reason, path, line = str(raw["reason"]), str(raw["path"]), int(str(raw["line"]))
    if path not in shown or not 0 < line <= shown[path]:
        return "it rests on no line that was shown."
    if problem := next(_problems(topic, value, reason), ""):
        return problem
    evidence = cited(picture, path, line)
    return Claim(topic=topic, value=value, evidence=(evidence,), reason=_plain(reason), certain=False)


def _problems(topic: Topic, value: tuple[str, ...], reason: str) -> Iterator[str]:
    if not value or len(value) > MOST_WORDS or any(len(word) > LONGEST for word in (*value, reason)):
        yield "it is empty, or too long."
    elif any(not _WORD.fullmatch(word) for word in value):
        yield "a word of it has characters that no argument needs."
    elif not _fits(topic, value):
        yield f"it is no {topic}."


def _fits(topic: Topic, value: tuple[str, ...]) -> bool:
    """Whether the value has the form that its topic wants; what a command may do is the policy's to say."""
    if topic in _ARGV:
        return True
    if topic in (Topic.SYSTEM_PACKAGE_BUILD, Topic.SYSTEM_PACKAGE_RUN):
        return all(_PACKAGE.fullmatch(word) for word in value)
    forms: dict[Topic, tuple[Callable[[str], object], ...]] = {
        Topic.PORT: (_is_port,),
        Topic.KIND: (_KINDS.__contains__,),
        Topic.HEALTH_PATH: (_PATH.fullmatch,),
        Topic.STOP_SIGNAL: (_SIGNAL.fullmatch,),
        Topic.VARIABLE: (_VARIABLE.fullmatch, str),
        Topic.COPY: (_FILE.fullmatch, _INSIDE.fullmatch),
        Topic.ENTRY: (_FILE.fullmatch,),
        Topic.OUTPUT: (_FILE.fullmatch,),
    }
    if topic is Topic.RUNTIME:
        return len(value) in (1, 2)
    form = forms[topic]
    return len(form) == len(value) and all(fits(word) for fits, word in zip(form, value, strict=True))


def _is_port(word: str) -> bool:
    return bool(_PORT.fullmatch(word)) and 1023 < int(word) < 65536


def _is_folder(root: str, picture: Snapshot) -> bool:
    return not root or any(path.startswith(f"{root}/") for path in picture.tree.sizes)


def _plain(text: str) -> str:
    """One line without what nobody sees; it is escaped where it is shown."""
    seen = (" " if char in "\n\t" else char for char in text if char in "\n\t" or unicodedata.category(char)[0] != "C")
    return " ".join("".join(seen).split())


def _quoted(text: str) -> str:
    return repr(_plain(text)[:80])
