"""Says how a program is restored and published: the files that this needs, the commands, and what it asks of Debian."""

from __future__ import annotations

import posixpath

from bot.frozen import dataclass
from bot.stacks import addresses, xml
from bot.stacks.claims import claim, doubt
from bot.stacks.dotnet import pins, programs, projects
from bot.stacks.folder import Folder
from bot.types import Topic

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.stacks.dotnet.programs import Program
    from bot.stacks.dotnet.projects import Project
    from bot.types import Claim, Doubt, Snapshot

LOCK = "packages.lock.json"
CONFIGS = ("nuget.config", "NuGet.config", "NuGet.Config")
OUT = "/out"
# What a project asks of its publishing that needs a host of its own, where the image has the runtime.
_OVERRIDDEN = ("PublishAot", "PublishSingleFile", "PublishTrimmed", "SelfContained")


@dataclass(frozen=True, slots=True, kw_only=True)
class Build:
    """The folder that is built, the projects that go into it, and the files that restoring them needs."""

    context: str
    projects: tuple[Project, ...]
    files: tuple[str, ...]  # paths of the repository
    feeds: tuple[str, ...]  # folders of packages

    def inside(self, path: str) -> str:
        """A path of the repository as one of the folder that is built."""
        return path[len(self.context) + 1 :] if self.context else path


def of(snapshot: Snapshot, program: Program, root: str) -> Build:
    """The smallest folder that holds the service and all that its build needs."""
    every = projects.closure(snapshot, program.project)
    found: dict[str, None] = {}
    for one in every:
        found |= dict.fromkeys(file for file, _ in one.documents)
        named = (projects.PROPS, "Directory.Build.targets", projects.CENTRAL, *CONFIGS)
        found |= dict.fromkeys(projects.above(snapshot, one.folder, *named))
        if snapshot.has(lock := posixpath.join(one.folder, LOCK)):
            found[lock] = None
    feeds = tuple(feed for path in found if path.endswith(CONFIGS) for feed in _feeds(snapshot, path))
    folders = [root.split("/"), *(posixpath.dirname(path).split("/") for path in found), *(f.split("/") for f in feeds)]
    context = posixpath.join("", *_common(folders))
    if pins.kept(snapshot, context):
        found[posixpath.join(context, pins.GLOBAL)] = None
    return Build(context=context, projects=every, files=tuple(sorted(found)), feeds=feeds)


def _common(folders: list[list[str]]) -> list[str]:
    shared: list[str] = []
    for parts in zip(*folders, strict=False):
        if len({*parts}) > 1 or not parts[0]:
            break
        shared.append(parts[0])
    return shared


def _sources(snapshot: Snapshot, path: str) -> Iterator[tuple[str, int]]:
    """The package sources that a nuget.config adds, each with its line."""
    if text := snapshot.text(path):
        for one in xml.parse(path, text).all("packageSources", "add"):
            yield one.attributes.get("value", ""), one.line


def _feeds(snapshot: Snapshot, path: str) -> Iterator[str]:
    for value, _ in _sources(snapshot, path):
        folder = "" if "://" in value else projects.located(path, value)
        if folder and snapshot.match(f"{folder}/*"):
            yield folder


def claims(snapshot: Snapshot, program: Program, build: Build, root: str) -> Iterator[Claim | Doubt]:
    """ENTRY, MANIFEST, INSTALL, BUILD and what goes with them."""
    whole = Folder(snapshot=snapshot)
    project = program.project
    place = whole.at(project.file)
    file = build.inside(project.file)
    yield claim(Topic.ENTRY, f"{project.assembly}.dll", file, at=place)
    if build.context != root:
        why = "what it refers to lies beside its folder: all is built as one"
        yield claim(Topic.SERVICE, build.context or ".", at=place, why=why)
    yield from _manifests(whole, build)
    lock = posixpath.join(project.folder, LOCK)
    locked = snapshot.has(lock)
    yield claim(Topic.INSTALL, "dotnet", "restore", file, *(("--locked-mode",) if locked else ()), at=place)
    if locked:
        yield claim(Topic.LOCK_FILE, build.inside(lock), at=whole.at(lock))
    yield claim(Topic.BUILD, *_publish(program, file, locked=locked), at=place)
    yield from _packages(snapshot, build, locked=locked)
    yield from _indexes(whole, build)
    system = project.said("RuntimeIdentifier")
    if system and not system.value.startswith("linux"):
        sentence = (
            f"{project.file} is built for {system.value}, and the image is Linux: packages with native parts fail."
        )
        yield doubt(Topic.BUILD, sentence, "Drop RuntimeIdentifier from the project file.", system.place(snapshot))


