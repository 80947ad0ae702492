"""Resolves what a repository says of its runtime's version to one version line of the catalogue."""

from __future__ import annotations

import re

from bot.frozen import dataclass
from bot.lazy import pattern
from bot.stacks.claims import claim, doubt
from bot.types import Claim, Doubt, Topic

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bot.catalogue import Catalogue, Runtime
    from bot.types import Facts

Version = tuple[int, ...]
Range = tuple[Version, Version]  # from, up to and without

# The second word of a RUNTIME claim, where its file writes versions in another way than npm:
OR_NEWER = "or newer"  # a bare version is the least one
PESSIMISTIC = "(all but the last number fixed)"  # `~> 3.3` and `~3.3` allow 3.9, as RubyGems, Composer and Hex have it
SHOWN = 40  # characters of a wish that is not understood
_TOP: Version = (1_000_000,)
_TILDE = pattern(r"~>|~(?!=)")
_COMPARATOR = pattern(r"(\^|~=|~>|~|===?|>=|<=|!=|>|<)?\s*v?(\d+(?:\.(?:\d+|[xX*]))*|[xX*])[\w.+-]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """The version line taken, the decision that says so, and doubts where the repository's wish could not be met."""

    version: str
    decision: Claim
    doubts: tuple[Doubt, ...] = ()


def resolve(facts: Facts, name: str, catalogue: Catalogue) -> Resolved:
    """The newest supported line that all RUNTIME claims allow; the default where it is allowed or nothing is said.

    Claims stand in order of authority: when they cannot all be met, later ones give way and a doubt says which.
    """
    every = tuple(facts.all(Topic.RUNTIME))
    wishes = tuple(wish for wish in every if ranges(_asked(wish)))
    taken = _resolved(wishes, name, catalogue)
    unclear = tuple(
        doubt(
            Topic.RUNTIME,
            f"{' in '.join([_shown(wish), *map(str, wish.evidence[:1])])} names no version of {name} that is "
            f"understood; {taken.version} was taken.",
            f"Name a version such as {taken.version}.",
            *wish.evidence,
        )
        for wish in every
        if wish not in wishes
    )
    if not unclear:
        return taken
    decision = taken.decision
    if not wishes:
        why = "the catalogue's default: what the repository says of its version is not understood"
        decision = claim(Topic.RUNTIME, taken.version, at=unclear[0].evidence, why=why)
    return Resolved(version=taken.version, decision=decision, doubts=(*unclear, *taken.doubts))


def _shown(wish: Claim) -> str:
    """A wish as one short word, whatever it holds."""
    text = wish.value[0]
    return repr(text if len(text) <= SHOWN else f"{text[:SHOWN]}…")


def _resolved(wishes: tuple[Claim, ...], name: str, catalogue: Catalogue) -> Resolved:
    """By wishes that are all understood."""
    runtime = catalogue.runtimes[name]
    for kept in range(len(wishes), 0, -1):
        fitting = [line.version for line in runtime.versions if _all_allow(wishes[:kept], line.version)]
        if fitting:
            return _taken(_best(fitting, runtime, catalogue), wishes[:kept], wishes[kept:], name, catalogue)
    taken = _taken(runtime.default, (), (), name, catalogue)
    if not wishes:
        return taken
    unmet = doubt(
        Topic.RUNTIME,
        f"{wishes[0].value[0]!r} names no {name} that has an official image here; {taken.version} was taken.",
        f"Name one of {', '.join(line.version for line in runtime.versions)}.",
        *wishes[0].evidence,
    )
    return Resolved(version=taken.version, decision=taken.decision, doubts=(unmet, *taken.doubts))


def _taken(version: str, met: tuple[Claim, ...], unmet: tuple[Claim, ...], name: str, catalogue: Catalogue) -> Resolved:
    evidence = tuple(dict.fromkeys(place for wish in met for place in wish.evidence))
    wanted = ", ".join(" ".join(wish.value) for wish in met)
    why = f"the line that {wanted} allows" if met else "the catalogue's default: the repository names no version"
    why = "; ".join([why, *(wish.reason for wish in met if wish.reason)])
    doubts = [
        doubt(
            Topic.RUNTIME,
            f"{wish.value[0]!r} contradicts {wanted}; {version} was taken.",
            "Make the two agree.",
            *wish.evidence,
        )
        for wish in unmet
    ]
    if ended := catalogue.past_end_of_life(name, version):
        doubts.append(
            doubt(
                Topic.RUNTIME,
                f"{name} {version} reached its end of life on {ended} and gets no security fixes any more.",
                f"Move to {name} {catalogue.runtimes[name].default}.",
                *evidence,
            )
        )
    return Resolved(version=version, decision=claim(Topic.RUNTIME, version, at=evidence, why=why), doubts=tuple(doubts))


def _best(fitting: list[str], runtime: Runtime, catalogue: Catalogue) -> str:
    """The default before newer lines, for which fewer packages are built; then supported, long-term, new ones."""
    if runtime.default in fitting:
        return runtime.default

    def rank(version: str) -> tuple[bool, bool, Version]:
        line = runtime.find(version)
        return not catalogue.past_end_of_life(runtime.name, version), bool(line and line.lts), _numbers(version)

    return max(fitting, key=rank)


def _all_allow(wishes: tuple[Claim, ...], line: str) -> bool:
    allowed: list[Range] = [_line(line)]
    for wish in wishes:
        allowed = [
            both for one in allowed for other in ranges(_asked(wish)) if (both := _both(one, other))[0] < both[1]
        ]
    return bool(allowed)


def _asked(wish: Claim) -> str:
    """The constraint of a claim, as npm would write it."""
    if wish.value[1:] == (OR_NEWER,):
        return f">={wish.value[0]}"
    return _TILDE.sub("~=", wish.value[0]) if wish.value[1:] == (PESSIMISTIC,) else wish.value[0]


def ranges(constraint: str) -> tuple[Range, ...]:
    """Alternatives joined by `||`, each as one interval; () for what is no version, such as `lts/*`."""
    found = [_conjunction(part) for part in re.split(r"\|\|?", constraint)]
    return tuple(one for one in found if one is not None and one[0] < one[1])


def _conjunction(text: str) -> Range | None:
    span = re.fullmatch(r"\s*v?(\d[\w.]*)\s+-\s+v?(\d[\w.]*)\s*", text)
    if span:
        text = f">={span[1]} <={span[2]}"
    found = list(_COMPARATOR.finditer(text))
    if not found or _COMPARATOR.sub("", text).strip(" \t,"):
        return None  # words beside the versions are no part of what is understood
    low: Version = (0,)
    high = _TOP
    for operator, digits in (one.groups() for one in found):
        other_low, other_high = _interval(operator or "", digits)
        low, high = max(low, other_low), min(high, other_high)
    return low, high


def _interval(operator: str, digits: str) -> Range:
    version = _numbers(digits)
    if not version or operator == "!=":
        return (0,), _TOP
    after = (*version[:-1], version[-1] + 1)
    minor = (*version[:-2], version[-2] + 1) if len(version) > 1 else after
    table: dict[str, Range] = {
        ">=": (version, _TOP),
        ">": (after, _TOP),
        "<": ((0,), version),
        "<=": ((0,), after),
        "^": (version, _caret(version)),
        "~=": (version, minor),
        "~": (version, (version[0], version[1] + 1) if len(version) > 1 else after),
    }
    return table.get(operator.replace("~>", "~"), (version, after))


def _caret(version: Version) -> Version:
    """Up to the next change of the leftmost number that is not 0."""
    place = next((index for index, number in enumerate(version) if number), len(version) - 1)
    return (*version[:place], version[place] + 1)


def _numbers(text: str) -> Version:
    return tuple(int(part) for part in re.match(r"[\d.]*", text).group().split(".") if part)  # type: ignore[union-attr]


def _line(version: str) -> Range:
    numbers = _numbers(version)
    return numbers, (*numbers[:-1], numbers[-1] + 1)


def _both(one: Range, other: Range) -> Range:
    """What two ranges share; `1.18.0` begins where `1.18` does."""
    return max(_trimmed(one[0]), _trimmed(other[0])), min(_trimmed(one[1]), _trimmed(other[1]))


def _trimmed(version: Version) -> Version:
    end = len(version)
    while end and not version[end - 1]:
        end -= 1
    return version[:end]
