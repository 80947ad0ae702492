"""A whole tree in one request; folder by folder where GitHub cuts it off; within a bound."""

from __future__ import annotations

import asyncio

import httpx
import pytest
import respx

from bot.errors import Unavailable
from bot.github import trees
from bot.types import Tree, Unread
from tests.bot.github.fake import API, REPO, REPOSITORY, TOKENS, hub, token


def blob(path: str, size: int = 1, mode: str = "100644") -> dict[str, object]:
    return {"path": path, "type": "blob", "mode": mode, "size": size, "sha": "b"}


def folder(path: str, sha: str) -> dict[str, object]:
    return {"path": path, "type": "tree", "mode": "040000", "sha": sha}


def serve(
    router: respx.MockRouter, sha: str, deep: list[dict[str, object]] | None, flat: list[dict[str, object]]
) -> None:
    """A tree as GitHub answers it; `deep` None means that the recursive answer is cut off."""
    router.post(TOKENS).mock(return_value=token())
    recursive = {"tree": flat if deep is None else deep, "truncated": deep is None}
    router.get(f"{REPO}/git/trees/{sha}", params={"recursive": "1"}).mock(
        return_value=httpx.Response(200, json=recursive)
    )
    router.get(f"{REPO}/git/trees/{sha}").mock(
        return_value=httpx.Response(200, json={"tree": flat, "truncated": False})
    )


def read() -> tuple[Tree, int]:
    client = hub().for_repository(REPOSITORY)
    return asyncio.run(client.tree("root", "c1")), client.requests


@respx.mock(base_url=API, assert_all_called=False)
def test_one_request_reads_a_whole_tree(respx_mock: respx.MockRouter) -> None:
    link = blob("link", mode="120000")
    module: dict[str, object] = {"path": "lib", "type": "commit", "mode": "160000", "sha": "x"}
    serve(respx_mock, "root", [blob("a.py", 3), folder("src", "s"), blob("src/b.py", 4), link, module], [])

    tree, requests = read()

    assert tree.sizes == {"a.py": 3, "src/b.py": 4, "link": 1, "lib": 0}
    assert tree.unread == {"link": Unread.SYMLINK, "lib": Unread.SUBMODULE}
    assert (tree.commit, tree.truncated, requests) == ("c1", False, 2)


@respx.mock(base_url=API, assert_all_called=False)
def test_a_tree_that_is_cut_off_is_read_folder_by_folder(respx_mock: respx.MockRouter) -> None:
    serve(respx_mock, "root", None, [blob("a.py"), folder("big", "big"), folder("src", "src")])
    serve(respx_mock, "src", [blob("b.py"), blob("deep/c.py")], [])
    serve(respx_mock, "big", None, [folder("x", "x")])
    serve(respx_mock, "x", [blob("d.py")], [])

    tree, requests = read()

    assert set(tree.sizes) == {"a.py", "src/b.py", "src/deep/c.py", "big/x/d.py"}
    assert not tree.truncated
    assert requests == 7


@respx.mock(base_url=API, assert_all_called=False)
def test_one_folder_that_is_too_large_by_itself_is_said(respx_mock: respx.MockRouter) -> None:
    respx_mock.post(TOKENS).mock(return_value=token())
    cut = httpx.Response(200, json={"tree": [blob("a.py")], "truncated": True})
    respx_mock.get(f"{REPO}/git/trees/root").mock(return_value=cut)

    tree, requests = read()

    assert tree.truncated
    assert set(tree.sizes) == {"a.py"}
    assert requests == 3


@pytest.mark.parametrize("cut", [39, 40])
@respx.mock(base_url=API, assert_all_called=False)
def test_the_walk_is_bounded_and_says_that_it_was(respx_mock: respx.MockRouter, cut: int) -> None:
    names = [f"f{number}" for number in range(100)]
    serve(respx_mock, "root", None, [blob("a.py"), *(folder(name, name) for name in names)])
    for number, name in enumerate(names):
        serve(respx_mock, name, None if number + 3 == cut else [blob("b.py")], [blob("b.py")])

    tree, requests = read()

    assert tree.truncated
    assert requests == trees.REQUESTS_AT_MOST + 1
    assert "f0/b.py" in tree.sizes


@respx.mock(base_url=API)
def test_an_answer_of_another_shape_is_an_outage(respx_mock: respx.MockRouter) -> None:
    respx_mock.post(TOKENS).mock(return_value=token())
    respx_mock.get(f"{REPO}/git/trees/root").mock(return_value=httpx.Response(200, json={"tree": [{}]}))

    with pytest.raises(Unavailable):
        read()
