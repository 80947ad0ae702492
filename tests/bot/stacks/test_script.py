"""What a shell script says of itself, by its own words and never by what is quoted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.stacks import script

if TYPE_CHECKING:
    from bot.stacks.script import Script


def read(text: str) -> Script:
    found = script.read(text)
    assert found
    return found


@pytest.mark.parametrize(
    ("first", "shell"),
    [
        ("#!/bin/sh", "sh"),
        ("#!/bin/bash", "bash"),
        ("#!/usr/bin/env bash", "bash"),
        ("#!/usr/bin/env -S bash -e", "bash"),
        ("#! /usr/local/bin/dash", "sh"),
        ("#!/bin/zsh", "zsh"),
        ("echo hello", "bash"),
    ],
)
def test_the_shell_that_the_first_line_names(first: str, shell: str) -> None:
    assert read(f"{first}\n").shell == shell


@pytest.mark.parametrize("first", ["#!/usr/bin/env python3", "#!/usr/bin/perl", "#!/usr/bin/env fish"])
def test_a_script_of_another_program_is_none(first: str) -> None:
    assert script.read(f"{first}\n") is None


@pytest.mark.parametrize(
    "line",
    [
        "curl -s x",
        "A=1 B=2 curl x",
        "if curl x; then y; fi",
        "x | curl y",
        "x && curl y",
        "echo $(curl y)",
        'echo "it is $(curl y)"',
        "echo `curl y`",
        "exec curl",
        "while ! curl x; do y; done",
        "(curl x)",
    ],
)
def test_a_command_counts_where_a_command_stands(line: str) -> None:
    assert read(f"x\n{line}\n").commands["curl"] == 2


@pytest.mark.parametrize(
    "line", ["echo curl", "# curl", "echo 'x; curl y'", 'echo "x; curl y"', r"echo \; curl", "echo x#y; echo # ; curl"]
)
def test_what_is_quoted_commented_or_an_argument_is_no_command(line: str) -> None:
    assert "curl" not in read(line).commands


def test_lines_are_those_of_the_script() -> None:
    text = "#!/bin/bash\n# two\necho 'a\nb'\necho \"c\nd $HOME\"\njq . x\n"

    assert [*script.packages(read(text))] == [(("jq",), "jq", 7)]


def test_what_debian_lacks_is_told_apart() -> None:
    found = read("kubectl apply\npsql -c x\nls\n")

    assert [*script.missing(found)] == [("kubectl", 1)]
    assert [command for _, command, _ in script.packages(found)] == ["psql"]


def test_variables_of_the_environment_are_those_that_the_script_does_not_set() -> None:
    text = (
        'A=1\nexport BB=2\nfor CC in x; do echo $CC; done\nread -r DD\necho "$A $BB $DD $HOME ${EE} ${FF:-f} $GG"\n'
        "echo '$HH' # $II\n: ${JJ:?must be set}\n"
    )

    found = read(text)

    assert found.variables == {"EE": 5, "FF": 5, "GG": 5, "JJ": 7}
    assert found.required == {"JJ"}


@pytest.mark.parametrize("strict", ["set -eu", "set -euo pipefail", "set -o nounset"])
def test_a_strict_script_needs_each_variable_that_has_no_default(strict: str) -> None:
    assert read(f"{strict}\necho $AA ${{BB:-b}}\n").required == {"AA"}


@pytest.mark.parametrize(
    ("text", "port"),
    [
        ("socat TCP-LISTEN:9000,fork EXEC:x", (9000, 1)),
        ('exec socat "TCP-LISTEN:${PORT:-7000},fork" EXEC:x', (7000, 1)),
        ("socat TCP4-LISTEN:${PORT:-7000},fork EXEC:x", (7000, 1)),
        ("while :; do nc -lk 1234; done", (1234, 1)),
        ("p=${PORT:-5000}\npython3 -m http.server $p", (5000, 1)),
        ("busybox httpd -f -p 8000", (8000, 1)),
        ("python3 -m http.server", None),
        ("nc -l 99999", None),
    ],
)
def test_a_script_that_listens(text: str, port: tuple[int, int] | None) -> None:
    found = read(text)

    assert found.listens == text.count("\n") + 1
    assert found.port == port


def test_one_that_connects_does_not_listen() -> None:
    assert read("nc -z db 5432\ncurl -s x").listens == 0


@pytest.mark.parametrize(
    "line",
    [
        "while true; do x; done",
        "while :; do x; done",
        "while [ 1 ]; do x; done",
        "until false; do x; done",
        "for ((;;)); do x; done",
        "while sleep 5; do x; done",
        "sleep infinity",
        "tail -n 5 -f x",
    ],
)
def test_a_script_that_never_ends(line: str) -> None:
    assert read(f"\n{line}").endless == 2


def test_a_loop_that_ends_is_not_endless() -> None:
    assert read("while read -r x; do y; done < z\n# while true\n").endless == 0


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.text(alphabet="#!/bin$(){}`'\"\\; \n=abPORT:-?", max_size=200) | st.text(max_size=300))
def test_any_text_is_read(text: str) -> None:
    found = script.read(text)

    assert found is None or found.shell in {"sh", "bash", "zsh"}


@pytest.mark.parametrize(
    "part", ["'", '"', "`", "$(", "${A", "A=1 ", "#", "while ", "\\", "nc -", "read ", "set -", "("]
)
def test_long_scripts_take_no_longer_than_their_length(part: str) -> None:
    assert script.read(part * (script.LIMIT // len(part)))
