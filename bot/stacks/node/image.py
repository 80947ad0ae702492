"""Plans the image of a Node service: built in one stage; served by nginx, or run by Node, in another."""

from __future__ import annotations

from bot.catalogue.names import is_public
from bot.frozen import replace
from bot.stacks import nginx, steps
from bot.stacks.claims import decisions, value, values
from bot.stacks.node import installers, scripts
from bot.stacks.node.installers import INSTALLERS
from bot.stacks.versions import resolve
from bot.types import Arg, Claim, Copy, Env, Plan, Run, Stage, Topic, Workdir

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bot.catalogue import Catalogue
    from bot.stacks.versions import Resolved
    from bot.types import Doubt, Facts, Image, Step

MODULES = "/app/node_modules"
IGNORE = ("**/node_modules", "**/npm-debug.log*", "**/coverage", "**/.cache", "**/.parcel-cache", "**/*.tsbuildinfo")
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
    name = runtime(facts.claims)
    taken = resolve(facts, name, catalogue)
    image = _image(name, taken.version, catalogue)
    needed = steps.system_packages(facts, catalogue, "node")
    made, tools = _maker(facts, image, taken.version, catalogue)
    building = Stage(name="build", image=made, steps=tuple(_building(facts, tools, needed)))
    if output := facts.word(Topic.OUTPUT):
        files = Copy(sources=(f"{_folder(facts)}/{output}/",), target=nginx.HTML, source_stage="build")
        decided = (taken.decision, *decisions(facts, *_TAKEN), *needed.decisions)
        planned = nginx.plan(facts, catalogue, (building,), (files,), decided, ignore=(*IGNORE, output))
        return replace(planned, context=_context(facts), doubts=(*taken.doubts, *facts.doubts))
    running = Stage(name="", image=image, steps=tuple(_running(facts, tools, needed, works=_works(facts))))
    return _program(facts, taken, building, running, needed)


def runtime(claims: Iterable[Claim | Doubt]) -> str:
    """What runs the program: bun where it is started by it, else node."""
    return "bun" if start(claims)[:1] == ("bun",) else "node"


def start(claims: Iterable[Claim | Doubt]) -> tuple[str, ...]:
    """The words that start the program."""
    return next((one.value for one in claims if isinstance(one, Claim) and one.topic is Topic.START), ())


def _image(name: str, version: str, catalogue: Catalogue) -> Image:
    if name == "bun":
        return catalogue.image("oven/bun", f"{version}-slim")
    return catalogue.image("node", f"{version}-{steps.suite(catalogue, 'node', version)}-slim")


def _maker(facts: Facts, image: Image, version: str, catalogue: Catalogue) -> tuple[Image, tuple[Step, ...]]:
    """The image that installs and builds, and what it lacks for it: Bun's where Bun does both, else Node's."""
    manager, asked = (*value(facts, Topic.PACKAGE_MANAGER), "")[:2]
    if image.name == "node":
        return image, installers.fetch(manager, asked, version, catalogue)
    if manager == "bun":
        return image, ()
    node = catalogue.runtimes["node"].default
    return _image("node", node, catalogue), installers.fetch(manager, asked, node, catalogue)


def _works(facts: Facts) -> bool:
    return any(facts.first(topic) for topic in (Topic.INSTALL, Topic.BUILD))


def _context(facts: Facts) -> str:
    """The folder that is built: the workspace's where the service is a member of one."""
    return (*value(facts, Topic.SERVICE)[1:], facts.service.root)[0]


def _folder(facts: Facts) -> str:
    """Where the folder that is started is in the image."""
    own = (*value(facts, Topic.SERVICE), facts.service.root)[0]
    inner = own.removeprefix(_context(facts)).strip("/")
    return f"{steps.APP}/{inner}" if inner else steps.APP


def _program(facts: Facts, taken: Resolved, building: Stage, running: Stage, needed: steps.SystemPackages) -> Plan:
    path = steps.health_path(facts)
    probe = steps.bun_health if runtime(facts.claims) == "bun" else steps.node_health
    return Plan(
        service=facts.service,
        stack=facts.stack,
        context=_context(facts),
        stages=(*((building,) if _works(facts) else ()), running),
        start=steps.start(facts),
        port=steps.port(facts),
        health=probe(path) if path else None,
        ends=facts.word(Topic.KIND) == "job",
        ignore=IGNORE,
        decisions=(taken.decision, *decisions(facts, *_TAKEN), *needed.decisions),
        doubts=(*taken.doubts, *facts.doubts),
    )


