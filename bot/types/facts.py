"""What is true of a repository: claims with their evidence, in one closed vocabulary of topics."""

from __future__ import annotations

from enum import StrEnum

from bot.frozen import dataclass

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Where something was read: `text` stands on that line (counted from 1). Line 0: that the file is there says it."""

    path: str
    line: int = 0
    text: str = ""

    def __str__(self) -> str:
        return f"{self.path}:{self.line}" if self.line else self.path


class Topic(StrEnum):
    """What a claim or a decision is about: the closed vocabulary that stacks, model and pull request share."""

    SERVICE = "service"  # the folder of the service, "" for the root
    KIND = "kind of program"  # web, worker (runs until it is stopped) or job (ends by itself)
    FRAMEWORK = "framework"
    RUNTIME = "runtime"  # the version as resolved, such as 3.13
    PACKAGE_MANAGER = "package manager"
    LOCK_FILE = "lock file"
    DEPENDENCY = "dependency"  # a declared package: its name, and what was asked of its version
    MANIFEST = "manifest"  # files that the install step needs
    INSTALL = "install"  # argv
    BUILD = "build"  # argv
    OUTPUT = "output"  # the folder that a static build writes
    ENTRY = "entry point"
    START = "start"  # argv
    RELEASE = "for each release"  # argv: run once before a new version starts, and never by the image
    PROCESS = "other process"  # argv: of the same image, in a container of its own
    SERVER = "added server"  # a package of the catalogue's closed table
    PORT = "port"
    HEALTH_PATH = "health path"
    SYSTEM_PACKAGE_BUILD = "system package for the build"
    SYSTEM_PACKAGE_RUN = "system package at run time"
    COPY = "copied into the image"
    # (name,): the code reads it; (name, value): the image sets it; (name, value, "build" or "step"): a build does;
    # (name, "", "required"): the code reads it without a default, and whoever starts the container has to give it one.
    # (name, value, "example"): a file of settings names it, with this as a sample; "default" in its place: the code.
    VARIABLE = "environment variable"
    NEEDS = "needs"  # a service such as PostgreSQL
    FALLBACK = "page for unknown paths"  # of a single-page application
    STOP_SIGNAL = "stop signal"


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One thing that is true of a service: `value` is one word, or an argv; `certain` ones no model may contradict."""

    topic: Topic
    value: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    reason: str = ""
    certain: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """Where the rules were unsure: what they took, and what would settle it."""

    topic: Topic
    sentence: str
    settle: str
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """One deployable part of a repository: `root` is its folder ("" is the repository's)."""

    name: str
    root: str = ""

    def path(self, name: str) -> str:
        """A file of the service as a path of the repository."""
        return f"{self.root}/{name}" if self.root else name


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What is true of one service, each claim with path and line."""

    service: Service
    stack: str  # NAME of the ecosystem that recognised it
    claims: tuple[Claim, ...]
    doubts: tuple[Doubt, ...] = ()

    def all(self, topic: Topic) -> Iterator[Claim]:
        return (claim for claim in self.claims if claim.topic is topic)

    def first(self, topic: Topic) -> Claim | None:
        return next(self.all(topic), None)

    def word(self, topic: Topic, default: str = "") -> str:
        """The first word of the first claim on a topic."""
        claim = self.first(topic)
        return claim.value[0] if claim and claim.value else default
