"""What a script of package.json comes to."""

from __future__ import annotations

import pytest

from bot.stacks.node import scripts
from bot.stacks.node.scripts import Script


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("node server.js", Script(argv=("node", "server.js"))),
        ("NODE_ENV=production node 'a b.js'", Script(argv=("node", "a b.js"), settings=(("NODE_ENV", "production"),))),
        ("cross-env A=1 node x", Script(argv=("node", "x"), settings=(("A", "1"),))),
        ("npx tsx x.ts", Script(argv=("tsx", "x.ts"))),
        ("npm run build && node x", Script(argv=("node", "x"), before=(("npm", "run", "build"),))),
        ("", Script(argv=(), plain=False)),
        ("A=1", Script(argv=(), settings=(("A", "1"),), plain=False)),
        ("node x | tee log", Script(argv=(), plain=False)),
        ("node $FILE", Script(argv=(), plain=False)),
        ("a; b", Script(argv=(), plain=False)),
        ("node 'x", Script(argv=(), plain=False)),
    ],
)
def test_a_script_as_words(text: str, script: Script) -> None:
    assert scripts.read(text) == script


@pytest.mark.parametrize(
    ("command", "name"),
    [
        ("npm run build", "build"),
        ("npm run-script -s build", "build"),
        ("npm start", "start"),
        ("yarn build", "build"),
        ("node build", ""),
        ("npm", ""),
        ("npm run", "run"),
    ],
)
def test_the_script_that_a_command_runs(command: str, name: str) -> None:
    assert scripts.runs(tuple(command.split())) == name


@pytest.mark.parametrize(
    ("text", "value"),
    [("vite build --outDir out", "out"), ("x --outDir='out' && y", "out"), ("x --outDirs out", ""), ("vite build", "")],
)
def test_the_value_of_an_option(text: str, value: str) -> None:
    assert scripts.option(text, "outDir") == value


@pytest.mark.parametrize(
    ("entries", "name"),
    [
        ({"build": "x", "docs:build": "vitepress build"}, "build"),
        ({"docs:build": "vitepress build docs"}, "docs:build"),
        ({"heroku-postbuild": "cd client && npm install && npm run build"}, "heroku-postbuild"),
        ({"docs:build": "rm -rf docs"}, ""),
        ({"make": "hexo generate"}, "make"),
        ({"site": "npx @11ty/eleventy"}, "site"),
        ({"start": "eleventy --serve", "dev": "vite"}, ""),
    ],
)
def test_the_script_that_builds(entries: dict[str, str], name: str) -> None:
    assert scripts.build({"scripts": entries}) == name


@pytest.mark.parametrize(
    ("command", "package"),
    [
        ("tsx x.ts", "tsx"),
        ("node --import=tsx x.ts", "tsx"),
        ("node -r ts-node/register x.ts", "ts-node"),
        ("nest start", "@nestjs/cli"),
        ("node --import @swc-node/register x.ts", "@swc-node/register"),
    ],
)
def test_what_a_command_needs_of_packages(command: str, package: str) -> None:
    assert package in scripts.packages(tuple(command.split()))
