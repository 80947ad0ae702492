"""Each question and each effect is the one request that GitHub documents for it."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, Any

import httpx
import pytest
import respx

from bot.errors import AlreadyThere, Forbidden, Refused, Unavailable
from bot.types import File, Files, Repository
from tests.bot.github.fake import API, REPO, REPOSITORY, TOKENS, hub, token
from tests.bot.github.test_look import DATA

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.github.client import Client

BRANCH = "dockerize/container"
REF = f"{REPO}/git/ref/heads/{BRANCH}"
REFS = f"{REPO}/git/refs"
FILES = Files(files=(File(path="Dockerfile", text="FROM x\n"),))


@pytest.fixture
def github() -> Iterator[respx.MockRouter]:
    with respx.mock(base_url=API) as router:
        router.post(TOKENS).mock(return_value=token())
        yield router


@pytest.fixture
def client() -> Client:
    return hub().for_repository(REPOSITORY)


def sent(route: respx.Route) -> Any:
    return json.loads(route.calls.last.request.content)


def ok(status: int, body: object) -> httpx.Response:
    return httpx.Response(status, json=body)


def test_a_look_asks_once_and_the_new_name_is_used_from_then_on(github: respx.MockRouter, client: Client) -> None:
    renamed = {**DATA, "repository": {**DATA["repository"], "name": "new"}}
    route = github.post("/graphql").mock(return_value=ok(200, {"data": renamed}))
    github.get(f"/repos/octo/new/git/ref/heads/{BRANCH}").mock(return_value=ok(200, {"object": {"sha": "c1"}}))

    async def story() -> str:
        assert (await client.look(BRANCH)).repository.name == "new"
        return await client.branch(BRANCH)

    assert asyncio.run(story()) == "c1"
    assert sent(route)["variables"] == {
        "owner": "octo",
        "name": "app",
        "branch": BRANCH,
        "ref": "refs/heads/dockerize/container",
    }


def test_a_branch_that_is_not_there_has_no_commit(github: respx.MockRouter, client: Client) -> None:
    github.get(REF).mock(return_value=ok(404, {"message": "Not Found"}))

    assert asyncio.run(client.branch(BRANCH)) == ""


def test_a_name_with_unusual_characters_stays_one_part_of_the_path(github: respx.MockRouter) -> None:
    odd = Repository(id=7, owner="o/../x", name="a?b", installation_id=5)
    github.get(url__startswith=f"{API}/repos/o%2F..%2Fx/a%3Fb/git/ref/heads/").mock(
        return_value=ok(200, {"object": {"sha": "c1"}})
    )

    assert asyncio.run(hub().for_repository(odd).branch(BRANCH)) == "c1"


@pytest.mark.parametrize(
    ("answer", "role"),
    [
        (ok(200, {"permission": "write", "role_name": "maintain"}), "maintain"),
        (ok(200, {"permission": "read", "role_name": "triage"}), "triage"),
        (ok(200, {"permission": "admin", "role_name": "admin"}), "admin"),
        (ok(200, {"permission": "write", "role_name": "release-captain"}), "write"),
        (ok(200, {"permission": "none"}), "none"),
        (ok(404, {"message": "ghost is not a user"}), "none"),
    ],
)
def test_what_a_person_may_do(github: respx.MockRouter, client: Client, answer: httpx.Response, role: str) -> None:
    github.get(f"{REPO}/collaborators/anna/permission").mock(return_value=answer)

    assert asyncio.run(client.permission("anna")) == role


def test_files_become_a_tree_on_top_of_the_old_one(github: respx.MockRouter, client: Client) -> None:
    route = github.post(f"{REPO}/git/trees").mock(return_value=ok(201, {"sha": "t2"}))

    tree = asyncio.run(client.write_tree("t1", FILES))

    assert tree == "t2"
    assert sent(route) == {
        "base_tree": "t1",
        "tree": [{"path": "Dockerfile", "mode": "100644", "type": "blob", "content": "FROM x\n"}],
    }


def test_a_tree_that_is_refused_names_both_permissions(github: respx.MockRouter, client: Client) -> None:
    github.post(f"{REPO}/git/trees").mock(return_value=ok(403, {"message": "Resource not accessible by integration"}))

    with pytest.raises(Forbidden, match="contents: write and workflows: write"):
        asyncio.run(client.write_tree("t1", FILES))


def test_a_foreign_file_is_refused_before_anything_is_sent(client: Client) -> None:
    with pytest.raises(Refused):
        asyncio.run(client.write_tree("t1", Files(files=(File(path=".github/workflows/x.yml", text="x"),))))

    assert client.requests == 0


def test_a_commit_names_no_author_so_that_github_signs_it(github: respx.MockRouter, client: Client) -> None:
    route = github.post(f"{REPO}/git/commits").mock(return_value=ok(201, {"sha": "c2"}))

    assert asyncio.run(client.write_commit("Add a Dockerfile", "t2", "c1")) == "c2"
    assert sent(route) == {"message": "Add a Dockerfile", "tree": "t2", "parents": ["c1"]}


def test_an_answer_without_an_id_is_an_outage(github: respx.MockRouter, client: Client) -> None:
    github.post(f"{REPO}/git/commits").mock(return_value=ok(201, {}))

    with pytest.raises(Unavailable):
        asyncio.run(client.write_commit("Add a Dockerfile", "t2", "c1"))


def test_a_branch_is_created(github: respx.MockRouter, client: Client) -> None:
    route = github.post(REFS).mock(return_value=ok(201, {}))

    asyncio.run(client.write_branch(BRANCH, "c2"))

    assert sent(route) == {"ref": "refs/heads/dockerize/container", "sha": "c2"}


def test_a_branch_that_exists_says_so(github: respx.MockRouter, client: Client) -> None:
    github.post(REFS).mock(return_value=ok(422, {"message": "Reference already exists"}))

    with pytest.raises(AlreadyThere):
        asyncio.run(client.write_branch(BRANCH, "c2"))


def test_a_branch_that_is_not_ours_is_never_written(client: Client) -> None:
    with pytest.raises(Refused):
        asyncio.run(client.write_branch("main", "c2"))
    with pytest.raises(Refused):
        asyncio.run(client.update_branch("main", "c2", "c1"))

    assert client.requests == 0


def test_a_branch_is_moved_from_where_it_was_known_to_stand(github: respx.MockRouter, client: Client) -> None:
    github.get(REF).mock(return_value=ok(200, {"object": {"sha": "old"}}))
    route = github.patch(f"{REFS}/heads/{BRANCH}").mock(return_value=ok(200, {}))

    asyncio.run(client.update_branch(BRANCH, "c2", "old"))

    assert sent(route) == {"sha": "c2", "force": True}


def test_a_branch_that_was_moved_already_is_left(github: respx.MockRouter, client: Client) -> None:
    github.get(REF).mock(return_value=ok(200, {"object": {"sha": "c2"}}))

    asyncio.run(client.update_branch(BRANCH, "c2", "old"))

    assert client.requests == 2


def test_a_branch_that_somebody_pushed_to_is_left_alone(github: respx.MockRouter, client: Client) -> None:
    github.get(REF).mock(return_value=ok(200, {"object": {"sha": "theirs"}}))

    with pytest.raises(Refused, match="changed meanwhile"):
        asyncio.run(client.update_branch(BRANCH, "c2", "old"))
