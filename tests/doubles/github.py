"""The port `GitHub` in memory: one repository with branches, pull requests and comments, and faults on demand."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from bot.errors import AlreadyThere, Refused
from bot.types import Files, Look, Proposal, PullRequest, Repository, Tree, Unread

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.errors import DockerizeError

REPOSITORY = Repository(id=7, owner="octo", name="hello", installation_id=3)

_FACTS = Look(repository=REPOSITORY, default_branch="main", commit="c0", tree="t0")


@dataclass
class MemoryGitHub:
    """Each call counts as one request; `faults` are raised first, by the name of the method, one after the other."""

    sources: Mapping[str, str | Unread] = field(default_factory=dict)
    facts: Look = _FACTS
    permissions: Mapping[str, str] = field(default_factory=dict)
    requests: int = 0
    calls: list[str] = field(default_factory=list)
    faults: dict[str, list[DockerizeError]] = field(default_factory=dict)
    trees: dict[str, Files] = field(default_factory=dict)
    branches: dict[str, str] = field(default_factory=dict)
    pulls: list[PullRequest] = field(default_factory=list)
    proposals: list[Proposal] = field(default_factory=list)
    reactions: list[tuple[int, str]] = field(default_factory=list)
    comments: dict[tuple[int, str], str] = field(default_factory=dict)

    def _called(self, name: str) -> None:
        self.requests += 1
        self.calls.append(name)
        if self.faults.get(name):
            raise self.faults[name].pop(0)

    async def look(self, branch: str) -> Look:
        self._called("look")
        ours = tuple(pull for pull in self.pulls if pull.branch == branch)
        return replace(self.facts, branch_head=self.branches.get(branch, ""), pulls=ours)

    async def tree(self, sha: str, commit: str) -> Tree:
        self._called("tree")
        return Tree(commit=commit, sizes={path: len(str(text)) for path, text in self.sources.items()})

    async def texts(self, commit: str, paths: Sequence[str]) -> Mapping[str, str | Unread]:
        self._called("texts")
        return {path: self.sources.get(path, Unread.GONE) for path in paths}

    async def write_tree(self, base_tree: str, files: Files) -> str:
        self._called("write_tree")
        self.trees[f"t{len(self.trees) + 1}"] = files
        return f"t{len(self.trees)}"

    async def write_commit(self, message: str, tree: str, parent: str) -> str:
        self._called("write_commit")
        return f"c-{tree}"

    async def write_branch(self, branch: str, commit: str) -> None:
        self._called("write_branch")
        if branch in self.branches:
            raise AlreadyThere(f"The branch {branch} exists.")
        self.branches[branch] = commit

    async def update_branch(self, branch: str, commit: str, expected: str) -> None:
        self._called("update_branch")
        if self.branches.get(branch) != expected:
            raise Refused(f"The branch {branch} stands elsewhere.")
        self.branches[branch] = commit

    async def branch(self, branch: str) -> str:
        self._called("branch")
        return self.branches.get(branch, "")

    async def open_pull(self, proposal: Proposal) -> PullRequest:
        self._called("open_pull")
        if any(pull.branch == proposal.branch and pull.state == "open" for pull in self.pulls):
            raise AlreadyThere(f"A pull request from {proposal.branch} is open.")
        number = len(self.pulls) + 1
        opened = PullRequest(
            number=number,
            url=f"https://github.test/octo/hello/pull/{number}",
            branch=proposal.branch,
            head=self.branches[proposal.branch],
        )
        self.pulls.append(opened)
        self.proposals.append(proposal)
        return opened

    async def find_pull(self, branch: str) -> PullRequest | None:
        self._called("find_pull")
        return next((pull for pull in reversed(self.pulls) if pull.branch == branch), None)

    async def permission(self, login: str) -> str:
        self._called("permission")
        return self.permissions.get(login, "none")

    async def react(self, comment: int, content: str) -> None:
        self._called("react")
        self.reactions.append((comment, content))

    async def comment(self, issue: int, body: str, marker: str) -> None:
        self._called("comment")
        self.comments[issue, marker] = body
