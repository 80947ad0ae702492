"""One HTTP exchange with a GitHub, held against GitHub's OpenAPI description and its GraphQL schema."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, unquote

from tests.contracts import graphql
from tests.contracts.openapi import openapi

if TYPE_CHECKING:
    from collections.abc import Iterator

BAD_JSON = object()


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """`path` is without the API's base; `query` is as in the URL."""

    method: str
    path: str
    query: str = ""
    request: bytes = b""
    status: int
    answer: bytes = b""


def violations(exchange: Exchange) -> list[str]:
    """Sentences that say what is not as GitHub has it; none if all is well."""
    request, answer = _json(exchange.request), _json(exchange.answer)
    if request is BAD_JSON or answer is BAD_JSON:
        found = ["request: it is not JSON" if request is BAD_JSON else "answer: it is not JSON"]
    elif exchange.path == "/graphql":
        found = list(_graphql(exchange, request, answer))
    else:
        found = list(_rest(exchange, request, answer))
    return [f"{exchange.method} {exchange.path} → {exchange.status}: {sentence}" for sentence in found]


def _json(body: bytes) -> object:
    if not body:
        return None
    try:
        return json.loads(body)
    except ValueError:
        return BAD_JSON


def _rest(exchange: Exchange, request: object, answer: object) -> Iterator[str]:
    api = openapi()
    found = api.operation(exchange.method, unquote(exchange.path))
    if found is None:
        yield "GitHub has no such endpoint"
        return
    operation, path = found
    query = dict(parse_qsl(exchange.query, keep_blank_values=True))
    yield from (f"request: {error}" for error in api.parameter_errors(operation, "path", path))
    yield from (f"request: {error}" for error in api.parameter_errors(operation, "query", query))
    yield from (f"request: {error}" for error in api.request_errors(operation, request))
    yield from (f"answer: {error}" for error in api.answer_errors(operation, exchange.status, answer))


def _graphql(exchange: Exchange, request: object, answer: object) -> Iterator[str]:
    if exchange.method != "POST" or not isinstance(request, dict):
        yield "request: GraphQL is a POST with a JSON object"
        return
    schema = graphql.github_schema()
    wrong = list(graphql.request_errors(schema, request))
    yield from (f"request: {error}" for error in wrong)
    if exchange.status == 200 and not wrong:
        yield from (f"answer: {error}" for error in graphql.answer_errors(schema, request, answer))
