"""Settings: defaults that work, and every missing or wrong one named at once."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from bot.errors import BadSettings
from bot.settings import PREFIX, Settings

DOCS = Path(__file__).resolve().parents[3] / "docs" / "settings.md"


@pytest.fixture(autouse=True)
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An environment without settings, in a folder without a `.env` file."""
    for name in [name for name in os.environ if name.startswith(PREFIX)]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def pem(key: rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey) -> str:
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()


@pytest.fixture(scope="module")
def key() -> str:
    return pem(rsa.generate_private_key(public_exponent=65537, key_size=2048))


@pytest.fixture
def enough(key: str) -> dict[str, Any]:
    return {"github_app_id": 7, "github_private_key": key, "github_webhook_secret": "s3cret"}


def test_with_the_three_that_are_needed_everything_else_has_a_default(enough: dict[str, Any], bare: Path) -> None:
    settings = Settings.load(**enough)

    assert settings.role == "all"
    assert settings.github_graphql_url == "https://api.github.com/graphql"
    assert settings.github_web_url == "https://github.com"
    assert settings.data_dir == bare / "data"
    assert settings.database_url == f"sqlite:///{bare}/data/dockerize.db"
    assert settings.workflow_database_url == f"sqlite:///{bare}/data/dockerize-workflows.db"
    assert settings.storage == f"{bare}/data/artifacts"
    assert settings.write_pace_seconds == 1.0
    assert settings.webhook_secrets == ("s3cret",)


