"""Plans the image of a Python service: a virtual environment made in one stage, copied into the one that runs."""

from __future__ import annotations

from bot.frozen import replace
from bot.stacks import nginx, steps
from bot.stacks.claims import claim, decisions, value, values
from bot.stacks.python import exported
from bot.stacks.versions import Resolved, resolve
from bot.types import Copy, Env, Plan, Run, Stage, Topic, Workdir

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.catalogue import Catalogue
    from bot.types import Claim, Facts, Mount, Step

VENV = "/app/.venv"
PYTHON = "/usr/local/bin/python"
UV = "ghcr.io/astral-sh/uv"
IGNORE = (
    "**/__pycache__",
    "**/*.pyc",
    "**/.venv",
    "**/venv",
    "**/*.egg-info",
    "**/.pytest_cache",
    "**/.mypy_cache",
    "**/.ruff_cache",
    "**/.tox",
    "**/.coverage",
    "**/htmlcov",
)
_CACHES = {"pip": "/root/.cache/pip", "uv": "/root/.cache/uv"}
_TAKEN = (
    Topic.SERVICE,
    Topic.KIND,
    Topic.FRAMEWORK,
    Topic.PACKAGE_MANAGER,
    Topic.LOCK_FILE,
    Topic.INSTALL,
    Topic.BUILD,
    Topic.ENTRY,
    Topic.START,
    Topic.PORT,
    Topic.HEALTH_PATH,
    Topic.STOP_SIGNAL,
    Topic.SYSTEM_PACKAGE_BUILD,
    Topic.SYSTEM_PACKAGE_RUN,
    Topic.VARIABLE,
)


def plan(facts: Facts, catalogue: Catalogue) -> Plan:
    """The Plan; every word of it comes from the facts and the catalogue."""
    runtime = resolve(facts, "python", catalogue)
    image = catalogue.image("python", f"{runtime.version}-slim-{steps.suite(catalogue, 'python', runtime.version)}")
    server = _server(facts, catalogue)
    needed = steps.system_packages(facts, catalogue, "python")
    path = steps.health_path(facts)
    if facts.first(Topic.OUTPUT):
        return _site(facts, catalogue, runtime, needed, server)
    building = (Stage(name="build", image=image, steps=tuple(_building(facts, catalogue, needed, server))),)
    installs = any(facts.first(topic) for topic in (Topic.INSTALL, Topic.BUILD, Topic.SERVER))
    return Plan(
        service=facts.service,
        stack=facts.stack,
        context=(*value(facts, Topic.SERVICE)[1:], facts.service.root)[0],
        stages=(
            *(building if installs else ()),
            Stage(name="", image=image, steps=tuple(_running(facts, needed, installs=installs))),
        ),
        start=steps.start(facts),
        port=steps.port(facts),
        health=steps.python_health(path) if path else None,
        ends=facts.word(Topic.KIND) == "job",
        ignore=IGNORE,
        decisions=(
            runtime.decision,
            *decisions(facts, *_TAKEN),
            *needed.decisions,
            *server,
        ),
        doubts=(*runtime.doubts, *facts.doubts),
    )


def _site(
    facts: Facts, catalogue: Catalogue, runtime: Resolved, needed: steps.SystemPackages, server: tuple[Claim, ...]
) -> Plan:
    """Pages that are made in one stage and served from another, in which no Python is left."""
    image = catalogue.image("python", f"{runtime.version}-slim-{steps.suite(catalogue, 'python', runtime.version)}")
    build = Stage(name="build", image=image, steps=tuple(_building(facts, catalogue, needed, server)))
    pages = Copy(sources=(f"{facts.word(Topic.OUTPUT)}/",), target=nginx.HTML, source_stage="build")
    taken = (runtime.decision, *decisions(facts, *_TAKEN), *needed.decisions, *server)
    planned = nginx.plan(facts, catalogue, (build,), (pages,), taken, ignore=IGNORE)
    return replace(planned, doubts=(*runtime.doubts, *facts.doubts))


def _server(facts: Facts, catalogue: Catalogue) -> tuple[Claim, ...]:
    """The servers to add, with the catalogue's exact versions: nothing else is ever added."""
    return tuple(
        claim(Topic.SERVER, f"{name}=={catalogue.servers[name]}", at=found.evidence, why=found.reason)
        for found in facts.all(Topic.SERVER)
        if (name := found.value[0]) in catalogue.servers
    )


