"""Where `/dockerize` is a command, and where it is only written about."""

from __future__ import annotations

import time

import pytest

from handlers.command import asks


@pytest.mark.parametrize(
    "text",
    [
        "/dockerize",
        "  /dockerize  ",
        "Hello,\r\n/dockerize\r\nthanks",
        "> what somebody said\n\n/dockerize",
        "```\ncode\n```\n/dockerize",
        "~~~~\n~~~\n/nothing\n~~~~\n/dockerize",
        "`code` and ``more ` of it``\n/dockerize",
        "```not a fence``` but inline\n/dockerize",
        "<!-- template -->\n/dockerize",
        "<pre>code</pre>\n\n/dockerize",
        "one lonely ` backtick\n\n/dockerize\n\nand another ` far away",
        "> /dockerize\n\n- a list\n\n/dockerize",
    ],
)
def test_it_is_a_command(text: str) -> None:
    assert asks(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "dockerize",
        "please /dockerize",
        "/dockerize please",
        "/dockerized",
        "/Dockerize",
        "//dockerize",
        "> /dockerize",
        "   > /dockerize",
        "> what somebody said\n/dockerize",
        "> quoted\n> > deeper\n/dockerize\nmore",
        "```\n/dockerize\n```",
        "```sh\n/dockerize",
        "~~~\n/dockerize\n~~~",
        "````\n```\n/dockerize\n````",
        "```\n~~~\n/dockerize\n```",
        "- ```\n  /dockerize\n  ```",
        "1. - ~~~\n  /dockerize\n  ~~~",
        "    /dockerize",
        "\t/dockerize",
        "  \t/dockerize",
        "`/dockerize`",
        "`one\n/dockerize\ntwo`",
        "``one\n/dockerize\n` two``",
        "<!--\n/dockerize\n-->",
        "<!-- how to ask:\n\n/dockerize",
        "<pre>\n/dockerize\n</pre>",
        "<PRE lang='sh'>\n\n/dockerize",
        "<pre><code>\n</code>\n/dockerize\n</pre>",
        "one\u2028/dockerize\u2028two",
        "- /dockerize",
        "# /dockerize",
        "/dockerize\\",
    ],
)
def test_it_is_not(text: str) -> None:
    assert not asks(text)


@pytest.mark.parametrize("piece", ["`", "` ``", "<pre>", "<!--", "- ", "> ", "```\n", "\n \n", "</pre ", "1. "])
def test_a_comment_that_is_made_to_be_slow_is_not(piece: str) -> None:
    text = "/dockerize " + piece * (65_536 // len(piece))

    before = time.process_time()
    asks(text)

    assert time.process_time() - before < 2


def test_backticks_in_all_lengths_are_not_slow() -> None:
    text = "/dockerize " + " ".join("`" * n for n in range(1, 360))

    before = time.process_time()
    asks(text)

    assert time.process_time() - before < 2
