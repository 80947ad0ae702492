"""Every document that the product sends is valid by GitHub's own schema."""

from __future__ import annotations

import pytest
from graphql import parse, validate

from bot.github import queries
from tests.contracts.graphql import github_schema


@pytest.mark.contracts
@pytest.mark.parametrize("document", [queries.LOOK, queries.texts(1), queries.texts(300)])
def test_a_document_is_valid(document: str) -> None:
    assert validate(github_schema(), parse(document)) == []


@pytest.mark.contracts
def test_a_wrong_document_would_be_noticed() -> None:
    assert validate(github_schema(), parse(queries.LOOK.replace("isArchived", "isArchive")))


@pytest.mark.parametrize("count", [0, 1, 3])
def test_a_batch_has_one_alias_and_one_variable_for_each_file(count: int) -> None:
    document = queries.texts(count)

    assert document.count("object(expression: $e") == count
    assert document.count(": String!") == count + 2
