"""Whose word counts: what the code binds stands, what the project says wins over what the rules assume."""

from __future__ import annotations

from bot.types import Topic
from tests.bot.stacks.pictures import cited, doubts, package, recognised, said

APP = {
    "app.py": "from flask import Flask\napp = Flask(__name__)\n",
    "requirements.txt": "flask==3.1.0\ngunicorn==23.0.0\n",
}
SERVER = {
    "package.json": package(scripts={"start": "node x.js"}, dependencies={"express": "5"}),
    "x.js": "app.listen(process.env.PORT || 3000)",
}
BOUND = {
    "requirements.txt": "",
    "main.py": "import http.server\nhttp.server.HTTPServer(('', 8000), None).serve_forever()\n",
}


def test_a_procfile_wins_over_what_the_rules_would_start() -> None:
    facts = recognised({**APP, "Procfile": "web: gunicorn app:app --workers 2\n"})

    assert said(facts, Topic.START) == [("gunicorn", "app:app", "--workers", "2")]
    assert cited(facts, Topic.START) == ["Procfile:1"]
    assert said(facts, Topic.KIND) == [("web",)]


def test_the_first_source_that_names_a_start_counts() -> None:
    facts = recognised(
        {**APP, "Procfile": "web: gunicorn app:app -w 2\n", "fly.toml": "[processes]\napp='gunicorn x'\n"}
    )

    assert said(facts, Topic.START) == [("gunicorn", "app:app", "-w", "2")]


def test_the_same_in_other_words_is_one_more_place() -> None:
    facts = recognised({**SERVER, "Procfile": "web: npm start\n", "Makefile": "start:\n\tnode x.js\n"})

    assert said(facts, Topic.START) == [("node", "x.js")]
    assert cited(facts, Topic.START) == ["package.json:3", "Procfile:1", "Makefile:2"]


def test_words_in_passing_start_nothing() -> None:
    facts = recognised({**APP, "Makefile": "start:\n\tpython app.py\n"})

    assert said(facts, Topic.START) == [("gunicorn", "app:app")]


def test_what_cannot_be_started_is_a_doubt() -> None:
    facts = recognised({**APP, "Procfile": "web: caddy run\n"})

    assert said(facts, Topic.START) == [("gunicorn", "app:app")]
    assert "Procfile:1 starts `caddy run`, which is not taken over" in doubts(facts)


def test_a_worker_beside_a_web_application_is_another_process() -> None:
    facts = recognised({**APP, "Procfile": "worker: python app.py\n"})

    assert said(facts, Topic.KIND) == [("web",)]
    assert said(facts, Topic.PROCESS) == [("python", "app.py")]


def test_a_program_that_is_said_to_serve_gets_a_port() -> None:
    files = {"requirements.txt": "gunicorn==23.0.0\n", "main.py": "print(1)\n", "Procfile": "web: gunicorn main:app\n"}
    facts = recognised(files)

    assert said(facts, Topic.KIND) == [("web",)]
    assert said(facts, Topic.PORT) == [("8080",)]
    assert said(facts, Topic.HEALTH_PATH) == [("/",)]
    assert said(facts, Topic.STOP_SIGNAL) == [("SIGTERM",)]


def test_a_program_that_is_said_to_be_a_worker_ends_no_job() -> None:
    facts = recognised(
        {"requirements.txt": "x==1\n", "main.py": "print(1)\n", "Procfile": "worker: python main.py -v\n"}
    )

    assert said(facts, Topic.KIND) == [("worker",)]
    assert said(facts, Topic.START) == [("python", "main.py", "-v")]
    assert said(facts, Topic.PORT) == []


def test_a_port_that_the_rules_assume_is_replaced() -> None:
    assert said(recognised({**APP, ".env.example": "PORT=5000\n"}), Topic.PORT) == [("5000",)]


def test_a_privileged_port_is_not_taken_over() -> None:
    assert said(recognised({**APP, ".env.example": "PORT=80\n"}), Topic.PORT) == [("8080",)]


def test_a_port_that_the_code_binds_stands_and_the_difference_is_said() -> None:
    facts = recognised({**BOUND, ".env.example": "PORT=5000\n"})

    assert said(facts, Topic.PORT) == [("8000",)]
    assert ".env.example:1 names port 5000, and main.py:2 port 8000, which is taken" in doubts(facts)


def test_the_same_port_is_one_more_place() -> None:
    facts = recognised({**BOUND, ".env.example": "PORT=8000\n"})

    assert cited(facts, Topic.PORT) == ["main.py:2", ".env.example:1"]


