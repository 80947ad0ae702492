"""Plans the image of a C or C++ program: Debian's compiler and libraries build it, the same release runs it."""

from __future__ import annotations

from bot.stacks import binary, steps
from bot.stacks.claims import decisions, value
from bot.types import Copy, Plan, Run, Stage, Topic, Workdir

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.catalogue import Catalogue
    from bot.types import Facts, Step

SOURCES = "/src"
BUILD = "/build"
TOOLS = {
    "cmake": ("cmake", "g++", "ninja-build", "pkg-config"),
    "meson": ("g++", "meson", "pkg-config"),
    "make": ("g++", "make", "pkg-config"),
}
IGNORE = ("cmake-build-*", "**/*.o", "**/CMakeCache.txt", "**/CMakeFiles")
_TAKEN = (
    Topic.KIND,
    Topic.PACKAGE_MANAGER,
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
    needed = steps.system_packages(facts, catalogue, "cpp")
    image = catalogue.image("debian", f"{binary.SUITE}-slim")
    made = binary.Built(
        stages=(Stage(name="build", image=image, steps=tuple(_building(facts, needed))),),
        needed=needed,
        context=facts.service.root,
        ignore=IGNORE,
        decisions=decisions(facts, *_TAKEN),
        doubts=facts.doubts,
    )
    return binary.plan(facts, catalogue, made)


def _building(facts: Facts, needed: steps.SystemPackages) -> Iterator[Step]:
    tool = facts.word(Topic.PACKAGE_MANAGER)
    packages = tuple(sorted({*TOOLS[tool], *needed.build}))
    yield from steps.apt(packages, "The compiler, and the libraries that are linked")
    yield Workdir(path=SOURCES)
    yield Copy(sources=(".",), target="./")
    name, output = value(facts, Topic.ENTRY)
    folder = SOURCES if tool == "make" else BUILD
    copied = ("cp", f"{folder}/{output}", f"{binary.OUT}/{binary.NAME}")
    yield Run(commands=(*_commands(tool, name), ("mkdir", "-p", binary.OUT), copied))


def _commands(tool: str, name: str) -> Iterator[tuple[str, ...]]:
    if tool == "cmake":
        release = ("-DCMAKE_BUILD_TYPE=Release", f"-DCMAKE_RUNTIME_OUTPUT_DIRECTORY={BUILD}/bin")
        yield ("cmake", "-S", ".", "-B", BUILD, "-G", "Ninja", *release)
        yield ("cmake", "--build", BUILD, "--target", name)
    elif tool == "meson":
        yield ("meson", "setup", "--buildtype=release", BUILD)
        yield ("meson", "compile", "-C", BUILD)
    else:
        yield ("make",)
