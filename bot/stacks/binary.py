"""Plans the stage that runs a compiled program: distroless where nothing is asked of it, else a slim Debian.

A service that listens runs on slim Debian, whose perl asks it how it is: busybox's wget takes a 404 or 401 for an
illness and cannot read $PORT without a shell, and an API without a page at `/` is well. A program that does not listen
needs neither, and gets an image without a shell.
"""

from __future__ import annotations

from bot.frozen import dataclass, field
from bot.stacks import steps
from bot.types import Copy, Env, Plan, Stage, Topic, Workdir

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.catalogue import Catalogue
    from bot.types import Claim, Doubt, Facts, Image, Step

OUT = "/out"
NAME = "app"
PROGRAM = f"{steps.APP}/{NAME}"
SUITE = "trixie"  # of the build's image and of the last one: a program meets the glibc that it was linked with
NONROOT = 65532


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """What an ecosystem made: the stages that leave the program in /out, and what the image needs around it."""

    stages: tuple[Stage, ...]
    needed: steps.SystemPackages
    static: bool = False  # whether the program links nothing
    variables: tuple[tuple[str, str], ...] = ()
    context: str = ""
    inside: str = ""  # the folder of the service within the context
    ignore: tuple[str, ...] = ()
    decisions: tuple[Claim, ...] = ()
    doubts: tuple[Doubt, ...] = field(default=())


def plan(facts: Facts, catalogue: Catalogue, built: Built) -> Plan:
    """The whole Plan; the last of the stages that were built is named `build`."""
    port = steps.port(facts)
    packages = steps.running_packages(facts, built.needed)
    bare = port is None and not packages
    path = steps.health_path(facts)
    signal = facts.word(Topic.STOP_SIGNAL)
    return Plan(
        service=facts.service,
        stack=facts.stack,
        context=built.context,
        stages=(*built.stages, _last(facts, catalogue, built, packages, bare=bare)),
        start=steps.start(facts),
        user=(NONROOT, NONROOT) if bare else (steps.USER, steps.USER),
        port=port,
        health=steps.perl_health(path) if path else None,
        ends=facts.word(Topic.KIND) == "job",
        stop_signal="" if signal == "SIGTERM" else signal,
        ignore=built.ignore,
        decisions=built.decisions,
        doubts=built.doubts,
    )


def _last(facts: Facts, catalogue: Catalogue, built: Built, packages: tuple[str, ...], *, bare: bool) -> Stage:
    image = _bare(catalogue, built) if bare else catalogue.image("debian", f"{SUITE}-slim")
    return Stage(name="", image=image, steps=tuple(_running(facts, built, packages, bare=bare)))


def _bare(catalogue: Catalogue, built: Built) -> Image:
    kind = "static" if built.static else "cc"
    return catalogue.image(f"gcr.io/distroless/{kind}-debian13", "nonroot")


def _running(facts: Facts, built: Built, packages: tuple[str, ...], *, bare: bool) -> Iterator[Step]:
    owner = f"{NONROOT}:{NONROOT}" if bare else f"{steps.USER}:{steps.USER}"
    if not bare:
        certificates = {"ca-certificates", *packages}
        yield from steps.apt(tuple(sorted(certificates)), "What the program needs while it runs")
        yield steps.user()
    yield Workdir(path=steps.APP)
    port = steps.port(facts)
    pairs = (*built.variables, *((("PORT", str(port)),) if port is not None else ()))
    if pairs:
        yield Env(pairs=pairs)
    yield Copy(sources=(f"{OUT}/",), target="./", source_stage="build")
    yield from _beside(facts, built, owner)


def _beside(facts: Facts, built: Built, owner: str) -> Iterator[Step]:
    """Files that the program opens while it runs, at the same places beside it."""
    for copied in facts.all(Topic.COPY):
        name = copied.value[0]
        source = f"{built.inside}/{name}" if built.inside else name
        folder = name if name.endswith("/") else name[: name.rfind("/") + 1]
        yield Copy(sources=(source,), target=f"./{folder}", owner=owner)