def _manifests(whole: Folder, build: Build) -> Iterator[Claim | Doubt]:
    unclear = next((one.unclear for one in build.projects if one.unclear), None)
    places = tuple(whole.at(path) for path in build.files)
    if unclear:
        why = f"it is not known which file {unclear.value} is, so all is copied before the restore"
        yield claim(Topic.MANIFEST, ".", at=unclear.place(whole.snapshot), why=why)
    else:
        names = (*map(build.inside, build.files), *(f"{build.inside(feed)}/" for feed in build.feeds))
        yield claim(Topic.MANIFEST, *names, at=places)
    for one in build.projects:
        for path in one.references():
            if not whole.has(path):
                sentence = f"{one.file} refers to {path}, which is not in the repository."
                yield doubt(Topic.MANIFEST, sentence, "Commit it, or drop the reference.", whole.at(one.file))


def _publish(program: Program, file: str, *, locked: bool) -> Iterator[str]:
    """No `--no-restore`: packages are in a cache that may be empty when the restore's layer is not."""
    project = program.project
    yield from ("dotnet", "publish", file, "--configuration", "Release", "--output", OUT)
    many = programs.frameworks(project)
    if project.word("TargetFrameworks") and many:
        yield from ("--framework", pins.newest(many))
    yield "-p:UseAppHost=false"
    yield from (f"-p:{name}=false" for name in _OVERRIDDEN if project.on(name))
    if project.word("RuntimeIdentifier") and not project.on("SelfContained"):
        yield "-p:SelfContained=false"
    if locked:
        yield "-p:RestoreLockedMode=true"


def _packages(snapshot: Snapshot, build: Build, *, locked: bool) -> Iterator[Claim | Doubt]:
    seen: dict[str, None] = {}
    for project in build.projects:
        for said in project.frameworks():
            yield claim(Topic.DEPENDENCY, said.value, at=said.place(snapshot))
        for name, version, said in project.packages():
            if name in seen:
                continue
            seen[name] = None
            place = said.place(snapshot)
            yield claim(Topic.DEPENDENCY, name, version, at=place)
            if "*" in version and not locked:
                sentence = f"{name} {version} is another version each time that something new is published."
                settle = "Set RestorePackagesWithLockFile and commit packages.lock.json."
                yield doubt(Topic.LOCK_FILE, sentence, settle, place)


def _indexes(whole: Folder, build: Build) -> Iterator[Doubt]:
    """Other sources of packages, and passwords for them that were committed."""
    configs = [path for path in build.files if path.endswith(CONFIGS)]
    named = [(value, whole.at(path, line)) for path in configs for value, line in _sources(whole.snapshot, path)]
    yield from addresses.elsewhere((value, place) for value, place in named if "://" in value)
    yield from addresses.committed(whole, configs)
    for path in configs:
        root = xml.parse(path, whole.text(path) or "<x/>")
        for one in root.every("add"):
            if one.attributes.get("key") == "ClearTextPassword" and "%" not in one.attributes.get("value", "%"):
                yield doubt(
                    Topic.INSTALL,
                    f"{path}:{one.line} holds a password for a source of packages.",
                    "Revoke it, and hand a new one to the build as a secret.",
                    whole.at(path),
                )
