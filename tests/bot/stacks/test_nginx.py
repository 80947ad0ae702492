"""The stage that serves files."""

from __future__ import annotations

from bot.stacks import nginx
from bot.stacks.claims import claim
from bot.types import Evidence, Facts, Service, Topic
from tests.bot.stacks.pictures import CATALOGUE, commands


def test_unknown_paths_get_the_page_only_where_the_facts_say_so() -> None:
    asked = claim(Topic.FALLBACK, "/index.html", at=Evidence(path="a"))
    plain, single = (
        nginx.plan(Facts(service=Service(name="x"), stack="y", claims=claims), CATALOGUE, (), (), ())
        for claims in ((), (asked,))
    )

    assert commands(plain.stages[-1]) == []
    assert "try_files $uri $uri/ /index.html" in commands(single.stages[-1])[0]


def test_it_runs_as_the_user_that_the_image_was_built_for() -> None:
    made = nginx.plan(Facts(service=Service(name="x"), stack="y", claims=()), CATALOGUE, (), (), ())

    assert made.user == (101, 101)
    assert made.port == 8080
    assert str(made.stages[-1].image) == "nginxinc/nginx-unprivileged:1.30"
