"""A stranger's words stay words, whatever is in them and wherever they stand."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from bot.pull import markdown

if TYPE_CHECKING:
    from markdown_it.token import Token

PARSER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
HARMLESS = {"text", "code_inline", "paragraph_open", "paragraph_close", "inline"}
# Pieces of everything that means something to GitHub, mixed with any characters at all.
PIECES = st.sampled_from(
    [
        *("@octo", "@octo/team", "#12", "GH-12", "octo/app#1", "a@b.test", "mailto:a@b.c"),
        *("https://evil.test/x", "www.evil.test", "![x](https://evil.test/a.png?q=1)", "[x](https://evil.test)"),
        *("[x]: https://evil.test", "<https://evil.test>", "<img src=x onerror=alert(1)>", "<script>", "<!--", "-->"),
        *("&lt;", "&#64;octo", "&commat;octo", "\\", "\\|", "|", "`", "``", "```", "~~~", "**", "__", "*", "_", "~~"),
        *("$x$", "# ", "- ", "+ ", "1. ", "12) ", "123456. ", "> ", "---", "===", "[ ] ", "[!NOTE]", "[^1]"),
        *("\n", "\n\n", "\r", "\t", "    ", " ", "\u200b", "\u202e", "\U000e0041", "\u2028", "\x00"),
    ]
)
STRANGE = st.lists(PIECES | st.text(max_size=6), max_size=12).map("".join)


def tokens(text: str) -> list[Token]:
    return [leaf for token in PARSER.parse(text) for leaf in (token, *(token.children or ()))]


def shown(text: str) -> str:
    """What a reader sees, in text and code alike."""
    return "".join(token.content for token in tokens(text) if token.type in ("text", "code_inline", "text_special"))


def assert_quiet(visible: str) -> None:
    """Nothing of which GitHub makes a mention, a reference or a link after it has rendered."""
    assert not re.search(r"@\w|#\d|GH-\d|://|www\.", visible, re.IGNORECASE)


def assert_unseen_is_shown(visible: str) -> None:
    assert not re.search("[\u202a-\u202e\u2066-\u2069\U000e0000-\U000e007f\x00-\x1f\u2028\u2029]", visible)


@given(STRANGE)
def test_prose_is_one_paragraph_of_text(text: str) -> None:
    parsed = tokens(markdown.prose(text))

    assert {token.type for token in parsed} <= HARMLESS - {"code_inline"}
    assert len([token for token in parsed if token.type == "inline"]) <= 1
    assert_quiet(shown(markdown.prose(text)))
    assert_unseen_is_shown(shown(markdown.prose(text)))


@given(STRANGE)
def test_prose_says_the_very_words(text: str) -> None:
    words = markdown.clean(text, markdown.PROSE_LENGTH)

    assert shown(markdown.prose(text)).replace("\u200b", "") == words


@given(STRANGE, STRANGE)
def test_prose_in_a_list_item_stays_in_it(first: str, second: str) -> None:
    parsed = tokens(markdown.bullets(map(markdown.prose, (first, second)), 10_000))

    lists = {"bullet_list_open", "bullet_list_close", "list_item_open", "list_item_close"}
    assert {token.type for token in parsed} <= HARMLESS | lists
    assert sum(token.type == "list_item_open" for token in parsed) == 2


@given(STRANGE)
def test_a_code_span_holds_the_very_words_and_nothing_else(text: str) -> None:
    span = markdown.code(text)
    words = markdown.clean(text, markdown.CODE_LENGTH)

    if "|" in words:
        assert span.startswith("<code>")
        assert unescape(span.removeprefix("<code>").removesuffix("</code>")) == words
        inner = tokens("x" + span.removeprefix("<code>").removesuffix("</code>"))
        assert {token.type for token in inner} <= HARMLESS - {"code_inline"}
    elif words:
        (paragraph,) = [token for token in PARSER.parse(f"x {span} x") if token.type == "inline"]
        before, code, after = paragraph.children or []
        assert (before.content, code.type, code.content, after.content) == ("x ", "code_inline", words, " x")
    else:
        assert span == "(empty)"
    assert_unseen_is_shown(words)


@given(st.lists(st.tuples(STRANGE, STRANGE), min_size=1, max_size=4))
def test_a_table_has_the_cells_that_it_was_given(rows: list[tuple[str, str]]) -> None:
    text = markdown.table(("A", "B"), ((markdown.code(left), markdown.prose(right)) for left, right in rows), 100_000)
    parsed = tokens(text)

    cells = [token for token, previous in zip(parsed[1:], parsed, strict=False) if previous.type == "td_open"]
    said = ["".join(leaf.content for leaf in cell.children or ()).replace("\u200b", "") for cell in cells[1::2]]
    assert said == [markdown.clean(right, markdown.PROSE_LENGTH) for _, right in rows]
    assert len(cells) == 2 * len(rows)
    assert sum(token.type == "table_open" for token in parsed) == 1
    assert [token.content for token in parsed if token.type == "html_inline"] == ["<code>", "</code>"] * sum(
        "|" in markdown.clean(left, markdown.CODE_LENGTH) for left, _ in rows
    )
    assert not any(token.type in ("image", "link_open", "html_block") for token in parsed)


@given(STRANGE, STRANGE)
def test_a_link_leads_where_it_says_and_nowhere_else(label: str, file: str) -> None:
    address = f"https://github.test/octo/app/blob/c1/{markdown.path(file)}#L3"
    parsed = tokens(markdown.link(markdown.code(label), address))

    links = [token.attrGet("href") for token in parsed if token.type == "link_open"]
    assert links in ([address], [] if len(address) > markdown.URL_LENGTH else [address])
    assert not any(token.type == "image" for token in parsed)


@pytest.mark.parametrize(
    "url", ["", "javascript:alert(1)", "data:text/html,x", "//evil.test", "ftp://x", "https://" + "x" * 2000]
)
def test_an_address_that_is_none_leaves_the_label(url: str) -> None:
    assert markdown.link("`x`", url) == "`x`"


def test_a_strange_address_is_written_in_percents() -> None:
    assert markdown.link("x", "https://h/a b)](c|`<ü") == "[x](https://h/a%20b%29%5D%28c%7C%60%3C%C3%BC)"


def test_a_path_keeps_its_folders_alone() -> None:
    assert markdown.path("a b/c#d?e:f%20/ü\ud800") == "a%20b/c%23d%3Fe%3Af%2520/%C3%BC%3F"


def test_what_is_long_is_cut() -> None:
    assert markdown.code("x" * 500) == "`" + "x" * 119 + "…`"
    assert markdown.prose("word " * 500).endswith("word…")


def test_usual_sentences_stay_readable() -> None:
    sentence = "Pin them (uvicorn is one), or commit a lock file: 3.13 - see app/main.py."

    assert markdown.prose(sentence) == sentence


@pytest.mark.parametrize(
    ("limit", "text"),
    [(1000, "- one\n- two\n- three"), (10, "- one\n- two\n- … and 1 more"), (0, "- … and 3 more")],
)
def test_a_list_that_is_too_long_counts_what_it_leaves_out(limit: int, text: str) -> None:
    assert markdown.bullets(["one", "two", "three"], limit) == text


def test_a_table_that_is_too_long_counts_what_it_leaves_out() -> None:
    text = markdown.table(("A", "B"), [("1", "2"), ("3", "4")], 10)

    assert text == "| A | B |\n| --- | --- |\n| 1 | 2 |\n| … and 1 more |  |"
