"""GitHub's GraphQL endpoint: parsed and validated once for each document, executed against the views."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from graphql import DocumentNode, GraphQLError, OperationDefinitionNode, build_schema, execute_sync, parse, validate
from graphql.language import FieldNode, OperationType

from bot.sandbox import graphql_views as views
from bot.sandbox.call import Answer, Call, Problem
from bot.sandbox.door import LIMIT, Endpoint
from bot.sandbox.graphql_objects import actor
from bot.sandbox.graphql_schema import SDL
from bot.sandbox.graphql_views import Trouble
from bot.sandbox.shapes import iso, node_id
from bot.sandbox.thread_shapes import part

if TYPE_CHECKING:
    from bot.sandbox.nouns import Issue, Repository

SCHEMA = build_schema(SDL)


@lru_cache(maxsize=256)
def _document(query: str) -> tuple[DocumentNode | None, tuple[GraphQLError, ...]]:
    try:
        document = parse(query)
    except GraphQLError as error:
        return None, (error,)
    return document, tuple(validate(SCHEMA, document))


def graphql(call: Call) -> Answer:
    """Wrong documents are answered with 200 and errors, as GitHub does."""
    query = call.body.get("query")
    if not isinstance(query, str):
        raise Problem(400, "A query attribute must be specified and must be a string.")
    document, errors = _document(query)
    if document is None or errors:
        return Answer(body={"errors": [error.formatted for error in errors]}, kind="read")
    operation = next(each for each in document.definitions if isinstance(each, OperationDefinitionNode))
    root = {**_queries(call), **_mutations(call)}
    result = execute_sync(
        SCHEMA,
        document,
        root,
        variable_values=call.body.get("variables") or {},
        operation_name=call.body.get("operationName"),
    )
    body: dict[str, object] = {"data": result.data}
    if result.errors:
        body["errors"] = [_formatted(error) for error in result.errors]
    fields = [each.name.value for each in operation.selection_set.selections if isinstance(each, FieldNode)]
    named = operation.name.value if operation.name else ""
    return Answer(
        body=body,
        operation=f"graphql {named or ' '.join(fields)}",
        kind="write" if operation.operation is OperationType.MUTATION else "read",
        repository=_repository_of(call),
    )


def _repository_of(call: Call) -> str:
    """Which repository a request is about, for the journal: by its variables, or by the token's only one."""
    assert call.token is not None  # noqa: S101  the door lets nobody in without
    words = call.body.get("variables") or {}
    found = call.world.repository(str(words.get("owner")), str(words.get("name")))
    if found is None and len(call.token.repositories) == 1:
        found = call.world.repositories.get(next(iter(call.token.repositories)))
    return found.full_name if found else ""


def _formatted(error: GraphQLError) -> dict[str, object]:
    shape: dict[str, object] = dict(error.formatted)
    if isinstance(error.original_error, Trouble):
        shape["type"] = error.original_error.kind
    return shape


def _queries(call: Call) -> dict[str, object]:
    def repository(_: object, owner: str, name: str, followRenames: bool = True) -> object:  # noqa: FBT001, FBT002, N803  GraphQL's names
        found = call.world.repository(owner, name)
        renamed = found is not None and found.full_name.lower() != f"{owner}/{name}".lower()
        if found is None or not _visible(call, found) or (renamed and not followRenames):
            raise Trouble("NOT_FOUND", f"Could not resolve to a Repository with the name '{owner}/{name}'.")
        return views.repository(call, found)

    def rate_limit(_: object, **__: object) -> object:
        assert call.token is not None  # noqa: S101  the door lets nobody in without
        used = call.world.used[call.token.installation]
        reset = iso(call.world.now())
        return {"cost": 1, "limit": LIMIT, "nodeCount": 0, "remaining": LIMIT - used, "resetAt": reset, "used": used}

    viewer = actor(call.world.bot, call.base, "User")  # GitHub types it so, also for an App
    return {"repository": repository, "rateLimit": rate_limit, "viewer": viewer}


def _visible(call: Call, repo: Repository) -> bool:
    return call.token is not None and (repo.id in call.token.repositories or not repo.private)


def _mutations(call: Call) -> dict[str, object]:
    def draft(*, value: bool) -> object:
        def field(_: object, input: dict[str, Any]) -> object:  # noqa: A002  GraphQL's name
            repo, issue = _pull(call, input["pullRequestId"])
            part(issue).draft = value
            issue.updated_at = call.world.now()
            return {"pullRequest": views.pull(call, repo, issue), "clientMutationId": input.get("clientMutationId")}

        return field

    def update(_: object, input: dict[str, Any]) -> object:  # noqa: A002  GraphQL's name
        repo, issue = _pull(call, input["pullRequestId"])
        issue.title, issue.body = input.get("title", issue.title), input.get("body", issue.body)
        if "state" in input:
            call.world.set_state(repo, issue, input["state"].lower())
        issue.updated_at = call.world.now()
        return {
            "pullRequest": views.pull(call, repo, issue),
            "actor": actor(call.world.bot, call.base),
            "clientMutationId": input.get("clientMutationId"),
        }

    return {
        "markPullRequestReadyForReview": draft(value=False),
        "convertPullRequestToDraft": draft(value=True),
        "updatePullRequest": update,
    }


def _pull(call: Call, wanted: str) -> tuple[Repository, Issue]:
    """The pull request of a node id, where the token may write to it."""
    for repo in filter(lambda each: _visible(call, each), call.world.repositories.values()):
        for issue in repo.issues.values():
            if issue.pull and node_id("PR", issue.id) == wanted:
                views.check(call, repo, "pull_requests", "write")
                return repo, issue
    raise Trouble("NOT_FOUND", f"Could not resolve to a node with the global id of '{wanted}'")


ENDPOINTS = (Endpoint(method="POST", path="/graphql", handle=graphql, needs=(("metadata", "read"),)),)
