"""What a Node service starts, which file that is, and where it listens."""

from __future__ import annotations

import pytest

from bot import stacks
from bot.types import Topic
from tests.bot.stacks.pictures import cited, doubts, package, picture, recognised, said

LISTENS = "require('http').createServer(f).listen(process.env.PORT || 3000)"


def start(files: dict[str, str] | None = None, **entries: object) -> list[str]:
    facts = recognised({"package.json": package(**entries), **(files or {})})
    return [" ".join(argv) for argv in said(facts, Topic.START)]


@pytest.mark.parametrize(
    ("script", "argv"),
    [
        ("node src/server.js", "node src/server.js"),
        ("NODE_ENV=production node .", "node ."),
        ("nodemon server.js", "node server.js"),
        ("npm run really", "node dist/main.js"),
        ("npm run odd", "npm run odd"),
        ("npm run nothing", "npm run nothing"),
        ("node a.js | tee log", "npm run start"),
        ("tsx src/main.ts", "tsx src/main.ts"),
    ],
)
def test_the_start_script_comes_to_words(script: str, argv: str) -> None:
    scripts = {"start": script, "really": "node dist/main.js", "odd": "a; b"}

    assert start(scripts=scripts) == [argv]


def test_commands_before_the_last_are_built_and_the_build_comes_once() -> None:
    facts = recognised(
        {
            "package.json": package(
                scripts={"build": "tsc", "start": "npm run build && prisma generate && node y.js && node x.js"}
            )
        }
    )

    assert said(facts, Topic.BUILD)[:2] == [("node_modules/.bin/prisma", "generate"), ("node", "y.js")]
    assert said(facts, Topic.BUILD)[2:] == [("npm", "run", "build")]


@pytest.mark.parametrize(
    ("files", "entries", "argv"),
    [
        ({"lib/index.js": ""}, {"main": "./lib/index.js"}, "node lib/index.js"),
        ({}, {"main": "dist/index.js", "scripts": {"build": "tsc"}}, "node dist/index.js"),
        ({"server.js": "", "index.js": ""}, {}, "node server.js"),
        ({"src/index.js": ""}, {"main": "gone.js"}, "node src/index.js"),
    ],
)
def test_without_a_start_script(files: dict[str, str], entries: dict[str, object], argv: str) -> None:
    assert start(files, **entries) == [argv]


def test_a_package_that_starts_nothing_is_no_service() -> None:
    assert stacks.recognise(picture({"package.json": package(name="library", main="gone.js")})) == ()


@pytest.mark.parametrize(
    ("command", "files", "entry"),
    [
        ("node server", {"server.js": ""}, ["server.js"]),
        ("node ./api", {"api/index.js": ""}, ["api/index.js"]),
        ("node --enable-source-maps dist/main.js", {}, ["dist/main.js"]),
        ("next start", {}, []),
        ("node", {}, []),
    ],
)
def test_the_file_that_is_run(command: str, files: dict[str, str], entry: list[str]) -> None:
    facts = recognised({"package.json": package(scripts={"start": command}), **files})

    assert [value[0] for value in said(facts, Topic.ENTRY)] == entry


@pytest.mark.parametrize(
    ("files", "entries", "kind", "place"),
    [
        ({"x.js": LISTENS}, {}, "web", "x.js:1"),
        ({}, {"dependencies": {"express": "5"}}, "web", "package.json:3"),
        ({}, {"dependencies": {"discord.js": "14"}}, "worker", "package.json:6"),
        ({"x.js": "\nsetInterval(f, 1)"}, {}, "worker", "x.js:2"),
        ({"x.js": "console.log(1)"}, {}, "job", "package.json:3"),
    ],
)
def test_what_kind_of_program(files: dict[str, str], entries: dict[str, object], kind: str, place: str) -> None:
    facts = recognised({"package.json": package(scripts={"start": "node x.js"}, **entries), **files})

    assert said(facts, Topic.KIND) == [(kind,)]
    assert cited(facts, Topic.KIND) == [place]


