"""The image of a Python service, stage by stage."""

from __future__ import annotations

from bot.types import MountKind, Run, Topic
from tests.bot.stacks.pictures import commands, copied, environment, planned

FLASK = "from flask import Flask\napp = Flask(__name__)\n"
PROJECT = '[project]\nname = "x"\ndependencies = ["flask"]\n'


def test_dependencies_are_installed_before_the_sources_are_there() -> None:
    build, run = planned({"app.py": FLASK, "requirements.txt": "flask==3\n"}).stages

    assert copied(build) == [("requirements.txt",)]
    assert commands(build) == [
        "python -m venv --without-pip /app/.venv",
        "pip install --requirement requirements.txt",
        "pip install gunicorn==27.0.1",
    ]
    assert copied(run) == [("/app/.venv",), (".",)]


def test_downloads_are_cached_by_an_id() -> None:
    build = planned({"app.py": FLASK, "requirements.txt": "flask==3\n"}).stages[0]

    mounts = [mount for step in build.steps if isinstance(step, Run) for mount in step.mounts]
    assert {(mount.kind, mount.source, mount.target) for mount in mounts} == {
        (MountKind.CACHE, "pip", "/root/.cache/pip")
    }


def test_the_environment_comes_first_on_path() -> None:
    run = planned({"src/app.py": FLASK, "requirements.txt": "flask==3\n"}).stages[-1]

    assert environment(run) == {
        "PATH": "/app/.venv/bin:$PATH",
        "PYTHONUNBUFFERED": "1",
        "PYTHONPATH": "/app/src",
        "PORT": "8080",
    }


def test_a_file_that_is_run_needs_no_path() -> None:
    assert environment(planned({"src/main.py": "print(1)"}).stages[-1]) == {"PYTHONUNBUFFERED": "1"}


def test_a_package_below_src_needs_one() -> None:
    files = {"src/x/__main__.py": "print(1)", "src/x/__init__.py": "", "pyproject.toml": ""}

    assert environment(planned(files).stages[-1])["PYTHONPATH"] == "/app/src"


def test_uv_comes_from_its_image_and_uses_the_images_python() -> None:
    build = planned({"app.py": FLASK, "pyproject.toml": PROJECT, "uv.lock": ""}).stages[0]

    assert copied(build)[0] == ("/uv",)
    assert environment(build)["UV_PYTHON"] == "/usr/local/bin/python"
    assert commands(build) == [
        "uv sync --locked --no-dev --no-editable --no-install-project",
        "uv pip install --python /app/.venv gunicorn==27.0.1",
    ]


def test_a_project_without_a_lock_is_installed_into_an_environment() -> None:
    files = {"app.py": FLASK, "pyproject.toml": PROJECT + "[build-system]\n"}

    build = planned(files).stages[0]

    assert environment(build)["UV_PYTHON"] == "/app/.venv/bin/python"
    assert commands(build)[-1] == "uv pip install --no-deps ."
    assert copied(build)[-1] == (".",)


def test_a_program_without_dependencies_has_one_stage() -> None:
    plan = planned({"main.py": "print(1)"})

    assert len(plan.stages) == 1
    assert (plan.ends, plan.port, plan.health) == (True, None, None)


def test_an_added_server_alone_makes_a_stage() -> None:
    assert commands(planned({"app.py": FLASK}).stages[0])[-1] == "pip install gunicorn==27.0.1"


def test_system_packages_for_build_and_run_are_apart() -> None:
    build, run = planned({"app.py": FLASK, "requirements.txt": "flask==3\nmysqlclient==2\n"}).stages

    assert "default-libmysqlclient-dev" in commands(build)[1]
    assert "libmariadb3" in commands(run)[1]
    assert "-dev" not in commands(run)[1]


def test_a_worker_gets_an_init() -> None:
    plan = planned({"main.py": "while True: pass"})

    assert plan.start == ("tini", "--", "python", "main.py")
    assert "tini" in commands(plan.stages[-1])[1]
    assert not plan.ends


def test_sources_that_an_install_needs_come_before_it() -> None:
    build = planned({"main.py": "print(1)", "requirements.txt": "-e .\n", "setup.py": ""}).stages[0]

    assert copied(build) == [(".",)]
    assert commands(build)[-1] == "pip install --requirement requirements.txt"


def test_sources_are_copied_once_where_an_install_needs_them_all() -> None:
    project = PROJECT + '[tool.uv.sources]\nx = { path = "x" }\n[build-system]\n'

    build = planned({"app.py": FLASK, "pyproject.toml": project, "uv.lock": ""}).stages[0]

    assert copied(build) == [("/uv",), (".",)]


def test_decisions_carry_the_version_and_the_exact_server() -> None:
    plan = planned({"app.py": FLASK, ".python-version": "3.12"})

    assert [claim.value for claim in plan.decisions if claim.topic is Topic.RUNTIME] == [("3.12",)]
    assert [claim.value for claim in plan.decisions if claim.topic is Topic.SERVER] == [("gunicorn==27.0.1",)]
    assert str(plan.stages[0].image) == "python:3.12-slim-trixie"


def test_the_context_is_the_services_folder() -> None:
    plan = planned({"api/app.py": FLASK, "api/requirements.txt": "flask==3\n"})

    assert plan.context == "api"
