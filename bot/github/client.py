"""GitHub as one run sees it: implements the port `GitHub` for one repository."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from bot.errors import NotFound, Refused
from bot.github import comments, look, pulls, queries, texts, trees, writing
from bot.github.answers import understood
from bot.github.kit import Call

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.github.session import Session
    from bot.types import Files, Look, Proposal, PullRequest, Repository, Tree, Unread

ROLES = ("admin", "maintain", "write", "triage", "read")
WRITE = "contents: write"


class Client:
    """One run's view of one repository; its name is refreshed by each look."""

    def __init__(self, session: Session, repository: Repository, app_id: int) -> None:
        self._session = session
        self._repository = repository
        self._app_id = app_id

    @property
    def requests(self) -> int:
        return self._session.requests

    @property
    def _path(self) -> str:
        return f"/repos/{quote(self._repository.owner, safe='')}/{quote(self._repository.name, safe='')}"

    # --- reading --------------------------------------------------------------------------------------------------

    async def look(self, branch: str) -> Look:
        variables = {
            "owner": self._repository.owner,
            "name": self._repository.name,
            "branch": branch,
            "ref": f"refs/heads/{branch}",
        }
        data = await self._session.query(queries.LOOK, variables, "look at the repository")
        found = look.look(data, self._repository)
        self._repository = found.repository
        return found

    async def tree(self, sha: str, commit: str) -> Tree:
        return await trees.tree(self._session, self._path, sha, commit)

    async def texts(self, commit: str, paths: Sequence[str]) -> Mapping[str, str | Unread]:
        return await texts.texts(self._session, self._repository, commit, paths)

    async def branch(self, branch: str) -> str:
        what = "look up the branch"
        call = Call(method="GET", url=f"{self._path}/git/ref/heads/{quote(branch)}", what=what, needs="contents: read")
        try:
            found = await self._session.ask(call)
        except NotFound:
            return ""
        with understood(what):
            return str(found["object"]["sha"])

    async def permission(self, login: str) -> str:
        what = f"look up the permission of {login!r}"
        call = Call(method="GET", url=f"{self._path}/collaborators/{quote(login, safe='')}/permission", what=what)
        try:
            found = await self._session.ask(call)
        except NotFound:
            return "none"
        with understood(what):
            # `permission` calls maintain "write" and triage "read"; a role of the organisation's own is only there.
            return found["role_name"] if found.get("role_name") in ROLES else str(found["permission"])

    # --- writing --------------------------------------------------------------------------------------------------

    async def write_tree(self, base_tree: str, files: Files) -> str:
        body = {"base_tree": base_tree, "tree": writing.entries(files)}
        return await self._create("git/trees", body, "write the files", f"{WRITE} and workflows: write")

    async def write_commit(self, message: str, tree: str, parent: str) -> str:
        body = {"message": message, "tree": tree, "parents": [parent]}
        return await self._create("git/commits", body, "write the commit", WRITE)

    async def _create(self, path: str, body: Mapping[str, object], what: str, needs: str) -> str:
        made = await self._session.ask(
            Call(method="POST", url=f"{self._path}/{path}", what=what, needs=needs, body=body)
        )
        with understood(what):
            return str(made["sha"])

    async def write_branch(self, branch: str, commit: str) -> None:
        body = {"ref": f"refs/heads/{writing.own(branch)}", "sha": commit}
        await self._session.ask(
            Call(method="POST", url=f"{self._path}/git/refs", what="create the branch", needs=WRITE, body=body)
        )

    async def update_branch(self, branch: str, commit: str, expected: str) -> None:
        """REST has no compare-and-set, so the branch is looked up right before it is moved."""
        url = f"{self._path}/git/refs/heads/{quote(writing.own(branch))}"
        standing = await self.branch(branch)
        if standing == commit:
            return
        if standing != expected:
            raise Refused(f"The branch {branch!r} changed meanwhile, so it is left alone.")
        body = {"sha": commit, "force": True}  # the new commit starts from the default branch, not from the old one
        await self._session.ask(Call(method="PATCH", url=url, what="move the branch", needs=WRITE, body=body))

    async def open_pull(self, proposal: Proposal) -> PullRequest:
        return await pulls.create(self._session, self._path, proposal)

    async def find_pull(self, branch: str) -> PullRequest | None:
        return await pulls.find(self._session, self._path, self._repository, branch)

    # --- talking --------------------------------------------------------------------------------------------------

    async def react(self, comment: int, content: str) -> None:
        await comments.react(self._session, self._path, comment, content)

    async def comment(self, issue: int, body: str, marker: str) -> None:
        await comments.write(self._session, f"{self._path}/issues", comments.Note(issue, body, marker), self._app_id)
