"""A handle on a sandbox in a process of its own, for the demo and the tests; the standard library alone.

    with Sandbox.start(folder, latency_ms=50) as sandbox:
        sandbox.url                      # of the REST API and of the web pages; GraphQL is at url + "/graphql"
        sandbox.app_id, sandbox.private_key            # the App: its id, and the file of its private key (PEM)
        sandbox.set_hook("http://127.0.0.1:8000/webhook", "secret")
        octo = sandbox.install("octo", {"shop": "path/to/folder", "tiny": {"app.py": "print(1)"}, "empty": {}})
        octo.id, octo.account_id, octo.repositories    # the installation's id, the account's, name → repository id
        sandbox.installation_delivery(octo.id)         # sends the signed webhook `installation` `created`
        sandbox.push("octo", "shop", {"app.py": "print(2)", "old.py": None}, author="ann")     # and its webhook
        number = sandbox.issue("octo", "shop", "A wish")
        sandbox.comment("octo", "shop", number, "/dockerize", author="ann")                    # and its webhook
        sandbox.configure("octo", "shop", people={"ann": "write"}, archived=True, private=False, tree_limit=10)
        sandbox.pulls("octo", "shop")    # in every state; each as GitHub shows it, with `files`: path → text
        sandbox.journal()                # every request to the API: n, at, method, path, operation, kind, status …
        sandbox.fault(path=".*/pulls", method="POST", status=502, did=True)  # the next one fails, yet it was done

Whatever changes something and has a webhook of its own sends it, signed, and returns a Sent; `quiet=True` does not.
`git clone` works on `url/owner/name.git`. Repositories are private unless configured otherwise. Everything is in memory
but the git repositories; the process ends with the handle, also when this process is killed.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypedDict, Unpack

from bot.sandbox.process import SandboxFailed, SandboxProcess

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    Content = str | Path | Mapping[str, str]

__all__ = ["Installed", "Sandbox", "SandboxFailed", "Sent"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Installed:
    """An installation: its id, its account's, and its repositories by name."""

    id: int
    account: str
    account_id: int
    repositories: Mapping[str, int]


class Pushed(TypedDict, total=False):
    """How a push is made: by whom, where to, and whether its webhook is held back."""

    author: str
    branch: str
    message: str
    quiet: bool


class Said(TypedDict, total=False):
    """Who comments, and whether its webhook is held back."""

    author: str
    quiet: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """A webhook that was sent: its delivery id, and the status that came back (0: nobody answered, or quiet)."""

    delivery: str
    status: int
    made: Mapping[str, Any]  # what else the change answered: `commit` of a push, `id` of a comment


