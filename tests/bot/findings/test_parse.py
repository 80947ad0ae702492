"""A Dockerfile is read as BuildKit reads it, and its FROMs as a person should."""

from __future__ import annotations

import pytest

from bot.findings.parse import MAX_CHARACTERS, Unparsable, parse, resolve, unquoted


def test_instructions_keep_their_line_and_their_words() -> None:
    parsed = parse('# a\nfrom python:3.14 as Build\nRUN a \\\n# between\n  b\ncmd ["x", "y"]\n', "Dockerfile")

    assert [(one.name, one.line, one.words, one.exec_form) for one in parsed.instructions] == [
        ("FROM", 2, ("python:3.14", "as", "Build"), False),
        ("RUN", 3, ("a   b",), False),
        ("CMD", 6, ("x", "y"), True),
    ]
    assert [(note.line, note.text) for note in parsed.notes] == [(1, "# a"), (4, "# between")]


def test_pairs_flags_and_mounts_are_taken_apart() -> None:
    text = 'FROM x\nENV A=1 B="2 3"\nENV C d e\nARG F=g H\nRUN --mount=type=cache,Target=/x,ro --mount=from=y z\n'

    env, old, arg, run = parse(text, "Dockerfile").stages[0].instructions

    assert env.pairs() == (("A", "1"), ("B", '"2 3"'))
    assert old.pairs() == (("C", "d e"),)
    assert arg.pairs() == (("F", "g"), ("H", ""))
    assert run.mounts() == ({"type": "cache", "target": "/x", "ro": ""}, {"from": "y"})
    assert list(run.flag("mount")) == ["type=cache,Target=/x,ro", "from=y"]


def test_stages_know_their_parents_and_sources() -> None:
    parsed = parse("FROM a:1 AS One\nFROM ONE AS two\nFROM b:1\n", "Dockerfile")
    one, two, last = parsed.stages

    assert (one.name, one.parent, two.parent, last.parent) == ("one", None, 0, None)
    assert parsed.source("One", 2) is one
    assert parsed.source("1", 2) is two
    assert parsed.source("2", 2) is None
    assert parsed.source("two", 1) is None
    assert parsed.source("x", 2) is None


def test_heredocs_and_triggers_are_seen() -> None:
    parsed = parse("FROM a\nRUN <<EOF\nFROM evil\nEOF\nONBUILD COPY a b\n", "Dockerfile")
    run, trigger = parsed.stages[0].instructions

    assert run.heredoc
    assert not trigger.heredoc
    assert trigger.trigger == "COPY"
    assert len(parsed.stages) == 1


@pytest.mark.parametrize(
    ("text", "directive"),
    [
        ("# syntax=a/b:1", ("syntax", "a/b:1")),
        ("#Escape = `", ("escape", "`")),
        ("# no directive", ("", "")),
        ("# a b=c", ("", "")),
    ],
)
def test_a_comment_may_be_a_directive(text: str, directive: tuple[str, str]) -> None:
    assert parse(f"{text}\nFROM x\n", "Dockerfile").notes[0].directive() == directive


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("", 0),
        ("# only\n", 0),
        ("RUN x\n", 1),
        ("ARG A\n", 1),
        ("ARG A\nRUN x\nFROM y\n", 1),
        ("FROM a b\n", 1),
        ("FROM a IS b\n", 1),
        ("FROM\n", 1),
        ("FROM a\n \\", 2),
        ("FROM a\nHEALTHCHECK --retries=3 \\\n\u00e0", 0),
        ("FROM a\nLABEL x\n", 0),
        ("FROM a\n# \ud800\n", 2),
        ("FROM a\n\n\0", 3),
        ("FROM a\n" + "#" * MAX_CHARACTERS, 0),
        ("FROM a\nRUN <<EOF\nx\n", 0),
    ],
)
def test_what_is_no_dockerfile_says_where(text: str, line: int) -> None:
    with pytest.raises(Unparsable) as caught:
        parse(text, "Dockerfile")

    assert caught.value.line == line
    assert caught.value.why


@pytest.mark.parametrize(
    ("text", "known", "filled"),
    [
        ("plain", {}, "plain"),
        ("$A", {"A": "x"}, "x"),
        ("${A}-b", {"A": "x"}, "x-b"),
        ("${A:-y}", {}, "y"),
        ("${A-y}", {"A": "x"}, "x"),
        ("${A:-y}", {"A": ""}, "y"),
        ("$A", {}, None),
        ("$A", {"A": ""}, None),
        ("${A:+y}", {"A": "x"}, None),
        ("${A:-${B}}", {"B": "x"}, None),
        ("a\\b", {}, None),
        ("a'b", {}, None),
    ],
)
def test_variables_are_filled_in_or_refused(text: str, known: dict[str, str], filled: str | None) -> None:
    assert resolve(text, known) == filled


def test_an_argument_that_loses_its_value_is_unknown() -> None:
    parsed = parse("ARG A=x\nARG A\nARG B='y'\nFROM $A\nFROM $B\n", "Dockerfile")

    assert [stage.image for stage in parsed.stages] == [None, "y"]


@pytest.mark.parametrize(
    ("value", "text"), [('"a b"', "a b"), ("'a'", "a"), ("a", "a"), ("'a\"", "'a\""), ("'", "'"), ("", "")]
)
def test_one_pair_of_quotes_is_taken_away(value: str, text: str) -> None:
    assert unquoted(value) == text
