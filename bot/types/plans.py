"""What was decided: the advice, and a plan of stages and steps that has no text yet."""

from __future__ import annotations

from enum import StrEnum

from bot.frozen import dataclass
from bot.types.facts import Topic

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bot.types.facts import Claim, Doubt, Service


@dataclass(frozen=True, slots=True, kw_only=True)
class Counsel:
    """What an adviser decided for the service in one folder."""

    root: str
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """Decisions of somebody wiser than the rules, in the same vocabulary; `source` names who gave them."""

    source: str = "rules"
    counsels: tuple[Counsel, ...] = ()
    refused: tuple[str, ...] = ()  # a sentence for each decision that was not taken
    prompt: str = ""  # version and hash of the words that it was asked with
    shown: tuple[str, ...] = ()  # the paths of the files that left
    note: str = ""  # why there is no advice where some was asked for

    def on(self, root: str) -> tuple[Claim, ...]:
        """The claims about one service."""
        return tuple(claim for one in self.counsels if one.root == root for claim in one.claims)


@dataclass(frozen=True, slots=True, kw_only=True)
class Image:
    """A base image of the catalogue."""

    name: str
    tag: str
    digest: str = ""

    def __str__(self) -> str:
        return f"{self.name}:{self.tag}" + (f"@{self.digest}" if self.digest else "")


class MountKind(StrEnum):
    CACHE = "cache"
    BIND = "bind"
    SECRET = "secret"  # noqa: S105  the name of a kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Mount:
    """A mount of one RUN: `source` is a path (bind) or an id (cache, secret)."""

    kind: MountKind
    target: str
    source: str = ""
    from_stage: str = ""
    sharing: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Commands as argv, joined by `&&` in one layer; `env` holds for this step alone."""

    commands: tuple[tuple[str, ...], ...]
    mounts: tuple[Mount, ...] = ()
    env: tuple[tuple[str, str], ...] = ()
    comment: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """Paths of the repository, or of another stage or image, into this stage."""

    sources: tuple[str, ...]
    target: str
    source_stage: str = ""
    source_image: Image | None = None
    owner: str = ""  # uid:gid
    comment: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Env:
    pairs: tuple[tuple[str, str], ...]
    comment: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Arg:
    """A build argument that is public by nature, such as NEXT_PUBLIC_*."""

    name: str
    default: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Workdir:
    path: str


Step = Run | Copy | Env | Arg | Workdir


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """One FROM and what follows it; exactly one of `image` and `parent` (an earlier stage's name) is given."""

    name: str
    steps: tuple[Step, ...]
    image: Image | None = None
    parent: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """The probe of a HEALTHCHECK as argv, and how patient it is (seconds)."""

    argv: tuple[str, ...]
    path: str = "/"
    start_period: int = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What was decided for one service; no text yet. The last stage is the image that runs."""

    service: Service
    stack: str
    stages: tuple[Stage, ...]
    start: tuple[str, ...]  # exec form; `${PORT}` in a word makes it the one allowed sh -c form
    context: str = ""  # the folder that is built, and that COPY reads from
    user: tuple[int, int] = (10001, 10001)
    port: int | None = None  # None: a worker or a program that ends
    health: Health | None = None
    ends: bool = False  # whether the program is expected to exit with 0 by itself
    stop_signal: str = ""  # "" is SIGTERM
    ignore: tuple[str, ...] = ()  # what a .dockerignore needs besides the common list
    decisions: tuple[Claim, ...] = ()
    doubts: tuple[Doubt, ...] = ()

    def required(self) -> tuple[str, ...]:
        """The variables that the program cannot start without, as far as their names are plain."""
        values = (one.value for one in self.decisions if one.topic is Topic.VARIABLE)
        names = (name for name, *rest in values if rest == ["", "required"])
        return tuple(name for name in names if name.isascii() and name.isidentifier() and len(name) <= 100)[:20]

    def expects(self) -> str:
        """What the started container must do to be well: `exit` with 0, get `healthy`, or just be `running`."""
        if self.ends:
            return "exit"
        return "healthy" if self.health else "running"
