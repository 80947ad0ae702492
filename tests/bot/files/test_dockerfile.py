"""Dockerfiles: the whole text is the point, so it stands here."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.errors import Unwritable
from bot.files import dockerfile
from bot.types import Copy, Mount, MountKind, Run, Service, Stage
from tests.bot.files.plans import script, web

WHOLE = r"""# syntax=docker/dockerfile:1

FROM python:3.14-slim-trixie AS build
WORKDIR /app
ARG PUBLIC_URL="https://example.org/a b"
ARG PUBLIC_EMPTY
ENV PYTHONUNBUFFERED=1 \
    GREETING="say \"hi\" for \$5"

# Dependencies first
COPY requirements.txt ./
RUN --mount=type=cache,id=pip,target=/root/.cache/pip,sharing=locked \
    --mount=type=bind,source=app,from=deps,target=/deps \
    SECRET_KEY='build only' python -m venv /app/.venv && \
    SECRET_KEY='build only' pip install -r requirements.txt
COPY . ./

FROM python:3.14-slim-trixie
WORKDIR /app
ENV PATH=/app/.venv/bin:$PATH \
    PORT=8080
COPY --from=build --chown=10001:10001 ["/app/a b", "/app", "/app/"]
COPY --from=ghcr.io/astral-sh/uv:0.13.9 /uv /bin/

USER 10001:10001
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=5s --start-period=10s --retries=3 \
    CMD ["python", "-c", "import urllib.request as r; r.urlopen('http://127.0.0.1:8080/', timeout=3)"]
CMD ["gunicorn", "app:app"]
"""


def test_a_web_application_is_written_whole() -> None:
    assert dockerfile.render(web()) == WHOLE


def test_a_program_without_a_port_has_no_expose_and_no_healthcheck() -> None:
    text = dockerfile.render(script(ends=True))

    assert "EXPOSE" not in text
    assert "HEALTHCHECK" not in text
    assert text.endswith('CMD ["python", "main.py"]\n')


def test_a_stop_signal_is_written_when_it_is_not_the_usual_one() -> None:
    assert "\nSTOPSIGNAL SIGINT\n" in dockerfile.render(web(stop_signal="SIGINT"))


def test_a_stage_can_follow_another_and_the_last_can_have_a_name() -> None:
    plan = web()
    plan = replace(plan, stages=(*plan.stages, Stage(name="run", parent="build", steps=())))

    assert "\nFROM build AS run\n" in dockerfile.render(plan)


def test_a_port_in_the_start_command_takes_the_one_shell_form() -> None:
    argv = dockerfile.start(("uvicorn", "app:app", "--port", "${PORT}", "--log", "a b"))

    assert argv == ("sh", "-c", "exec uvicorn app:app --port ${PORT} --log 'a b'")


def test_the_file_lies_in_the_folder_of_its_service() -> None:
    assert dockerfile.path(web(service=Service(name="x", root="services/x"))) == "services/x/Dockerfile"


@pytest.mark.parametrize("word", ["a\nUSER root", "a\rb", "a\x00b", "a\u2028b"])
def test_a_word_that_would_end_a_line_is_refused(word: str) -> None:
    plan = web(stages=(replace(web().stages[0], steps=(Copy(sources=(word,), target="./"),)),))

    with pytest.raises(Unwritable, match="control character"):
        dockerfile.render(plan)


def test_a_mount_without_a_source_is_known_by_its_target() -> None:
    step = Run(commands=(("true",),), mounts=(Mount(kind=MountKind.CACHE, target="/cache"),))

    text = dockerfile.render(web(stages=(replace(web().stages[0], steps=(step,)),)))

    assert "RUN --mount=type=cache,target=/cache \\\n    true" in text
