"""PHP is cut into tokens: pages, strings and comments are no code."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.stacks.php.source import named_argument, read, tokens


def words(source: str) -> list[str]:
    return [token.text for token in tokens(source)]


def test_pages_and_comments_are_no_code() -> None:
    source = "<p>getenv('A')</p>\n<?php // getenv('B') ?> text <?= $x ?><?php # c\n/* d */ f();"

    assert words(source) == ["$x", "f", "(", ")", ";"]
    assert tokens("no code at all") == ()


def test_strings_of_all_kinds_are_one_token() -> None:
    source = "<?php f('a\\'b', \"c\", <<<'EOT'\n getenv('X')\n  EOT);\ng();"

    assert [(token.kind, token.text) for token in tokens(source) if token.kind == "string"] == [
        ("string", "a\\'b"),
        ("string", "c"),
        ("string", ""),
    ]
    assert tokens(source)[-4].line == 4


def test_attributes_are_no_comments() -> None:
    assert "Route" in words("<?php #[Route('/')]\nclass A {}")


def test_the_environment_is_read_in_three_ways() -> None:
    found = read("<?php getenv('A'); env('B', 1); $_ENV['C']; \\getenv('D'); $x->env; get('E'); getenv('lower');")

    assert found.variables == {"A": 1, "B": 1, "C": 1, "D": 1}


def test_what_repeats_until_it_is_stopped() -> None:
    assert read("<?php while (true) { sleep(1); }").endless
    assert read("<?php for (;;) {}").endless
    assert not read("<?php while ($x) {} for ($i = 0; ;) {} 'while(true)';").endless


def test_named_arguments() -> None:
    found = tokens("<?php f(web: x(), health: '/up'); $a ? health : 1;")

    token = named_argument(found, "health")
    assert token
    assert token.text == "/up"
    assert named_argument(found, "commands") is None


@settings(max_examples=150, deadline=None, derandomize=True)
@given(
    st.text(max_size=300) | st.lists(st.sampled_from(["<?php", "?>", "'", '"', "<<<A\n", "A", "/*", "#"])).map("".join)
)
def test_any_text_is_read(text: str) -> None:
    read("<?php " + text)
