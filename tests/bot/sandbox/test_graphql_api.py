"""GraphQL: the look and the batch of files that the product sends, mutations, and errors in GitHub's shape."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.bot.sandbox.rig import SHOP

if TYPE_CHECKING:
    from tests.bot.sandbox.rig import Rig, Shop

LOOK = """
query Look($owner: String!, $name: String!, $branch: String!, $ref: String!) {
  repository(owner: $owner, name: $name) {
    databaseId nameWithOwner isArchived isDisabled isFork isTemplate isEmpty isPrivate visibility owner { login }
    defaultBranchRef {
      name prefix target { oid ... on Commit { tree { oid } parents(first: 3) { totalCount nodes { oid } } } }
    }
    dockerfile: object(expression: "HEAD:Dockerfile") { __typename }
    ref(qualifiedName: $ref) {
      target { oid ... on Commit { messageHeadline author { name email user { login } } committer { user { login } } } }
    }
    pullRequests(headRefName: $branch, states: [OPEN, CLOSED, MERGED], first: 10,
                 orderBy: {field: CREATED_AT, direction: DESC}) {
      totalCount
      nodes { number url state merged isDraft headRefOid headRefName baseRefName author { __typename login } }
    }
  }
  rateLimit { cost remaining resetAt }
}
"""
FILES = """
query Files($owner: String!, $name: String!) { repository(owner: $owner, name: $name) {
  f0: object(expression: "main:app.py") { ...body }
  f1: object(expression: "main:blob.bin") { ...body }
  f2: object(expression: "main:nothing") { ...body }
  f3: object(expression: "main:docs") {
    ... on Blob { text } ... on Tree { entries { name type mode size object { oid } } }
  }
  f4: object(expression: "nowhere:app.py") { oid }
  f5: object(expression: "main:app.py:odd") { oid }
} }
fragment body on Blob { text isBinary isTruncated byteSize }
"""
PULLS = """
query Pulls($owner: String!, $name: String!, $first: Int, $last: Int, $after: String, $before: String, $base: String,
            $order: IssueOrder, $states: [PullRequestState!]) {
  repository(owner: $owner, name: $name) {
    pullRequests(first: $first, last: $last, after: $after, before: $before, baseRefName: $base, orderBy: $order,
                 states: $states) {
      nodes { number } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    }
  }
}
"""


def repository(answer: dict[str, Any]) -> dict[str, Any]:
    assert "errors" not in answer, answer
    made: dict[str, Any] = answer["data"]["repository"]
    return made


def test_a_look_at_a_repository_before_and_after_a_pull_request(shop: Shop) -> None:
    asked = {"branch": "dockerize/web", "ref": "refs/heads/dockerize/web"}
    before = repository(shop.graphql(LOOK, **asked))
    base = before["defaultBranchRef"]["target"]
    item = {"path": "Dockerfile", "mode": "100644", "type": "blob", "content": "FROM x\n"}
    tree = shop.call("POST", "/git/trees", {"base_tree": base["tree"]["oid"], "tree": [item]}).json()["sha"]
    body = {"message": "Add\n\nmore", "tree": tree, "parents": [base["oid"]]}
    commit = shop.call("POST", "/git/commits", body).json()["sha"]
    shop.call("POST", "/git/refs", {"ref": asked["ref"], "sha": commit})
    shop.pull("dockerize/web")

    after = repository(shop.graphql(LOOK, **asked))

    assert (before["databaseId"], before["isEmpty"], before["visibility"]) == (shop.id, False, "PRIVATE")
    assert (before["ref"], before["dockerfile"], before["pullRequests"]["nodes"]) == (None, None, [])
    assert after["ref"]["target"]["oid"] == commit
    assert after["ref"]["target"]["messageHeadline"] == "Add"
    assert after["ref"]["target"]["author"]["user"]["login"] == "dockerize[bot]"
    assert after["ref"]["target"]["committer"]["user"] is None
    (pull,) = after["pullRequests"]["nodes"]
    assert (pull["number"], pull["state"], pull["headRefOid"]) == (1, "OPEN", commit)
    assert pull["author"] == {"__typename": "Bot", "login": "dockerize[bot]"}


def test_an_empty_repository_has_no_default_branch(rig: Rig, shop: Shop) -> None:
    made = rig.install("ann", repositories={"bare": {}})
    body = {"query": LOOK, "variables": {"owner": "ann", "name": "bare", "branch": "b", "ref": "refs/heads/odd..name"}}

    answer = rig.call("POST", "/graphql", body, auth=rig.token(made["id"])).json()

    assert repository(answer)["isEmpty"] is True
    assert repository(answer)["defaultBranchRef"] is None


def test_many_files_at_once(rig: Rig, shop: Shop) -> None:
    shop.branch("main", {"blob.bin": "a\x00b"})

    files = repository(shop.graphql(FILES))

    assert files["f0"] == {"text": SHOP["app.py"], "isBinary": False, "isTruncated": False, "byteSize": 9}
    assert files["f1"] == {"text": None, "isBinary": True, "isTruncated": False, "byteSize": 3}
    assert files["f2"] is files["f4"] is files["f5"] is None
    (entry,) = files["f3"]["entries"]
    assert (entry["name"], entry["type"], entry["mode"], entry["size"]) == ("a", "tree", 0o040000, 0)


def test_long_texts_are_cut_off_and_submodules_are_no_objects(shop: Shop) -> None:
    shop.branch("main", {"long.txt": "é" * 400_000})
    items = [{"path": "sub", "mode": "160000", "type": "commit", "sha": "a" * 40}]
    tree = shop.call("POST", "/git/trees", {"tree": items}).json()["sha"]

    answer = repository(
        shop.graphql(
            "query Q($owner: String!, $name: String!, $oid: GitObjectID!) { repository(owner: $owner, name: $name) {"
            ' long: object(expression: "HEAD:long.txt") { ... on Blob { isTruncated byteSize } }'
            " tree: object(oid: $oid) { oid ... on Tree { entries { name object { oid } } } }"
            ' whole: object(expression: "HEAD^{tree}") { __typename }'
            ' blob: object(expression: "HEAD:app.py") { abbreviatedOid }'
            " } }",
            oid=tree,
        )
    )

    assert answer["long"] == {"isTruncated": True, "byteSize": 800_000}
    assert answer["tree"]["entries"] == [{"name": "sub", "object": None}]
    assert answer["whole"] == {"__typename": "Tree"}


def test_pull_requests_come_in_order_and_in_parts(rig: Rig, shop: Shop) -> None:
    for name in ("one", "two", "three"):
        shop.branch(name)
        shop.pull(name)
    rig.later(minutes=1)
    shop.call("PATCH", "/pulls/1", {"title": "changed"})
    rig.control("PATCH", "/repos/octo/shop/pulls/2", state="merged", quiet=True)

    def asked(**variables: object) -> tuple[list[int], dict[str, Any]]:
        pulls = repository(shop.graphql(PULLS, **variables))["pullRequests"]
        return [each["number"] for each in pulls["nodes"]], pulls["pageInfo"]

    first, info = asked(first=2)
    rest, end = asked(first=2, after=info["endCursor"])
    last, _ = asked(last=1)
    before, _ = asked(last=1, before="2")
    newest, _ = asked(first=1, order={"field": "UPDATED_AT", "direction": "DESC"})
    talked, _ = asked(first=9, order={"field": "COMMENTS", "direction": "ASC"})
    merged, _ = asked(first=9, states=["MERGED"])
    elsewhere, none = asked(first=9, base="other")

    assert (first, rest, last, before) == ([1, 2], [3], [3], [1])
    assert (info["hasNextPage"], end["hasNextPage"], end["hasPreviousPage"]) == (True, False, True)
    assert (newest, talked, merged) == ([1], [1, 2, 3], [2])
    assert (elsewhere, none["startCursor"]) == ([], None)


def test_a_part_must_be_named(shop: Shop) -> None:
    answer = shop.graphql(PULLS)

    assert answer["errors"][0]["type"] == "MISSING_PAGINATION_BOUNDARIES"


def test_one_pull_request_and_its_repositories(rig: Rig, shop: Shop) -> None:
    shop.branch("web")
    shop.pull("web")
    query = (
        "query Q($owner: String!, $name: String!, $number: Int!) { repository(owner: $owner, name: $name) {"
        " pullRequest(number: $number) { body closed isCrossRepository baseRefOid headRepository { nameWithOwner }"
        " baseRepository { isLocked } } } }"
    )

    found = repository(shop.graphql(query, number=1))["pullRequest"]
    missing = shop.graphql(query, number=9)

    assert (found["body"], found["headRepository"]["nameWithOwner"]) == ("", "octo/shop")
    assert missing["errors"][0]["type"] == "NOT_FOUND"
    assert missing["data"] == {"repository": {"pullRequest": None}}


def test_a_draft_is_made_ready_and_changed_in_one_document(shop: Shop) -> None:
    shop.branch("first")
    shop.pull("first")
    shop.branch("web")
    pull = shop.pull("web", draft=True).json()["node_id"]
    mutation = """
    mutation Ready($id: ID!) {
      markPullRequestReadyForReview(input: {pullRequestId: $id, clientMutationId: "7"}) {
        clientMutationId pullRequest { isDraft }
      }
      updatePullRequest(input: {pullRequestId: $id, body: "proven", state: CLOSED}) {
        actor { login } pullRequest { body title state }
      }
    }"""

    answer = shop.graphql(mutation, id=pull)
    back = shop.graphql(
        "mutation D($id: ID!) { convertPullRequestToDraft(input: {pullRequestId: $id}) { pullRequest { isDraft } } }",
        id=pull,
    )
    titled = shop.graphql(
        'mutation T($id: ID!) { updatePullRequest(input: {pullRequestId: $id, title: "T"}) { pullRequest { title } } }',
        id=pull,
    )

    ready, update = answer["data"]["markPullRequestReadyForReview"], answer["data"]["updatePullRequest"]
    assert ready == {"clientMutationId": "7", "pullRequest": {"isDraft": False}}
    assert update["pullRequest"] == {"body": "proven", "title": "A title", "state": "CLOSED"}
    assert back["data"]["convertPullRequestToDraft"]["pullRequest"] == {"isDraft": True}
    assert titled["data"]["updatePullRequest"]["pullRequest"] == {"title": "T"}
    assert [line["kind"] for line in shop.rig.control("GET", "/journal")][-3:] == ["write"] * 3


@pytest.mark.parametrize("case", ["permission", "archived", "nothing", "stranger"])
def test_a_mutation_that_may_not_be_done(rig: Rig, shop: Shop, case: str) -> None:
    shop.branch("web")
    pull = "PR_nothing" if case == "nothing" else shop.pull("web", draft=True).json()["node_id"]
    permissions = {"pull_requests": "read" if case == "permission" else "write"}
    auth = rig.token(shop.installation, permissions=permissions)
    rig.control("PATCH", "/repos/octo/shop", archived=case == "archived", private=case != "stranger")
    if case == "stranger":
        auth = rig.token(rig.install("ann")["id"])
    query = "mutation R($id: ID!) { markPullRequestReadyForReview(input: {pullRequestId: $id}) { clientMutationId } }"

    answer = rig.call("POST", "/graphql", {"query": query, "variables": {"id": pull}}, auth=auth).json()

    expected = {"permission": "FORBIDDEN", "archived": "UNPROCESSABLE", "nothing": "NOT_FOUND", "stranger": "FORBIDDEN"}
    assert answer["errors"][0]["type"] == expected[case]


def test_what_is_hidden_renamed_or_not_permitted(rig: Rig, shop: Shop) -> None:
    stranger = rig.token(rig.install("ann")["id"])
    blind = rig.token(shop.installation, permissions={"issues": "read"})
    query = (
        'query Q($f: Boolean) { repository(owner: "octo", name: "shop", followRenames: $f) {'
        ' nameWithOwner object(expression: "HEAD:app.py") { oid } } }'
    )

    def asked(auth: str, **variables: object) -> dict[str, Any]:
        made: dict[str, Any] = rig.call("POST", "/graphql", {"query": query, "variables": variables}, auth=auth).json()
        return made

    hidden, forbidden = asked(stranger), asked(blind)
    rig.control("PATCH", "/repos/octo/shop", name="store", private=False, quiet=True)
    public, renamed, strict = asked(stranger), asked(shop.auth), asked(shop.auth, f=False)

    assert (hidden["data"], hidden["errors"][0]["type"]) == ({"repository": None}, "NOT_FOUND")
    assert (forbidden["data"]["repository"]["object"], forbidden["errors"][0]["type"]) == (None, "FORBIDDEN")
    assert public["data"]["repository"]["object"] is not None
    assert repository(renamed)["nameWithOwner"] == "octo/store"
    assert strict["errors"][0]["type"] == "NOT_FOUND"


def test_wrong_documents_are_answered_with_errors(rig: Rig, shop: Shop) -> None:
    unknown = shop.graphql('{ repository(owner: "octo", name: "shop") { colour } }')
    broken = shop.graphql("{ repository(")
    bodiless = rig.call("POST", "/graphql", {"query": 7}, auth=shop.auth)

    unfilled = shop.graphql(
        'query Q($x: Int!) { repository(owner: "octo", name: "shop") { pullRequest(number: $x) { id } } }'
    )

    assert "$x" in unfilled["errors"][0]["message"]
    assert "colour" in unknown["errors"][0]["message"]
    assert "Syntax Error" in broken["errors"][0]["message"]
    assert bodiless.status_code == 400


def test_the_journal_knows_the_repository_by_variables_or_by_the_token(rig: Rig, shop: Shop) -> None:
    one = rig.token(shop.installation, repository_ids=[shop.id])
    both = rig.token(rig.install("ann", repositories={"a": {}, "b": {}})["id"])

    for auth in (one, both):
        rig.call("POST", "/graphql", {"query": "{ rateLimit { used limit nodeCount } }"}, auth=auth)

    lines = rig.control("GET", "/journal")[-2:]
    assert [line["repository"] for line in lines] == ["octo/shop", ""]
    assert [line["operation"] for line in lines] == ["graphql rateLimit"] * 2
