"""What a variable's name says of its value."""

from __future__ import annotations

import pytest

from bot.catalogue.names import is_secret, looks_secret


@pytest.mark.parametrize(
    "name", ["API_KEY", "MY_APIKEY_X", "token", "DB_PASSWORD", "AUTH", "SECRET_KEY_BASE", "aws_secret_access_key"]
)
def test_looks_secret(name: str) -> None:
    assert looks_secret(name)


@pytest.mark.parametrize(
    "name",
    [
        "NEXT_PUBLIC_KEY",
        "MY_PUBLIC_KEY",
        "DB_PASSWORD_FILE",
        "KEYBOARD",
        "AUTHOR",
        "PORT",
        "SECRET_KEY_BASE_DUMMY",
        "TOKEN_URL",
    ],
)
def test_does_not_look_secret(name: str) -> None:
    assert not looks_secret(name)


@pytest.mark.parametrize(
    "name", ["DATABASE_URL", "REDIS_URL", "SENTRY_DSN", "CELERY_BROKER_URL_TOKEN", "AMQP_URI", "DSN"]
)
def test_an_address_that_usually_holds_a_password_is_secret(name: str) -> None:
    assert is_secret(name)


@pytest.mark.parametrize("name", ["BASE_URL", "LOG_LEVEL", "MONGO_HOST", "NEXT_PUBLIC_KEY"])
def test_other_addresses_and_settings_are_not_secret(name: str) -> None:
    assert not is_secret(name)
