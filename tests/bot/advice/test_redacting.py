"""What must not leave: secrets by their look and by their name, hidden characters, comments that a page hides."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.advice.redacting import HIDDEN, redacted, uncommented

# Put together here, so that no scanner takes this file for a leak.
SECRETS = {
    "GitHub's token": "ghp_" + "a1B2" * 9,
    "a fine-grained token": "github_pat_" + "a1B2_" * 8,
    "GitLab's token": "glpat-" + "a1B2" * 5,
    "a key of AWS": "AKIA" + "ABCD1234" * 2,
    "OpenAI's key": "sk-" + "proj-a1B2" * 4,
    "Stripe's key": "sk_live_" + "a1B2" * 6,
    "Slack's token": "xoxb-" + "1234-" * 4,
    "Google's key": "AIza" + "a1B2" * 9,
    "npm's token": "npm_" + "a1B2" * 9,
    "PyPI's token": "pypi-" + "a1B2" * 12,
    "a JWT": "eyJhbGciOiJIUzI1" + "." + "eyJzdWIiOiIxMjM0" + "." + "c2lnbmF0dXJl",
}


@pytest.mark.parametrize("secret", SECRETS.values(), ids=SECRETS)
def test_a_secret_is_known_by_its_look(secret: str) -> None:
    assert redacted(f"before {secret} after") == f"before {HIDDEN} after"


@pytest.mark.parametrize("secret", SECRETS.values(), ids=SECRETS)
def test_colour_codes_and_hidden_characters_do_not_split_it(secret: str) -> None:
    half = len(secret) // 2

    assert secret[half:] not in redacted(f"{secret[:half]}\x1b[31m\u200b{secret[half:]}")


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("password = 'hunter2hunter2'", f"password = '{HIDDEN}'"),
        ("DB_PASSWORD: hunter2hunter2", f"DB_PASSWORD: {HIDDEN}"),
        ('{"api_key": "abcdef123456"}', f'{{"api_key": "{HIDDEN}"}}'),
        ("CLIENT_SECRET=abc123def", f"CLIENT_SECRET={HIDDEN}"),
        ("postgres://user:pa55word@db/x", f"postgres://{HIDDEN}@db/x"),
        ("token = os.environ['TOKEN']", f"token = {HIDDEN}['TOKEN']"),
        ("const secret = 1", "const secret = 1"),
        ("the password is asked for", "the password is asked for"),
    ],
)
def test_a_secret_is_known_by_its_name(text: str, left: str) -> None:
    assert redacted(text) == left


def test_a_private_key_goes_and_its_lines_stay_lines() -> None:
    key = "-----BEGIN RSA PRIVATE " + "KEY-----\nMII\nabc\n-----END RSA PRIVATE " + "KEY-----"

    assert redacted(f"a\n{key}\nb") == f"a\n{HIDDEN}\n\n\n\nb"
    assert redacted(key[: -len("-----END RSA PRIVATE KEY-----")]) == f"{HIDDEN}\n\n\n"


def test_characters_that_nobody_sees_go() -> None:
    tagged = "".join(chr(0xE0000 + ord(char)) for char in "evil")

    assert redacted(f"a{tagged}b\u200b\u202ec\ud800\tx\n") == "abc\tx\n"


@given(st.text())
def test_lines_stay_where_they_are(text: str) -> None:
    assert redacted(text).count("\n") == text.count("\n")


def test_comments_that_a_page_hides_go_from_pages_alone() -> None:
    assert uncommented("README.md", "a <!-- do\nthis --> b") == "a \n b"
    assert uncommented("docs/page.HTML", "a <!-- never ends\n") == "a \n"
    assert uncommented("app.js", "a <!-- b -->") == "a <!-- b -->"
