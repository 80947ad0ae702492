"""Plans the image of a Node service: built in one stage; served by nginx, or run by Node, in another."""

from __future__ import annotations

from bot.stacks import nginx, steps
from bot.stacks.claims import decisions, value, values
from bot.stacks.versions import resolve
from bot.types import Copy, Env, Plan, Run, Stage, Topic, Workdir

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.catalogue import Catalogue
    from bot.stacks.versions import Resolved
    from bot.types import Facts, Image, Step

MODULES = "/app/node_modules"
IGNORE = ("**/node_modules", "**/npm-debug.log*", "**/coverage", "**/.cache", "**/.parcel-cache", "**/*.tsbuildinfo")
_CACHES = {"npm": "/root/.npm", "bun": "/root/.bun/install/cache"}
_CI = (("CI", "true"),)
_TAKEN = (
    Topic.KIND,
    Topic.FRAMEWORK,
    Topic.PACKAGE_MANAGER,
    Topic.LOCK_FILE,
    Topic.INSTALL,
    Topic.BUILD,
    Topic.OUTPUT,
    Topic.FALLBACK,
    Topic.ENTRY,
    Topic.START,
    Topic.PORT,
    Topic.HEALTH_PATH,
    Topic.STOP_SIGNAL,
    Topic.VARIABLE,
)


def plan(facts: Facts, catalogue: Catalogue) -> Plan:
    """The Plan; every word of it comes from the facts and the catalogue."""
    runtime = resolve(facts, "node", catalogue)
    image = catalogue.image("node", f"{runtime.version}-trixie-slim")
    needed = steps.system_packages(facts, catalogue, "node")
    building = Stage(name="build", image=image, steps=tuple(_building(facts, catalogue, needed)))
    if output := facts.word(Topic.OUTPUT):
        files = Copy(sources=(f"{steps.APP}/{output}/",), target=nginx.HTML, source_stage="build")
        taken = (runtime.decision, *decisions(facts, *_TAKEN), *needed.decisions)
        return nginx.plan(facts, catalogue, (building,), (files,), taken, ignore=(*IGNORE, output))
    return _program(facts, runtime, image, building, needed)


def _program(facts: Facts, runtime: Resolved, image: Image, building: Stage, needed: steps.SystemPackages) -> Plan:
    path = steps.health_path(facts)
    works = any(facts.first(topic) for topic in (Topic.INSTALL, Topic.BUILD))
    return Plan(
        service=facts.service,
        stack=facts.stack,
        context=facts.service.root,
        stages=(
            *((building,) if works else ()),
            Stage(name="", image=image, steps=tuple(_running(facts, needed, works=works))),
        ),
        start=steps.start(facts),
        port=steps.port(facts),
        health=steps.node_health(path) if path else None,
        ends=facts.word(Topic.KIND) == "job",
        ignore=IGNORE,
        decisions=(runtime.decision, *decisions(facts, *_TAKEN), *needed.decisions),
        doubts=(*runtime.doubts, *facts.doubts),
    )


def _building(facts: Facts, catalogue: Catalogue, needed: steps.SystemPackages) -> Iterator[Step]:
    """Dependencies before sources, so that an edit of the sources reinstalls nothing."""
    manager = facts.word(Topic.PACKAGE_MANAGER, "npm")
    mounts = (steps.cache(manager, _CACHES[manager]),) if manager in _CACHES else ()
    builds = values(facts, Topic.BUILD)
    yield from steps.apt(needed.build, "What the dependencies are compiled with")
    if manager == "bun":
        bun = catalogue.image("oven/bun", "1-slim")
        yield Copy(sources=("/usr/local/bin/bun",), target="/usr/local/bin/", source_image=bun)
    yield Workdir(path=steps.APP)
    manifests = value(facts, Topic.MANIFEST)
    yield from steps.copies(manifests)
    if install := value(facts, Topic.INSTALL):
        yield Run(commands=(install,), mounts=mounts, env=_CI)
    if builds and manifests != (".",):
        yield steps.EVERYTHING
    if builds:
        yield Run(commands=builds)
    if install and not facts.first(Topic.OUTPUT) and not {"--omit=dev", "--production"} & {*install}:
        prune = ("npm", "prune", "--omit=dev") if manager == "npm" else (*install, "--production")
        yield Run(commands=(prune,), mounts=mounts, comment="Only what runs goes on")


def _running(facts: Facts, needed: steps.SystemPackages, *, works: bool) -> Iterator[Step]:
    builds = bool(facts.first(Topic.BUILD))
    yield from steps.apt(steps.running_packages(facts, needed), "What the program needs while it runs")
    yield steps.user()
    yield Workdir(path=steps.APP)
    yield Env(pairs=tuple(_environment(facts)))
    if builds:
        yield Copy(sources=(f"{steps.APP}/",), target="./", source_stage="build")
        return
    if works:
        yield Copy(sources=(MODULES,), target=MODULES, source_stage="build")
    yield steps.EVERYTHING


def _environment(facts: Facts) -> Iterator[tuple[str, str]]:
    start = value(facts, Topic.START)
    if start and start[0] not in {"node", "npm", "bun"}:
        yield "PATH", f"{MODULES}/.bin:$PATH"
    yield "NODE_ENV", "production"
    if (port := steps.port(facts)) is not None:
        yield "PORT", str(port)