def test_a_health_path_is_taken_over() -> None:
    files = {**APP, "railway.toml": "[deploy]\nhealthcheckPath = '/up'\n"}

    assert said(recognised(files), Topic.HEALTH_PATH) == [("/up",)]


def test_a_health_path_that_the_code_shows_too_is_one_more_place() -> None:
    app = f"{APP['app.py']}@app.get('/up')\ndef up(): ...\n"
    facts = recognised({**APP, "app.py": app, "railway.toml": "[deploy]\nhealthcheckPath = '/up'\n"})

    assert cited(facts, Topic.HEALTH_PATH) == ["app.py:3", "railway.toml:2"]


def test_a_version_that_tests_run_on_counts_where_nothing_pins_one() -> None:
    steps = "jobs: {t: {steps: [{with: {python-version: '3.12'}}]}}\n"
    files = {**APP, ".github/workflows/ci.yml": steps}

    assert said(recognised(files), Topic.RUNTIME) == [("3.12",)]
    assert said(recognised({**files, ".python-version": "3.13\n"}), Topic.RUNTIME) == [("3.13",)]


def test_a_build_is_taken_over_where_the_rules_know_none() -> None:
    files = {**SERVER, "railway.toml": "[build]\nbuildCommand = 'npm ci && npm run css'\n"}

    assert said(recognised(files), Topic.BUILD) == [("npm", "run", "css")]


def test_a_build_beyond_the_rules_own_is_a_doubt() -> None:
    manifest = package(scripts={"start": "node x.js", "build": "tsc"}, dependencies={"express": "5"})
    files = {
        **SERVER,
        "package.json": manifest,
        "railway.toml": "[build]\nbuildCommand = 'npm run build && npm run css'\n",
    }
    facts = recognised(files)

    assert said(facts, Topic.BUILD) == [("npm", "run", "build")]
    assert "railway.toml also builds by `npm run css`" in doubts(facts)


def test_what_tests_build_is_no_doubt() -> None:
    manifest = package(scripts={"start": "node x.js", "build": "tsc"}, dependencies={"express": "5"})
    steps = "jobs: {t: {steps: [{run: npm run build:css}]}}\n"

    assert "build:css" not in doubts(
        recognised({**SERVER, "package.json": manifest, ".github/workflows/ci.yml": steps})
    )


def test_what_is_run_for_a_release_is_said_once() -> None:
    text = "web: gunicorn app:app\nrelease: flask db upgrade\n"
    facts = recognised({**APP, "Procfile": text, "fly.toml": "[deploy]\nrelease_command = 'flask db upgrade'\n"})

    assert said(facts, Topic.RELEASE) == [("flask", "db", "upgrade")]
    assert cited(facts, Topic.RELEASE) == ["Procfile:2"]


def test_a_file_that_does_not_parse_is_a_doubt() -> None:
    facts = recognised({**APP, "fly.toml": "[", "Procfile": "web: gunicorn app:app -w 3\n"})

    assert "fly.toml" in doubts(facts)
    assert said(facts, Topic.START) == [("gunicorn", "app:app", "-w", "3")]


def test_a_site_that_is_said_to_be_started_is_served_as_it_is() -> None:
    manifest = package(scripts={"start": "vite", "build": "vite build"}, devDependencies={"vite": "6"})
    facts = recognised({"package.json": manifest, "index.html": "", "Procfile": "web: npm start\n"})

    assert said(facts, Topic.START) == []
    assert "Procfile" not in doubts(facts)


def test_a_file_that_does_not_listen_is_no_web_process_whatever_it_is_called() -> None:
    files = {"requirements.txt": "", "main.py": "print(1)\n", "Procfile": "web: python -u main.py\n"}
    facts = recognised(files)

    assert said(facts, Topic.START) == [("python", "-u", "main.py")]
    assert said(facts, Topic.KIND) == [("job",)]
    assert "nothing in its code listens" in doubts(facts)


def test_a_program_of_unknown_packages_serves_where_the_project_says_so() -> None:
    manifest = package(scripts={"start": "node x.js"}, dependencies={"unheard-of": "1"})
    facts = recognised({"package.json": manifest, "x.js": "serve()", "Procfile": "web: npm start\n"})

    assert said(facts, Topic.KIND) == [("web",)]
    assert said(facts, Topic.PORT) == [("8080",)]
    assert cited(facts, Topic.START) == ["package.json:3", "Procfile:1"]
