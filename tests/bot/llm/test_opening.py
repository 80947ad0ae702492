"""Opening what the setting names: nothing for the rules alone, a chain for each run, missing SDKs said at once."""

from __future__ import annotations

import asyncio
import subprocess
import sys

import pytest

from bot.errors import BadSettings
from bot.llm import Access, Bounds, open_models
from bot.types import Ending
from tests.bot.llm.test_contract import PROMPT
from tests.bot.llm.test_purse import NOON, Book
from tests.conftest import ROOT
from tests.doubles import provider as providers

NOWHERE = Access(keys={}, urls={})


def test_the_rules_alone_are_no_model() -> None:
    assert open_models("rules", NOWHERE) is None


def test_a_run_s_chain_asks_what_the_setting_names_and_spends_on_its_own_account() -> None:
    book = Book()
    with providers.providing() as server:
        server.behaviours = [providers.refuses(), providers.says('{"port": 8000}')]
        access = Access(keys={"openai": "k-1"}, urls={"openai": server.url})

        async def main() -> Ending:
            models = open_models("openai:tiny,langchain:openai:other,rules", access)
            assert models is not None
            chain = models.for_run("d/1/7", 3, book, Bounds(), lambda: NOON)
            said = await chain.complete(PROMPT)
            await models.aclose()
            assert (chain.name, chain.optional) == ("openai:tiny,langchain:openai:other", True)
            return said.ending

        assert asyncio.run(main()) is Ending.ANSWERED

    assert [(call.model, call.ending, call.run_id) for call in book.calls] == [
        ("openai:tiny", Ending.REFUSED, "d/1/7"),
        ("langchain:openai:other", Ending.ANSWERED, "d/1/7"),
    ]


def test_a_setting_that_names_no_model_is_a_wrong_setting() -> None:
    with pytest.raises(BadSettings, match="DOCKERIZE_MODEL is wrong: 'gpt' is neither"):
        open_models("gpt", NOWHERE)


def test_an_integration_that_is_not_installed_is_named_at_the_start() -> None:
    with pytest.raises(BadSettings, match=r"not installed \(langchain_nobody\)"):
        open_models("langchain:nobody:x", NOWHERE)


def test_opening_models_imports_no_sdk() -> None:
    code = (
        "import sys; from bot.llm import Access, open_models; "
        "open_models('openai:a,langchain:openai:b,rules', Access(keys={}, urls={})); "
        "print({'openai', 'langchain', 'langchain_openai', 'jsonschema'} & set(sys.modules))"
    )

    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)

    assert said.stdout == "set()\n"