def test_the_environment_wins_over_the_file(bare: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (bare / ".env").write_text(
        "DOCKERIZE_PORT=1\nDOCKERIZE_HOST=file\nDOCKERIZE_GITHUB_WEBHOOK_SECRET='a b'\nOTHER=1\n"
    )
    monkeypatch.setenv("DOCKERIZE_PORT", "2")
    monkeypatch.setenv("DOCKERIZE_LOG_LEVEL", "debug")

    settings = Settings.load(role="web")

    assert (settings.port, settings.host, settings.webhook_secrets) == (2, "file", ("a b",))
    assert settings.log_level == "DEBUG"


def test_all_that_is_missing_or_wrong_is_named_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOCKERIZE_PORT", "70000")
    monkeypatch.setenv("DOCKERIZE_GITHUB_API_URL", "github.example.com")
    monkeypatch.setenv("DOCKERIZE_DATABASE_URL", "mysql://root:hunter2@db/x")

    with pytest.raises(BadSettings) as problem:
        Settings.load()

    head, *lines = problem.value.sentence.splitlines()
    assert head.startswith("6 settings are missing or wrong")
    assert [line.split()[0] for line in lines] == [
        "DOCKERIZE_GITHUB_APP_ID",
        "DOCKERIZE_GITHUB_PRIVATE_KEY",
        "DOCKERIZE_GITHUB_WEBHOOK_SECRET",
        "DOCKERIZE_GITHUB_API_URL",
        "DOCKERIZE_DATABASE_URL",
        "DOCKERIZE_PORT",
    ]
    assert "is missing. The secret that signs deliveries" in lines[2]
    assert "is wrong: it is not an http or https address." in lines[3]
    assert "hunter2" not in problem.value.sentence


def test_one_is_said_as_one(enough: dict[str, Any]) -> None:
    with pytest.raises(BadSettings, match=r"^One setting is missing or wrong .*\n  DOCKERIZE_BODY_LIMIT is wrong"):
        Settings.load(**{**enough, "body_limit": 1})


def test_a_role_that_is_none_is_named(enough: dict[str, Any]) -> None:
    with pytest.raises(BadSettings, match="DOCKERIZE_ROLE is wrong: input should be 'web', 'worker' or 'all'"):
        Settings.load(**{**enough, "role": "both"})


def test_an_empty_variable_is_as_good_as_none(enough: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOCKERIZE_PORT", "")

    assert Settings.load(**enough).port == 8080


def test_a_web_process_needs_no_private_key_and_keeps_none(key: str) -> None:
    settings = Settings.load(role="web", github_webhook_secret="x", github_private_key=key)

    assert settings.private_key == ""
    assert settings.github_app_id is None


def test_a_worker_needs_no_webhook_secret(key: str) -> None:
    settings = Settings.load(role="worker", github_app_id="7", github_private_key=key)

    assert settings.webhook_secrets == ()
    assert settings.private_key == key


def test_both_secrets_count_while_one_is_being_replaced(enough: dict[str, Any]) -> None:
    settings = Settings.load(**enough, github_webhook_secret_old="before")

    assert settings.webhook_secrets == ("s3cret", "before")


def test_a_key_on_one_line_is_read_as_a_key(enough: dict[str, Any], key: str) -> None:
    settings = Settings.load(**{**enough, "github_private_key": key.replace("\n", "\\n")})

    assert settings.private_key == key


def test_a_key_in_a_file_is_read(enough: dict[str, Any], key: str, bare: Path) -> None:
    (bare / "app.pem").write_text(key)
    del enough["github_private_key"]

    assert Settings.load(**enough, github_private_key_file=bare / "app.pem").private_key == key


def test_a_key_file_that_is_not_there_is_named(enough: dict[str, Any]) -> None:
    del enough["github_private_key"]

    with pytest.raises(
        BadSettings, match=r"^One .*\n  DOCKERIZE_GITHUB_PRIVATE_KEY_FILE is wrong: the file Gone\.pem can"
    ):
        Settings.load(**enough, github_private_key_file="Gone.pem")


@pytest.mark.parametrize("text", ["", "hello {x}"])
def test_a_key_file_without_a_key_is_named(enough: dict[str, Any], text: str, bare: Path) -> None:
    del enough["github_private_key"]
    (bare / "app.pem").write_text(text)

    with pytest.raises(BadSettings, match=r"KEY_FILE is wrong: the file app\.pem holds no RSA private key in PEM"):
        Settings.load(**enough, github_private_key_file="app.pem")


@pytest.mark.parametrize("text", ["hello", "-----BEGIN PRIVATE KEY-----", pem(ec.generate_private_key(ec.SECP256R1()))])
def test_what_is_no_rsa_key_is_refused_at_the_start(enough: dict[str, Any], text: str) -> None:
    with pytest.raises(BadSettings, match="KEY is wrong: it is not an RSA private key in PEM"):
        Settings.load(**{**enough, "github_private_key": text})


@pytest.mark.parametrize(
    ("api", "graphql", "web"),
    [
        ("https://api.github.com/", "https://api.github.com/graphql", "https://github.com"),
        ("https://git.corp/api/v3", "https://git.corp/api/graphql", "https://git.corp"),
        ("https://api.acme.ghe.com", "https://api.acme.ghe.com/graphql", "https://acme.ghe.com"),
        ("http://127.0.0.1:8123", "http://127.0.0.1:8123/graphql", "http://127.0.0.1:8123"),
    ],
)
def test_the_other_addresses_follow_from_the_first(enough: dict[str, Any], api: str, graphql: str, web: str) -> None:
    settings = Settings.load(**enough, github_api_url=api)

    assert (settings.github_graphql_url, settings.github_web_url) == (graphql, web)


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_every_way_to_write_postgres_means_the_one_driver(enough: dict[str, Any], scheme: str) -> None:
    settings = Settings.load(**enough, database_url=f"{scheme}://u:p@db/app")

    assert settings.database_url == "postgresql+psycopg://u:p@db/app"
    assert settings.workflow_database_url == settings.database_url


def test_nothing_secret_is_shown(enough: dict[str, Any], key: str) -> None:
    settings = Settings.load(**enough, database_url="postgres://u:hunter2@db/app")

    for secret in ("s3cret", "hunter2", key.splitlines()[1]):
        assert secret not in repr(settings)
        assert secret not in str(settings)


def test_a_file_that_is_not_utf_8_is_named(enough: dict[str, Any], bare: Path) -> None:
    (bare / "odd.env").write_bytes(b"DOCKERIZE_HOST=caf\xe9\n")

    with pytest.raises(BadSettings, match=r"odd\.env cannot be read .* make it a UTF-8 file of NAME=value lines"):
        Settings.load("odd.env", **enough)


def test_values_alone_leave_the_environment_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOCKERIZE_PORT", "99")
    monkeypatch.setenv("DOCKERIZE_DATABASE_URL", "postgres://production/everything")

    settings = Settings.of(role="web", github_webhook_secret="x")

    assert settings.port == 8080
    assert settings.database_url.startswith("sqlite:")


def table() -> str:
    """The table of docs/settings.md, from the code."""
    lines = ["| variable | default | what it is |", "|---|---|---|"]
    for name, field in Settings.model_fields.items():
        default = "" if field.default_factory or field.default is None else str(field.default)
        shown = "derived" if field.default_factory else f"`{default}`" if default.strip("*") else "none"
        lines.append(f"| `{PREFIX}{name.upper()}` | {shown} | {field.description} |")
    return "\n".join(lines)


def test_the_documentation_is_what_the_code_says() -> None:
    text = DOCS.read_text(encoding="utf-8")

    assert table() in text, f"docs/settings.md is out of step; it must hold:\n{table()}"
