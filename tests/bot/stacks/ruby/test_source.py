"""Ruby is cut into tokens: strings, comments and regular expressions are no code."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.stacks.ruby.source import read, statements, tokens


def words(source: str) -> list[str]:
    return [token.text for token in tokens(source) if token.kind != "break"]


def test_comments_and_what_follows_the_end_are_no_code() -> None:
    assert words("a # b\n=begin\nc\n=end\nd\n__END__\ne") == ["a", "d"]


def test_strings_of_all_kinds() -> None:
    found = tokens('f \'a\\\'b\', "c", %w[d e], :sym, :"two words"\nx = /"/ =~ y')

    assert [token.text for token in found if token.kind == "string"] == ["a\\'b", "c", "d", "e"]
    assert [token.text for token in found if token.kind == "symbol"] == ["sym", "two words"]
    assert '"' not in "".join(token.text for token in found)


def test_a_heredoc_ends_where_it_says_and_lines_are_counted() -> None:
    found = tokens("x = f(<<~EOS, 1)\n  ENV['A']\nEOS\ny")

    assert [(token.text, token.line) for token in found if token.kind == "name"] == [("x", 1), ("f", 1), ("y", 4)]
    assert read("x = <<~'EOS'\n ENV['A']\n EOS").variables == {}


def test_a_division_is_no_regular_expression() -> None:
    assert words("a = b / c; d = 'x' / 2") == ["a", "=", "b", "/", "c", ";", "d", "=", "x", "/", "2"]


def test_statements_go_on_after_a_comma() -> None:
    found = [[token.text for token in one] for one in statements("gem 'a',\n  '1'\n\ngem 'b'")]

    assert found == [["gem", "a", ",", "1"], ["gem", "b"]]
    assert list(statements("\n\n")) == []


def test_variables_and_those_without_a_default() -> None:
    said = read(
        "ENV['A']; ENV.fetch('B'); ENV.fetch('C', 1); ENV.fetch('D') { 2 }; ENV.fetch('E') do 1 end; ENV[x]; ENV.to_h"
    )

    assert list(said.variables) == ["A", "B", "C", "D", "E"]
    assert list(said.required) == ["B"]


def test_what_repeats_until_it_is_stopped() -> None:
    assert read("loop do\nend").endless
    assert read("while true\nend").endless
    assert not read("puts 'loop do'").endless


@settings(max_examples=150, deadline=None, derandomize=True)
@given(
    st.text(max_size=300)
    | st.lists(st.sampled_from(["'", '"', "<<~A\n", "A", "%w[", "=begin", "\n", "/", "("])).map("".join)
)
def test_any_text_is_read(text: str) -> None:
    read(text)
    list(statements(text))
