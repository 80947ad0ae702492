"""The stage that runs a compiled program: without a shell where nothing is asked of it."""

from __future__ import annotations

from bot.stacks import binary, steps
from bot.stacks.claims import claim
from bot.types import Evidence, Facts, Plan, Service, Stage, Topic
from tests.bot.stacks.pictures import CATALOGUE, commands, copied, environment

PLACE = Evidence(path="main.x")
NOTHING = steps.SystemPackages(build=(), run=())
BUILD = Stage(name="build", steps=(), image=CATALOGUE.image("debian", "trixie-slim"))


def planned(
    *said: tuple[Topic, str], static: bool = True, inside: str = "", variables: tuple[tuple[str, str], ...] = ()
) -> Plan:
    claims = (claim(Topic.START, "/app/app", at=PLACE), *(claim(topic, word, at=PLACE) for topic, word in said))
    facts = Facts(service=Service(name="x", root=inside), stack="x", claims=claims)
    built = binary.Built(stages=(BUILD,), needed=NOTHING, static=static, inside=inside, variables=variables)
    return binary.plan(facts, CATALOGUE, built)


def test_a_static_program_that_ends_needs_no_system() -> None:
    plan = planned((Topic.KIND, "job"))

    assert str(plan.stages[-1].image) == "gcr.io/distroless/static-debian13:nonroot"
    assert (plan.user, plan.port, plan.health, plan.ends) == ((65532, 65532), None, None, True)
    assert environment(plan.stages[-1]) == {}


def test_a_linked_program_that_ends_gets_the_c_library() -> None:
    plan = planned((Topic.KIND, "job"), static=False)

    assert str(plan.stages[-1].image) == "gcr.io/distroless/cc-debian13:nonroot"


def test_a_service_gets_a_system_that_can_ask_it() -> None:
    plan = planned((Topic.KIND, "web"), (Topic.PORT, "3000"), (Topic.STOP_SIGNAL, "SIGTERM"))

    assert str(plan.stages[-1].image) == "debian:trixie-slim"
    assert plan.health
    assert plan.health.argv[0] == "perl"
    assert (plan.port, plan.start, plan.stop_signal) == (3000, ("/app/app",), "")
    assert environment(plan.stages[-1]) == {"PORT": "3000"}


def test_a_program_that_would_not_see_the_signal_gets_an_init() -> None:
    plan = planned((Topic.KIND, "worker"))

    assert plan.start == ("tini", "--", "/app/app")
    assert "apt-get install --yes --no-install-recommends ca-certificates tini" in commands(plan.stages[-1])


def test_a_program_that_stops_on_another_signal_is_sent_that_one() -> None:
    plan = planned((Topic.KIND, "worker"), (Topic.STOP_SIGNAL, "SIGINT"))

    assert (plan.start, plan.stop_signal) == (("/app/app",), "SIGINT")


def test_files_beside_the_program_keep_their_places() -> None:
    plan = planned((Topic.KIND, "job"), (Topic.COPY, "views/"), (Topic.COPY, "etc/x.toml"), inside="svc")

    assert copied(plan.stages[-1]) == [("/out/",), ("svc/views/",), ("svc/etc/x.toml",)]


def test_variables_of_an_ecosystem_come_before_the_port() -> None:
    plan = planned((Topic.KIND, "web"), (Topic.PORT, "8000"), variables=(("ROCKET_ADDRESS", "::"),))

    assert environment(plan.stages[-1]) == {"ROCKET_ADDRESS": "::", "PORT": "8000"}
