"""Plans the image of a JVM application: built with a JDK by Maven or Gradle, taken apart into layers, run on a JRE."""

from __future__ import annotations

import posixpath

from bot.frozen import replace
from bot.stacks import steps
from bot.stacks.claims import decisions, value
from bot.stacks.java import app
from bot.stacks.versions import resolve
from bot.types import Copy, Env, Plan, Run, Stage, Topic, Workdir

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.catalogue import Catalogue
    from bot.types import Facts, Image, Mount, Step

SOURCES = "/src"
WAITS = 40  # seconds that a JVM and its framework may take to start
LAYERS = ("dependencies", "spring-boot-loader", "snapshot-dependencies", "application")
TOMCAT = ("conf", "logs", "temp", "webapps", "work")
_TAKEN = (
    *(Topic.SERVICE, Topic.KIND, Topic.FRAMEWORK, Topic.PACKAGE_MANAGER, Topic.MANIFEST, Topic.INSTALL, Topic.BUILD),
    *(Topic.OUTPUT, Topic.ENTRY, Topic.START, Topic.PORT, Topic.HEALTH_PATH, Topic.STOP_SIGNAL, Topic.VARIABLE),
    *(Topic.NEEDS, Topic.SYSTEM_PACKAGE_BUILD, Topic.SYSTEM_PACKAGE_RUN),
)


def plan(facts: Facts, catalogue: Catalogue) -> Plan:
    """The Plan; every word of it comes from the facts and the catalogue."""
    runtime = resolve(facts, "java", catalogue)
    needed = steps.system_packages(facts, catalogue, "java")
    port = steps.port(facts)
    path = steps.health_path(facts)
    shared = value(facts, Topic.SERVICE)
    context = facts.service.root if not shared else "" if shared[1] == "." else shared[1]
    building = Stage(
        name="build",
        image=_builder(facts, catalogue, runtime.version),
        steps=tuple(_building(facts, needed)),
    )
    return Plan(
        service=facts.service,
        stack=facts.stack,
        context=context,
        stages=(
            building,
            *_layers(facts, catalogue, runtime.version),
            _last(facts, catalogue, runtime.version, needed),
        ),
        start=value(facts, Topic.START),
        user=(steps.USER, steps.USER),
        port=port,
        health=replace(steps.perl_health(path), start_period=WAITS) if path else None,
        ends=facts.word(Topic.KIND) == "job",
        ignore=tuple(_made_anew(facts)),
        decisions=(runtime.decision, *decisions(facts, *_TAKEN), *needed.decisions),
        doubts=(*runtime.doubts, *facts.doubts),
    )


def _builder(facts: Facts, catalogue: Catalogue, version: str) -> Image:
    """A wrapper brings its own Maven or Gradle, and needs a JDK alone."""
    tool, program = value(facts, Topic.PACKAGE_MANAGER)
    if program.startswith("./"):
        return catalogue.image("eclipse-temurin", f"{version}-jdk-noble")
    if tool == "gradle":
        return catalogue.image("gradle", f"9-jdk{version}-noble")
    return catalogue.image("maven", f"3.9-eclipse-temurin-{version}-noble")


def _building(facts: Facts, needed: steps.SystemPackages) -> Iterator[Step]:
    """Dependencies before sources; what is downloaded stays in a cache."""
    tool, program = value(facts, Topic.PACKAGE_MANAGER)
    cached = _cache(tool, program)
    yield from steps.apt(needed.build, "What the build needs of the system")
    yield Workdir(path=SOURCES)
    executable = (("chmod", "+x", program.removeprefix("./")),) if program.startswith("./") else ()
    if install := value(facts, Topic.INSTALL):
        yield from steps.copies(value(facts, Topic.MANIFEST))
        comment = "What cannot be fetched yet, the build below asks for" if tool == "maven" else ""
        yield Run(commands=(*executable, install), mounts=(cached,), comment=comment)
    yield steps.EVERYTHING
    yield Run(commands=(*executable, *_commands(facts)), mounts=(cached,))


def _commands(facts: Facts) -> Iterator[tuple[str, ...]]:
    output = value(facts, Topic.OUTPUT)
    yield value(facts, Topic.BUILD)
    if output[1] == app.LIBRARIES and output[2]:
        yield "mkdir", "-p", output[2]  # none is made where nothing is needed at run time


def _cache(tool: str, program: str) -> Mount:
    if tool == "maven":
        return steps.cache("maven", "/root/.m2")
    own = program.startswith("./")
    return steps.cache("gradle", "/root/.gradle" if own else "/home/gradle/.gradle", sharing="locked")


