"""What the page about stacks says of Python."""

from __future__ import annotations

from bot.stacks.python.exported import INSTALLS as EXPORTED
from bot.stacks.python.exported import LOCKS
from bot.stacks.python.frameworks import FRAMEWORKS
from bot.stacks.rows import Install, Row


def _named(interface: str) -> tuple[str, ...]:
    """The frameworks of an interface, each once."""
    return tuple(dict.fromkeys(one.name for one in FRAMEWORKS.values() if one.interface == interface))


_OBJECT = "an object built in a module's own body, or a factory that returns one, read from the syntax tree"

ROWS = (
    Row(
        what=("Django",),
        found="`manage.py` and the settings it names; `wsgi.py`, or `asgi.py` where only an ASGI server is declared. "
        "Static files are collected where `STATIC_ROOT` is set",
        starts=(
            "gunicorn <package>.wsgi:application",
            "uvicorn <package>.asgi:application …",
            "daphne -b 0.0.0.0 -p ${PORT} <package>.asgi:application",
            "hypercorn --bind 0.0.0.0:${PORT} <package>.asgi:application",
        ),
    ),
    Row(
        what=_named("asgi"),
        found=f"{_OBJECT}; hypercorn or daphne where they are what is declared",
        starts=(
            "uvicorn <module>:<object> --host 0.0.0.0 --port ${PORT}",
            "uvicorn --factory <module>:<factory> --host 0.0.0.0 --port ${PORT}",
            "hypercorn --bind 0.0.0.0:${PORT} <module>:<object>",
            "daphne -b 0.0.0.0 -p ${PORT} <module>:<object>",
        ),
    ),
    Row(
        what=_named("wsgi"),
        found=f"{_OBJECT}; gunicorn binds `0.0.0.0:$PORT` by itself; waitress where it is what is declared",
        starts=("gunicorn <module>:<object>", "gunicorn <module>:<factory>()", "waitress-serve --port=${PORT} …"),
    ),
    Row(
        what=_named("sanic"),
        found=_OBJECT,
        starts=("sanic --host 0.0.0.0 --port ${PORT} --single-process <module>:<object>",),
    ),
    Row(
        what=_named("own"),
        found="the file that builds the application and runs it; an aiohttp application that no file runs is given to "
        "gunicorn",
        starts=(
            "python <file>",
            "python -m <module>",
            "gunicorn --worker-class aiohttp.GunicornWebWorker <module>:<object>",
        ),
    ),
    Row(
        what=("Streamlit",),
        found="a file that imports it, by its name (`streamlit_app.py`, `app.py` …); those in `pages/` are others",
        starts=("streamlit run <file> --server.port=${PORT} --server.address=0.0.0.0 …",),
    ),
    Row(
        what=("Gradio",),
        found="the file that calls `launch()`; it listens where `GRADIO_SERVER_NAME` says",
        starts=("env GRADIO_SERVER_PORT=${PORT} python <file>", "python <file>"),
    ),
    Row(
        what=("Celery",),
        found="`Celery(…)` in a module's own body; beside a web application it is another process of the same image",
        starts=("celery -A <module>:<object> worker --loglevel=INFO",),
    ),
    Row(
        what=("MkDocs",),
        found="`mkdocs.yml`, where MkDocs is among the dependencies or there are none; `mkdocs build` makes the pages",
        starts=("nginx -g daemon off;",),
    ),
    Row(
        what=("programs that listen", "workers", "jobs"),
        found="`[project.scripts]`, a package's `__main__.py`, a file with a program's name (`main.py`, `bot.py` …), "
        "the only file; a call that binds a port makes it a web service, a loop without an end a worker",
        starts=("<script>", "python -m <package>", "python <file>"),
    ),
)

_UNPINNED = "what is not pinned is said as a doubt"
INSTALLS = (
    Install(
        found="`uv.lock`; every member's manifest of a workspace is copied first",
        command="uv sync --locked --no-dev --no-editable …",
    ),
    *(Install(found=f"`{lock}`", command=" && ".join(map(" ".join, EXPORTED[name]))) for lock, name in LOCKS.items()),
    Install(
        found="`requirements*.txt`, with what they include",
        command="pip install --requirement <file>",
        otherwise=_UNPINNED,
    ),
    Install(
        found="`[project]` without a lock",
        command="uv pip install --requirements pyproject.toml",
        otherwise=_UNPINNED,
    ),
    Install(found="`Pipfile` without a lock", command="pipenv install", otherwise=_UNPINNED),
    Install(found="`setup.py`, Poetry without a lock", command="pip install .", otherwise=_UNPINNED),
)

VERSIONS = (
    "`requires-python`, `.python-version`, `runtime.txt`, `.tool-versions`, `mise.toml`, `Pipfile`, and up to which "
    "version every package of `uv.lock` has a wheel."
)
