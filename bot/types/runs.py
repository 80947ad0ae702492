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


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnosis:
    """A failed build or start: the step, the class of error, the lines that show it."""

    step: str
    kind: str
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """What was seen of an image: nothing yet, unless `proven`."""

    proven: bool = False
    build_seconds: float | None = None
    image_bytes: int | None = None
    answer: str = ""
    health: str = ""
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
