"""Finds the applications that a build of Maven makes: what packages each, under which name, and what is skipped."""

from __future__ import annotations

import posixpath

from bot.stacks import addresses
from bot.stacks.claims import doubt
from bot.stacks.java import app, packaging, pom
from bot.stacks.java.app import App
from bot.types import Topic

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.stacks.folder import Folder
    from bot.stacks.java.declared import Plugin
    from bot.stacks.java.pom import Pom
    from bot.types import Doubt, Evidence

PACKAGINGS = frozenset({"jar", "war", "quarkus"})
# Plugins that check style or need history, which an image's build has no use for, and how each is told to stay away.
_SKIPS = {
    "maven-checkstyle-plugin": "-Dcheckstyle.skip",
    "maven-pmd-plugin": "-Dpmd.skip",
    "spotbugs-maven-plugin": "-Dspotbugs.skip",
    "spotless-maven-plugin": "-Dspotless.check.skip",
    "fmt-maven-plugin": "-Dfmt.skip",
    "formatter-maven-plugin": "-Dformatter.skip",
    "license-maven-plugin": "-Dlicense.skip",
    "apache-rat-plugin": "-Drat.skip",
    "jacoco-maven-plugin": "-Djacoco.skip",
    "dependency-check-maven": "-Ddependency-check.skip",
    "git-commit-id-maven-plugin": "-Dmaven.gitcommitid.skip",
    "git-commit-id-plugin": "-Dmaven.gitcommitid.skip",
    "git-build-hook-maven-plugin": "-Dgithook.skip",
}
_FRONT = "frontend-maven-plugin"


def find(folder: Folder) -> tuple[App, ...]:
    """Every module that packages an application, the folder's own first; raises ManifestUnreadable."""
    poms = pom.reactor(folder)
    files = (*(one.file for one in poms), *((".mvn/",) if folder.match(".mvn/**") else ()))
    return tuple(_app(one, poms, files) for one in poms if one.packaging in PACKAGINGS)


def _app(module: Pom, poms: tuple[Pom, ...], files: tuple[str, ...]) -> App:
    framework, output, place = packaging.packed(module)
    inside = _modules(module, poms)
    needs: dict[str, tuple[Evidence, ...]] = {}
    for one in inside:
        for needed in one.dependencies():
            if needed.scope not in packaging.NO_RUN or (module.packaging == "war" and needed.scope == "provided"):
                needs.setdefault(needed.name, needed.place)
    main = _main(module)
    parent, version, _ = module.parent()
    return App(
        root=module.root,
        tool="maven",
        output=(posixpath.join(module.root, output[0]), *output[1:-1], *_libraries(module, output)),
        build=tuple(_build(module, poms, output)),
        place=place,
        framework=framework,
        framework_place=place,
        major=packaging.boot(module)
        if framework == "Spring Boot"
        else app.two(version if "micronaut" in parent else ""),
        main=main,
        needs=needs,
        manifests=files,
        sources=tuple(one.root for one in inside),
        java=tuple(_java(module)),
        said=tuple(_said(module, poms, war=output[1] == app.WAR)),
    )


def _libraries(module: Pom, output: tuple[str, ...]) -> tuple[str, ...]:
    """The last word of an output; the folder of the libraries is the module's."""
    return (posixpath.join(module.root, output[-1]),) if output[1] == app.LIBRARIES else output[-1:]


def _main(module: Pom) -> tuple[str, Evidence] | None:
    """The main class that a plugin or a property names."""
    for artifact in (
        packaging.BOOT,
        "maven-shade-plugin",
        "maven-assembly-plugin",
        "maven-jar-plugin",
        "exec-maven-plugin",
    ):
        plugin = module.plugin(artifact)
        name = packaging.main_of(module, plugin) if plugin else ""
        if plugin and name and "$" not in name:
            return name, plugin.place
    for name in ("start-class", "exec.mainClass", "mainClass", "main.class"):
        if (told := module.property(name)) and "$" not in told[0]:
            return told
    return None


