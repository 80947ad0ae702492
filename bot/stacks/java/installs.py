"""Claims by which tool an application is built, what that needs before the sources, and which Java it is built with."""

from __future__ import annotations

import re

from bot.stacks import addresses, tools, unread
from bot.stacks.claims import claim, doubt
from bot.stacks.java import app, wrapper
from bot.stacks.versions import OR_NEWER
from bot.types import Topic

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.stacks.folder import Folder
    from bot.stacks.java.app import App
    from bot.types import Claim, Doubt, Evidence

_LIMITED = 21  # what nearly every tool of these years runs on; newer ones need a newer Kotlin or Gradle


def claims(folder: Folder, made: App) -> Iterator[Claim | Doubt]:
    """PACKAGE_MANAGER, MANIFEST, INSTALL, BUILD, and the dependencies that need something of the system."""
    gradle = made.tool == "gradle"
    script = "gradlew" if gradle else "mvnw"
    pinned = wrapper.FILE if gradle else ".mvn/wrapper/maven-wrapper.properties"
    own = folder.has(script) and folder.has(pinned)
    program = f"./{script}" if own else "gradle" if gradle else "mvn"
    at = folder.at(script) if own else made.place
    yield claim(Topic.PACKAGE_MANAGER, made.tool, program, at=at, why="by its own wrapper" if own else "")
    files = (*made.manifests, *(("mvnw",) if own and not gradle else ()))
    yield claim(Topic.MANIFEST, *files, at=tuple(folder.at(one) for one in files if not one.endswith("/")))
    if not gradle:
        words = ("-B", "-ntp", "-fn", "dependency:go-offline")
        yield claim(Topic.INSTALL, program, *words, at=made.place, why="what it cannot fetch yet, the build asks for")
    elif made.apart:
        yield claim(Topic.INSTALL, program, "--no-daemon", "dependencies", at=made.place)
    yield claim(Topic.BUILD, program, *made.build, at=made.place)
    for name, place in made.needs.items():
        yield claim(Topic.DEPENDENCY, name, at=place)
    yield from unread.manifests(folder, files)
    yield from addresses.committed(folder, files)


def versions(folder: Folder, made: App) -> Iterator[Claim | Doubt]:
    """RUNTIME: a pin for people first; what the code is compiled for is then the least one that will do."""
    pins = tuple(_pins(folder))
    yield from pins
    told = made.java[0] if made.java else None
    newest = _newest(folder, made)
    if told:
        yield from _compiled(told, pinned=bool(pins), newest=newest)
    elif not pins and newest:
        why = "nothing is said of Java; the tools that build it run on this one"
        yield claim(Topic.RUNTIME, str(newest[0]), at=newest[1], why=why, certain=False)


def _compiled(
    told: tuple[str, Evidence, str], *, pinned: bool, newest: tuple[int, Evidence] | None
) -> Iterator[Claim | Doubt]:
    text, place, why = told
    wanted = int(text[:4])
    if pinned:
        yield claim(Topic.RUNTIME, text, OR_NEWER, at=place, why=why)
        return
    line = app.line(wanted)
    if line != wanted:
        why = f"{line} is the next line with long-term support after {wanted}"
    if newest and line > newest[0]:
        sentence = f"The wrapper's Gradle runs on Java up to {newest[0]}, and {wanted} is asked for."
        yield doubt(Topic.RUNTIME, sentence, "Take a newer Gradle in the wrapper.", newest[1], place)
    yield claim(Topic.RUNTIME, str(line), at=place, why=why)


def _newest(folder: Folder, made: App) -> tuple[int, Evidence] | None:
    """The newest Java with long-term support that the build's tools are known to run on, None for any."""
    if made.tool == "gradle":
        version = wrapper.version(folder)
        runs = wrapper.newest_java(version) if version > (0, 0) else _LIMITED
        line = max(one for one in app.LTS if one <= max(runs, app.LTS[0]))
        return line, folder.find(wrapper.FILE, "distributionUrl") if version > (0, 0) else made.place
    kotlin = next((place for name, place in made.needs.items() if name.startswith("org.jetbrains.kotlin:")), None)
    return (_LIMITED, kotlin[-1]) if kotlin else None


def _pins(folder: Folder) -> Iterator[Claim]:
    """Version files; the name of a distribution before a version, such as temurin-21, is not its version."""
    for name, pattern in (
        (".java-version", r"^\s*([\w.+-]*\d[\w.+-]*)\s*$"),
        (".sdkmanrc", r"^\s*java\s*=\s*(\S+)"),
        ("system.properties", r"^\s*java\.runtime\.version\s*=\s*(\S+)"),
    ):
        found = re.search(pattern, folder.text(name), re.MULTILINE)
        if found and (number := _number(found[1])):
            yield claim(Topic.RUNTIME, number, at=folder.find(name, pattern))
    for pin in tools.pins(folder, "java"):
        if number := _number(pin.value[0]):
            yield claim(Topic.RUNTIME, number, at=pin.evidence)


def _number(text: str) -> str:
    """21 of `temurin-21.0.2+13`, 8 of `1.8`, 17 of `graalvm-ce-java17-22.3`; "" for none."""
    found = re.search(r"java(\d+)", text) or re.search(r"(?:^|[^\d.])(?:1\.)?(\d+)", text)
    return str(app.line(int(found[1][:4]))) if found else ""
