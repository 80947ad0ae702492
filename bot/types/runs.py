"""What ran: the proof of an image, the outcome of a walk, and its record for people."""

from __future__ import annotations

from enum import StrEnum

from bot.frozen import dataclass
from bot.types.proposals import Declined

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import datetime

    from bot.types.deliveries import Repository, Why
    from bot.types.proposals import PullRequest


class Failure(StrEnum):
    """The classes of what goes wrong with an image: what is known of the cause, as far as a repair asks for it."""

    # of a build
    BASE_IMAGE = "base image that cannot be had"
    CONTEXT_FILE = "missing file in the context"
    SYSTEM_PACKAGE = "missing system package"
    MODULE = "missing module"  # of the language: a package that no manifest declares, or that was left out
    LOCK_DRIFT = "lock file out of step"
    RUNTIME_VERSION = "wrong runtime version"
    PERMISSION = "permission denied"
    NETWORK = "network"
    RESOURCES = "out of memory or disk"
    COMMAND = "a command failed"  # and nothing more is known of it
    TIMEOUT = "not done in time"
    # of a start
    CRASH = "crash at start"
    ENDED = "ended by itself"
    VARIABLE = "missing environment variable"
    SERVICE = "a service that it needs does not answer"
    PORT = "wrong port"
    LOOPBACK = "listens on localhost alone"
    NO_ANSWER = "no answer"
    BAD_ANSWER = "answers with an error"
    UNHEALTHY = "the health check fails"
    KILLED = "did not stop when it was asked to"


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnosis:
    """A failed build or start: the step, the class of error, the lines that show it."""

    step: str
    kind: Failure
    lines: tuple[str, ...] = ()
    line: int = 0  # of the Dockerfile, where the step is written there


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a page answered."""

    path: str
    status: int
    body: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """What was seen of an image: nothing yet, unless `proven`; what was not come to is None or empty."""

    proven: bool = False
    build_seconds: float | None = None
    image_bytes: int | None = None
    user: str = ""  # as the image has it, uid:gid
    start_seconds: float | None = None  # until the first answer
    answer: str = ""
    answers: tuple[Answer, ...] = ()
    health: str = ""
    exit_code: int | None = None  # after SIGTERM, or of a program that ends by itself
    stop_seconds: float | None = None
    printed: tuple[str, ...] = ()  # the last lines
    diagnosis: Diagnosis | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    pull_request: PullRequest
    proof: Proof


Outcome = Done | Declined


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """One entry of a run's time line: how long a step took, and how many GitHub requests it cost."""

    name: str
    started_at: datetime
    seconds: float
    requests: int = 0
    note: str = ""


class RunState(StrEnum):
    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    DECLINED = "declined"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class RunRecord:
    """The record of one walk, for people; `id` is <delivery>/<attempt>/<repository id>."""

    id: str
    delivery_id: str
    repository: Repository
    why: Why
    state: RunState
    created_at: datetime
    ended_at: datetime | None = None
    sentence: str = ""  # what came of it
    pull_request: str = ""  # its URL
    spans: tuple[Span, ...] = ()
