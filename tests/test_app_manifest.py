"""The App's manifest asks for exactly what the handlers need."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from handlers import HANDLERS

MANIFEST = Path(__file__).resolve().parent.parent / "app.yml"

# What GitHub sends to every App, and refuses in a manifest ("Default events unsupported").
UNASKED = {"github_app_authorization", "installation", "installation_repositories", "installation_target", "ping"}

# Event → the permissions of which each one alone lets an App subscribe, by GitHub's page "Webhook events and payloads".
COVERED_BY = {
    "issue_comment": {"issues", "pull_requests"},
    "push": {"contents"},
    "repository": {"metadata"},
}

LEVELS = {"contents": "write", "issues": "write", "metadata": "read", "pull_requests": "write", "workflows": "write"}


@pytest.fixture(scope="module")
def manifest() -> dict[str, Any]:
    loaded = yaml.safe_load(MANIFEST.read_text())
    assert isinstance(loaded, dict)
    return loaded


def test_every_event_that_a_handler_needs_is_subscribed_and_no_other(manifest: dict[str, Any]) -> None:
    assert set(manifest["default_events"]) == set(HANDLERS) - UNASKED
    assert len(set(manifest["default_events"])) == len(manifest["default_events"])


def test_no_event_is_listed_that_github_sends_unasked(manifest: dict[str, Any]) -> None:
    assert not set(manifest["default_events"]) & UNASKED


def test_each_event_is_covered_by_a_permission(manifest: dict[str, Any]) -> None:
    for event in manifest["default_events"]:
        assert COVERED_BY[event] & set(manifest["default_permissions"]), event


def test_the_permissions_are_those_that_the_walk_needs_and_no_more(manifest: dict[str, Any]) -> None:
    assert manifest["default_permissions"] == LEVELS


def test_each_permission_and_event_has_its_reason_beside_it() -> None:
    lines = MANIFEST.read_text().splitlines()

    for n, line in enumerate(lines):
        if line.startswith("  ") and line.strip().endswith((": write", ": read")):
            assert lines[n - 1].strip().startswith("# "), line
        if line.startswith("  - "):
            assert " # " in line, line


def test_the_webhook_is_active_and_reached_by_https(manifest: dict[str, Any]) -> None:
    assert manifest["hook_attributes"] == {"url": "https://example.com/webhook", "active": True}
    assert {"name", "url", "public"} <= set(manifest)
