"""The variables that settings libraries ask for, and which of them a program cannot do without."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.stacks.python import source

if TYPE_CHECKING:
    from bot.stacks.python.seen import Module

PYDANTIC = "from pydantic_settings import BaseSettings, SettingsConfigDict\nfrom pydantic import Field\n"


def parse(text: str) -> Module:
    found = source.parse(text)
    assert found
    return found


@pytest.mark.parametrize(
    ("text", "required", "optional"),
    [
        (
            "from decouple import config\na = config('AA')\nb = config('BB', default=1)\nc = config('CC', 1)",
            "AA",
            "BB CC",
        ),
        ("import decouple\nconfig = decouple.AutoConfig('.')\na = config('AA')\nconfig.search('BB')", "AA", ""),
        ("import environ\nenv = environ.Env()\na = env('AA')\nb = env.bool('BB', default=False)", "AA", "BB"),
        ("import environ\nenv = environ.Env(AA=(bool, False), BB=str)\na = env('AA')\nb = env('BB')", "BB", "AA"),
        (
            "import environ\nenv = environ.Env()\na = env.db()\nb = env.cache('BB')\nenv.read_env('CC')",
            "DATABASE_URL BB",
            "",
        ),
        ("import environ\nenv = environ.Env()\na = env.db(name)\nb = env.str()", "", ""),
        ("from environs import Env\nenv = Env()\na = env.int('AA')\nb = env.int('BB', 5)", "AA", "BB"),
        ("from starlette.config import Config\nconfig = Config('.env')\na = config('AA')", "AA", ""),
        ("config('AA')\nenv = make()\nenv('BB')\nother.thing('CC')\nf()('DD')", "", ""),
    ],
)
def test_readers_of_the_environment(text: str, required: str, optional: str) -> None:
    found = parse(text)

    assert {*found.required} == {*required.split()}
    assert {*found.variables} == {*required.split(), *optional.split()}


@pytest.mark.parametrize(
    ("fields", "required", "optional"),
    [
        ("a: str\n    b: int = 3\n    _c: int\n    d = 4", "A", "B"),
        ("a: str = Field(...)\n    b: str = Field('x')\n    c: str = Field(default_factory=list)", "A", "B C"),
        ("a: str = Field(validation_alias='MY_A')\n    b: str = Field(default=None, alias='MY_B')", "MY_A", "MY_B"),
        (
            "a: str = Field(alias=OTHER)\n    b: str = pydantic.Field()\n    c: str = secret()\n    d: str = f()()",
            "A B",
            "C D",
        ),
        ("model_config = SettingsConfigDict(env_prefix='APP_')\n    a: str", "APP_A", ""),
        ("class Config:\n        env_prefix = 'app_'\n    a: str", "APP_A", ""),
        ("model_config: SettingsConfigDict = {}\n    a: str", "A", ""),
    ],
)
def test_the_fields_of_pydantic_settings(fields: str, required: str, optional: str) -> None:
    found = parse(f"{PYDANTIC}class Settings(BaseSettings):\n    {fields}\n")

    assert {*found.required} == {*required.split()}
    assert {*found.variables} == {*required.split(), *optional.split()}


def test_the_fields_of_another_class_are_no_variables() -> None:
    assert parse("from pydantic import BaseModel\nclass A(BaseModel):\n    a: str").variables == {}
