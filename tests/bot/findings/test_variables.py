"""Variables that steer a tool are a closed table; an application's own take plain words."""

from __future__ import annotations

import pytest

from bot.findings.variables import allowed, allowed_once


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "8080"),
        ("PATH", "/app/.venv/bin:$PATH"),
        ("NODE_ENV", "production"),
        ("GRADIO_SERVER_NAME", "127.0.0.1"),
        ("GREETING", "a b"),
        ("VITE_API", "https://x.example/?a=b"),
        ("NODE_OPTIONS", "--enable-source-maps"),
        ("MAVEN_CONFIG", ""),
        ("GOLD_X", "x"),
        ("NOTES", "x"),
    ],
)
def test_allowed(name: str, value: str) -> None:
    assert allowed(name, value)
    assert allowed_once(name, value)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PATH", "/app/bin"),
        ("PATH", "/evil:$PATH"),
        ("NODE_OPTIONS", "-r /x"),
        ("LD_PRELOAD", "x"),
        ("GUNICORN_CMD_ARGS", "-c"),
        ("CATALINA_OPTS", "x"),
        ("SSLKEYLOGFILE", "x"),
        ("ld_preload", "x"),
        ("http_proxy", "x"),
        ("HTTPS_PROXY", "x"),
        ("MY_PROXY", "x"),
        ("BASH_ENV", "x"),
        ("GOFLAGS", "-toolexec=x"),
        ("CFLAGS", "x"),
        ("PYTHONSTARTUP", "x"),
        ("RUBYOPT", "x"),
        ("A", "$B"),
        ("A", "`b`"),
        ("A", "http://x"),
        ("A", "x" * 201),
        ("A-B", "x"),
        ("", "x"),
        ("1A", "x"),
        ("VITE_API", "$(x)"),
    ],
)
def test_not_allowed(name: str, value: str) -> None:
    assert not allowed(name, value)
    assert not allowed_once(name, value)


@pytest.mark.parametrize("value", ["build", "build only", "dummy", "1", "placeholder"])
def test_a_secret_may_have_a_throw_away_value_for_one_command(value: str) -> None:
    assert allowed_once("DJANGO_SECRET_KEY", value)


@pytest.mark.parametrize(("name", "value"), [("SECRET_KEY", "hunter2"), ("secret_key", "build"), ("TOKEN", "")])
def test_a_secret_may_have_no_other(name: str, value: str) -> None:
    assert not allowed_once(name, value)
