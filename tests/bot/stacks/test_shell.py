"""Shell scripts as programs: which one, run by what, with which packages."""

from __future__ import annotations

import pytest

from bot import stacks
from bot.stacks import shell
from bot.types import Facts, Plan, Topic
from tests.bot.stacks.pictures import CATALOGUE, commands, doubts, environment, picture, said

LOOP = "#!/bin/sh\nwhile true; do date; sleep 1; done\n"


def recognised(files: dict[str, str]) -> Facts:
    (facts,) = shell.recognise(picture(files))
    return facts


def planned(files: dict[str, str]) -> Plan:
    return shell.plan(recognised(files), CATALOGUE)


@pytest.mark.parametrize(
    ("files", "start"),
    [
        ({"start.sh": "echo hello"}, ("bash", "start.sh")),
        ({"start.sh": "#!/bin/sh\necho hello", "a.sh": "x"}, ("sh", "start.sh")),
        ({"run": "#!/usr/bin/env bash\necho hello"}, ("bash", "run")),
        ({"greet.sh": "echo hello", "README.md": "", "install.sh": "x", "ci-build.sh": "x"}, ("bash", "greet.sh")),
        ({"main.sh": "x", "scripts/tool.py": "print()"}, ("bash", "main.sh")),
    ],
)
def test_the_script_that_is_started(files: dict[str, str], start: tuple[str, ...]) -> None:
    assert said(recognised(files), Topic.START) == [start]


@pytest.mark.parametrize(
    "files",
    [
        {"install.sh": "x"},
        {"a.sh": "x", "b.sh": "y"},
        {"start.sh": "x", "app.py": "print()"},
        {"start.sh": "x", "api/package.json": "{}"},
        {"start.sh": "#!/usr/bin/env python3\n"},
        {"run": "echo no first line"},
        {"start.sh": ""},
        {"README.md": ""},
    ],
)
def test_what_is_no_program_of_scripts(files: dict[str, str]) -> None:
    assert shell.recognise(picture(files)) == ()


def test_a_script_names_nothing_to_read() -> None:
    assert shell.follow(picture({"start.sh": "x"})) == ()


def test_the_whole_of_stacks_finds_it_last() -> None:
    (facts,) = stacks.recognise(picture({"start.sh": "echo hello"}))
    (page,) = stacks.recognise(picture({"start.sh": "echo hello", "index.html": ""}))

    assert (facts.stack, page.stack) == ("shell", "static")


def test_a_job_ends_and_needs_no_init_nor_port() -> None:
    plan = planned({"start.sh": "echo hello"})

    assert (plan.ends, plan.port, plan.health) == (True, None, None)
    assert plan.start == ("bash", "start.sh")
    assert environment(plan.stages[0]) == {}
    assert not any("apt-get" in command for command in commands(plan.stages[0]))


def test_a_loop_is_a_worker_behind_an_init() -> None:
    plan = planned({"start.sh": LOOP})

    assert said(recognised({"start.sh": LOOP}), Topic.KIND) == [("worker",)]
    assert (plan.ends, plan.start) == (False, ("tini", "--", "sh", "start.sh"))


def test_one_that_listens_has_a_port_and_a_probe() -> None:
    plan = planned({"start.sh": "socat TCP-LISTEN:${PORT:-7000},fork EXEC:./answer.sh"})

    assert (plan.port, environment(plan.stages[0])) == (7000, {"PORT": "7000"})
    assert plan.health
    assert "apt-get install --yes --no-install-recommends socat tini" in commands(plan.stages[0])


def test_a_port_that_nobody_names_is_the_default() -> None:
    (claim,) = recognised({"start.sh": "python3 -m http.server"}).all(Topic.PORT)

    assert (claim.value, claim.certain) == (("8080",), False)


def test_variables_are_said_and_those_it_cannot_do_without() -> None:
    facts = recognised({"start.sh": ": ${TOKEN:?}\necho ${NAME:-you} $PORT"})

    assert said(facts, Topic.VARIABLE) == [("TOKEN", "", "required"), ("NAME",)]


def test_a_command_that_debian_lacks_is_a_doubt() -> None:
    assert "calls kubectl" in doubts(recognised({"start.sh": "kubectl apply"}))


def test_a_shell_that_debian_does_not_have_at_once_is_installed() -> None:
    plan = planned({"start.sh": "#!/bin/zsh\nuname -m\n"})

    assert plan.start == ("zsh", "start.sh")
    assert "apt-get install --yes --no-install-recommends zsh" in commands(plan.stages[0])
