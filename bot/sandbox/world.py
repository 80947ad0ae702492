"""One sandbox as a whole: everything it remembers, and how each thing comes to be."""

from __future__ import annotations

import itertools
import re
import secrets
import time
from collections import Counter
from dataclasses import dataclass, field, fields
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from bot.sandbox.git import Git
from bot.sandbox.journal import Journal
from bot.sandbox.nouns import Account, Comment, Installation, Issue, Reaction, Repository, Token

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from bot.sandbox.faults import Fault
    from bot.sandbox.nouns import Delivery

NAME = re.compile(r"(?!\.\.?$)[A-Za-z0-9_.-]{1,100}")
# What the App asks for, unless an installation is made with less.
PERMISSIONS = {
    "metadata": "read",
    "contents": "write",
    "pull_requests": "write",
    "issues": "write",
    "workflows": "write",
}
EVENTS = ("issue_comment", "push", "repository")


def utc_now() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)


@dataclass(slots=True, kw_only=True)
class World:
    """One sandbox; `public_key` (PEM) checks the App's signatures, `now` is the clock."""

    folder: Path
    public_key: bytes
    app_id: int = 1
    slug: str = "dockerize"
    latency: float = 0.0  # seconds that each answer takes longer
    token_lifetime: timedelta = timedelta(hours=1)
    now: Callable[[], datetime] = utc_now
    clock: Callable[[], float] = time.time  # for the journal
    hook_url: str = ""
    hook_secret: str = ""
    accounts: dict[str, Account] = field(default_factory=dict)
    repositories: dict[int, Repository] = field(default_factory=dict)
    installations: dict[int, Installation] = field(default_factory=dict)
    tokens: dict[str, Token] = field(default_factory=dict)
    deliveries: list[Delivery] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    used: Counter[int] = field(default_factory=Counter)  # requests by installation, against the hourly limit
    journal: Journal = field(default_factory=Journal)
    names: dict[str, int] = field(default_factory=dict)  # lower-cased full name → repository, former names too
    ids: itertools.count[int] = field(default_factory=lambda: itertools.count(1001))

    def reset(self) -> None:
        """Forgets everything but the App and the clock; ids go on, so that nothing is taken for what it was before."""
        fresh = World(folder=self.folder, public_key=self.public_key, now=self.now, clock=self.clock, ids=self.ids)
        for each in fields(self):
            setattr(self, each.name, getattr(fresh, each.name))

    def id(self) -> int:
        return next(self.ids)

    def account(self, login: str, kind: str = "User") -> Account:
        """The account of that login; made when it is not there."""
        key = login.lower()
        if key not in self.accounts:
            if not NAME.fullmatch(login.removesuffix("[bot]")):
                raise ValueError(f"not a login: {login!r}")
            self.accounts[key] = Account(id=self.id(), login=login, kind=kind)
        return self.accounts[key]

    @property
    def bot(self) -> Account:
        """The account that the App acts as."""
        return self.account(f"{self.slug}[bot]", "Bot")

    def add_repository(self, owner: Account, name: str) -> Repository:
        """Makes an empty repository; raises ValueError for a name that is taken or wrong."""
        key = f"{owner.login}/{name}".lower()
        if not NAME.fullmatch(name) or key in self.names:
            raise ValueError(f"not a free name for a repository: {name!r}")
        number, now = self.id(), self.now()
        git = Git.create(self.folder / "repositories" / f"{number}.git", "main")
        repository = Repository(
            id=number, owner=owner, name=name, git=git, created_at=now, pushed_at=now, people={owner.login: "admin"}
        )
        self.repositories[number] = repository
        self.names[key] = number
        return repository

    def rename(self, repository: Repository, name: str) -> None:
        """The former name goes on leading there, as on GitHub."""
        repository.name = name
        self.names[repository.full_name.lower()] = repository.id

    def remove(self, repository: Repository) -> None:
        """Forgets a repository; its names are free again."""
        del self.repositories[repository.id]
        self.names = {name: number for name, number in self.names.items() if number != repository.id}
        for installation in self.installations.values():
            installation.repositories.discard(repository.id)

    def repository(self, owner: str, name: str) -> Repository | None:
        """By its present name or a former one."""
        return self.repositories.get(self.names.get(f"{owner}/{name}".lower(), 0))

    def add_issue(self, repo: Repository, author: Account, title: str, body: str | None) -> Issue:
        now, number = self.now(), max(repo.issues, default=0) + 1
        issue = Issue(
            id=self.id(), number=number, title=title, body=body, author=author, created_at=now, updated_at=now
        )
        repo.issues[number] = issue
        return issue

    def add_comment(self, repo: Repository, issue: Issue, author: Account, body: str) -> Comment:
        now = self.now()
        comment = Comment(id=self.id(), issue=issue.number, author=author, body=body, created_at=now, updated_at=now)
        repo.comments[comment.id] = comment
        issue.comments.append(comment.id)
        return comment

    def add_reaction(self, reactions: list[Reaction], author: Account, content: str) -> Reaction:
        reaction = Reaction(id=self.id(), content=content, author=author, created_at=self.now())
        reactions.append(reaction)
        return reaction

    def set_state(self, repo: Repository, issue: Issue, state: str) -> None:
        """Closes or opens again; a closed pull request keeps the head it had."""
        if state == issue.state:
            return
        if issue.pull:
            issue.pull.head_sha = repo.branch(issue.pull.head) or issue.pull.head_sha
        issue.updated_at = self.now()
        issue.closed_at = self.now() if state == "closed" else None

    def add_installation(self, account: Account, repositories: set[int], permissions: dict[str, str]) -> Installation:
        installation = Installation(
            id=self.id(),
            account=account,
            repositories=repositories,
            permissions={"metadata": "read", **permissions},
            created_at=self.now(),
        )
        self.installations[installation.id] = installation
        return installation

    def installation_of(self, repository: Repository) -> Installation | None:
        return next((each for each in self.installations.values() if repository.id in each.repositories), None)

    def add_token(
        self, installation: Installation, repositories: frozenset[int], permissions: Mapping[str, str]
    ) -> Token:
        token = Token(
            value="ghs_" + secrets.token_hex(18),
            installation=installation.id,
            repositories=repositories,
            permissions=permissions,
            expires_at=self.now() + self.token_lifetime,
        )
        self.tokens[token.value] = token
        return token
