"""What Deno runs, with which permissions, where it listens, and its image."""

from __future__ import annotations

import json

import pytest

from bot import stacks
from bot.stacks import deno
from bot.types import Topic
from tests.bot.stacks.pictures import commands, copied, doubts, environment, picture, planned, recognised, said

SERVES = "Deno.serve({ port: 9000 }, handler)"


def project(main: str = SERVES, **entries: object) -> dict[str, str]:
    return {"deno.json": json.dumps(entries, indent=1), "main.ts": main}


def start(files: dict[str, str]) -> list[str]:
    return [" ".join(argv) for argv in said(recognised(files), Topic.START)]


@pytest.mark.parametrize(
    ("tasks", "argv"),
    [
        ({"start": "deno run -A main.ts"}, "deno run --allow-all main.ts"),
        ({"start": {"command": "deno run -NE ./main.ts --loud"}}, "deno run --allow-net --allow-env main.ts --loud"),
        ({"start": "deno serve --port 4000 --parallel main.ts"}, "deno serve --port=4000 --parallel main.ts"),
        ({"dev": "deno run --watch --env-file=.env --allow-net main.ts"}, "deno run --allow-net main.ts"),
        ({"start": "deno task run", "run": "deno run main.ts"}, "deno run main.ts"),
        ({"start": "deno task build && deno run main.ts", "build": "x"}, "deno run main.ts"),
        ({"start": "deno task start"}, "deno task start"),
        ({"start": "deno run -A --watch dev.ts", "preview": "deno run -A main.ts"}, "deno run --allow-all main.ts"),
        ({"start": "deno run --odd main.ts"}, "deno task start"),
        ({"start": "deno run https://example.org/x.ts"}, "deno task start"),
        ({"start": "deno run"}, "deno task start"),
        ({"start": "FOO=$BAR deno run main.ts"}, "deno task start"),
        ({"start": "deno run 'main.ts"}, "deno task start"),
        ({"start": "deno eval 1 && deno run main.ts"}, "deno task start"),
        ({"start": "node main.js"}, "deno task start"),
    ],
)
def test_the_task_that_starts(tasks: dict[str, object], argv: str) -> None:
    assert start(project(tasks=tasks)) == [argv]


@pytest.mark.parametrize(
    ("text", "permissions"),
    [
        (SERVES, ""),
        ("Deno.writeTextFile(x)", " --allow-write"),
        ("Deno.hostname()", " --allow-sys"),
        ("import x from 'npm:x'\nDeno.serve(f)", " --allow-sys"),
        ("new Deno.Command('ls')", " --allow-run"),
        ("Deno.openKv(); Deno.cron('x', f)", " --allow-write --unstable-kv --unstable-cron"),
    ],
)
def test_without_a_task_the_code_says_what_it_may_do(text: str, permissions: str) -> None:
    files = project(text)

    assert start(files) == [f"deno run --allow-net --allow-env --allow-read{permissions} main.ts"]
    assert "No task starts the program" in doubts(recognised(files))


@pytest.mark.parametrize(
    ("files", "recognised_at"),
    [
        ({"main.ts": SERVES}, [""]),
        ({"main.ts": "console.log(1)"}, []),
        ({"main.ts": "console.log(1)", "deno.jsonc": "{}"}, [""]),
        ({"deno.json": '{"fmt": {}}'}, []),
        ({"deno.json": "{}", "main.ts": SERVES, "package.json": "{}"}, []),
        ({"deno.json": "{}", "deno.lock": "{}", "main.ts": SERVES, "package.json": "{}"}, [""]),
        ({"deno.json": '{"tasks": {"start": "deno run main.ts"}}', "main.ts": SERVES, "package.json": "{}"}, [""]),
        ({"deno.json": "{}", "deno.lock": "", "main.ts": SERVES, "package.json": "{}", "yarn.lock": ""}, []),
        ({"api/deno.json": "{}", "api/main.ts": SERVES}, ["api"]),
        ({"deno.json": '{"tasks": {"dev": "vite"}}'}, []),
    ],
)
def test_what_is_for_deno(files: dict[str, str], recognised_at: list[str]) -> None:
    assert [facts.service.root for facts in deno.recognise(picture(files))] == recognised_at


