"""C#, F# and Visual Basic: ASP.NET Core, workers and console programs that `dotnet` publishes."""

from __future__ import annotations

from bot.errors import ManifestUnreadable
from bot.types import Claim, Doubt, Facts, Service, Topic

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.catalogue import Catalogue
    from bot.stacks.dotnet.programs import Program
    from bot.types import Plan, Snapshot

NAME = "dotnet"
READS = (
    *(f"**/*{ending}" for ending in (".csproj", ".fsproj", ".vbproj", ".sln", ".slnx", ".esproj")),
    "**/global.json",
    "**/Directory.Build.props",
    "**/Directory.Packages.props",
    "**/Program.cs",
    "**/Program.fs",
    "**/Startup.cs",
    "**/nuget.config",
    "**/NuGet.config",
    "**/NuGet.Config",
    "**/appsettings.json",
    "**/ClientApp/package.json",
)
FOLLOWED = 60  # files of sources, and of imports, that are read


def follow(snapshot: Snapshot) -> tuple[str, ...]:
    """What project files import, and the sources of the projects."""
    if not _any(snapshot):
        return ()
    from contextlib import suppress

    from bot.stacks.dotnet import programs, projects

    files = [path for ending in projects.ENDINGS for path in snapshot.match(f"**/*{ending}")]
    found: dict[str, None] = {}
    started: list[str] = []
    for path in files:
        with suppress(ManifestUnreadable):  # it is said when it is recognised
            if project := projects.read(snapshot, path):
                found |= dict.fromkeys(projects.imported(project))
                started += [project.folder] if programs.is_program(project) else []
    code = programs.sources(snapshot, {path.rpartition("/")[0] for path in files})
    for folder in started:
        found |= dict.fromkeys(code.get(folder, ()))
    return tuple(path for path in found if snapshot.has(path) and path not in snapshot.texts)[:FOLLOWED]


def _any(snapshot: Snapshot) -> bool:
    return any(snapshot.match(f"**/*{ending}") for ending in (".csproj", ".fsproj", ".vbproj"))


def recognise(snapshot: Snapshot) -> tuple[Facts, ...]:
    """One Facts for each program that serves or works, else one for each solution. Raises ManifestUnreadable."""
    if not _any(snapshot):
        return ()
    from bot.stacks.dotnet import programs

    found = programs.find(snapshot)
    return tuple(_service(snapshot, every, others=_shared(every[0], found)) for every in found)


def _shared(program: Program, found: tuple[tuple[Program, ...], ...]) -> bool:
    """Whether a solution holds more services than this one, so that each gets its own folder."""
    return sum(one[0].home == program.home for one in found) > 1


def _service(snapshot: Snapshot, every: tuple[Program, ...], *, others: bool) -> Facts:
    from bot.stacks.dotnet import builds, pins, scripts, web

    program, *rest = every
    beside = [one for one in rest if one.kind == program.kind]
    root = program.project.folder if others else program.home
    name = program.project.name if others else root.rpartition("/")[2] or snapshot.name
    build = builds.of(snapshot, program, root)
    said = (
        *builds.claims(snapshot, program, build, root),
        *pins.runtime(snapshot, program),
        *pins.sdk(snapshot, build.context, build.projects),
        *scripts.claims(snapshot, build.projects),
        *_program(snapshot, program, beside),
        *(web.claims(snapshot, program, _start(program)) if program.kind == "web" and not program.pages else ()),
        *web.variables(snapshot, program),
    )
    return Facts(
        service=Service(name=name, root=root),
        stack=NAME,
        claims=tuple(one for one in said if isinstance(one, Claim)),
        doubts=tuple(one for one in said if isinstance(one, Doubt)),
    )


def _start(program: Program) -> tuple[str, ...]:
    return ("dotnet", f"{program.project.assembly}.dll")


def _program(snapshot: Snapshot, program: Program, beside: list[Program]) -> Iterator[Claim | Doubt]:
    """What the program is, how it is started and stopped, and that it is one of several."""
    from bot.stacks import nginx
    from bot.stacks.claims import claim, doubt
    from bot.stacks.dotnet import image
    from bot.stacks.folder import Folder

    place = program.why.place(snapshot)
    why = "" if program.certain else "nothing says that it lasts"
    yield claim(Topic.KIND, program.kind, at=place, why=why, certain=program.certain)
    if not program.pages:
        yield claim(Topic.STOP_SIGNAL, "SIGTERM", at=place, why="the runtime ends the program when it is told to stop")
    if program.pages:
        why = "its pages find their way in the browser"
        yield claim(Topic.FRAMEWORK, image.BLAZOR, at=place)
        yield claim(Topic.FALLBACK, "/index.html", at=place, why=why)
        yield claim(Topic.PORT, str(nginx.PORT), at=place, why="the unprivileged server's port", certain=False)
        yield claim(Topic.HEALTH_PATH, "/", at=place)
    elif program.kind == "web" and not program.listener:
        yield claim(Topic.FRAMEWORK, "ASP.NET Core", at=place)
    if program.kind != "web":
        yield claim(Topic.START, *_start(program), at=Folder(snapshot=snapshot).at(program.project.file))
    if beside:
        listed = ", ".join(sorted(one.project.name for one in beside)[:6])
        yield doubt(
            Topic.ENTRY,
            f"{program.project.name} is one of several programs; beside it stand {listed}.",
            "Say which one is meant, or name it like the solution.",
            place,
        )


def plan(facts: Facts, catalogue: Catalogue) -> Plan:
    """A stage with the SDK that publishes, and one with the runtime."""
    from bot.stacks.dotnet import image

    return image.plan(facts, catalogue)
