"""Plans the image of a .NET program: the SDK restores and publishes it, the runtime's own image runs it."""

from __future__ import annotations

from bot.frozen import replace
from bot.stacks import front, nginx, steps
from bot.stacks.claims import decisions, doubt, value, values
from bot.stacks.dotnet.scripts import NODE
from bot.stacks.versions import resolve
from bot.types import Copy, Env, Plan, Run, Stage, Topic, Workdir

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.catalogue import Catalogue
    from bot.types import Claim, Doubt, Facts, Step

BLAZOR = "Blazor WebAssembly"
REGISTRY = "mcr.microsoft.com/dotnet"
SOURCES = "/src"
OUT = "/out"
USER = 1654  # the account `app` of the images since .NET 8
IGNORE = ("**/bin", "**/obj", "**/node_modules", "**/.vs", "**/TestResults", "**/*.user", "**/launchSettings.json")
_TAKEN = (
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
    Topic.FALLBACK,
    Topic.STOP_SIGNAL,
    Topic.SERVICE,
    Topic.SYSTEM_PACKAGE_BUILD,
    Topic.SYSTEM_PACKAGE_RUN,
    Topic.VARIABLE,
)


def plan(facts: Facts, catalogue: Catalogue) -> Plan:
    """The Plan; every word of it comes from the facts and the catalogue."""
    runtime = resolve(facts, "dotnet", catalogue)
    needed = steps.system_packages(facts, catalogue, "dotnet")
    line, unclear = _sdk(facts, catalogue, runtime.version)
    building = Stage(
        name="build", image=catalogue.image(f"{REGISTRY}/sdk", line), steps=tuple(_building(facts, catalogue))
    )
    doubts = (*runtime.doubts, *unclear, *facts.doubts)
    if facts.word(Topic.FRAMEWORK) == BLAZOR:
        return _pages(facts, catalogue, building, (runtime.decision, *decisions(facts, *_TAKEN)), doubts)
    path = steps.health_path(facts)
    own = _has_account(runtime.version)
    kind = "aspnet" if _serves(facts) else "runtime"
    last = Stage(
        name="",
        image=catalogue.image(f"{REGISTRY}/{kind}", runtime.version),
        steps=tuple(_running(facts, needed, runtime.version)),
    )
    return Plan(
        service=facts.service,
        stack=facts.stack,
        context=_context(facts),
        stages=(building, last),
        start=steps.start(facts),
        user=(USER, USER) if own else (steps.USER, steps.USER),
        port=steps.port(facts),
        health=steps.perl_health(path) if path else None,
        ends=facts.word(Topic.KIND) == "job",
        ignore=tuple(_ignored(facts)),
        decisions=(runtime.decision, *decisions(facts, *_TAKEN), *needed.decisions),
        doubts=doubts,
    )


def _pages(
    facts: Facts, catalogue: Catalogue, building: Stage, taken: tuple[Claim, ...], doubts: tuple[Doubt, ...]
) -> Plan:
    """The files that were published, served by nginx."""
    files = Copy(sources=(f"{OUT}/wwwroot/",), target=nginx.HTML, source_stage="build")
    made = nginx.plan(facts, catalogue, (building,), (files,), taken, ignore=tuple(_ignored(facts)))
    return replace(made, context=_context(facts), doubts=doubts)


def _context(facts: Facts) -> str:
    wider = facts.word(Topic.SERVICE)
    return wider.removeprefix(".") if wider else facts.service.root


def _sdk(facts: Facts, catalogue: Catalogue, runtime: str) -> tuple[str, tuple[Doubt, ...]]:
    """The SDK's line: what the facts say where it has an image, else the runtime's own."""
    words = value(facts, Topic.PACKAGE_MANAGER)
    if len(words) < 2 or words[1] == runtime:
        return runtime, ()
    if catalogue.allows(f"{REGISTRY}/sdk", words[1]):
        return words[1], ()
    newest = catalogue.runtimes["dotnet"].default
    place = facts.first(Topic.PACKAGE_MANAGER)
    sentence = f"There is no image here of the SDK {words[1]}; the one of {newest} was taken."
    unmet = doubt(Topic.RUNTIME, sentence, "Name an SDK that is released.", *(place.evidence if place else ()))
    return newest, (unmet,)


def _has_account(version: str) -> bool:
    """Whether the runtime's image has an account to run as, and names its ports by ASPNETCORE_HTTP_PORTS."""
    return int(version.partition(".")[0]) >= 8


def _serves(facts: Facts) -> bool:
    """Whether it needs ASP.NET Core's part of the runtime: packages named after it bring it in by themselves."""
    asked = any("aspnetcore" in found.value[0].lower() for found in facts.all(Topic.DEPENDENCY))
    return asked or facts.first(Topic.FRAMEWORK) is not None


def _building(facts: Facts, catalogue: Catalogue) -> Iterator[Step]:
    """Packages before sources, so that an edit of the sources restores nothing."""
    packages = (steps.cache("nuget", "/root/.nuget/packages"),)
    if NODE in values(facts, Topic.SYSTEM_PACKAGE_BUILD):
        yield from front.tools(facts, catalogue)
    yield Env(pairs=(("DOTNET_CLI_TELEMETRY_OPTOUT", "1"),))
    yield Workdir(path=SOURCES)
    files = value(facts, Topic.MANIFEST)
    yield from steps.copies(files)
    yield Run(commands=values(facts, Topic.INSTALL), mounts=packages)
    if files != (".",):
        yield steps.EVERYTHING
    yield Run(commands=values(facts, Topic.BUILD), mounts=packages)


def _running(facts: Facts, needed: steps.SystemPackages, version: str) -> Iterator[Step]:
    yield from steps.apt(steps.running_packages(facts, needed), "What the program needs while it runs")
    if _has_account(version):
        owned = ("install", "--directory", "--owner=app", "--group=app", steps.APP)
        yield Run(commands=(owned,), comment="The account comes with the image")
    else:
        yield steps.user()
    yield Workdir(path=steps.APP)
    if pairs := tuple(_environment(facts, version)):
        yield Env(pairs=pairs)
    yield Copy(sources=(f"{OUT}/",), target="./", source_stage="build")


def _environment(facts: Facts, version: str) -> Iterator[tuple[str, str]]:
    port = steps.port(facts)
    if port is None:
        return
    yield "PORT", str(port)
    named = next(facts.all(Topic.PORT)).certain
    if named or any("${PORT}" in word for word in value(facts, Topic.START)):
        return
    if _has_account(version):
        yield "ASPNETCORE_HTTP_PORTS", str(port)
    else:
        yield "ASPNETCORE_URLS", f"http://+:{port}"


def _ignored(facts: Facts) -> Iterator[str]:
    """What publishing makes anew; and global.json where it would refuse the SDK of the image."""
    yield from IGNORE
    manager = facts.first(Topic.PACKAGE_MANAGER)
    pinned = manager and any(place.path.endswith("global.json") for place in manager.evidence)
    if pinned and "global.json" not in value(facts, Topic.MANIFEST) and value(facts, Topic.MANIFEST) != (".",):
        yield "global.json"
