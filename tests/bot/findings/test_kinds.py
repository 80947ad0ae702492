"""Words are of a kind, and some kinds ask the repository or the catalogue."""

from __future__ import annotations

import pytest

from bot.findings.kinds import fits
from bot.findings.parse import parse
from tests.bot.findings.given import BASE, given

CONTEXT = given(parse(BASE, "Dockerfile"))


@pytest.mark.parametrize(
    ("kind", "word"),
    [
        ("FILE", "dist/a.b"),
        ("FILE", "/app/x"),
        ("FILE", "."),
        ("FILE", "./x"),
        ("PLACE", "/app/.venv"),
        ("PLACE", "/var/lib/x"),
        ("SCRIPT", "main.py"),
        ("SCRIPT", "./main.py"),
        ("SCRIPT", "/app/main.py"),
        ("MODULE", "pkg"),
        ("MODULE", "tool"),
        ("MODULE", "main"),
        ("PYPI", "."),
        ("PYPI", ".[prod]"),
        ("PYPI", "gunicorn==27.0.1"),
        ("PYPI", "poetry==2.5.1"),
        ("PYPI", "pdm==2.20.1"),
        ("PYPI", "./lib"),
        ("main|prod", "prod"),
        ("build", "build"),
        ("MODE", "755"),
        ("MODE", "u+rwX"),
        ("OWNER", "10001:10001"),
        ("OWNER", "app"),
        ("EXECUTABLE", "/app/x"),
        ("EXECUTABLE", "./x"),
        ("EXECUTABLE", "bin/x"),
        ("EXECUTABLE", "/server"),
        ("APPREF", "a.b:c"),
        ("APPREF", "a:f()"),
        ("LDFLAGS", "-s -w -X main.v=1"),
        ("SYSTEM", "libstdc++6"),
        ("SYSTEM", "libpq5=17.1-1"),
    ],
)
def test_fits(kind: str, word: str) -> None:
    assert fits(kind, word, CONTEXT)


@pytest.mark.parametrize(
    ("kind", "word"),
    [
        ("FILE", ".."),
        ("FILE", "a/../b"),
        ("FILE", "/etc/x"),
        ("FILE", "-x"),
        ("FILE", "a//b"),
        ("FILE", "https://x"),
        ("FILE", ""),
        ("PLACE", "/app/../etc"),
        ("PLACE", "app"),
        ("PLACE", "/apple"),
        ("SCRIPT", "other.py"),
        ("SCRIPT", "../main.py"),
        ("MODULE", "other"),
        ("MODULE", "http.server"),
        ("PYPI", "evil"),
        ("PYPI", "evil==1.0"),
        ("PYPI", "gunicorn"),
        ("PYPI", "gunicorn==1.0"),
        ("PYPI", "poetry==1.0"),
        ("PYPI", "pdm==*"),
        ("PYPI", "pdm==latest"),
        ("PYPI", "https://x"),
        ("PYPI", "../x"),
        ("main|prod", "dev"),
        ("main|prod", "main|prod"),
        ("MODE", "4755"),
        ("MODE", "u+s"),
        ("OWNER", "0"),
        ("OWNER", "0:0"),
        ("OWNER", "1:0"),
        ("EXECUTABLE", "/bin/sh"),
        ("EXECUTABLE", "sh"),
        ("EXECUTABLE", "/usr/bin/x"),
        ("ARG", "https://x"),
        ("ARG", "a b"),
        ("ARG", "$x"),
        ("TASK", "http://x"),
        ("SYSTEM", "./x.deb"),
        ("LDFLAGS", "-extld=/x"),
        ("APPREF", "a:b(1)"),
        ("REMOVED", "/"),
        ("REMOVED", "/usr"),
    ],
)
def test_does_not_fit(kind: str, word: str) -> None:
    assert not fits(kind, word, CONTEXT)
