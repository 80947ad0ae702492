"""The shared vocabulary: system packages by the table, an init where SIGTERM would be lost, copies by folder."""

from __future__ import annotations

from bot.frozen import replace
from bot.stacks import steps
from bot.stacks.claims import claim
from bot.types import Claim, Copy, Evidence, Facts, Service, Topic
from tests.bot.stacks.pictures import CATALOGUE

PLACE = Evidence(path="a", line=1)


def facts(*claims: Claim) -> Facts:
    return Facts(service=Service(name="x"), stack="y", claims=claims)


def needs(*names: str) -> steps.SystemPackages:
    claims = (claim(Topic.DEPENDENCY, name, "", at=PLACE) for name in names)
    return steps.system_packages(facts(*claims), CATALOGUE, "python")


def test_a_package_without_a_wheel_needs_a_compiler_and_its_library() -> None:
    found = needs("mysqlclient")

    assert "pkg-config" in found.build
    assert found.run == ("libmariadb3",)
    assert found.decisions[0].reason == "mysqlclient needs it"


def test_a_package_that_is_compiled_may_need_nothing_afterwards() -> None:
    found = needs("netifaces")

    assert (found.build, found.run) == (("gcc", "libc6-dev"), ())


def test_a_package_with_wheels_needs_nothing() -> None:
    assert needs("pillow", "psycopg2-binary", "nobody-knows-it") == steps.SystemPackages(build=(), run=())


def test_extras_have_a_row_of_their_own() -> None:
    assert needs("psycopg[binary]").run == ()
    assert needs("psycopg").run == ("libpq5",)
    assert needs("psycopg[pool]") == replace(needs("psycopg"), decisions=needs("psycopg[pool]").decisions)
    assert needs("psycopg").build == ()
    assert "libpq-dev" in needs("psycopg[c]").build


def test_what_the_facts_ask_for_is_added() -> None:
    asked = facts(
        claim(Topic.SYSTEM_PACKAGE_BUILD, "git", at=PLACE), claim(Topic.SYSTEM_PACKAGE_RUN, "tzdata", at=PLACE)
    )

    found = steps.system_packages(asked, CATALOGUE, "python")

    assert (found.build, found.run) == (("git",), ("tzdata",))


def test_no_packages_make_no_layer() -> None:
    assert steps.apt((), "why") == ()


def test_package_lists_are_left_out_of_the_layer() -> None:
    (run,) = steps.apt(("git",), "why")

    assert run.commands[-1] == ("rm", "-rf", "/var/lib/apt/lists/*")


def test_a_program_that_does_not_handle_sigterm_gets_an_init() -> None:
    start = claim(Topic.START, "node", "x.js", at=PLACE)
    handles = claim(Topic.STOP_SIGNAL, "SIGTERM", at=PLACE)
    ends = claim(Topic.KIND, "job", at=PLACE)

    assert steps.start(facts(start)) == ("tini", "--", "node", "x.js")
    assert steps.start(facts(start, handles)) == ("node", "x.js")
    assert steps.start(facts(start, ends)) == ("node", "x.js")
    assert steps.running_packages(facts(start), steps.SystemPackages(build=(), run=("zlib1g",))) == ("tini", "zlib1g")


def test_each_copied_file_keeps_its_folder() -> None:
    assert steps.copies(("a", "x/b", "c", "x/d")) == (
        Copy(sources=("a", "c"), target="./"),
        Copy(sources=("x/b", "x/d"), target="./x/"),
    )
    assert steps.copies((".",)) == (steps.EVERYTHING,)


def test_a_copied_folder_stays_one() -> None:
    assert steps.copies((".yarn/releases/",)) == (Copy(sources=(".yarn/releases/",), target="./.yarn/releases/"),)


def test_a_line_that_ended_before_trixie_came_is_on_bookworm() -> None:
    assert steps.suite(CATALOGUE, "node", "18") == "bookworm"
    assert steps.suite(CATALOGUE, "python", "3.9") == "trixie"
    assert steps.suite(CATALOGUE, "python", "3.14") == "trixie"


def test_the_port_is_a_number_or_none() -> None:
    assert steps.port(facts(claim(Topic.PORT, "3000", at=PLACE))) == 3000
    assert steps.port(facts()) is None


def test_only_what_listens_is_probed() -> None:
    port, path = claim(Topic.PORT, "1", at=PLACE), claim(Topic.HEALTH_PATH, "/up", at=PLACE)

    assert steps.health_path(facts(port, path)) == "/up"
    assert steps.health_path(facts(port)) == "/"
    assert steps.health_path(facts(path)) == ""


def test_probes_ask_with_what_the_image_has() -> None:
    made = (steps.python_health("/a"), steps.node_health("/a"), steps.perl_health("/a"))

    assert [health.argv[0] for health in made] == ["python", "node", "perl"]
    assert {health.path for health in made} == {"/a"}
