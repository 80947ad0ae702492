"""A plan of an adviser's decisions alone: what it makes of them, and what it cannot do without."""

from __future__ import annotations

import pytest

from bot.catalogue import load
from bot.catalogue.families import FAMILIES
from bot.errors import Unwritable
from bot.stacks import composed
from bot.types import Claim, Copy, Env, Evidence, Facts, Plan, Run, Service, Topic

CATALOGUE = load()
AT = (Evidence(path="x", line=1),)


def facts(*claims: tuple[Topic, tuple[str, ...]]) -> Facts:
    made = tuple(Claim(topic=topic, value=value, evidence=AT, certain=False) for topic, value in claims)
    return Facts(service=Service(name="shop"), stack=composed.NAME, claims=made)


def planned(*claims: tuple[Topic, tuple[str, ...]]) -> Plan:
    return composed.plan(facts(*claims), CATALOGUE)


def test_a_service_that_listens_is_built_in_one_stage_and_runs_in_another() -> None:
    plan = planned(
        (Topic.RUNTIME, ("python", "3.13")),
        (Topic.KIND, ("web",)),
        (Topic.SYSTEM_PACKAGE_BUILD, ("gcc",)),
        (Topic.INSTALL, ("pip", "install", "-r", "requirements.txt")),
        (Topic.BUILD, ("make", "assets")),
        (Topic.START, ("python", "serve.py")),
        (Topic.PORT, ("9000",)),
        (Topic.HEALTH_PATH, ("/up",)),
        (Topic.VARIABLE, ("LANG", "C.UTF-8")),
        (Topic.VARIABLE, ("SECRET",)),
    )
    build, last = plan.stages

    assert (str(build.image), str(last.image)) == ("python:3.13-slim-trixie", "python:3.13-slim-trixie")
    assert [step.commands[0] for step in build.steps if isinstance(step, Run)][1:] == [
        ("pip", "install", "-r", "requirements.txt"),
        ("make", "assets"),
    ]
    assert Env(pairs=(("LANG", "C.UTF-8"), ("PORT", "9000"))) in last.steps
    assert Copy(sources=("/app/",), target="./", source_stage="build") in last.steps
    assert plan.start == ("tini", "--", "python", "serve.py")
    assert plan.health is not None
    assert (plan.port, plan.health.path, plan.health.argv[0]) == (9000, "/up", "python")


def test_a_compiled_program_leaves_its_sources_and_its_compiler_behind() -> None:
    plan = planned(
        (Topic.RUNTIME, ("go",)),
        (Topic.BUILD, ("go", "build", "-o", "server")),
        (Topic.COPY, ("server", "server")),
        (Topic.COPY, ("/app/public/", "public/")),
        (Topic.START, ("./server",)),
        (Topic.PORT, ("8080",)),
    )

    assert str(plan.stages[-1].image) == "debian:trixie-slim"
    assert [step.sources for step in plan.stages[-1].steps if isinstance(step, Copy)] == [
        ("/app/server",),
        ("/app/public/",),
    ]
    assert plan.health is not None
    assert plan.health.argv[0] == "perl"
    assert plan.decisions[0].value == (CATALOGUE.runtimes["go"].default,)


def test_a_job_has_neither_port_nor_probe_nor_variables() -> None:
    plan = planned((Topic.RUNTIME, ("debian", "trixie")), (Topic.KIND, ("job",)), (Topic.START, ("perl", "report.pl")))

    assert (plan.port, plan.health, plan.ends, plan.start) == (None, None, True, ("perl", "report.pl"))
    assert not any(isinstance(step, Env) for step in plan.stages[-1].steps)
    assert plan.decisions[0].value == ("debian", "trixie")


@pytest.mark.parametrize(
    ("claims", "why"),
    [
        (((Topic.RUNTIME, ("cobol", "9")), (Topic.START, ("x",))), "no family of base images"),
        (((Topic.START, ("x",)),), "no family of base images"),
        (((Topic.RUNTIME, ("python", "3.13")),), "how the program is started"),
    ],
)
def test_what_every_image_must_have_is_decided_or_it_is_none(
    claims: tuple[tuple[Topic, tuple[str, ...]], ...], why: str
) -> None:
    with pytest.raises(Unwritable, match=why):
        planned(*claims)


@pytest.mark.parametrize("name", FAMILIES)
def test_every_family_is_of_images_that_the_catalogue_has(name: str) -> None:
    plan = planned((Topic.RUNTIME, (name,)), (Topic.START, ("x",)), (Topic.COPY, ("x", "x")), (Topic.PORT, ("8080",)))

    assert all(stage.image for stage in plan.stages)
