"""The client and a whole walk against the sandbox, over a socket, each exchange held against GitHub's own schemas."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, TypeVar

import pytest

from bot import catalogue, pipeline, pull
from bot.errors import AlreadyThere, DockerizeError, Forbidden, NotFound, RateLimited, Unavailable
from bot.github import Address, Hub
from bot.types import Comment, Decline, Declined, Done, File, Files, Outcome, Proposal, Repository, Request, Unread, Why

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from bot.github.client import Client
    from bot.sandbox.handle import Sandbox

    T = TypeVar("T")

BRANCH = "dockerize/container"
SHOP = {
    "app.py": "from flask import Flask\n\napp = Flask(__name__)\n",
    "requirements.txt": "flask==3.1.2\n",
    "docs/logo.txt": "logo\n",
}
FILES = Files(files=(File(path="Dockerfile", text="FROM x\n"),))
PROPOSAL = Proposal(branch=BRANCH, base="main", title="T", body="B", message="M", files=FILES)


class Plain:
    """Steps that just run."""

    async def step(self, name: str, do: Callable[[], Awaitable[T]]) -> T:
        return await do()


async def keep(files: Files) -> None:
    """Artifacts are nobody's concern here."""


def install(sandbox: Sandbox, files: Mapping[str, str], permissions: Mapping[str, str] | None = None) -> Repository:
    made = sandbox.install("octo", {"shop": dict(files)}, permissions=permissions)
    return Repository(id=made.repositories["shop"], owner="octo", name="shop", installation_id=made.id)


def use(sandbox: Sandbox, repository: Repository, do: Callable[[Client], Awaitable[T]]) -> T:
    """Runs `do` with a client of a process of its own."""

    async def run() -> T:
        hub = Hub(sandbox.app_id, sandbox.private_key.read_text(), Address(api_url=sandbox.url, pace_seconds=0))
        try:
            return await do(hub.for_repository(repository))
        finally:
            await hub.aclose()

    return asyncio.run(run())


def walk(sandbox: Sandbox, repository: Repository, request: Request | None = None) -> tuple[Outcome, int]:
    """What came of a whole walk, and how many requests it cost."""
    wish = request or Request(repository=repository, why=Why.INSTALLED)

    async def whole(client: Client) -> tuple[Outcome, int]:
        known = catalogue.load()
        return await pipeline.walk(wish, client, known, Plain(), keep, web_url=sandbox.url), client.requests

    return use(sandbox, repository, whole)


def asked(sandbox: Sandbox, repository: Repository) -> Request:
    """Somebody who may write asks in a comment."""
    issue = sandbox.issue("octo", "shop", "A wish")
    sent = sandbox.comment("octo", "shop", issue, "/dockerize", author="ann", quiet=True)
    sandbox.configure("octo", "shop", people={"ann": "write"})
    comment = Comment(id=sent.made["id"], issue=issue, author="ann")
    return Request(repository=repository, why=Why.ASKED, comment=comment)


async def propose(client: Client) -> str:
    """One commit on our branch, and its pull request."""
    look = await client.look(BRANCH)
    commit = await client.write_commit("M", await client.write_tree(look.tree, FILES), look.commit)
    await pull.ensure_branch(client, BRANCH, commit, look.branch_head)
    await pull.ensure_pull(client, PROPOSAL, commit)
    return commit


def test_an_automatic_run_costs_at_most_nine_requests(sandbox: Sandbox) -> None:
    """docs/github.md lists them."""
    repository = install(sandbox, SHOP)
    before = len(sandbox.journal())

    outcome, requests = walk(sandbox, repository)

    assert isinstance(outcome, Done)
    journal = [entry for entry in sandbox.journal()[before:] if not entry["path"].startswith("/_sandbox")]
    assert requests == len(journal) <= 9
    assert [(entry["method"], entry["path"].removeprefix("/repos/octo/shop")) for entry in journal] == [
        ("POST", f"/app/installations/{repository.installation_id}/access_tokens"),
        ("POST", "/graphql"),
        ("GET", journal[2]["path"].removeprefix("/repos/octo/shop")),
        ("POST", "/graphql"),
        ("POST", "/git/trees"),
        ("POST", "/git/commits"),
        ("POST", "/git/refs"),
        ("POST", "/pulls"),
    ]
    (opened,) = sandbox.pulls("octo", "shop")
    assert sorted(opened["files"]) == [".dockerignore", ".github/workflows/dockerize.yml", "Dockerfile"]
    assert "Not yet proven" in opened["body"]


