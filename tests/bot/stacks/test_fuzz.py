"""Whatever a repository holds: a typed error or a plan that can be written, never a crash."""

from __future__ import annotations

import json

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.bot.stacks.pictures import decided

FUZZ = settings(max_examples=150, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
NAMES = (
    *(
        "package.json",
        "package-lock.json",
        "pnpm-workspace.yaml",
        "pnpm-lock.yaml",
        ".nvmrc",
        "angular.json",
        "app.json",
    ),
    *("pyproject.toml", "uv.lock", "requirements.txt", "Pipfile", "Pipfile.lock", "poetry.lock", ".python-version"),
    *("runtime.txt", ".tool-versions", "mise.toml", "manage.py", "setup.py", "main.py", "app/settings.py"),
    *("server.js", "vite.config.ts", "next.config.js", "svelte.config.js", "index.html", "a/b/package.json"),
)
WORDS = (
    *(
        "name",
        "scripts",
        "start",
        "build",
        "main",
        "dependencies",
        "devDependencies",
        "workspaces",
        "packages",
        "engines",
    ),
    *("node", "packageManager", "pnpm", "projects", "architect", "expo", "web", "output", "next", "vite", "express"),
    *("node x.js && y", "npm run start", "a/*", "../..", "^1 || 2", "3.11.x", "flask", "-r requirements.txt", "", "  "),
)
PYTHON = (
    *("project", "tool", "poetry", "uv", "workspace", "members", "sources", "path", "requires-python", "build-system"),
    *("dependencies", "extras", "version", "python", "tools", "requires", "python_version", "django", "*", ">=3.11,<"),
)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.sampled_from(WORDS) | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(WORDS), inner, max_size=4),
    max_leaves=12,
)
MANIFESTS = st.dictionaries(st.sampled_from(WORDS), VALUES, max_size=6)
LINES = st.lists(st.sampled_from((*WORDS, *PYTHON)) | st.text(max_size=20), max_size=8).map("\n".join)


@FUZZ
@given(st.dictionaries(st.sampled_from(NAMES), st.text(max_size=200) | LINES, max_size=4))
def test_arbitrary_texts(texts: dict[str, str]) -> None:
    decided(texts)


@FUZZ
@given(MANIFESTS, MANIFESTS, st.sampled_from(["package-lock.json", "pnpm-workspace.yaml", "angular.json", "app.json"]))
def test_manifests_of_the_wrong_shape(manifest: dict[str, object], other: dict[str, object], name: str) -> None:
    texts = {"package.json": json.dumps(manifest), name: json.dumps(other), "a/b/package.json": json.dumps(other)}

    decided({**texts, "server.js": "app.listen(process.env.PORT || 1)"})


TOML_VALUES = st.recursive(
    st.booleans() | st.integers(0, 9) | st.sampled_from(PYTHON),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(PYTHON), inner, max_size=3),
    max_leaves=10,
)


def toml(value: object) -> str:
    """A value in TOML's own notation."""
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{json.dumps(key)} = {toml(inner)}" for key, inner in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(map(toml, value)) + "]"
    return json.dumps(value)


@FUZZ
@given(
    st.dictionaries(st.sampled_from(PYTHON), TOML_VALUES, max_size=5),
    st.sampled_from(["pyproject.toml", "Pipfile", "mise.toml"]),
    st.sampled_from(["uv.lock", "poetry.lock", "Pipfile.lock", "requirements.txt", "README.md"]),
)
def test_tables_of_the_wrong_shape(tables: dict[str, object], name: str, beside: str) -> None:
    text = "\n".join(f"{json.dumps(key)} = {toml(value)}" for key, value in tables.items())

    decided(
        {name: text, beside: "", "pyproject.toml": "", "main.py": "import flask\napp = flask.Flask('x')"} | {name: text}
    )


def test_nesting_is_bounded() -> None:
    decided({"package.json": '{"scripts":' * 3000 + "1" + "}" * 3000})
    decided({"pyproject.toml": "a = " + "[" * 3000 + "]" * 3000})
    decided({"main.py": "x = " + "(" * 3000 + ")" * 3000, "server.js": "(" * 100_000})


def test_members_that_are_workspaces_of_each_other_end() -> None:
    outer = json.dumps({"workspaces": ["a/*", "../*", "**"], "scripts": {"start": "npm start"}})

    decided({"package.json": outer, "a/b/package.json": outer, "a/b/c/package.json": outer})
