"""The validated sandbox: it records what is wrong, leaves alone what is no API, and fails the test that did it."""

from __future__ import annotations

import http.client
from typing import TYPE_CHECKING

import pytest

from tests.contracts import sandboxes

if TYPE_CHECKING:
    from bot.sandbox.handle import Sandbox

pytestmark = pytest.mark.contracts


def ask(sandbox: Sandbox, method: str, path: str, body: str = "") -> int:
    connection = http.client.HTTPConnection(sandbox.url.partition("://")[2])
    connection.request(method, path, body)
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer.status


def test_a_request_that_github_does_not_know_is_recorded(sandbox_process: Sandbox) -> None:
    sandbox_process.reset()

    ask(sandbox_process, "GET", "/repos/octo/shop/dockerize")

    assert sandbox_process.violations() == ["GET /repos/octo/shop/dockerize → 404: GitHub has no such endpoint"]
    sandbox_process.reset()
    assert sandbox_process.violations() == []


def test_the_test_that_did_it_fails(sandbox_process: Sandbox) -> None:
    with pytest.raises(AssertionError, match="no such endpoint"), sandboxes.held(sandbox_process) as sandbox:
        ask(sandbox, "POST", "/repos/octo/shop/dockerize", "{}")

    sandbox_process.reset()


def test_a_wrong_answer_is_recorded(sandbox_process: Sandbox) -> None:
    sandbox_process.reset()
    sandbox_process.fault(path="/app", status=418, message="I am no GitHub")

    ask(sandbox_process, "GET", "/app")

    assert sandbox_process.violations() == ["GET /app → 418: answer: status 418 is not in the description"]
    sandbox_process.reset()


def test_pages_git_and_controls_are_not_the_api(sandbox: Sandbox) -> None:
    sandbox.install("octo", {"shop": {"a": "b"}})

    statuses = [
        ask(sandbox, "GET", "/octo/shop/pull/1"),
        ask(sandbox, "GET", "/octo/shop.git/info/refs?service=git-upload-pack"),
        ask(sandbox, "GET", "/_sandbox/journal"),
    ]

    assert statuses == [404, 200, 200]
    assert sandbox.violations() == []