def _building(
    facts: Facts, catalogue: Catalogue, needed: steps.SystemPackages, server: tuple[Claim, ...]
) -> Iterator[Step]:
    """Dependencies before sources, so that an edit of the sources reinstalls nothing."""
    manager = facts.word(Topic.PACKAGE_MANAGER, "pip")
    tool = "uv" if manager.startswith("uv") else "pip"
    mounts = (steps.cache(tool, _CACHES[tool]),)
    yield from steps.apt(needed.build, "What the dependencies are compiled with")
    yield from _tools(manager, catalogue, mounts)
    yield Workdir(path=steps.APP)
    if manager != "uv":
        yield Run(commands=(("python", "-m", "venv", "--without-pip", VENV),))
    files = value(facts, Topic.MANIFEST)
    yield from steps.copies(files)
    if install := values(facts, Topic.INSTALL):
        yield Run(commands=install, mounts=mounts)
    if server:
        adding = tuple(_adds(tool, found.value[0]) for found in server)
        yield Run(commands=adding, mounts=mounts, env=_into_venv(manager), comment="The server that nobody declared")
    if values(facts, Topic.BUILD):
        if files != (".",):
            yield steps.EVERYTHING
        yield from _builds(facts, mounts, manager)


def _builds(facts: Facts, mounts: tuple[Mount, ...], manager: str) -> Iterator[Step]:
    """What needs the sources: the project's own installation, then commands that the project itself runs."""
    every = values(facts, Topic.BUILD)
    installs = tuple(argv for argv in every if argv[0] in {"uv", "pip"})
    others = tuple(argv for argv in every if argv not in installs)
    if installs:
        yield Run(commands=installs, mounts=mounts, env=_into_venv(manager))
    if others:
        once = tuple((one[0], one[1]) for one in values(facts, Topic.VARIABLE) if one[2:] == ("step",))
        yield Env(pairs=(("PATH", f"{VENV}/bin:$PATH"),))
        if inside := _inside(facts):
            yield Workdir(path=f"{steps.APP}/{inside}")
        yield Run(commands=others, env=once)


def _tools(manager: str, catalogue: Catalogue, mounts: tuple[Mount, ...]) -> Iterator[Step]:
    """The installer, in the build stage alone, and where it installs to."""
    if manager.startswith("uv"):
        yield Copy(sources=("/uv",), target="/usr/local/bin/", source_image=catalogue.image(UV, catalogue.tools["uv"]))
        yield Env(pairs=_uv_env(manager))
        return
    if tools := exported.TOOLS.get(manager):
        exact = tuple(f"{name}=={catalogue.tools[name]}" for name in tools)
        yield Run(commands=(("pip", "install", *exact),), mounts=mounts, comment=f"{manager} stays in this stage")
    # pipenv takes the environment that it finds itself in, where its own would insist on the patch of Python
    here = ("VIRTUAL_ENV", VENV) if manager == "pipenv" else ("PIP_PYTHON", f"{VENV}/bin/python")
    yield Env(pairs=(("PIP_DISABLE_PIP_VERSION_CHECK", "1"), here))


def _into_venv(manager: str) -> tuple[tuple[str, str], ...]:
    """Pipenv's own calls of pip must not be told where to install, the others after it must."""
    return (("PIP_PYTHON", f"{VENV}/bin/python"),) if manager == "pipenv" else ()


def _uv_env(manager: str) -> tuple[tuple[str, str], ...]:
    python = PYTHON if manager == "uv" else f"{VENV}/bin/python"
    return (
        ("UV_COMPILE_BYTECODE", "1"),
        ("UV_LINK_MODE", "copy"),
        ("UV_PYTHON", python),
        ("UV_PYTHON_DOWNLOADS", "never"),
    )


def _adds(tool: str, package: str) -> tuple[str, ...]:
    return ("uv", "pip", "install", "--python", VENV, package) if tool == "uv" else ("pip", "install", package)


def _running(facts: Facts, needed: steps.SystemPackages, *, installs: bool) -> Iterator[Step]:
    yield from steps.apt(steps.running_packages(facts, needed), "What the program needs while it runs")
    yield steps.user()
    yield Workdir(path=steps.APP)
    yield Env(pairs=tuple(_environment(facts, installs=installs)))
    if installs:
        yield Copy(sources=(VENV,), target=VENV, source_stage="build")
    inside = _inside(facts)
    yield Copy(sources=(f"{inside}/",), target="./") if inside else steps.EVERYTHING
    built = f"{steps.APP}/{inside}" if inside else steps.APP
    for made in values(facts, Topic.COPY):
        yield Copy(sources=(f"{built}/{made[0]}/",), target=f"./{made[0]}/", source_stage="build")


def _inside(facts: Facts) -> str:
    """The folder of a workspace's member within what is built, "" for a service that stands alone."""
    own, home = (*value(facts, Topic.SERVICE), "", "")[:2]
    return own[len(home) :].strip("/")


def _environment(facts: Facts, *, installs: bool) -> Iterator[tuple[str, str]]:
    if installs:
        yield "PATH", f"{VENV}/bin:$PATH"
    yield "PYTHONUNBUFFERED", "1"
    yield from ((one[0], one[1]) for one in values(facts, Topic.VARIABLE) if len(one) == 2)
    entry = value(facts, Topic.ENTRY)
    if len(entry) > 1 and entry[1] and ("-m" in value(facts, Topic.START) or ":" in entry[0]):
        yield "PYTHONPATH", f"{steps.APP}/{entry[1]}"
    if (port := steps.port(facts)) is not None:
        yield "PORT", str(port)
