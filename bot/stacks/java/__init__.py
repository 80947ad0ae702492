"""Java and Kotlin: applications that a build of Maven or Gradle makes, alone or one of a build's modules."""

from __future__ import annotations

from bot.lazy import pattern
from bot.stacks import tools
from bot.stacks.claims import claim
from bot.stacks.folder import Folder, roots
from bot.types import Claim, Doubt, Facts, Service, Topic

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.catalogue import Catalogue
    from bot.stacks.java.app import App
    from bot.stacks.java.programs import Seen
    from bot.types import Plan, Snapshot

NAME = "java"
MANIFESTS = ("pom.xml", "build.gradle", "build.gradle.kts")
READS = (
    *MANIFESTS,
    "settings.gradle",
    "settings.gradle.kts",
    "gradle/libs.versions.toml",
    "gradle/wrapper/gradle-wrapper.properties",
    ".java-version",
    ".sdkmanrc",
    "system.properties",
    *tools.READS,
    *(f"*/{name}" for name in MANIFESTS),
    *(f"*/*/{name}" for name in MANIFESTS),
    "*/settings.gradle",
    "*/settings.gradle.kts",
    *(f"src/main/resources/application.{ending}" for ending in ("properties", "yml", "yaml", "conf")),
    "*/src/main/*/*.gradle",
    "*/src/main/*/*.gradle.kts",
    "gradle.properties",
)
# Folders of modules that stand beside an application: somebody's tests, samples and measurements.
_BESIDE = pattern(r"(?:^|[-_/])(?:tests?|it|samples?|examples?|demos?|benchmarks?|jmh|docs?)(?:$|[-_/])")
FOLLOWED = 80  # sources and settings that are read
_SETTINGS = ("application.properties", "application.yml", "application.yaml", "application.conf")
_TELLING = (
    "Main",
    "App",
    "Application",
    "Server",
    "Launcher",
    "Program",
    "Controller",
    "Resource",
    "Routing",
    "Health",
)


def follow(snapshot: Snapshot) -> tuple[str, ...]:
    """The settings and sources of the modules that were read: those first whose names tell that a program begins."""
    places = [path.rpartition("/")[0] for path in snapshot.texts if path.rpartition("/")[2] in MANIFESTS]
    if not places:
        return ()
    found: dict[str, None] = {}
    code: list[str] = []
    for place in places:
        base = f"{place}/" if place else ""
        found |= dict.fromkeys(path for name in MANIFESTS for path in snapshot.match(f"{base}*/*/*/{name}"))
        for name in _SETTINGS:
            found |= dict.fromkeys(snapshot.match(f"{base}src/main/resources/{name}"))
            found |= dict.fromkeys(snapshot.match(f"{base}src/main/resources/config/{name}"))
        for glob in ("src/main/java/**/*.java", "src/main/kotlin/**/*.kt", "src/main/java/**/*.kt"):
            code += snapshot.match(f"{base}{glob}")  # com.example.demo is a package like any other
    found |= dict.fromkeys(sorted(code, key=_rank))
    return tuple(path for path in found if path not in snapshot.texts)[:FOLLOWED]


def _rank(path: str) -> tuple[int, int]:
    stem = path.rpartition("/")[2].rpartition(".")[0]
    place = next((at for at, name in enumerate(_TELLING) if stem.endswith(name)), len(_TELLING))
    return min(place, 6) if place < len(_TELLING) else 7, path.count("/")


def recognise(snapshot: Snapshot) -> tuple[Facts, ...]:
    """One Facts for each application of each build. Raises ManifestUnreadable."""
    if not any(snapshot.match(f"**/{name}") for name in MANIFESTS):
        return ()
    found: list[Facts] = []
    taken: list[str] = []
    for root in roots(snapshot, *MANIFESTS):
        if any(root.startswith(f"{up}/" if up else "") for up in taken):
            continue  # a module of a build above it
        services = tuple(_services(Folder(snapshot=snapshot, root=root)))
        if services:
            taken.append(root)
            found += services
    return tuple(found)


def _services(folder: Folder) -> Iterator[Facts]:
    from bot.stacks.java import maven, programs, projects

    if folder.text("pom.xml"):
        every = maven.find(folder)
    elif folder.first(*projects.BUILDS, *projects.SETTINGS):
        every = projects.find(folder)
    else:
        return
    pairs = ((made, programs.Seen(folder, made)) for made in every)
    chosen = _chosen([(made, seen) for made, seen in pairs if programs.starts(made, seen)])
    for made, seen in chosen:
        yield _facts(folder, made, seen, alone=len(chosen) == 1)


def _chosen(started: list[tuple[App, Seen]]) -> list[tuple[App, Seen]]:
    """What is packaged as a program before what merely has a main method; no samples and tests beside a program."""
    packed = [pair for pair in started if pair[0].framework or pair[0].main or pair[0].output[1] == "war"] or started
    sure = [(made, seen) for made, seen in packed if made.framework != "Spring Boot" or seen.begins(made)] or packed
    return [pair for pair in sure if not _BESIDE.search(pair[0].root)] or sure


def _facts(folder: Folder, made: App, seen: Seen, *, alone: bool) -> Facts:
    from bot.stacks.java import installs, programs

    every = (
        *programs.claims(folder, made, seen),
        *installs.claims(folder, made),
        *installs.versions(folder, made),
        *made.said,
    )
    root = folder.root if alone else folder.path(made.root).rstrip("/")
    if not alone:
        why = "it is one of several applications of a build: all of it is built as one"
        every = (claim(Topic.SERVICE, root or ".", folder.root or ".", at=made.place, why=why), *every)
    return Facts(
        service=Service(name=root.rpartition("/")[2] or folder.snapshot.name, root=root),
        stack=NAME,
        claims=tuple(one for one in every if isinstance(one, Claim)),
        doubts=tuple(one for one in every if isinstance(one, Doubt)),
    )


def plan(facts: Facts, catalogue: Catalogue) -> Plan:
    """One stage that builds with a JDK; the application alone goes on, to a JRE."""
    from bot.stacks.java import image

    return image.plan(facts, catalogue)
