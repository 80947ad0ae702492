"""The nouns of the product: frozen values that one stage hands to the next; imports the standard library alone."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache

from bot.frozen import dataclass, field

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from datetime import datetime

# --- what came in -------------------------------------------------------------------------------------------------


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

# --- what is there ------------------------------------------------------------------------------------------------


class Unread(StrEnum):
    """Why a path of a tree has no text in a snapshot."""

    SYMLINK = "is a symbolic link, which is never followed"
    SUBMODULE = "is a submodule, which belongs to another repository"
    LFS = "is a Git LFS pointer; its content is elsewhere"
    TOO_BIG = "is larger than what is read"
    BINARY = "is binary"
    ENCODING = "is not UTF-8"
    SECRET = "may hold a secret and is never read"  # noqa: S105  a reason, not a secret
    OVER_BUDGET = "was left out, because enough files were read"
    GONE = "could not be read"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tree:
    """All files of a commit: path → size in bytes (0 where not known); `unread` are those without a text."""

    commit: str
    sizes: Mapping[str, int]
    unread: Mapping[str, Unread] = field(default_factory=dict)
    truncated: bool = False  # GitHub gave only a part, and so do we
    _by_ending: dict[str, list[str]] = field(default_factory=dict, init=False, repr=False, compare=False)  # a memo

    def match(self, glob: str) -> tuple[str, ...]:
        """The paths that a glob names, sorted, shallow ones first: `*` stays in a folder, `**/` crosses any number."""
        if "*" not in glob and "?" not in glob:
            return (glob,) if glob in self.sizes else ()
        found = self._candidates(glob)
        if found and not _names_all(glob):
            matches = _pattern(glob).fullmatch
            found = [path for path in found if matches(path)]
        return tuple(sorted(found, key=_depth))

    def _candidates(self, glob: str) -> Collection[str]:
        """The paths that end as the glob does, by an index: one pass over a big tree instead of one for each glob."""
        ending = _ending(glob)
        if not ending:
            return self.sizes
        if not self._by_ending:
            for path in self.sizes:
                for end in _endings(path):
                    self._by_ending.setdefault(end, []).append(path)
        return self._by_ending.get(ending, ())


def _endings(path: str) -> Iterator[str]:
    """The keys that a path is found by: its name, and what follows the last dot of it."""
    name = path[path.rfind("/") + 1 :]
    yield f"/{name}"
    if "." in name:
        yield name[name.rfind(".") :]


def _ending(glob: str) -> str:
    """The key of everything that a glob can name, "" where its end is too open to say."""
    tail = glob[max(glob.rfind("*"), glob.rfind("?")) + 1 :]
    if "/" in tail:
        return f"/{tail.rpartition('/')[2]}"
    return tail[tail.rfind(".") :] if "." in tail else ""


def _names_all(glob: str) -> bool:
    """Whether it is `**/NAME`, which every file of that name matches, so that nothing need be compiled."""
    name = glob.removeprefix("**/")
    return name != glob and not set("*?/") & set(name)


def _depth(path: str) -> tuple[int, str]:
    return path.count("/"), path


@lru_cache(maxsize=1024)
def _pattern(glob: str) -> re.Pattern[str]:
    parts = re.split(r"(\*\*/|\*\*|\*|\?)", glob)
    table = {"**/": "(?:[^/]+/)*", "**": ".*", "*": "[^/]*", "?": "[^/]"}
    return re.compile("".join(table.get(part, re.escape(part)) for part in parts), re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """A closed, read-only picture of a repository at one commit: all its paths, and the texts that were asked for."""

    name: str  # of the repository or folder
    tree: Tree
    texts: Mapping[str, str]
    unread: Mapping[str, Unread] = field(default_factory=dict)

    @property
    def commit(self) -> str:
        return self.tree.commit

    def has(self, path: str) -> bool:
        """Whether the commit holds a file at this path, read or not."""
        return path in self.tree.sizes

    def text(self, path: str) -> str | None:
        """The text of a file that was read; line ends are `\\n`."""
        return self.texts.get(path)

    def match(self, glob: str) -> tuple[str, ...]:
        """The paths that a glob names, sorted, shallow ones first: `*` stays in a folder, `**/` crosses any number."""
        return self.tree.match(glob)


# --- what is true of it -------------------------------------------------------------------------------------------


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
    SERVER = "added server"  # a package of the catalogue's closed table
    PORT = "port"
    HEALTH_PATH = "health path"
    SYSTEM_PACKAGE_BUILD = "system package for the build"
    SYSTEM_PACKAGE_RUN = "system package at run time"
    COPY = "copied into the image"
    # (name,): the code reads it; (name, value): the image sets it; (name, value, "build" or "step"): a build does;
    # (name, "", "required"): the code reads it without a default, and whoever starts the container has to give it one.
    VARIABLE = "environment variable"
    NEEDS = "needs"  # a service such as postgres
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


# --- what was decided ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """Decisions of somebody wiser than the rules, in the same vocabulary; `source` names who gave them."""

    source: str = "rules"
    claims: tuple[Claim, ...] = ()


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


# --- what is proposed ---------------------------------------------------------------------------------------------


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


# --- what ran -----------------------------------------------------------------------------------------------------


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
