"""The contracts bite: wrong requests and wrong answers are found, right ones are not, over REST and GraphQL."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.contracts.exchange import Exchange, violations

if TYPE_CHECKING:
    from collections.abc import Mapping

pytestmark = pytest.mark.contracts

REF = {
    "ref": "refs/heads/dockerize/web",
    "node_id": "REF_1",
    "url": "http://127.0.0.1/repos/o/r/git/refs/heads/dockerize/web",
    "object": {"type": "commit", "sha": "a" * 40, "url": "http://127.0.0.1/repos/o/r/git/commits/" + "a" * 40},
}
NEW_REF = {"ref": REF["ref"], "sha": "a" * 40}


def found(
    method: str, path: str, answer: object = None, *, status: int = 200, request: object = None, query: str = ""
) -> list[str]:
    return violations(
        Exchange(
            method=method,
            path=path,
            query=query,
            request=b"" if request is None else json.dumps(request).encode(),
            status=status,
            answer=b"" if answer is None else json.dumps(answer).encode(),
        )
    )


def test_what_is_as_github_has_it_is_not_found() -> None:
    assert found("GET", "/repos/o/r/git/ref/heads/dockerize/web", REF) == []
    assert found("POST", "/repos/o/r/git/refs", REF, status=201, request=NEW_REF) == []
    assert found("DELETE", "/repos/o/r/git/refs/heads/x", status=204) == []
    assert found("GET", "/repos/o/r/pulls", [], query="state=all&head=o:b&per_page=100") == []


def test_a_wrong_answer_is_found() -> None:
    (sentence,) = found("GET", "/repos/o/r/git/ref/heads/x", {**REF, "object": {"type": "commit"}})[:1]

    assert sentence.startswith("GET /repos/o/r/git/ref/heads/x → 200: answer: object: ")


@pytest.mark.parametrize(
    "body",
    [
        {"ref": "refs/heads/x"},
        {**NEW_REF, "sha": 7},
        {**NEW_REF, "forse": True},
        [],
    ],
)
def test_a_wrong_request_is_found(body: object) -> None:
    assert any(": request: " in each for each in found("POST", "/repos/o/r/git/refs", REF, status=201, request=body))


@pytest.mark.parametrize(
    ("method", "path", "query", "request_body"),
    [
        ("GET", "/repos/o/r/pulls", "state=every", None),
        ("GET", "/repos/o/r/pulls", "stat=all", None),
        ("GET", "/repos/o/r/pulls", "per_page=ten", None),
        ("GET", "/repos/o/r/pulls/word", "", None),
        ("POST", "/repos/o/r/pulls", "", None),
        ("GET", "/repos/o/r/pulls", "", {"a": 1}),
        ("GET", "/repos/o/r/dockerize", "", None),
        ("PUT", "/repos/o/r/pulls", "", None),
    ],
)
def test_wrong_parameters_bodies_and_paths_are_found(method: str, path: str, query: str, request_body: object) -> None:
    answer = {"message": "x", "documentation_url": "http://127.0.0.1/"}

    assert found(method, path, answer, status=404, query=query, request=request_body) != []


def test_a_wrong_entry_deep_in_a_request_is_found() -> None:
    tree = {"tree": [{"path": "a", "mode": "100644", "type": "blob", "content": "x", "colour": "red"}]}
    error = {"message": "x", "documentation_url": "http://127.0.0.1/"}

    assert "colour" in found("POST", "/repos/o/r/git/trees", error, status=404, request=tree)[0]


def test_statuses_and_bodies_that_do_not_belong_together_are_found() -> None:
    error = {"message": "x", "documentation_url": "http://127.0.0.1/"}

    assert found("GET", "/repos/o/r/git/ref/heads/x", {**error, "message": 5}, status=403) != []
    assert found("GET", "/repos/o/r/git/ref/heads/x", error, status=418) != []
    assert found("DELETE", "/repos/o/r/git/refs/heads/x", {}, status=204) != []
    assert found("GET", "/repos/o/r/git/ref/heads/x", error, status=502) == []


def test_what_is_no_json_is_found() -> None:
    broken = Exchange(method="GET", path="/app", status=200, answer=b"<html>")
    asked = Exchange(method="POST", path="/graphql", status=200, request=b"{")

    assert violations(broken) == ["GET /app → 200: answer: it is not JSON"]
    assert violations(asked) == ["POST /graphql → 200: request: it is not JSON"]


QUERY = """
query Look($name: String!) {
  repository(owner: "o", name: $name) {
    databaseId
    file: object(expression: "HEAD:x") { __typename ... on Blob { text byteSize } }
    defaultBranchRef { target { oid ... on Commit { tree { oid } } ...more } }
    pullRequests(first: 1) { nodes { state } }
  }
}
fragment more on Commit { message }
"""
COMMIT = {"oid": "a", "tree": {"oid": "b"}, "message": "m"}
REPOSITORY: Mapping[str, Any] = {
    "databaseId": 7,
    "file": {"__typename": "Blob", "text": None, "byteSize": 3},
    "defaultBranchRef": {"target": COMMIT},
    "pullRequests": {"nodes": [{"state": "OPEN"}]},
}


def asked(answer: object, query: str = QUERY, **more: object) -> list[str]:
    return found("POST", "/graphql", answer, request={"query": query, "variables": {"name": "r"}, **more})


def test_a_graphql_exchange_that_is_right() -> None:
    error = {"message": "no", "path": ["repository"]}

    assert asked({"data": {"repository": dict(REPOSITORY)}}) == []
    assert asked({"data": {"repository": None}, "errors": [error]}) == []
    assert asked({"errors": [error]}) == []
    assert asked({"data": {"repository": {**REPOSITORY, "pullRequests": None}}, "errors": [error]}) == []


@pytest.mark.parametrize(
    "change",
    [
        {"databaseId": "7"},
        {"file": {"__typename": "Blob", "text": None, "byteSize": None}},
        {"file": {"__typename": "Commit", "text": "x", "byteSize": 1}},
        {"file": {"__typename": "Mystery"}},
        {"defaultBranchRef": {"target": {"oid": "a"} | {"colour": "red"}}},
        {"pullRequests": {"nodes": [{"state": "HALF"}]}},
        {"pullRequests": {}},
        {"more": 1},
    ],
)
def test_a_wrong_answer_of_graphql_is_found(change: dict[str, object]) -> None:
    assert asked({"data": {"repository": {**REPOSITORY, **change}}}) != []


@pytest.mark.parametrize("answer", [[], {}, {"data": None}, {"errors": ["no"]}, {"errors": [{"message": 5}]}])
def test_an_answer_that_is_none_of_graphqls_is_found(answer: object) -> None:
    assert asked(answer) != []


@pytest.mark.parametrize(
    ("query", "more"),
    [
        ("{ repository(", {}),
        ('{ repository(owner: "o", name: "r") { colour } }', {}),
        (QUERY, {"variables": {}}),
        (QUERY, {"variables": {"name": 5}}),
        (QUERY, {"operationName": "Other"}),
    ],
)
def test_a_wrong_request_of_graphql_is_found(query: str, more: dict[str, object]) -> None:
    assert any(": request: " in each for each in asked({"data": {"repository": None}}, query, **more))


def test_graphql_is_a_post_with_an_object() -> None:
    assert found("GET", "/graphql", {}) != []
    assert found("POST", "/graphql", {}, request=[]) != []
