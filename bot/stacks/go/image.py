"""Plans the image of a Go program: modules before sources, one static binary, or a linked one where C is in it."""

from __future__ import annotations

import posixpath

from bot.frozen import replace
from bot.stacks import binary, steps
from bot.stacks.claims import decisions, value
from bot.stacks.go.assets import CGO
from bot.stacks.versions import resolve
from bot.types import Copy, Plan, Run, Stage, Topic, Workdir

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.catalogue import Catalogue
    from bot.types import Facts, Image, Step

SOURCES = "/src"
MODULES = "/go/pkg/mod"
# The image has a C compiler and what goes with it.
_THERE = frozenset({"gcc", "g++", "libc6-dev", "make", "pkg-config", "git", "ca-certificates"})
_IN_BARE = frozenset({"tzdata", "ca-certificates"})  # distroless has them
IGNORE = ("**/*_test.go", "**/*.test")
_TAKEN = (
    Topic.KIND,
    Topic.FRAMEWORK,
    Topic.PACKAGE_MANAGER,
    Topic.LOCK_FILE,
    Topic.INSTALL,
    Topic.ENTRY,
    Topic.OUTPUT,
    Topic.START,
    Topic.PORT,
    Topic.HEALTH_PATH,
    Topic.STOP_SIGNAL,
    Topic.COPY,
    Topic.SYSTEM_PACKAGE_BUILD,
    Topic.SYSTEM_PACKAGE_RUN,
    Topic.VARIABLE,
)


def plan(facts: Facts, catalogue: Catalogue) -> Plan:
    """The Plan; every word of it comes from the facts and the catalogue."""
    runtime = resolve(facts, "go", catalogue)
    image = catalogue.image("golang", f"{runtime.version}-{binary.SUITE}")
    asked = steps.system_packages(facts, catalogue, "go")
    cgo = bool(asked.build) or any(one.value[0] in CGO.values() for one in facts.all(Topic.DEPENDENCY))
    bare = facts.first(Topic.PORT) is None
    needed = replace(
        asked,
        build=tuple(name for name in asked.build if name not in _THERE),
        run=tuple(name for name in asked.run if not (bare and name in _IN_BARE)),
    )
    apart = facts.first(Topic.SERVICE) is not None
    front = _front(facts, catalogue)
    building = Stage(name="build", image=image, steps=tuple(_building(facts, needed, cgo=cgo, front=bool(front))))
    made = binary.Built(
        stages=(*front, building),
        needed=needed,
        static=not cgo,
        context="" if apart else facts.service.root,
        inside=facts.service.root if apart else "",
        ignore=IGNORE,
        decisions=(runtime.decision, *decisions(facts, *_TAKEN), *asked.decisions),
        doubts=(*runtime.doubts, *facts.doubts),
    )
    return binary.plan(facts, catalogue, made)


def _building(facts: Facts, needed: steps.SystemPackages, *, cgo: bool, front: bool) -> Iterator[Step]:
    """Modules before sources, so that an edit of the sources downloads nothing."""
    inside = facts.service.root if facts.first(Topic.SERVICE) else ""
    modules = steps.cache("go-mod", MODULES)
    yield from steps.apt(needed.build, "What the C in it is compiled with")
    yield Workdir(path=SOURCES)
    install = value(facts, Topic.INSTALL)
    if install:
        yield from steps.copies(value(facts, Topic.MANIFEST))
        if inside:
            yield Workdir(path=f"{SOURCES}/{inside}")
        yield Run(commands=(install,), mounts=(modules,))
    yield Copy(sources=(".",), target=f"{SOURCES}/" if inside else "./")
    if inside and not install:
        yield Workdir(path=f"{SOURCES}/{inside}")
    if front:
        output = facts.word(Topic.OUTPUT)
        yield Copy(sources=(f"{SOURCES}/{output}/",), target=f"./{output}/", source_stage="front")
    yield Run(
        commands=(tuple(_build(facts)),),
        mounts=(modules, steps.cache("go-build", "/root/.cache/go-build")),
        env=(("CGO_ENABLED", "1" if cgo else "0"),),
    )


def _build(facts: Facts) -> Iterator[str]:
    yield from ("go", "build", "-trimpath")
    workspace = value(facts, Topic.MANIFEST)[:1] == ("go.work",)
    if facts.first(Topic.INSTALL) and not facts.first(Topic.LOCK_FILE) and not workspace:
        yield "-mod=mod"  # without go.sum the build would refuse; the facts say so aloud
    yield from ("-ldflags", "-s -w", "-o", f"{binary.OUT}/{binary.NAME}", facts.word(Topic.ENTRY, "."))


def _front(facts: Facts, catalogue: Catalogue) -> tuple[Stage, ...]:
    """The stage that builds what the program embeds, in the places that it has beside the program."""
    output = facts.first(Topic.OUTPUT)
    if not output or len(output.value) < 2:
        return ()
    root = "" if output.value[1] == "." else output.value[1]
    locked = any(place.path.endswith("package-lock.json") for place in output.evidence)
    image: Image = catalogue.image("node", f"{catalogue.runtimes['node'].default}-trixie-slim")
    names = ("package.json", *(("package-lock.json",) if locked else ()))
    manifests = tuple(posixpath.join(root, name) for name in names)
    folder = f"{SOURCES}/{root}".rstrip("/")
    install = ("npm", "ci") if locked else ("npm", "install")
    return (
        Stage(
            name="front",
            image=image,
            steps=(
                Workdir(path=folder),
                Copy(sources=manifests, target="./"),
                Run(commands=(install,), mounts=(steps.cache("npm", "/root/.npm"),)),
                Copy(sources=(f"{root}/" if root else ".",), target="./"),
                Run(commands=(("npm", "run", "build"),)),
            ),
        ),
    )