def _building(facts: Facts, tools: tuple[Step, ...], needed: steps.SystemPackages) -> Iterator[Step]:
    """Dependencies before sources, so that an edit of the sources reinstalls nothing."""
    manager = facts.word(Topic.PACKAGE_MANAGER, "npm")
    installer = INSTALLERS[manager]
    mounts = (steps.cache(manager, installer.cache),)
    builds = values(facts, Topic.BUILD)
    if builds[-1:] == (("cd", steps.APP),):
        builds = builds[:-1]  # nothing follows
    yield from steps.apt(needed.build, "What the dependencies are compiled with")
    yield from tools
    yield Workdir(path=steps.APP)
    if pairs := tuple((one[0], one[1]) for one in values(facts, Topic.VARIABLE) if one[2:] == ("build",)):
        yield Env(pairs=pairs)
    manifests = value(facts, Topic.MANIFEST)
    yield from steps.copies(manifests)
    if install := value(facts, Topic.INSTALL):
        yield Run(commands=values(facts, Topic.INSTALL), mounts=mounts, env=_CI)
    if (builds or facts.first(Topic.COPY)) and manifests != (".",):
        yield steps.EVERYTHING
    if builds:
        names = dict.fromkeys(one[0] for one in values(facts, Topic.VARIABLE))
        yield from (Arg(name=one) for one in names if is_public(one))
        yield Run(commands=builds)
    pruned = installer.prune and installer.production not in install and not _starts_by_development(facts)
    if install and pruned and _keeps_packages(facts):
        yield Run(commands=(installer.prune,), mounts=mounts, env=_CI, comment="Only what runs goes on")


def _starts_by_development(facts: Facts) -> bool:
    """Whether a development package starts the program, so that all of them stay."""
    spared = {one[0] for one in values(facts, Topic.DEPENDENCY) if one[2:]}
    return not spared.isdisjoint(scripts.packages(value(facts, Topic.START)))


def _keeps_packages(facts: Facts) -> bool:
    """Whether the packages go on into the last stage: not for a site, nor where the output holds all that runs."""
    copied = values(facts, Topic.COPY)
    return not facts.first(Topic.OUTPUT) and (not copied or any(one[0] in {".", "node_modules"} for one in copied))


def _running(facts: Facts, tools: tuple[Step, ...], needed: steps.SystemPackages, *, works: bool) -> Iterator[Step]:
    yield from steps.apt(steps.running_packages(facts, needed), "What the program needs while it runs")
    if value(facts, Topic.START)[:1] in {("pnpm",), ("yarn",)}:
        yield from tools
    yield steps.user()
    yield Workdir(path=steps.APP)
    yield Env(pairs=tuple(_environment(facts)))
    copied = values(facts, Topic.COPY) or (((".", "."),) if facts.first(Topic.BUILD) else ())
    for one in copied:
        yield _copied(_folder(facts), *one)
    if not copied:
        if works:
            yield Copy(sources=(MODULES,), target=MODULES, source_stage="build")
        yield steps.EVERYTHING
    if (own := _folder(facts)) != steps.APP:
        yield Workdir(path=own)


def _copied(own: str, source: str, target: str = ".", writable: str = "") -> Copy:
    """A folder of the build stage; "." is all of it, other paths are the service's own."""
    owner = f"{steps.USER}:{steps.USER}" if writable else ""
    if source == ".":
        return Copy(sources=(f"{steps.APP}/",), target="./", source_stage="build", owner=owner)
    place = own if target == "." else f"{own}/{target}"
    return Copy(sources=(f"{own}/{source}/",), target=f"{place}/", source_stage="build", owner=owner)


def _environment(facts: Facts) -> Iterator[tuple[str, str]]:
    argv = value(facts, Topic.START)
    if argv and argv[0] not in {"node", "bun", "npm", "pnpm", "yarn"}:
        own = _folder(facts)
        inner = f"{own}/node_modules/.bin:" if own != steps.APP else ""
        yield "PATH", f"{inner}{MODULES}/.bin:$PATH"
    yield "NODE_ENV", "production"
    yield from ((one[0], one[1]) for one in values(facts, Topic.VARIABLE) if len(one) == 2)
    if (port := steps.port(facts)) is not None:
        yield "PORT", str(port)