def test_a_second_run_changes_nothing(sandbox: Sandbox) -> None:
    repository = install(sandbox, SHOP)
    walk(sandbox, repository)

    outcome, requests = walk(sandbox, repository)

    assert isinstance(outcome, Declined)
    assert outcome.reason is Decline.ALREADY_OPEN
    assert requests == 2
    assert len(sandbox.pulls("octo", "shop")) == 1


def test_closed_means_no_until_somebody_asks_and_then_there_is_one_commit(sandbox: Sandbox) -> None:
    repository = install(sandbox, SHOP)
    walk(sandbox, repository)
    sandbox.change_pull("octo", "shop", 1, "closed", quiet=True)
    sandbox.push("octo", "shop", {"more.txt": "x"}, author="ann", quiet=True)

    no, _ = walk(sandbox, repository)
    again, _ = walk(sandbox, repository, asked(sandbox, repository))

    assert isinstance(no, Declined)
    assert no.reason is Decline.SAID_NO
    assert isinstance(again, Done)
    newest = sandbox.pulls("octo", "shop")[-1]
    assert newest["number"] == again.pull_request.number
    assert newest["commits"] == 1
    assert "more.txt" not in newest["files"]


def test_a_person_s_commit_on_our_branch_is_never_lost(sandbox: Sandbox) -> None:
    repository = install(sandbox, SHOP)
    walk(sandbox, repository)
    sandbox.push("octo", "shop", {"Dockerfile": "FROM mine\n"}, author="ann", branch=BRANCH, quiet=True)
    sandbox.change_pull("octo", "shop", 1, "closed", quiet=True)
    head = sandbox.refs("octo", "shop")[f"refs/heads/{BRANCH}"]

    outcome, _ = walk(sandbox, repository, asked(sandbox, repository))

    assert isinstance(outcome, Declined)
    assert outcome.reason is Decline.PERSON_PUSHED
    assert sandbox.refs("octo", "shop")[f"refs/heads/{BRANCH}"] == head


@pytest.mark.parametrize(
    ("switch", "reason"),
    [("archived", Decline.ARCHIVED), ("fork", Decline.FORK), ("is_template", Decline.TEMPLATE)],
)
def test_a_repository_that_is_no_guest_s_place_is_left_alone(sandbox: Sandbox, switch: str, reason: Decline) -> None:
    repository = install(sandbox, SHOP)
    sandbox.configure("octo", "shop", **{switch: True})

    outcome, _ = walk(sandbox, repository)

    assert isinstance(outcome, Declined)
    assert outcome.reason is reason
    assert sandbox.pulls("octo", "shop") == []


@pytest.mark.parametrize(
    ("files", "reason"), [({}, Decline.EMPTY), ({"Dockerfile": "FROM x\n"}, Decline.HAS_DOCKERFILE)]
)
def test_what_is_in_a_repository_can_be_a_reason(sandbox: Sandbox, files: dict[str, str], reason: Decline) -> None:
    outcome, _ = walk(sandbox, install(sandbox, files))

    assert isinstance(outcome, Declined)
    assert outcome.reason is reason


def test_who_may_not_write_may_not_ask(sandbox: Sandbox) -> None:
    repository = install(sandbox, SHOP)
    request = asked(sandbox, repository)
    sandbox.configure("octo", "shop", people={"ann": "read"})
    assert request.comment

    outcome, requests = walk(sandbox, repository, request)

    assert isinstance(outcome, Declined)
    assert outcome.reason is Decline.NOT_ALLOWED
    assert requests == 3
    (comment,) = sandbox.comments("octo", "shop", request.comment.issue)
    assert [reaction["content"] for reaction in comment["reactions"]] == ["confused"]


@pytest.mark.parametrize("did", [True, False])
def test_a_branch_whose_creation_was_cut_off_is_there_once(sandbox: Sandbox, did: bool) -> None:
    repository = install(sandbox, SHOP)
    sandbox.fault(path=".*/git/refs", method="POST", status=502, did=did)

    failed = False
    try:
        use(sandbox, repository, propose)
    except Unavailable:
        failed = True
        use(sandbox, repository, propose)

    assert failed is not did
    assert [opened["number"] for opened in sandbox.pulls("octo", "shop")] == [1]


@pytest.mark.parametrize("did", [True, False])
def test_a_pull_request_whose_creation_was_cut_off_is_there_once(sandbox: Sandbox, did: bool) -> None:
    repository = install(sandbox, SHOP)
    sandbox.fault(path=".*/pulls", method="POST", status=502, did=did)

    failed = False
    try:
        use(sandbox, repository, propose)
    except Unavailable:
        failed = True
        use(sandbox, repository, propose)

    assert failed is not did
    assert [(opened["number"], opened["commits"]) for opened in sandbox.pulls("octo", "shop")] == [(1, 1)]