class Sandbox(SandboxProcess):
    """What can be asked of a sandbox, and done to it."""

    # --- installations --------------------------------------------------------------------------------------------

    def set_hook(self, url: str, secret: str) -> None:
        """Where webhooks go from now on, and what they are signed with."""
        self._do("PATCH", "/settings", hook_url=url, hook_secret=secret)

    def settings(self, **values: float) -> None:
        """`latency_ms`, and `token_seconds`: how long tokens live that are made from now on."""
        self._do("PATCH", "/settings", **values)

    def install(
        self,
        account: str,
        repositories: Mapping[str, Content],
        *,
        permissions: Mapping[str, str] | None = None,
        selection: str = "selected",
        kind: str = "Organization",
    ) -> Installed:
        """An account with one repository for each folder (or map of path to text), and the App installed on them."""
        contents = {name: _content(content) for name, content in repositories.items()}
        body = {"account": account, "repositories": contents, "selection": selection, "kind": kind}
        return Installed(**self._do("POST", "/installations", permissions=permissions, **body))

    def installation_delivery(
        self, installation: int, action: str = "created", *, delivery_id: str = "", permissions: object = None
    ) -> Sent:
        """Does `action` (created, deleted, suspend, unsuspend, new_permissions_accepted) and sends its webhook."""
        body = {"action": action, "delivery_id": delivery_id, "permissions": permissions}
        return _sent(self._do("PATCH", f"/installations/{installation}", **body))

    def select(
        self, installation: int, *, add: Mapping[str, Content] | None = None, remove: Sequence[str] = ()
    ) -> Sent:
        """Adds repositories to an installation, or removes some; sends `installation_repositories`."""
        body = {"add": {name: _content(content) for name, content in add.items()}} if add else {"remove": list(remove)}
        return _sent(self._do("PATCH", f"/installations/{installation}/repositories", **body))

    # --- repositories ---------------------------------------------------------------------------------------------

    def configure(self, owner: str, repo: str, **switches: object) -> Sent:
        """archived, disabled, fork, is_template, private, drafts, tree_limit, people, default_branch; name; deleted."""
        return _sent(self._do("PATCH", f"/repos/{owner}/{repo}", **switches))

    def push(self, owner: str, repo: str, files: Mapping[str, str | None], **how: Unpack[Pushed]) -> Sent:
        """One commit on a branch (the default one unless named); None removes a file."""
        return _sent(self._do("POST", f"/repos/{owner}/{repo}/commits", files=files, **{"author": "ann", **how}))

    def refs(self, owner: str, repo: str) -> Mapping[str, str]:
        """Every branch by its full name, with its commit."""
        return dict(self._do("GET", f"/repos/{owner}/{repo}/refs"))

    # --- issues and pull requests ---------------------------------------------------------------------------------

    def issue(self, owner: str, repo: str, title: str, *, body: str = "", author: str = "ann") -> int:
        """Opens an issue; returns its number."""
        made = self._do("POST", f"/repos/{owner}/{repo}/issues", title=title, body=body, author=author)
        return int(made["number"])

    def comment(self, owner: str, repo: str, number: int, body: str, **how: Unpack[Said]) -> Sent:
        """Somebody, ann unless named, comments on an issue or pull request."""
        path = f"/repos/{owner}/{repo}/issues/{number}/comments"
        return _sent(self._do("POST", path, body=body, **{"author": "ann", "quiet": False, **how}))

    def comments(self, owner: str, repo: str, number: int) -> list[dict[str, Any]]:
        """The comments of an issue or pull request, each with the list of its reactions."""
        return list(self._do("GET", f"/repos/{owner}/{repo}/issues/{number}/comments"))

    def pulls(self, owner: str, repo: str) -> list[dict[str, Any]]:
        """In every state, oldest first, each with `files`: path → text of what it adds or changes."""
        return list(self._do("GET", f"/repos/{owner}/{repo}/pulls"))

    def change_pull(self, owner: str, repo: str, number: int, state: str, *, quiet: bool = False) -> Sent:
        """`state` is closed, open or merged."""
        return _sent(self._do("PATCH", f"/repos/{owner}/{repo}/pulls/{number}", state=state, quiet=quiet))

    # --- webhooks, requests, faults -------------------------------------------------------------------------------

    def deliver(self, event: str, payload: Mapping[str, object], *, delivery_id: str = "") -> Sent:
        """Sends any webhook, signed."""
        return _sent(self._do("POST", "/deliveries", event=event, payload=payload, delivery_id=delivery_id))

    def deliveries(self) -> list[dict[str, Any]]:
        """Every webhook that was sent: id, event, status."""
        return list(self._do("GET", "/deliveries"))

    def ping(self) -> Sent:
        return _sent(self._do("POST", "/ping"))

    def journal(self, after: int = 0) -> list[dict[str, Any]]:
        """The requests to the API with a number greater than `after`, in the order in which they came."""
        return list(self._do("GET", f"/journal?after={after}"))

    def violations(self) -> list[str]:
        """What was not as GitHub's schemas have it; only a validated sandbox knows."""
        return list(self._do("GET", "/violations"))

    def fault(self, **fault: object) -> None:
        """The next request that meets it fails: method, path (a pattern), status, message, headers, times, did."""
        self._do("POST", "/faults", **fault)

    def reset(self) -> None:
        """Empties the sandbox; the App and its key stay."""
        self._do("POST", "/reset")

    def expire_tokens(self) -> None:
        """No token that was made so far is accepted any longer."""
        self._do("POST", "/tokens/expire")


def _content(content: Content) -> object:
    """A folder is named by its whole path, since the sandbox may run elsewhere."""
    return str(Path(content).resolve()) if isinstance(content, str | Path) else dict(content)


def _sent(made: dict[str, Any]) -> Sent:
    return Sent(delivery=made.pop("delivery", ""), status=made.pop("status", 0), made=made)