@pytest.mark.parametrize(
    ("files", "port", "place"),
    [
        ({"x.js": LISTENS}, "3000", "x.js:1"),
        ({"x.js": "app.listen(config.port)", "config.js": "\nport = process.env.PORT || 4000"}, "4000", "config.js:2"),
        ({"x.js": "\napp.listen(config.port)"}, "8080", "x.js:2"),
        ({}, "8080", "package.json:3"),
    ],
)
def test_the_port_and_where_it_stands(files: dict[str, str], port: str, place: str) -> None:
    manifest = package(scripts={"start": "node x.js"}, dependencies={"express": "5"})

    facts = recognised({"package.json": manifest, **files})

    assert said(facts, Topic.PORT) == [(port,)]
    assert cited(facts, Topic.PORT) == [place]


@pytest.mark.parametrize(
    ("text", "framework", "doubt"),
    [
        ("app.listen(1, '127.0.0.1')", "express", "listens on 127.0.0.1"),
        ("app.listen({ port: 1 })", "fastify", "listens on localhost, as Fastify does"),
        ("app.listen({ port: 1, host: '0.0.0.0' })", "fastify", ""),
        ("app.listen(1)", "express", ""),
    ],
)
def test_a_program_that_nobody_could_reach_is_a_doubt(text: str, framework: str, doubt: str) -> None:
    manifest = package(scripts={"start": "node x.js"}, dependencies={framework: "5"})

    said_of_it = doubts(recognised({"package.json": manifest, "x.js": text, "package-lock.json": "{}"}))

    assert said_of_it == "" if not doubt else doubt in said_of_it


@pytest.mark.parametrize(
    ("routes", "path"),
    [
        ("app.get('/', f); app.get('/healthz', f)", "/healthz"),
        ("app.get('/users/:id', f); app.get('/', f)", "/"),
        ("app.get('/users', f)", "/"),
    ],
)
def test_the_health_path(routes: str, path: str) -> None:
    files = {"package.json": package(scripts={"start": "node x.js"}), "x.js": f"{LISTENS}\n{routes}"}

    assert said(recognised(files), Topic.HEALTH_PATH) == [(path,)]


def test_who_handles_sigterm_and_which_variables_are_read() -> None:
    text = f"{LISTENS}\nprocess.on('SIGTERM', stop)\nprocess.env.KEY; process.env.NODE_ENV"

    facts = recognised({"package.json": package(scripts={"start": "node x.js"}), "x.js": text})

    assert cited(facts, Topic.STOP_SIGNAL) == ["x.js:2"]
    assert said(facts, Topic.VARIABLE) == [("KEY",)]


def test_the_source_of_a_compiled_entry_point_is_read_first_and_no_configuration() -> None:
    files = {
        "package.json": package(scripts={"start": "node dist/main.js"}),
        "a.ts": "app.listen(1)",
        "src/main.ts": "app.listen(2)",
        "vite.config.ts": "x.listen(3)",
        "types.d.ts": "x.listen(4)",
        "a.test.ts": "x.listen(5)",
    }

    assert said(recognised(files), Topic.PORT) == [("2",)]


def test_variables_that_a_start_script_sets_are_said_where_they_are_left_out() -> None:
    start = "NODE_OPTIONS=--require=/tmp/x NODE_ENV=production node server.js"
    facts = recognised({"package.json": package(scripts={"start": start}), "server.js": ""})
    through = recognised({"package.json": package(scripts={"start": "npm run x", "x": "A=1 node server.js"})})
    whole = recognised({"package.json": package(scripts={"start": "A=1 node server.js\nnode other.js"})})
    usual = recognised({"package.json": package(scripts={"start": "NODE_ENV=production node server.js"})})

    assert "sets NODE_OPTIONS, which the image leaves out" in doubts(facts)
    assert "/tmp/x" not in doubts(facts)
    assert "sets A, which" in doubts(through)
    assert said(whole, Topic.START) == [("npm", "run", "start")]
    assert "leaves out" not in doubts(whole) + doubts(usual)