def test_a_limit_comes_back_as_a_time(sandbox: Sandbox) -> None:
    repository = install(sandbox, SHOP)
    sandbox.fault(
        path="/graphql", method="POST", status=403, message="secondary rate limit", headers={"retry-after": "77"}
    )

    with pytest.raises(RateLimited):
        use(sandbox, repository, lambda client: client.look(BRANCH))


def test_a_token_that_ended_early_is_made_anew(sandbox: Sandbox) -> None:
    repository = install(sandbox, SHOP)

    async def story(client: Client) -> tuple[str, int]:
        await client.look(BRANCH)
        await asyncio.to_thread(sandbox.expire_tokens)
        return (await client.look(BRANCH)).default_branch, client.requests

    assert use(sandbox, repository, story) == ("main", 5)


def test_a_permission_that_was_not_granted_is_told(sandbox: Sandbox) -> None:
    repository = install(sandbox, SHOP, {"contents": "write", "metadata": "read", "pull_requests": "write"})

    with pytest.raises(Forbidden, match="has not granted"):
        use(sandbox, repository, lambda client: client.look(BRANCH))


def test_a_repository_that_was_deleted_is_not_found(sandbox: Sandbox) -> None:
    repository = install(sandbox, SHOP)
    sandbox.configure("octo", "shop", deleted=True)

    with pytest.raises(NotFound):
        use(sandbox, repository, lambda client: client.look(BRANCH))


def test_a_renamed_repository_is_found_by_its_old_name(sandbox: Sandbox) -> None:
    repository = install(sandbox, SHOP)
    sandbox.configure("octo", "shop", name="store")

    async def story(client: Client) -> tuple[str, str]:
        before = await client.branch("main")
        return before, (await client.look(BRANCH)).repository.name

    commit, name = use(sandbox, repository, story)

    assert len(commit) == 40
    assert name == "store"


def test_a_tree_that_is_cut_off_is_read_in_folders(sandbox: Sandbox) -> None:
    repository = install(sandbox, {f"f{folder}/{name}.txt": "x" for folder in range(3) for name in range(4)})
    sandbox.configure("octo", "shop", tree_limit=6)

    async def story(client: Client) -> tuple[int, bool]:
        look = await client.look(BRANCH)
        tree = await client.tree(look.tree, look.commit)
        return len(tree.sizes), tree.truncated

    assert use(sandbox, repository, story) == (12, False)


def test_many_files_are_one_query(sandbox: Sandbox) -> None:
    repository = install(sandbox, {'odd "name".txt': "odd\n", "a.py": "x = 1\n", "d/b.txt": "b\n"})

    async def story(client: Client) -> Mapping[str, str | Unread]:
        look = await client.look(BRANCH)
        return await client.texts(look.commit, ['odd "name".txt', "a.py", "d", "gone"])

    assert use(sandbox, repository, story) == {
        'odd "name".txt': "odd\n",
        "a.py": "x = 1\n",
        "d": Unread.GONE,
        "gone": Unread.GONE,
    }


def test_a_status_comment_is_one_comment(sandbox: Sandbox) -> None:
    repository = install(sandbox, SHOP)
    request = asked(sandbox, repository)
    assert request.comment
    issue, comment = request.comment.issue, request.comment.id

    async def story(client: Client) -> str:
        await client.react(comment, "eyes")
        await client.react(comment, "eyes")
        await client.comment(issue, "first", pull.MARKER)
        await client.comment(issue, "second", pull.MARKER)
        return await client.permission("ann")

    role = use(sandbox, repository, story)

    wish, status = sandbox.comments("octo", "shop", issue)
    assert role == "write"
    assert [reaction["content"] for reaction in wish["reactions"]] == ["eyes"]
    assert status["body"] == f"second\n\n{pull.MARKER}"


@pytest.mark.parametrize("what", ["branch", "pull request"])
def test_a_duplicate_is_told_apart_from_other_refusals(sandbox: Sandbox, what: str) -> None:
    repository = install(sandbox, SHOP)
    commit = use(sandbox, repository, propose)

    async def again(client: Client) -> DockerizeError:
        with pytest.raises(DockerizeError) as caught:
            await (client.write_branch(BRANCH, commit) if what == "branch" else client.open_pull(PROPOSAL))
        return caught.value

    assert isinstance(use(sandbox, repository, again), AlreadyThere)
