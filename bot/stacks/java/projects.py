"""Finds the applications that a build of Gradle makes: its projects, what their plugins package, and by which task."""

from __future__ import annotations

import posixpath
import re

from bot.frozen import dataclass
from bot.stacks import addresses
from bot.stacks.claims import doubt
from bot.stacks.folder import table, word
from bot.stacks.java import aliases, app, gradle
from bot.stacks.java.app import App
from bot.stacks.java.script import Script
from bot.types import Topic

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.stacks.folder import Folder
    from bot.stacks.java.script import Applied, Needed, Word
    from bot.types import Doubt, Evidence

SETTINGS = ("settings.gradle.kts", "settings.gradle")
BUILDS = ("build.gradle.kts", "build.gradle")
PROJECTS = 150
_SHADOW = ("com.gradleup.shadow", "com.github.johnrengelman.shadow", "io.github.goooler.shadow")
_MICRONAUT = ("io.micronaut.application", "io.micronaut.minimal.application")
# Plugin → task, what it leaves in the project's build folder, how that lies, and the framework.
_PACKERS: tuple[tuple[tuple[str, ...], str, str, str, str], ...] = (
    (("io.quarkus",), "quarkusBuild", "quarkus-app", app.QUARKUS, "Quarkus"),
    (("io.ktor.plugin",), "buildFatJar", "libs/*-all.jar", app.JAR, "Ktor"),
    (_SHADOW, "shadowJar", "libs/*-all.jar", app.JAR, ""),
    (("application", *_MICRONAUT), "installDist", "install/{name}/lib", app.INSTALLED, ""),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """One project of a build with what its script, and the conventions that it applies, say."""

    folder: Folder
    root: str
    file: str
    name: str  # what Gradle calls it
    scripts: tuple[tuple[str, Script], ...]  # the file of each, the project's own first
    above: tuple[tuple[str, Script], ...] = ()  # those of the root, which may speak of every project

    def plugins(self) -> Iterator[tuple[str, Applied]]:
        yield from ((file, one) for file, script in self.scripts for one in script.plugins if one.here)
        yield from ((file, one) for file, script in self.above for one in script.plugins if one.below)

    def needs(self) -> Iterator[tuple[str, Needed]]:
        own = ((file, one) for file, script in self.scripts for one in script.needs if one.here)
        above = ((file, one) for file, script in self.above for one in script.needs if one.below)
        yield from ((file, one) for file, one in (*own, *above) if not one.tests)

    def first(self, topic: str) -> tuple[str, Word] | None:
        return next(((file, found) for file, script in self.scripts if (found := script.first(topic))), None)


def find(folder: Folder) -> tuple[App, ...]:
    """Every project that packages an application, the folder's own first; raises ManifestUnreadable."""
    projects = read(folder)
    found = (_app(folder, one, projects) for one in projects)
    return tuple(one for one in found if one)


def _manifests(folder: Folder, projects: tuple[Project, ...]) -> tuple[str, ...]:
    """What Gradle reads before any source; the folders of its wrapper and of conventions whole."""
    names = (*SETTINGS, "gradle.properties", "gradlew")
    folders = tuple(f"{name}/" for name in ("gradle", "buildSrc") if folder.match(f"{name}/**"))
    return (*(one.file for one in projects), *(name for name in names if folder.has(name)), *folders)


def _resolvable(folder: Folder, projects: tuple[Project, ...]) -> bool:
    """Whether dependencies can be asked for before the sources are there: no script looks at other files."""
    settings = gradle.parse(folder.text(folder.first(*SETTINGS)))
    return not settings.looks and not any(script.looks for one in projects for _, script in one.scripts)


def read(folder: Folder) -> tuple[Project, ...]:
    """The root project and those that the settings include and that have a script."""
    file = folder.first(*SETTINGS)
    settings = gradle.parse(folder.text(file)) if file else Script()
    said = settings.first("name")
    paths = ["", *(one.text.strip(":").replace(":", "/") for one in settings.includes)]
    found: dict[str, Project] = {}
    above: tuple[tuple[str, Script], ...] = ()
    for root in [posixpath.normpath(path) if path else "" for path in paths[:PROJECTS]]:
        if not (script := _script(folder, root)):
            continue
        name = root.rpartition("/")[2] or (said.text if said else "src")  # of the folder that it is built in
        scripts = tuple(_with_conventions(folder, script))
        found.setdefault(root, Project(folder=folder, root=root, file=script, name=name, scripts=scripts, above=above))
        above = above if root else scripts
    return tuple(found.values())


def _script(folder: Folder, root: str) -> str:
    """The script of a project, "" for a folder that has none or is outside."""
    names = (posixpath.join(root, name) for name in BUILDS)
    return "" if root.startswith(("..", "/")) else folder.first(*names)


def _with_conventions(folder: Folder, file: str) -> Iterator[tuple[str, Script]]:
    """A script, and those of buildSrc that it applies by their names."""
    todo, seen = [file], set[str]()
    while todo and len(seen) < 12:
        name = todo.pop(0)
        if name in seen:
            continue
        seen.add(name)
        script = gradle.parse(folder.text(name))
        yield name, script
        for plugin in script.plugins:
            if re.fullmatch(r"[\w.-]+", plugin.name):
                todo += [
                    path
                    for ending in ("gradle.kts", "gradle")
                    for path in folder.match(f"*/src/main/*/{plugin.name}.{ending}")
                ]


def _app(folder: Folder, project: Project, projects: tuple[Project, ...]) -> App | None:
    applied = _applied(folder, project, projects)
    packed = _packed(project, applied)
    if packed is None or any(name.startswith("com.android.") for name in applied):
        return None
    task, output, kind, framework, place = packed
    inside = _projects(project, projects)
    needs = {
        name: (folder.at(file, needed.line),)
        for one in inside
        for file, needed in one.needs()
        if (name := aliases.module(folder, needed))
    }
    main = project.first("main") or project.first("manifest")
    boot = app.two(applied.get("org.springframework.boot", ("", place))[0])
    built = posixpath.join(project.root, "build", output)
    return App(
        root=project.root,
        tool="gradle",
        output=(built, kind, *(("10.1" if boot >= (3, 0) or not boot[0] else "9.0",) if kind == app.WAR else ())),
        build=("--no-daemon", f":{project.root.replace('/', ':')}:{task}" if project.root else task),
        place=place,
        framework=framework,
        framework_place=place,
        major=boot,
        main=(main[1].text, folder.at(main[0], main[1].line)) if main else None,
        needs=needs,
        manifests=_manifests(folder, projects),
        apart=_resolvable(folder, projects),
        sources=tuple(one.root for one in inside),
        java=tuple(_java(folder, project, projects)),
        said=tuple(_said(folder, project, projects, task)),
    )


def _applied(folder: Folder, project: Project, projects: tuple[Project, ...]) -> dict[str, tuple[str, Evidence]]:
    """The plugins of a project: each with its version, "" where none is said, and what applies it."""
    applied: dict[str, tuple[str, Evidence]] = {}
    for file, one in project.plugins():
        name, version_ = aliases.plugin(folder, one)
        applied.setdefault(name, (version_, folder.at(file, one.line)))
    for _, script in (pair for each in projects for pair in each.scripts):  # versions that another script gives
        for one in script.plugins:
            name, version_ = aliases.plugin(folder, one)
            if name in applied and not applied[name][0]:
                applied[name] = (version_, applied[name][1])
    return applied


def _packed(project: Project, applied: dict[str, tuple[str, Evidence]]) -> tuple[str, str, str, str, Evidence] | None:
    """Task, what it leaves in the build folder, how that lies, the framework, and what says so."""
    if boot := applied.get("org.springframework.boot"):
        if "war" in applied:
            return "bootWar", "libs/*.war", app.JAR, "Spring Boot", boot[1]
        return "bootJar", "libs/*.jar", app.boot_kind(app.two(boot[0])), "Spring Boot", boot[1]
    for names, task, output, kind, framework in _PACKERS:
        for name in names:
            if name in applied:
                known = "Micronaut" if any(one in applied for one in _MICRONAUT) else framework
                return task, output.replace("{name}", project.name), kind, known, applied[name][1]
    if "war" in applied:
        return "war", "libs/*.war", app.WAR, "", applied["war"][1]
    if manifest := project.first("manifest"):
        return "jar", "libs/*.jar", app.JAR, "", project.folder.at(manifest[0], manifest[1].line)
    return None


def _projects(project: Project, projects: tuple[Project, ...]) -> tuple[Project, ...]:
    """A project and those of the same build that it depends on."""
    known = {one.root: one for one in projects}
    found: dict[str, Project] = {}
    todo = [project]
    while todo:
        one = todo.pop(0)
        if one.root not in found:
            found[one.root] = one
            paths = (needed.name.strip(":").replace(":", "/") for _, needed in one.needs() if needed.kind == "project")
            todo += [known[path] for path in paths if path in known]
    return tuple(found.values())


def _java(folder: Folder, project: Project, projects: tuple[Project, ...]) -> Iterator[tuple[str, Evidence, str]]:
    """The toolchain, else what is compiled for; the root's script speaks for all of them."""
    data = folder.toml(aliases.FILE)
    for topic in ("toolchain", "level"):
        for one in (project, *projects[:1]):
            found = one.first(topic)
            if found:
                yield found[1].text, folder.at(found[0], found[1].line), ""
                return
            alias = one.first(f"{topic} alias")
            for name in table(data, "versions") if alias else ():
                text = word(data, "versions", name).removeprefix("1.")
                if alias and aliases.alias(name) == aliases.alias(alias[1].text) and text.isdecimal():
                    yield text, folder.find(aliases.FILE, rf"^\s*[\"']?{re.escape(name)}\b"), ""
                    return


def _said(folder: Folder, project: Project, projects: tuple[Project, ...], task: str) -> Iterator[Doubt]:
    if task == "jar" and any(one.kind != "project" for _, one in project.needs()) and not project.first("whole"):
        sentence = "The jar that the manifest is of holds the project's own classes alone, and nothing it depends on."
        yield doubt(Topic.OUTPUT, sentence, "Apply Gradle's application plugin.", folder.at(project.file))
    named = (
        (word.text, folder.at(file, word.line))
        for one in projects
        for file, script in one.scripts
        for topic, word in script.said
        if topic == "repository" and not app.usual(word.text)
    )
    yield from addresses.elsewhere(named)
    if not folder.has("gradlew"):
        sentence = (
            "There is no wrapper: nothing says which Gradle the scripts are written for; the image's newest is used."
        )
        yield doubt(
            Topic.PACKAGE_MANAGER, sentence, "Run gradle wrapper and commit what it writes.", folder.at(project.file)
        )