def _layers(facts: Facts, catalogue: Catalogue, version: str) -> tuple[Stage, ...]:
    """The stage that takes a jar of Spring Boot apart, so that an edit of the code changes one small layer."""
    output, kind = value(facts, Topic.OUTPUT)[:2]
    if kind not in {app.TOOLS, app.LAYERTOOLS}:
        return ()
    tool = ("-Djarmode=tools", "extract", "--layers") if kind == app.TOOLS else ("-Djarmode=layertools", "extract")
    mode, *words = tool
    return (
        Stage(
            name="layers",
            image=catalogue.image("eclipse-temurin", f"{version}-jre-noble"),
            steps=(
                Workdir(path="/out"),
                Copy(sources=(posixpath.join(SOURCES, output),), target="app.jar", source_stage="build"),
                Run(commands=(("java", mode, "-jar", "app.jar", *words, "--destination", "layers"),)),
            ),
        ),
    )


def _last(facts: Facts, catalogue: Catalogue, version: str, needed: steps.SystemPackages) -> Stage:
    output = value(facts, Topic.OUTPUT)
    tomcat = output[1] == app.WAR
    image = catalogue.image(
        *(("tomcat", _tomcat(output[2], version)) if tomcat else ("eclipse-temurin", f"{version}-jre-noble"))
    )
    return Stage(name="", image=image, steps=tuple(_running(facts, needed, output)))


def _tomcat(line: str, version: str) -> str:
    """A tag; Tomcat's images are made for the lines of Java with long-term support that a line of it runs on."""
    least = {"11.0": 17, "10.1": 11}.get(line, 8)
    java = next(one for one in app.LTS if one >= min(max(int(version), least), app.LTS[-1]))
    return f"{line}-jre{java}-temurin-noble"


def _running(facts: Facts, needed: steps.SystemPackages, output: tuple[str, ...]) -> Iterator[Step]:
    yield from steps.apt(needed.run, "What the program needs while it runs")
    yield steps.user()
    if output[1] == app.WAR:  # a folder of its own for Tomcat, which the program's user may write to
        owned = ("install", "--directory", "--owner=app", "--group=app", *(f"{steps.APP}/{name}" for name in TOMCAT))
        yield Run(
            commands=(owned, ("cp", "-r", "conf", f"{steps.APP}/"), ("chown", "-R", "app:app", f"{steps.APP}/conf"))
        )
    yield Workdir(path=steps.APP)
    port = steps.port(facts)
    pairs = (
        *((("PORT", str(port)),) if port else ()),
        *((("CATALINA_BASE", steps.APP),) if output[1] == app.WAR else ()),
    )
    if pairs:
        yield Env(pairs=pairs)
    for sources, target in _copied(output):
        stage = "layers" if output[1] in {app.TOOLS, app.LAYERTOOLS} else "build"
        yield Copy(sources=sources, target=target, source_stage=stage)


def _copied(output: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str]]:
    """What goes on from the build, seldom changed things first."""
    place = posixpath.join(SOURCES, output[0])
    match output[1]:
        case app.TOOLS | app.LAYERTOOLS:
            for name in LAYERS:
                yield (f"/out/layers/{name}/",), "./"
        case app.QUARKUS:
            yield (f"{place}/lib/",), "./lib/"
            yield (f"{place}/quarkus/",), "./quarkus/"
            yield (f"{place}/quarkus-run.jar",), "./"
            yield (f"{place}/app/",), "./app/"
        case app.INSTALLED:
            yield (f"{place}/",), "./lib/"
        case app.LIBRARIES:
            if output[2]:
                yield (f"{posixpath.join(SOURCES, output[2])}/",), "./lib/"
            yield (place,), "./app.jar"
        case app.WAR:
            yield (place,), "./webapps/ROOT.war"
        case _:
            yield (place,), "./app.jar"


def _made_anew(facts: Facts) -> Iterator[str]:
    """The folders that the build writes, by the modules' names: a package of the sources may be called the same."""
    tool = facts.word(Topic.PACKAGE_MANAGER)
    made = "target" if tool == "maven" else "build"
    for name in value(facts, Topic.MANIFEST):
        folder, _, file = name.rpartition("/")
        if file == "pom.xml" or file.startswith("build.gradle"):
            yield f"{folder}/{made}" if folder else made
    if tool == "gradle":
        yield "**/.gradle"
