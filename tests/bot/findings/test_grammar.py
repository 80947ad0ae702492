"""Deny by default: a RUN is accepted only if the tables name it, whatever is done to one that is."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.findings.grammar import usage
from bot.findings.kinds import KINDS, fits
from bot.findings.parse import Unparsable, parse
from bot.findings.programs import programs
from bot.findings.rules import unknown_command
from bot.findings.starts import starts
from tests.bot.findings import corpus, reference
from tests.bot.findings import given as world

CONTEXT = world.given(parse(world.BASE, "Dockerfile"))
WORDS = sorted({word for text in corpus.ACCEPTED for word in text.split(" ")})
STRANGE = (
    "curl",
    "sh",
    "bash",
    "-c",
    "-e",
    "eval",
    "exec",
    "--index-url",
    "-i",
    "--registry=https://evil.example",
    "https://evil.example",
    "evil",
    "evil==1.0",
    "git+https://evil.example/x",
    "../x",
    "/etc/passwd",
    "/bin/sh",
    "$X",
    "${X}",
    "$(x)",
    "`x`",
    ";",
    "|",
    "||",
    "&",
    "&&",
    ">",
    ">/x",
    "<",
    "<<X",
    "(",
    ")",
    "{",
    "}",
    "!",
    "#",
    "~",
    "*",
    "?",
    "\\",
    "'",
    '"',
    "''",
    "\n",
    "\t",
    "\r",
    "\u00a0",
    "\u200b",
    "--",
    "-",
    "=",
    "A=b",
    "LD_PRELOAD=/x",
    "PATH=/x",
    "4755",
    "u+s",
    "0",
    "root",
    "--uid",
    "x y",
    "'x y'",
    '"$X"',
    "'a'b",
    'a""b',
)


ALSO = ("npx", "mvnw", "gradlew", "python3", "pip3", "python3.13", "start.sh")


def accepted(text: str) -> str:
    """The one RUN that comes out, when the rule lets it pass; "" for what does not parse, or is no RUN any more."""
    try:
        parsed = parse(f"{world.BASE}RUN {text}", "Dockerfile")
    except Unparsable:
        return ""
    runs = list(parsed.named("RUN"))
    passes = len(parsed.instructions) == 2 and len(runs) == 1 and not list(unknown_command.check(parsed, CONTEXT))
    return runs[0].words[0] if passes else ""


def named(text: str) -> bool:
    """What the slow and obvious reader and matcher say, and what holds of every RUN whatever the tables say."""
    commands = reference.split(text)
    if commands is None:
        return False
    calls = [reference.program(command) for command in commands]
    return all(call and reference.names(call, CONTEXT) and _harmless(call) for call in calls)


def _harmless(call: list[str]) -> bool:
    if call[0] == "sed":
        return True
    text = " ".join(call)
    known = call[0].rpartition("/")[2] in {*programs(), *ALSO}
    own = call[0].startswith("./") or any(CONTEXT.has(word) or word == "pkg" for word in call[1:3])
    shell = re.search(r"://|[;|<>$`&]", text)
    escapes = not own and re.search(r"(?:^|[\s/=])\.\.(?:/|\s|$)|(?:^|\s)/(?:etc|bin)/", text)
    fetches = not own and re.search(
        r"(?:^|\s)--(?:(?:extra-)?index|registry|find-links|trusted-host)|git\+|@latest", text
    )
    code = call[0].startswith(("python", "node", "sh", "bash", "perl", "ruby", "php")) and {"-c", "-e", "-r"} & set(
        call[1:2]
    )
    return known and not (shell or escapes or fetches or code)


@pytest.mark.parametrize("text", corpus.ACCEPTED)
def test_what_is_needed_is_accepted(text: str) -> None:
    assert accepted(text)
    assert named(text)


@pytest.mark.parametrize("text", corpus.EVASIONS)
def test_evasions_are_denied(text: str) -> None:
    assert not accepted(text)


GLUE = ("", "=", ";", "&&", "|", "\n", "/")
QUOTES = ("'{}'", '"{}"', "'{}", '{}""', "\\{}")


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """An accepted RUN with one to three tokens added, removed, quoted, joined, swapped, cut or doubled."""
    tokens = draw(st.sampled_from(corpus.ACCEPTED)).split(" ")
    for _ in range(draw(st.integers(1, 3))):
        place = draw(st.integers(0, len(tokens) - 1))
        taken = draw(st.integers(0, 2))
        words = tokens[place : place + taken]
        match taken:
            case 0:
                new = [draw(st.one_of(st.sampled_from([*STRANGE, *WORDS]), st.text(max_size=4)))]
            case 1:
                new = draw(st.one_of(st.just([]), changed(words[0]).map(lambda word: [word])))
            case _:
                new = [draw(st.sampled_from(GLUE)).join(words)]
        tokens[place : place + taken] = new
        tokens = tokens or [""]
    return " ".join(tokens)


def changed(word: str) -> st.SearchStrategy[str]:
    """The word in quotes, with something glued to it, cut in half, doubled, or another word."""
    return st.one_of(
        st.sampled_from(QUOTES).map(lambda quotes: quotes.format(word)),
        st.sampled_from(STRANGE).map(lambda strange: word + strange),
        st.sampled_from([word[: len(word) // 2], f"{word} {word}", *STRANGE, *WORDS]),
    )


@settings(max_examples=600, deadline=None)
@given(mutated())
def test_a_changed_run_is_accepted_only_if_the_grammar_names_it(text: str) -> None:
    if run := accepted(text):
        assert named(run)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.one_of(st.sampled_from([*WORDS, *STRANGE]), st.text(max_size=6)), max_size=8).map(" ".join))
def test_words_in_any_order_are_accepted_only_if_the_grammar_names_them(text: str) -> None:
    if run := accepted(text):
        assert named(run)


def test_a_flag_that_may_come_once_may_not_come_twice() -> None:
    assert accepted("npm ci --omit=dev")
    assert not accepted("npm ci --omit=dev --omit=dev")
    assert accepted("npm ci -w a -w b")


LINES = [line for table in (programs(), starts()) for usages in table.values() for line in usages]
FLAGS = "ARG JOBS SKIP PROPERTY PROFILE MSBUILD CMAKE LIBRARY LEVEL WITH JVM ALLOW MODE LIST LDFLAGS"


@pytest.mark.parametrize("kind", sorted(set(KINDS) - set(FLAGS.split())))
def test_no_positional_kind_takes_a_flag(kind: str) -> None:
    for word in ("-", "-c", "-e", "--", "--flag", "--flag=x"):
        assert not fits(kind, word, CONTEXT)


@pytest.mark.parametrize("line", LINES)
def test_a_usage_is_written_in_the_language_of_usages(line: str) -> None:
    found = usage(line)
    words = [
        *found.lead,
        *(word for flag in found.flags for word in flag.words),
        *(word.rstrip("?*+") for word in found.positional),
    ]

    capitals = {word.partition("=")[2] or word for word in words if re.fullmatch(r"(?:[^=]*=)?[A-Z]{2,}", word)}

    assert capitals <= KINDS
    assert line.count("[") == line.count("]") == len(found.flags)
    assert not any(word[-1] in "?*+" and word[:-1] in KINDS for word in (*found.lead, *found.positional[:-1]))


def test_where_any_argument_is_taken_a_program_of_the_project_comes_first() -> None:
    own = {"SCRIPT", "FILE", "MODULE", "CLASS"}

    loose = [
        line
        for line in LINES
        if usage(line).runs_a_program and not own & {*usage(line).lead, *usage(line).positional[:-1]}
    ]

    assert loose == []
