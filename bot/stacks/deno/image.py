"""Plans the image of a Deno service: Debian with Deno, the program, and everything that it imports."""

from __future__ import annotations

from bot.stacks import steps
from bot.stacks.claims import decisions, value, values
from bot.stacks.versions import resolve
from bot.types import Copy, Env, Plan, Run, Stage, Topic, Workdir

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.catalogue import Catalogue
    from bot.types import Facts, Image, Step

CACHE = f"{steps.APP}/.deno"  # in the program's folder, so that one COPY takes both
_PROGRAM = "/usr/bin/deno"
IGNORE = ("**/node_modules", ".deno", "_fresh")
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
    Topic.VARIABLE,
)


def plan(facts: Facts, catalogue: Catalogue) -> Plan:
    """The Plan; every word of it comes from the facts and the catalogue."""
    runtime = resolve(facts, "deno", catalogue)
    image = catalogue.image("denoland/deno", runtime.version)
    needed = steps.system_packages(facts, catalogue, "node")
    path = steps.health_path(facts)
    running = catalogue.image("debian", "trixie-slim")
    return Plan(
        service=facts.service,
        stack=facts.stack,
        context=facts.service.root,
        stages=(
            Stage(name="build", image=image, steps=tuple(_building(facts, needed))),
            Stage(name="", image=running, steps=tuple(_running(facts, image, needed))),
        ),
        start=steps.start(facts),
        port=steps.port(facts),
        health=steps.perl_health(path) if path else None,
        ends=facts.word(Topic.KIND) == "job",
        ignore=IGNORE,
        decisions=(runtime.decision, *decisions(facts, *_TAKEN), *needed.decisions),
        doubts=(*runtime.doubts, *facts.doubts),
    )


def _building(facts: Facts, needed: steps.SystemPackages) -> Iterator[Step]:
    """Packages before sources, so that an edit of the sources downloads nothing again."""
    yield from steps.apt(needed.build, "What the dependencies are compiled with")
    yield Workdir(path=steps.APP)
    yield Env(pairs=(("DENO_DIR", CACHE),), comment="What is downloaded goes on into the last stage")
    if install := value(facts, Topic.INSTALL):
        manifests = value(facts, Topic.MANIFEST)
        yield from steps.copies(manifests)
        yield Run(commands=(install,))
    if value(facts, Topic.MANIFEST) != (".",):
        yield steps.EVERYTHING
    if builds := values(facts, Topic.BUILD):
        yield Run(commands=builds)


def _running(facts: Facts, image: Image, needed: steps.SystemPackages) -> Iterator[Step]:
    yield from steps.apt(steps.running_packages(facts, needed), "What the program needs while it runs")
    yield Copy(sources=(_PROGRAM,), target="/usr/local/bin/", source_image=image)
    yield steps.user()
    yield Workdir(path=steps.APP)
    port = steps.port(facts)
    yield Env(pairs=(("DENO_DIR", CACHE), *([("PORT", str(port))] if port is not None else [])))
    owner = f"{steps.USER}:{steps.USER}"
    yield Copy(sources=(f"{steps.APP}/",), target="./", source_stage="build", owner=owner)
