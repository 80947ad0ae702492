"""Every document that the product sends is valid by GitHub's own schema."""

from __future__ import annotations

import functools

import pytest
from graphql import GraphQLSchema, build_schema, parse, validate

from bot.github import queries
from tests.conftest import CONTRACTS


@functools.cache
def schema() -> GraphQLSchema:
    path = next(CONTRACTS.rglob("schema.graphql"))
    return build_schema(path.read_text(encoding="utf-8"), assume_valid_sdl=True)  # it defines two fields twice


@pytest.mark.contracts
@pytest.mark.parametrize("document", [queries.LOOK, queries.texts(1), queries.texts(300)])
def test_a_document_is_valid(document: str) -> None:
    assert validate(schema(), parse(document)) == []


@pytest.mark.contracts
def test_a_wrong_document_would_be_noticed() -> None:
    assert validate(schema(), parse(queries.LOOK.replace("isArchived", "isArchive")))


@pytest.mark.parametrize("count", [0, 1, 3])
def test_a_batch_has_one_alias_and_one_variable_for_each_file(count: int) -> None:
    document = queries.texts(count)

    assert document.count("object(expression: $e") == count
    assert document.count(": String!") == count + 2
