"""What is proposed: files, findings about them, a pull request, or a no with its reason."""

from __future__ import annotations

from enum import StrEnum

from bot.frozen import dataclass

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.types.deliveries import Repository
    from bot.types.plans import Advice, Plan


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    path: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Files:
    """What a proposal writes, in the order in which a person reads it."""

    files: tuple[File, ...]

    def __iter__(self) -> Iterator[File]:
        return iter(self.files)

    def text(self, path: str) -> str | None:
        return next((file.text for file in self.files if file.path == path), None)


class Severity(StrEnum):
    ERROR = "error"  # the policy refuses it
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What a rule has to say about a line; `instead` is what to do."""

    rule: str
    severity: Severity
    path: str
    line: int
    message: str
    instead: str = ""


class Decline(StrEnum):
    """Why there will be no pull request; each is a reason, none an error."""

    ARCHIVED = "archived"
    DISABLED = "disabled"
    FORK = "fork"
    TEMPLATE = "template"
    EMPTY = "empty"
    GONE = "gone"
    NOT_ALLOWED = "not allowed"  # the asker may not write
    PERMISSION = "permission"  # the App may not
    HAS_DOCKERFILE = "has a Dockerfile"
    ALREADY_OPEN = "already open"
    SAID_NO = "said no"  # a person closed our pull request
    MERGED = "merged before"
    PERSON_PUSHED = "a person pushed to our branch"
    NOTHING_RECOGNISED = "nothing recognised"
    UNREADABLE = "unreadable"  # a manifest that does not parse
    POLICY = "refused by the policy"
    REMOVED = "removed"  # uninstalled or suspended meanwhile


class Existing(StrEnum):
    """What is wished for a Dockerfile that is there already."""

    LEAVE = "leave"  # and say what could be better
    IMPROVE = "improve"  # propose ours where the policy objects to it, and keep what it says
    REPLACE = "replace"  # as if it were not there


@dataclass(frozen=True, slots=True, kw_only=True)
class Declined:
    """No, and why: `sentence` is for the person who reads it."""

    reason: Decline
    sentence: str
    findings: tuple[Finding, ...] = ()
    url: str = ""  # of the pull request that is meant, if any
    remarks: tuple[str, ...] = ()  # what was not read, and why


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """A whole decision about a commit: one plan for each service, and the files that follow from them."""

    commit: str  # "" for a folder
    base: str  # the branch it was read from, and that the workflow publishes from
    plans: tuple[Plan, ...]
    files: Files
    advice: Advice
    findings: tuple[Finding, ...] = ()
    remarks: tuple[str, ...] = ()  # what was not read, and why
    replaced: tuple[Finding, ...] = ()  # what is objected to in the Dockerfiles that these take the place of


@dataclass(frozen=True, slots=True, kw_only=True)
class PullRequest:
    number: int
    url: str
    branch: str
    head: str  # commit
    state: str = "open"  # open, closed or merged


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A pull request before it exists."""

    branch: str
    base: str
    title: str
    body: str
    message: str  # of the commit
    files: Files


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What one query says of a repository, its default branch, our branch, and our pull requests in every state."""

    repository: Repository
    default_branch: str
    commit: str  # "" when empty
    tree: str
    archived: bool = False
    disabled: bool = False
    fork: bool = False
    template: bool = False
    dockerfile: bool = False
    branch_head: str = ""  # "" when our branch is not there
    branch_author: str = ""  # login of who made the branch's last commit
    me: str = ""  # login under which the App acts, such as dockerize[bot]; "" where GitHub does not say
    pulls: tuple[PullRequest, ...] = ()
