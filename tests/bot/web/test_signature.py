"""GitHub's own signature vector, two secrets, and none."""

from __future__ import annotations

import pytest

from bot.errors import BadSettings, BadSignature
from bot.web.signature import require, verifier
from tests.bot.web.world import OLD_SECRET, SECRET, sign

# https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries
VECTOR = b"sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17"


def test_githubs_own_vector_is_accepted() -> None:
    verify = verifier([SECRET])

    verify(VECTOR, b"Hello, World!")


def test_a_signature_in_capitals_is_the_same_number() -> None:
    verify = verifier([SECRET])

    verify(VECTOR.upper(), b"Hello, World!")


@pytest.mark.parametrize("body", [b"Hello, World", b"", b"Hello, World!\n"])
def test_another_body_is_refused(body: bytes) -> None:
    verify = verifier([SECRET])

    with pytest.raises(BadSignature, match="differ"):
        verify(VECTOR, body)


@pytest.mark.parametrize("secret", [SECRET, OLD_SECRET])
def test_both_secrets_are_accepted_during_a_rotation(secret: str) -> None:
    verify = verifier([SECRET, OLD_SECRET])

    verify(sign(b"{}", secret).encode(), b"{}")


def test_a_third_secret_is_refused() -> None:
    verify = verifier([SECRET, OLD_SECRET])

    with pytest.raises(BadSignature):
        verify(sign(b"{}", "another").encode(), b"{}")


@pytest.mark.parametrize("secrets", [[], [""], [SECRET, ""]])
def test_without_a_secret_there_is_no_door(secrets: list[str]) -> None:
    with pytest.raises(BadSettings, match="no secret"):
        verifier(secrets)


def test_more_than_two_secrets_are_a_mistake() -> None:
    with pytest.raises(BadSettings, match="has 3 secrets"):
        verifier(["a", "b", "c"])


@pytest.mark.parametrize("header", [b"", b"sha1=" + b"0" * 40, VECTOR + b"0", VECTOR[:-1], b"x" * 71])
def test_a_header_that_can_be_no_signature_is_told_at_once(header: bytes) -> None:
    with pytest.raises(BadSignature, match="64 hexadecimal digits"):
        require(header)


def test_a_missing_header_is_told_at_once() -> None:
    with pytest.raises(BadSignature, match="is missing"):
        require(None)


def test_a_header_of_the_right_shape_is_handed_on() -> None:
    assert require(VECTOR) == VECTOR
