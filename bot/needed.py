"""What a container has to be given to run: each variable once, with what is known of it, from all that was claimed."""

from __future__ import annotations

from bot.catalogue.names import is_public, is_secret
from bot.frozen import dataclass
from bot.types import Topic

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.types import Claim, Evidence

_WORDS = {
    "required": "required: the code has no default for it",
    "default": "the code's default is",
    "example": "a sample is",
    "image": "the image sets it to",
    "build": "for the build:",
}
MENTIONED = "named in "  # begins the reason of a claim that says no more than that
_ORDER = ("required", "", "example", "default", "build", "image")


@dataclass(frozen=True, slots=True, kw_only=True)
class Variable:
    """One name: `how` is a key of what is known of it ("" where the code reads it and no more is known)."""

    name: str
    how: str
    value: str
    evidence: tuple[Evidence, ...]
    reason: str = ""

    @property
    def note(self) -> str:
        """What a person has to know to set it, without its value."""
        if is_secret(self.name):
            return "required, secret: set it at run time" if self.how == "required" else "secret: set it at run time"
        if is_public(self.name) and self.how != "image":
            return "public: fixed when the page is built"
        return _WORDS.get(self.how) or self.reason or "read; its default is the code's own"

    @property
    def shown(self) -> str:
        """The value that goes with the note, "" where there is none or it is nobody's business."""
        return "" if is_secret(self.name) or is_public(self.name) else self.value


def variables(claims: Iterable[Claim]) -> tuple[Variable, ...]:
    """Every variable but PORT and those of one build step; what must be given first, what the image sets last."""
    found: dict[str, Variable] = {}
    for claim in claims:
        if claim.topic is not Topic.VARIABLE or not claim.value or claim.value[2:] == ("step",):
            continue
        name, how, value = claim.value[0], _how(claim.value), (*claim.value[1:2], "")[0]
        said = Variable(name=name, how=how, value=value, evidence=claim.evidence, reason=claim.reason)
        if name != "PORT":
            found[name] = _both(found[name], said) if name in found else said
    return tuple(sorted(found.values(), key=lambda one: _ORDER.index(one.how)))


def _how(value: tuple[str, ...]) -> str:
    """Which of the forms of a VARIABLE claim it has."""
    return "image" if len(value) == 2 else value[2] if len(value) == 3 and value[2] in _WORDS else ""


def _both(one: Variable, other: Variable) -> Variable:
    """What two claims say together: a need first, then whichever of them says more."""
    more = other if (other.how == "required" or not one.how) and other.how else one
    places = tuple(dict.fromkeys((*one.evidence, *other.evidence)))
    return Variable(name=one.name, how=more.how, value=more.value, evidence=places, reason=_reason(one, other))


def _reason(one: Variable, other: Variable) -> str:
    """A reason that says more than that a file names it; none where the code itself reads it."""
    telling = [reason for reason in (one.reason, other.reason) if reason and not reason.startswith(MENTIONED)]
    return telling[0] if telling else one.reason and other.reason


def services(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """What it talks to."""
    return tuple(claim for claim in claims if claim.topic is Topic.NEEDS)
