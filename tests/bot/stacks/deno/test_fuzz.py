"""Whatever a manifest of Deno's holds: a typed error or a plan that can be written, never a crash."""

from __future__ import annotations

import json

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot import files, stacks
from bot.errors import ManifestUnreadable, Unwritable
from bot.stacks import deno
from tests.bot.stacks.pictures import CATALOGUE, picture

FUZZ = settings(max_examples=100, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
WORDS = (
    *("tasks", "start", "dev", "build", "command", "imports", "workspace", "deno task start", "deno run -A main.ts"),
    *("deno run", "deno serve --port", "deno serve --port 1 x", "npm:hono@4", "jsr:@std/fmt", "&&", "a && ", "'", ""),
)
VALUES = st.recursive(
    st.none() | st.integers() | st.sampled_from(WORDS) | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(WORDS), inner, max_size=4),
    max_leaves=12,
)
NAMES = ("deno.json", "deno.jsonc", "deno.lock", ".deno-version", ".tool-versions", "main.ts", "a/deno.json")


def decided(texts: dict[str, str]) -> None:
    snapshot = picture(texts)
    deno.follow(snapshot)
    try:
        plans = tuple(stacks.plan(facts, CATALOGUE) for facts in deno.recognise(snapshot))
        files.render(plans, CATALOGUE, "main", snapshot)
    except (ManifestUnreadable, Unwritable):
        return


@FUZZ
@given(st.dictionaries(st.sampled_from(NAMES), st.text(max_size=200) | st.sampled_from(WORDS), max_size=4))
def test_arbitrary_texts(texts: dict[str, str]) -> None:
    decided(texts)


@FUZZ
@given(st.dictionaries(st.sampled_from(WORDS), VALUES, max_size=5), st.text(max_size=60))
def test_manifests_of_the_wrong_shape(manifest: dict[str, object], text: str) -> None:
    decided({"deno.json": json.dumps(manifest), "main.ts": f"Deno.serve({text}"})


def test_tasks_that_call_each_other_end() -> None:
    decided({"deno.json": '{"tasks": {"start": "deno task b", "b": "deno task start"}}', "main.ts": ""})
