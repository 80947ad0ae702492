"""Finds what has no application object of WSGI or ASGI: pages of Streamlit and Gradio, and workers of Celery."""

from __future__ import annotations

from bot.stacks.claims import claim
from bot.stacks.python import modules, web
from bot.stacks.python.servers import EVERYWHERE
from bot.types import Topic

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.stacks.folder import Folder
    from bot.stacks.python.requirements import Requirement
    from bot.stacks.python.seen import Module
    from bot.types import Claim, Doubt, Evidence

STREAMLIT_PORT = 8501
GRADIO_PORT = 7860
_NAMES = ("streamlit_app", "app", "main", "Home", "home", "dashboard", "index")


def claims(
    folder: Folder, parsed: Mapping[str, Module], declared: Mapping[str, Requirement]
) -> Iterator[Claim | Doubt]:
    """Everything that a plan needs to start it; nothing where there is none."""
    if file := _streamlit(parsed):
        yield from _streamlit_claims(folder, file, parsed[file], declared)
    elif file := next((name for name, one in parsed.items() if "gradio" in one.import_lines and one.listens), ""):
        yield from _gradio_claims(folder, file, parsed, declared)
    elif found := worker(folder, parsed):
        argv, place = found
        yield claim(Topic.KIND, "worker", at=place)
        yield claim(Topic.FRAMEWORK, "Celery", at=(place, *_declared(declared, "celery")))
        yield claim(Topic.ENTRY, argv[2], _import_root(folder, parsed, place), at=place)
        yield claim(Topic.START, *argv, at=place)
        yield claim(Topic.STOP_SIGNAL, "SIGTERM", at=place, why="Celery ends its tasks and then itself")


def worker(folder: Folder, parsed: Mapping[str, Module]) -> tuple[tuple[str, ...], Evidence] | None:
    """The command of a Celery worker, and where its application is built."""
    for file, module in parsed.items():
        for name, (called, line) in module.calls.items():
            if called in {"celery.Celery", "celery.app.Celery"}:
                dotted = modules.locate(folder, file, module).dotted
                return ("celery", "-A", f"{dotted}:{name}", "worker", "--loglevel=INFO"), folder.at(file, line)
    return None


def beside(folder: Folder, parsed: Mapping[str, Module]) -> Iterator[Claim]:
    """A worker of the same code as a web application: it runs in a container of its own."""
    if found := worker(folder, parsed):
        yield claim(Topic.PROCESS, *found[0], at=found[1], why="a Celery worker of the same image")


def _import_root(folder: Folder, parsed: Mapping[str, Module], place: Evidence) -> str:
    file = place.path.removeprefix(f"{folder.root}/" if folder.root else "")
    return modules.locate(folder, file, parsed[file]).import_root


def _streamlit(parsed: Mapping[str, Module]) -> str:
    """The script that is the first page: by its name, else the likeliest; those in `pages` are others."""
    own = [name for name, one in parsed.items() if "streamlit" in one.import_lines and "pages" not in name.split("/")]
    known = {name.rpartition("/")[2].removesuffix(".py"): name for name in reversed(own) if name.count("/") < 2}
    return next((known[name] for name in _NAMES if name in known), next(iter(own), ""))


def _streamlit_claims(
    folder: Folder, file: str, module: Module, declared: Mapping[str, Requirement]
) -> Iterator[Claim]:
    place = folder.at(file, module.import_lines["streamlit"])
    own = ("--server.headless=true", "--browser.gatherUsageStats=false")
    start = ("streamlit", "run", file, "--server.port=${PORT}", f"--server.address={EVERYWHERE}", *own)
    yield claim(Topic.KIND, "web", at=place)
    yield claim(Topic.FRAMEWORK, "Streamlit", at=(place, *_declared(declared, "streamlit")))
    yield claim(Topic.ENTRY, file, at=place)
    yield claim(Topic.START, *start, at=place)
    yield claim(Topic.STOP_SIGNAL, "SIGTERM", at=place, why="Streamlit handles it")
    yield claim(Topic.PORT, str(STREAMLIT_PORT), at=place, why="Streamlit's own default", certain=False)
    yield claim(Topic.HEALTH_PATH, "/_stcore/health", at=place, why="Streamlit's own answer", certain=False)


def _gradio_claims(
    folder: Folder, file: str, parsed: Mapping[str, Module], declared: Mapping[str, Requirement]
) -> Iterator[Claim | Doubt]:
    listens = parsed[file].listens[0]
    place = folder.at(file, listens.line)
    named = listens.port is not None
    told = () if named else ("env", "GRADIO_SERVER_PORT=${PORT}")
    yield claim(Topic.KIND, "web", at=place)
    yield claim(Topic.FRAMEWORK, "Gradio", at=(place, *_declared(declared, "gradio")))
    yield claim(Topic.ENTRY, file, at=place)
    yield claim(Topic.START, *told, "python", file, at=place)
    yield claim(Topic.VARIABLE, "GRADIO_SERVER_NAME", EVERYWHERE, at=place, why="Gradio listens on 127.0.0.1 otherwise")
    if named:
        yield from web.listening(folder, file, parsed)
    else:
        yield claim(Topic.PORT, str(GRADIO_PORT), at=place, why="Gradio's own default", certain=False)
    yield claim(Topic.HEALTH_PATH, "/", at=place, why="the page itself", certain=False)


def _declared(declared: Mapping[str, Requirement], name: str) -> tuple[Evidence, ...]:
    return (declared[name].evidence,) if name in declared else ()
