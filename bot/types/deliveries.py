"""What came in: deliveries, the repositories they are about, and the intents that follow."""

from __future__ import annotations

from enum import StrEnum

from bot.frozen import dataclass

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One verified webhook; `action` is empty for events that have none (push)."""

    id: str
    event: str
    action: str
    payload: Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """A delivery as the inbox keeps it: the body is the raw JSON; `attempt` counts from 1."""

    id: str
    event: str
    action: str
    installation_id: int | None
    body: bytes
    attempt: int = 1


class Receipt(StrEnum):
    """What the inbox did with an envelope: kept it, kept it as a new attempt, or knew it already."""

    STORED = "stored"
    AGAIN = "again"
    DUPLICATE = "duplicate"


@dataclass(frozen=True, slots=True, kw_only=True)
class Repository:
    """Identity is the numeric id; owner and name are what GitHub called it last."""

    id: int
    owner: str
    name: str
    installation_id: int

    @property
    def full_name(self) -> str:
        return f"{self.owner}/{self.name}"


class Why(StrEnum):
    """What made the App want a Dockerfile for a repository."""

    INSTALLED = "installed"  # installation.created, installation_repositories.added
    CREATED = "created"  # repository.created
    PUSHED = "pushed"  # push to the default branch
    ASKED = "asked"  # /dockerize in a comment
    LOCAL = "local"  # the command line


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """The comment that asked: `issue` is the number of its issue or pull request."""

    id: int
    issue: int
    author: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One wish for a Dockerfile; `ref` None means the default branch."""

    repository: Repository
    why: Why
    ref: str | None = None
    comment: Comment | None = None
    improve: bool = False  # also a Dockerfile that is there already


@dataclass(frozen=True, slots=True, kw_only=True)
class InstallationAdded:
    """An account installed the App, or is seen for the first time; `selection` is GitHub's `all` or `selected`."""

    installation_id: int
    account: str
    account_id: int
    selection: str
    permissions: Mapping[str, str]
    repositories: tuple[Repository, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class InstallationDeleted:
    installation_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class InstallationSuspended:
    installation_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class InstallationUnsuspended:
    installation_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RepositoriesAdded:
    installation_id: int
    repositories: tuple[Repository, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RepositoriesRemoved:
    installation_id: int
    repository_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RepositoryRenamed:
    repository: Repository


Intent = (
    Request
    | InstallationAdded
    | InstallationDeleted
    | InstallationSuspended
    | InstallationUnsuspended
    | RepositoriesAdded
    | RepositoriesRemoved
    | RepositoryRenamed
)
