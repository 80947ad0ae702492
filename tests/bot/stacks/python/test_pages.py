"""Pages of Streamlit and Gradio, and workers of Celery."""

from __future__ import annotations

import pytest

from bot.types import Topic
from tests.bot.stacks.pictures import cited, environment, planned, recognised, said

STREAMLIT = "import streamlit as st\n"
GRADIO = "import gradio as gr\ndemo = gr.Interface()\n"
CELERY = "from celery import Celery\napp = Celery('x')\n"


@pytest.mark.parametrize(
    ("files", "page"),
    [
        ({"app.py": STREAMLIT, "pages/main.py": STREAMLIT, "util.py": ""}, "app.py"),
        ({"main.py": STREAMLIT, "src/streamlit_app.py": STREAMLIT}, "src/streamlit_app.py"),
        ({"show.py": STREAMLIT, "a/b/app.py": STREAMLIT}, "show.py"),
        ({"app.py": STREAMLIT, "src/app.py": STREAMLIT}, "app.py"),
    ],
)
def test_the_first_page_of_streamlit(files: dict[str, str], page: str) -> None:
    facts = recognised(files)

    assert said(facts, Topic.START)[0][:4] == ("streamlit", "run", page, "--server.port=${PORT}")
    assert said(facts, Topic.PORT) == [("8501",)]
    assert said(facts, Topic.HEALTH_PATH) == [("/_stcore/health",)]


def test_a_declared_package_is_cited() -> None:
    facts = recognised({"app.py": STREAMLIT, "requirements.txt": "streamlit==1"})

    assert cited(facts, Topic.FRAMEWORK) == ["app.py:1", "requirements.txt:1"]


def test_gradio_listens_everywhere_and_on_the_port_that_is_given() -> None:
    plan = planned({"app.py": f"{GRADIO}demo.launch()"})

    assert plan.start == ("tini", "--", "env", "GRADIO_SERVER_PORT=${PORT}", "python", "app.py")
    assert environment(plan.stages[-1])["GRADIO_SERVER_NAME"] == "0.0.0.0"  # noqa: S104  inside a container
    assert plan.port == 7860


def test_gradio_with_a_port_of_its_own_keeps_it() -> None:
    facts = recognised({"app.py": f"{GRADIO}demo.launch(server_port=7000)"})

    assert said(facts, Topic.START) == [("python", "app.py")]
    assert said(facts, Topic.PORT) == [("7000",)]


def test_a_library_that_imports_gradio_and_launches_nothing_is_no_page() -> None:
    assert said(recognised({"main.py": GRADIO}), Topic.FRAMEWORK) == []


def test_an_application_of_celery_is_a_worker() -> None:
    plan = planned({"src/jobs/tasks.py": CELERY, "src/jobs/__init__.py": "", "requirements.txt": "celery==5"})

    assert plan.start == ("celery", "-A", "jobs.tasks:app", "worker", "--loglevel=INFO")
    assert (plan.port, plan.health, plan.ends) == (None, None, False)
    assert environment(plan.stages[-1])["PYTHONPATH"] == "/app/src"


def test_in_a_folder_below_too() -> None:
    facts = recognised({"back/jobs.py": CELERY, "back/requirements.txt": "celery==5"})

    assert said(facts, Topic.START) == [("celery", "-A", "jobs:app", "worker", "--loglevel=INFO")]


def test_a_worker_beside_a_web_application_is_another_process_of_its_image() -> None:
    facts = recognised({"main.py": "from fastapi import FastAPI\napp = FastAPI()\n", "jobs.py": CELERY})

    assert said(facts, Topic.FRAMEWORK) == [("FastAPI",)]
    assert said(facts, Topic.PROCESS) == [("celery", "-A", "jobs:app", "worker", "--loglevel=INFO")]
