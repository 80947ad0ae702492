"""GitHub's GraphQL schema as a validator: of documents, of variables, and of what an answer holds."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from graphql import (
    FieldNode,
    FragmentSpreadNode,
    GraphQLAbstractType,
    GraphQLError,
    GraphQLResolveInfo,
    GraphQLSchema,
    build_schema,
    execute_sync,
    get_operation_ast,
    parse,
    validate,
)
from graphql.execution import get_variable_values
from graphql.utilities import type_from_ast

from tests.contracts.cache import GRAPHQL

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from graphql import GraphQLObjectType, SelectionNode


@cache
def github_schema() -> GraphQLSchema:
    """The published schema defines two fields twice and has interfaces that differ in deprecation: taken as it is."""
    return build_schema(GRAPHQL.read_text(), assume_valid=True, assume_valid_sdl=True, no_location=True)


def request_errors(schema: GraphQLSchema, body: Mapping[str, Any]) -> Iterator[str]:
    """Of the document, and of the variables against what it declares."""
    try:
        document = parse(str(body.get("query")))
    except GraphQLError as error:
        yield f"the document does not parse: {error.message}"
        return
    errors = validate(schema, document)
    yield from (error.message for error in errors)
    operation = get_operation_ast(document, body.get("operationName"))
    if operation is None:
        yield "the request names no operation of its document"
    elif not errors:
        values = get_variable_values(schema, operation.variable_definitions or [], body.get("variables") or {})
        if isinstance(values, list):
            yield from (error.message for error in values)


def answer_errors(schema: GraphQLSchema, request: Mapping[str, Any], answer: object) -> Iterator[str]:
    """Executes the document over the answer's own data: what comes out must be what went in."""
    if not isinstance(answer, dict) or not answer.keys() & {"data", "errors"}:
        yield "the answer has neither data nor errors"
        return
    for error in answer.get("errors", ()):
        if not isinstance(error, dict) or not isinstance(error.get("message"), str):
            yield f"an error without a message: {error!r}"
    data = answer.get("data")
    if data is None:
        if "errors" not in answer:
            yield "the answer has no data, and no errors that say why"
        return
    yield from _data_errors(schema, request, data, partly="errors" in answer)


def _data_errors(schema: GraphQLSchema, request: Mapping[str, Any], data: object, *, partly: bool) -> Iterator[str]:
    document = parse(str(request["query"]))
    result = execute_sync(
        schema,
        document,
        data,
        variable_values=request.get("variables") or {},
        operation_name=request.get("operationName"),
        field_resolver=_field,
        type_resolver=_type,
    )
    for error in result.errors or ():
        if not partly or "non-nullable" not in error.message:
            yield f"{'/'.join(str(part) for part in error.path or ())}: {error.message}"
    if not result.errors and result.data != data:
        yield f"the answer's data are not of the types that were asked for: {data!r}"[:600]


def _field(source: Any, info: GraphQLResolveInfo[Any], **_: object) -> object:
    key = info.path.key
    if not isinstance(source, dict) or key not in source:
        raise GraphQLError(f"{info.parent_type.name} has no {key}")
    return source[key]


def _type(value: Any, info: GraphQLResolveInfo[Any], abstract: GraphQLAbstractType) -> str | None:
    """By `__typename` where it was asked for, else the first type whose selection has just the keys that are there."""
    for alias in ("__typename", *(value if isinstance(value, dict) else ())):
        if alias == "__typename" and isinstance(value.get(alias), str):
            return str(value[alias])
    possible = info.schema.get_possible_types(abstract)
    selections = [node.selection_set.selections for node in info.field_nodes if node.selection_set]
    for each in possible:
        keys = {key for chosen in selections for key in _keys(info, each, chosen)}
        if keys == value.keys():
            return each.name
    return None


def _keys(info: GraphQLResolveInfo[Any], kind: GraphQLObjectType, selections: Sequence[SelectionNode]) -> Iterator[str]:
    """The names under which a type's fields stand in an answer."""
    for node in selections:
        if isinstance(node, FieldNode):
            yield node.alias.value if node.alias else node.name.value
            continue
        fragment: Any = info.fragments[node.name.value] if isinstance(node, FragmentSpreadNode) else node
        wanted = type_from_ast(info.schema, fragment.type_condition) if fragment.type_condition else kind
        if wanted is kind or info.schema.is_sub_type(wanted, kind):  # type: ignore[arg-type]
            yield from _keys(info, kind, fragment.selection_set.selections)
