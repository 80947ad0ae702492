"""Shell: a repository that is scripts alone; one with a program's name, or the only one, run by the shell it names."""

from __future__ import annotations

from bot.lazy import pattern
from bot.stacks import script, steps
from bot.stacks.claims import REQUIRED, claim, decisions, doubt
from bot.stacks.folder import Folder, aside
from bot.stacks.rows import Row
from bot.types import Claim, Doubt, Env, Facts, Plan, Service, Stage, Topic, Workdir

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.catalogue import Catalogue
    from bot.stacks.script import Script
    from bot.types import Snapshot, Step

NAME = "shell"
NAMES = (
    *("start.sh", "run.sh", "main.sh", "app.sh", "server.sh", "worker.sh", "entrypoint.sh", "docker-entrypoint.sh"),
    *("start", "run", "entrypoint"),
)
READS = (*NAMES, "*.sh")
SUITE = "trixie"
ROWS = (
    Row(
        what=("scripts",),
        found="`start.sh`, `run.sh` or another script with a program's name, else the only `*.sh`, where nothing "
        "else is there to start; its first line names the shell, and what it calls is installed. One that listens is a "
        "web service, one that repeats a worker",
        starts=("bash <script>", "sh <script>", "zsh <script>"),
    ),
)
# What prepares, checks or ships a repository is not what it is for.
_TOOLS = pattern(
    r"(?:.*[-_.])?(?:install|setup|bootstrap|build|test|tests|lint|format|release|deploy|publish|update|clean|ci)"
    r"(?:[-_.].*)?\.sh"
)
# A script beside a program's sources or manifest only starts, builds or ships that program.
_PROGRAM = pattern(
    r".*\.(?:py|ipynb|[cm]?[jt]sx?|vue|svelte|go|rs|java|kts?|scala|cs|fs|vb|php|rb|exs?|erl|gleam|c|cc|cpp|cxx|swift|dart"
    r"|zig|cr|hs|clj|jl|[rR]|pl|lua|nim|ml|csproj|fsproj|sln)"
    r"|(?:.*/)?(?:package\.json|pyproject\.toml|requirements\.txt|Pipfile|go\.mod|Cargo\.toml|pom\.xml|Gemfile"
    r"|composer\.json|mix\.exs|deno\.jsonc?|CMakeLists\.txt|meson\.build|Makefile|build\.gradle|environment\.ya?ml)"
)


def follow(snapshot: Snapshot) -> tuple[str, ...]:
    """Nothing: what a script calls is not read."""
    del snapshot
    return ()


def recognise(snapshot: Snapshot) -> tuple[Facts, ...]:
    """The one script of the repository's own folder that is its program."""
    folder = Folder(snapshot=snapshot)
    name = _program(folder)
    if not name or any(_PROGRAM.fullmatch(path) and not aside(path) for path in snapshot.tree.sizes):
        return ()
    read = script.read(folder.text(name))
    if read is None:
        return ()
    said = tuple(_claims(folder, name, read))
    service = Service(name=snapshot.name)
    claims = tuple(one for one in said if isinstance(one, Claim))
    doubts = tuple(one for one in said if isinstance(one, Doubt))
    return (Facts(service=service, stack=NAME, claims=claims, doubts=doubts),)


def _program(folder: Folder) -> str:
    """A script with a program's name, else the only one that is no tool."""
    named = next((name for name in NAMES if folder.text(name) and _is_script(folder, name)), "")
    if named:
        return named
    others = [name for name in folder.match("*.sh") if folder.text(name) and not _TOOLS.fullmatch(name)]
    return others[0] if len(others) == 1 else ""


def _is_script(folder: Folder, name: str) -> bool:
    return name.endswith(".sh") or folder.text(name).startswith("#!")


def _claims(folder: Folder, name: str, read: Script) -> Iterator[Claim | Doubt]:
    named = folder.at(name, 1) if read.shebang else folder.at(name)
    why = "the shell that its first line names" if read.shebang else "no first line names a shell"
    yield from _kind(folder, name, read)
    yield claim(Topic.ENTRY, name, at=named)
    yield claim(Topic.START, read.shell, name, at=named, why=why)
    yield from _variables(folder, name, read)
    if read.shell == "zsh":
        yield claim(Topic.SYSTEM_PACKAGE_RUN, "zsh", at=named, why="the shell that its first line names")
    for packages, command, line in script.packages(read):
        yield claim(Topic.SYSTEM_PACKAGE_RUN, *packages, at=folder.at(name, line), why=f"{name} calls {command}")
    for command, line in script.missing(read):
        yield doubt(
            Topic.SYSTEM_PACKAGE_RUN,
            f"{name} calls {command}, which Debian does not package: it is not in the image.",
            f"Do without {command}, or start from an image that has it.",
            folder.at(name, line),
        )


def _kind(folder: Folder, name: str, read: Script) -> Iterator[Claim]:
    """Whether it listens, repeats, or ends by itself."""
    if read.listens:
        place = folder.at(name, read.listens)
        port, line = read.port or (steps.PORT, read.listens)
        yield claim(Topic.KIND, "web", at=place)
        yield claim(Topic.PORT, str(port), at=folder.at(name, line), why="where it listens", certain=bool(read.port))
        yield claim(Topic.HEALTH_PATH, "/", at=place, why="any answer shows that it serves", certain=False)
    elif read.endless:
        yield claim(Topic.KIND, "worker", at=folder.at(name, read.endless))
    else:
        yield claim(Topic.KIND, "job", at=folder.at(name), why="nothing in it listens or repeats", certain=False)


def _variables(folder: Folder, name: str, read: Script) -> Iterator[Claim]:
    for variable, line in read.variables.items():
        if variable != "PORT":
            needed = REQUIRED if variable in read.required else ()
            yield claim(Topic.VARIABLE, variable, *needed, at=folder.at(name, line))


def plan(facts: Facts, catalogue: Catalogue) -> Plan:
    """One stage: a slim Debian with what the script calls."""
    needed = steps.system_packages(facts, catalogue, NAME)
    path = steps.health_path(facts)
    taken = (Topic.KIND, Topic.ENTRY, Topic.START, Topic.PORT, Topic.HEALTH_PATH, Topic.SYSTEM_PACKAGE_RUN)
    return Plan(
        service=facts.service,
        stack=NAME,
        stages=(
            Stage(
                name="",
                image=catalogue.image("debian", f"{SUITE}-slim"),
                steps=tuple(_running(facts, needed)),
            ),
        ),
        start=steps.start(facts),
        port=steps.port(facts),
        health=steps.perl_health(path) if path else None,
        ends=facts.word(Topic.KIND) == "job",
        decisions=(*decisions(facts, *taken, Topic.VARIABLE), *needed.decisions),
        doubts=facts.doubts,
    )


def _running(facts: Facts, needed: steps.SystemPackages) -> Iterator[Step]:
    yield from steps.apt(steps.running_packages(facts, needed), "What the script calls")
    yield steps.user()
    yield Workdir(path=steps.APP)
    if (port := steps.port(facts)) is not None:
        yield Env(pairs=(("PORT", str(port)),))
    yield steps.EVERYTHING