@pytest.mark.parametrize(
    ("files", "kind", "port"),
    [
        (project(), "web", "9000"),
        (project("Deno.serve(handler)"), "web", "8000"),
        (project("const p = Number(Deno.env.get('PORT') ?? 8001)\nDeno.serve({ port: p }, f)"), "web", "8001"),
        (project("app.listen(config)\nconfig.port = Deno.env.get('PORT') || 8002"), "web", "8002"),
        (project("export default app", tasks={"start": "deno serve --port=81 main.ts"}), "web", "81"),
        (project("export default app", tasks={"start": "deno serve main.ts"}), "web", "8000"),
        (project("start()", imports={"fresh": "jsr:@fresh/core@2"}), "web", "8000"),
        (project("Deno.cron('x', f)"), "worker", ""),
        (project("setInterval(f, 1)"), "worker", ""),
        (project("console.log(1)"), "job", ""),
    ],
)
def test_what_kind_of_program_and_where_it_listens(files: dict[str, str], kind: str, port: str) -> None:
    facts = recognised(files)

    assert (facts.word(Topic.KIND), facts.word(Topic.PORT)) == (kind, port)


def test_a_program_that_nobody_reaches() -> None:
    assert "listens on 127.0.0.1" in doubts(recognised(project("Deno.serve({ hostname: '127.0.0.1' }, f)")))


@pytest.mark.parametrize(("route", "path"), [("/healthz", "/healthz"), ("/users", "/")])
def test_the_health_path(route: str, path: str) -> None:
    facts = recognised(project(f"app.get('{route}', f); app.listen({{ port: 8000 }})"))

    assert said(facts, Topic.HEALTH_PATH) == [(path,)]


def test_the_variables() -> None:
    text = "const a = Deno.env.get('API_KEY')\nif (!a) throw new Error()\nDeno.env.get('OTHER'); Deno.env.get('PORT')"

    assert said(recognised(project(text)), Topic.VARIABLE) == [("API_KEY", "", "required"), ("OTHER",)]


@pytest.mark.parametrize(
    ("file", "text", "version"),
    [
        (".deno-version", "2.2.2\n", "2.2"),
        (".dvmrc", "v1.46.0", "1.46"),
        (".tool-versions", "deno 2.4.1", "2.4"),
        (".tool-versions", "deno 2", "2"),
    ],
)
def test_which_deno(file: str, text: str, version: str) -> None:
    assert said(recognised({**project(), file: text}), Topic.RUNTIME) == [(version,)]


def test_the_image_downloads_before_it_copies_and_holds_the_program_alone() -> None:
    files = project(imports={"hono": "npm:hono@^4", "std": "./lib.ts", "odd": 1}, tasks={"build": "vite build"})

    plan = planned({**files, "deno.lock": "{}", ".deno-version": "2.8.0"})

    build, run = plan.stages
    assert (str(build.image), str(run.image)) == ("denoland/deno:2.8.3", "debian:trixie-slim")
    assert copied(build) == [("deno.json", "deno.lock"), (".",)]
    assert commands(build) == ["deno install --frozen", "deno cache --frozen main.ts", "deno task build"]
    assert environment(run) == {"DENO_DIR": "/app/.deno", "PORT": "9000"}
    assert copied(run) == [("/usr/bin/deno",), ("/app/",)]
    assert plan.start[:3] == ("tini", "--", "deno")
    assert plan.health


def test_a_workspace_is_copied_whole_and_a_build_of_the_start_comes_once() -> None:
    tasks = {"build": "x", "start": "deno task build && deno run dist/main.js"}

    plan = planned(project("console.log(1)", workspace=["./a"], imports={"a": "jsr:@std/path"}, tasks=tasks))

    assert copied(plan.stages[0]) == [(".",)]
    assert commands(plan.stages[0]) == ["deno install", "deno task build"]
    assert (plan.ends, plan.health) == (True, None)
    assert "There is no lock file" in doubts(plan)


def test_files_that_tasks_name_are_read() -> None:
    files = {"deno.json": '{"tasks": {"start": "deno run ./src/run.ts gone.ts"}}', "main.ts": ""}

    assert deno.follow(picture(files, "src/run.ts")) == ("src/run.ts",)


def test_it_comes_before_node() -> None:
    files = {**project(tasks={"start": "deno run main.ts"}), "package.json": '{"scripts": {"start": "node x.js"}}'}

    (facts,) = stacks.recognise(picture(files))

    assert facts.stack == "deno"


def test_a_task_that_hides_what_it_runs_is_started_as_it_is() -> None:
    plan = planned({"deno.json": '{"tasks": {"start": "deno run $FILE"}}'})

    assert commands(plan.stages[0]) == []
    assert plan.start == ("deno", "task", "start")
