"""Django: which application is served, and what is collected."""

from __future__ import annotations

import pytest

from bot.types import Copy, Run, Topic
from tests.bot.stacks.pictures import cited, commands, doubts, environment, planned, recognised, said

MANAGE = """\
import os
from django.core.management import execute_from_command_line
os.environ.setdefault('DJANGO_SETTINGS_MODULE', 'shop.settings')
"""
WSGI = "from django.core.wsgi import get_wsgi_application\napplication = get_wsgi_application()\n"
ASGI = "from django.core.asgi import get_asgi_application\napplication = get_asgi_application()\n"
SETTINGS = """\
import os
SECRET_KEY = os.environ['DJANGO_SECRET_KEY']
DATABASE = os.environ['DATABASE_URL']
DEBUG: bool = False
"""
STATIC = SETTINGS + "STATIC_ROOT = BASE_DIR / 'staticfiles'\n"


def site(settings: str = SETTINGS, requirements: str = "django==5\n", **files: str) -> dict[str, str]:
    made = {
        "manage.py": MANAGE,
        "shop/settings.py": settings,
        "shop/wsgi.py": WSGI,
        "shop/asgi.py": ASGI,
        "requirements.txt": requirements,
    }
    return {**made, **{name.replace("__", "/") + ".py": text for name, text in files.items()}}


@pytest.mark.parametrize(
    ("requirements", "start"),
    [
        ("django==5\n", "gunicorn shop.wsgi:application"),
        ("django==5\ngunicorn==23\nuvicorn==1\n", "gunicorn shop.wsgi:application"),
        ("django==5\ndaphne==4\n", "daphne -b 0.0.0.0 -p ${PORT} shop.asgi:application"),
        ("django==5\nchannels==4\n", "uvicorn shop.asgi:application --host 0.0.0.0 --port ${PORT}"),
    ],
)
def test_the_interface_by_what_is_declared(requirements: str, start: str) -> None:
    assert [" ".join(argv) for argv in said(recognised(site(requirements=requirements)), Topic.START)] == [start]


def test_what_is_cited() -> None:
    facts = recognised(site())

    assert cited(facts, Topic.FRAMEWORK) == ["manage.py", "requirements.txt:1"]
    assert cited(facts, Topic.START) == ["shop/wsgi.py:2"]
    assert said(facts, Topic.SERVER) == [("gunicorn",)]


def test_a_project_below_its_folder() -> None:
    files = {f"backend/{name}" if not name.endswith(".txt") else name: text for name, text in site(STATIC).items()}

    build, run = planned(files).stages

    assert environment(run)["PYTHONPATH"] == "/app/backend"
    assert commands(build)[-1] == "python backend/manage.py collectstatic --noinput"
    assert [step.sources for step in run.steps if isinstance(step, Copy)][-1] == ("/app/backend/staticfiles/",)


def test_static_files_are_collected_with_a_secret_that_is_thrown_away() -> None:
    plan = planned(site(STATIC, "django==5\nwhitenoise==6\n"))

    collecting = [step for step in plan.stages[0].steps if isinstance(step, Run)][-1]
    assert collecting.commands == (("python", "manage.py", "collectstatic", "--noinput"),)
    assert collecting.env == (("DJANGO_SECRET_KEY", "build"),)
    assert "DJANGO_SECRET_KEY" not in environment(plan.stages[-1])
    assert "serves them" not in doubts(plan)


def test_static_files_that_nobody_serves_are_a_doubt() -> None:
    assert "nothing in the image serves them" in doubts(recognised(site(STATIC)))


@pytest.mark.parametrize("root", ["os.path.join(BASE_DIR, 'a', 'b')", "compute()", "'/var/www/../static'"])
def test_a_computed_static_root_is_a_doubt(root: str) -> None:
    facts = recognised(site(SETTINGS + f"STATIC_ROOT = {root}\n"))

    assert said(facts, Topic.BUILD) == []
    assert "STATIC_ROOT is computed" in doubts(facts)


@pytest.mark.parametrize("reading", ["env('SECRET_KEY')", "config('SECRET_KEY')", "os.environ['SECRET_KEY']"])
def test_secrets_that_settings_need(reading: str) -> None:
    facts = recognised(site(f"import os\nKEY = {reading}\nSTATIC_ROOT = 'static'\n"))

    assert ("SECRET_KEY", "build", "step") in said(facts, Topic.VARIABLE)


def test_secrets_with_a_default_need_nothing() -> None:
    facts = recognised(site("KEY = config('SECRET_KEY', default='x')\nSTATIC_ROOT = 'static'\n"))

    assert said(facts, Topic.VARIABLE) == []


def test_settings_of_production_are_read_where_they_stand() -> None:
    files = site() | {"shop/settings/__init__.py": "", "shop/settings/production.py": "STATIC_ROOT = 'collected'\n"}
    del files["shop/settings.py"]

    assert said(recognised(files), Topic.COPY) == [("collected",)]


def test_the_application_by_the_settings_where_no_file_shows_it() -> None:
    files = site(SETTINGS + "WSGI_APPLICATION = 'core.server.application'\n", shop__wsgi="", shop__asgi="")

    assert said(recognised(files), Topic.START) == [("gunicorn", "core.server:application")]


@pytest.mark.parametrize("settings", ["WSGI_APPLICATION = compute()\n", "WSGI_APPLICATION = 'x.app'\n", "def\n", ""])
def test_without_an_application_it_is_not_served_as_django(settings: str) -> None:
    files = {**site(settings, shop__wsgi="", shop__asgi=""), "main.py": "print(1)"}

    assert said(recognised(files), Topic.START) == [("python", "main.py")]


def test_broken_settings_do_not_stop_it() -> None:
    assert said(recognised(site("STATIC_ROOT = 'x'\nprint 1\n")), Topic.BUILD) == []


def test_a_manage_py_of_something_else() -> None:
    assert said(recognised({"manage.py": "print(1)", "main.py": "print(1)"}), Topic.START) == [("python", "main.py")]


def test_a_manage_py_that_names_no_settings() -> None:
    files = site(manage="import django\n")

    assert said(recognised(files), Topic.START) == [("gunicorn", "shop.wsgi:application")]
