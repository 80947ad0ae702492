"""Plans the image of a Rust program: built with caches of its own, then run on the same Debian release.

Cargo cannot fetch without the sources of every target, so no layer of dependencies comes first: caches keep what was
downloaded and compiled, and an edit of the sources compiles them alone.
"""

from __future__ import annotations

import re

from bot.frozen import replace
from bot.stacks import binary, steps
from bot.stacks.claims import decisions, value
from bot.stacks.versions import resolve
from bot.types import Copy, Plan, Run, Stage, Topic, Workdir

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.catalogue import Catalogue
    from bot.types import Facts, Step

SOURCES = "/src"
TARGET = "/build/target"
_THERE = frozenset({"gcc", "libc6-dev", "ca-certificates"})  # in the slim image, for the linker's sake
IGNORE = ("target",)  # of the root alone: src/target may be a module
_TAKEN = (
    Topic.KIND,
    Topic.FRAMEWORK,
    Topic.PACKAGE_MANAGER,
    Topic.LOCK_FILE,
    Topic.ENTRY,
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
    runtime = resolve(facts, "rust", catalogue)
    image = catalogue.image("rust", f"{runtime.version}-slim-{binary.SUITE}")
    asked = steps.system_packages(facts, catalogue, "rust")
    needed = replace(asked, build=tuple(name for name in asked.build if name not in _THERE))
    inside = facts.service.root if facts.first(Topic.SERVICE) else ""
    building = Stage(name="build", image=image, steps=tuple(_building(facts, needed, inside)))
    made = binary.Built(
        stages=(building,),
        needed=needed,
        variables=_variables(facts),
        context="" if inside else facts.service.root,
        inside=inside,
        ignore=IGNORE,
        decisions=(runtime.decision, *decisions(facts, *_TAKEN), *asked.decisions),
        doubts=(*runtime.doubts, *facts.doubts),
    )
    return binary.plan(facts, catalogue, made)


def _variables(facts: Facts) -> tuple[tuple[str, str], ...]:
    """Rocket reads no PORT, and binds 127.0.0.1 where it is not told otherwise."""
    if facts.word(Topic.FRAMEWORK) != "Rocket":
        return ()
    return (("ROCKET_ADDRESS", "0.0.0.0"), ("ROCKET_PORT", facts.word(Topic.PORT)))  # noqa: S104  of the container


def _building(facts: Facts, needed: steps.SystemPackages, inside: str) -> Iterator[Step]:
    yield from steps.apt(needed.build, "What C libraries are compiled and linked with")
    yield Workdir(path=f"{SOURCES}/{inside}".rstrip("/"))
    yield Copy(sources=(".",), target=f"{SOURCES}/" if inside else "./")
    mounts = (
        steps.cache("cargo-registry", "/usr/local/cargo/registry"),
        steps.cache("cargo-git", "/usr/local/cargo/git"),
        steps.cache(_own(facts), TARGET, sharing="locked"),
    )
    copied = ("cp", f"{TARGET}/release/{facts.word(Topic.ENTRY)}", f"{binary.OUT}/{binary.NAME}")
    yield Run(commands=(tuple(_build(facts)), ("mkdir", "-p", binary.OUT), copied), mounts=mounts)


def _build(facts: Facts) -> Iterator[str]:
    yield from ("cargo", "build", "--release")
    if facts.first(Topic.LOCK_FILE):
        yield "--locked"
    program, *member = value(facts, Topic.ENTRY)
    if member:  # not by its name, which a dependency may share
        yield from ("--manifest-path", member[0])
    yield from ("--bin", program, "--target-dir", TARGET)


def _own(facts: Facts) -> str:
    """The id of a cache for this program's compiled crates: two programs that share one overwrite each other's."""
    return re.sub(r"[^A-Za-z0-9_.-]+", "-", f"target-{facts.service.name}-{facts.word(Topic.ENTRY)}")
