"""What the sandbox keeps: accounts, repositories, issues, pull requests, installations, tokens, deliveries."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from bot.sandbox.git import Git


@dataclass(slots=True, kw_only=True)
class Account:
    id: int
    login: str
    kind: str  # Organization, User or Bot


@dataclass(slots=True, kw_only=True)
class Reaction:
    id: int
    content: str
    author: Account
    created_at: datetime


@dataclass(slots=True, kw_only=True)
class Comment:
    id: int
    issue: int
    author: Account
    body: str
    created_at: datetime
    updated_at: datetime
    reactions: list[Reaction] = field(default_factory=list)


@dataclass(slots=True, kw_only=True)
class Pull:
    """What an issue has more when it is a pull request; heads follow their branch while it is open."""

    base: str
    base_sha: str
    head: str
    head_sha: str
    draft: bool
    merged_at: datetime | None = None
    merge_sha: str | None = None


@dataclass(slots=True, kw_only=True)
class Issue:
    id: int
    number: int
    title: str
    body: str | None
    author: Account
    created_at: datetime
    updated_at: datetime
    closed_at: datetime | None = None
    comments: list[int] = field(default_factory=list)
    reactions: list[Reaction] = field(default_factory=list)
    pull: Pull | None = None

    @property
    def state(self) -> str:
        return "closed" if self.closed_at else "open"


@dataclass(slots=True, kw_only=True)
class Repository:
    """`people` maps a login to admin, maintain, write, triage or read; the last fields are switches for tests."""

    id: int
    owner: Account
    name: str
    git: Git
    created_at: datetime
    pushed_at: datetime
    default_branch: str = "main"
    private: bool = True
    archived: bool = False
    disabled: bool = False
    fork: bool = False
    is_template: bool = False
    people: dict[str, str] = field(default_factory=dict)
    issues: dict[int, Issue] = field(default_factory=dict)
    comments: dict[int, Comment] = field(default_factory=dict)
    verified: set[str] = field(default_factory=set)  # commits that GitHub signed
    drafts: bool = True  # whether draft pull requests are allowed
    tree_limit: int = 100_000  # entries, beyond which a tree is truncated

    @property
    def full_name(self) -> str:
        return f"{self.owner.login}/{self.name}"

    def branch(self, name: str) -> str | None:
        return self.git.ref(f"refs/heads/{name}")

    @property
    def head(self) -> str | None:
        """The default branch's commit; None while the repository is empty."""
        return self.branch(self.default_branch)


@dataclass(slots=True, kw_only=True)
class Installation:
    id: int
    account: Account
    repositories: set[int]
    permissions: dict[str, str]
    created_at: datetime
    selection: str = "selected"
    suspended_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """An installation token: `repositories` are the ids it reaches."""

    value: str
    installation: int
    repositories: frozenset[int]
    permissions: Mapping[str, str]
    expires_at: datetime


@dataclass(slots=True, kw_only=True)
class Delivery:
    """One attempt to deliver a webhook; attempts of the same delivery share the guid."""

    id: int
    guid: str
    event: str
    payload: Mapping[str, object]
    at: datetime
    redelivery: bool = False
    seconds: float = 0.0
    status: int = 0  # 0: nobody answered