def _modules(module: Pom, poms: tuple[Pom, ...]) -> tuple[Pom, ...]:
    """A module and those of the same build that it depends on."""
    known = pom.by_artifact(poms)
    found: dict[str, Pom] = {}
    todo = [module]
    while todo:
        one = todo.pop(0)
        if one.root not in found:
            found[one.root] = one
            names = (needed.name.partition(":")[2] for needed in one.dependencies() if needed.scope != "test")
            todo += [known[name] for name in names if name in known]
    return tuple(found.values())


def _build(module: Pom, poms: tuple[Pom, ...], output: tuple[str, ...]) -> Iterator[str]:
    """The words after `mvn`."""
    yield from ("-B", "-ntp")
    if module.root:
        yield from ("-pl", module.root, "-am")
    if any(one.kind == "test-jar" for each in poms for one in each.dependencies()):
        yield "-DskipTests"  # another module takes what the tests of one are compiled to
    else:
        yield "-Dmaven.test.skip=true"
    every = {flag: None for each in poms for name, flag in _SKIPS.items() if each.plugin(name)}
    yield from every
    yield "package"
    if output[1] == app.LIBRARIES and output[-1]:
        yield from ("dependency:copy-dependencies", "-DincludeScope=runtime")


def _java(module: Pom) -> Iterator[tuple[str, Evidence, str]]:
    """The Java version that the module is compiled for."""
    plugin = module.plugin("maven-compiler-plugin")
    told = [
        (value, module.at(node))
        for name in ("release", "target", "source", "jvmTarget")
        for artifact in ("maven-compiler-plugin", "kotlin-maven-plugin")
        if (one := module.plugin(artifact))
        for node in (found for config in one.told for found in config.every(name))
        if (value := module.value(node.text))
    ]
    names = ("maven.compiler.release", "java.version", "maven.compiler.target", "maven.compiler.source")
    more = ("release.version", "jdk.version", "kotlin.compiler.jvmTarget", "java.release", "jvm.target")
    properties = [found for name in (*names, *more) if (found := module.property(name))]
    for value, place in (*properties, *(told if plugin or told else ())):
        number = value.removeprefix("1.")
        if number.isdecimal():
            yield _least(number, place.text, plugin), place, ""
            return
    parent, version, _ = module.parent()
    if parent == packaging.PARENT and (boot := app.two(version)) > (0, 0):
        least = "17" if boot >= (3, 0) else "8"
        yield least, module.parent_place(), "what Spring Boot's parent compiles for where nothing is said"


def _least(number: str, text: str, plugin: Plugin | None) -> str:
    """The javac of Java 8 knows no release, and a compiler plugin before 3.13 asks for one all the same."""
    asked = "release" in text and plugin is not None and (0, 0) < app.two(plugin.version) < (3, 13)
    return "11" if asked and int(number[:4]) < 9 else number


def _said(module: Pom, poms: tuple[Pom, ...], *, war: bool) -> Iterator[Doubt]:
    for one in poms:
        plugin = one.plugin(_FRONT)
        if plugin and plugin.bound:
            sentence = f"{one.file} builds its front end with a Node that {_FRONT} downloads during the build."
            yield doubt(
                Topic.BUILD, sentence, "Let the build reach where Node comes from, or build it apart.", plugin.place
            )
    yield from addresses.elsewhere(found for one in poms for found in one.repositories() if not app.usual(found[0]))
    if war:
        yield from _war(module)


def _war(module: Pom) -> Iterator[Doubt]:
    place = module.at(module.node.first("packaging"))
    sentence = "Tomcat listens on 8080 whatever $PORT says: its server.xml is the image's."
    yield doubt(Topic.PORT, sentence, "Map the container's port 8080.", place)
    for needed in module.dependencies():
        if needed.name in {"jakarta.platform:jakarta.jakartaee-api", "javax:javaee-api"}:
            sentence = "It is written for the whole of Jakarta EE, of which Tomcat has servlets and pages alone."
            settle = "Take a server that has what it uses, or bring those parts along as dependencies."
            yield doubt(Topic.FRAMEWORK, sentence, settle, *needed.place)
