"""Go: commands of a module or a workspace, built into one binary."""

from __future__ import annotations

from bot.stacks import tools
from bot.stacks.claims import claim, doubt
from bot.stacks.folder import Folder, aside, roots
from bot.stacks.versions import OR_NEWER
from bot.types import Claim, Doubt, Facts, Service, Topic

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.catalogue import Catalogue
    from bot.stacks.go.commands import Command
    from bot.stacks.go.modfile import Module
    from bot.types import Plan, Snapshot

NAME = "go"
READS = (
    "go.mod",
    "go.work",
    "main.go",
    ".go-version",
    *tools.READS,
    "cmd/*/main.go",
    "*.go",
    "cmd/*/*.go",
    "cmd/*.go",
    "*/go.mod",
    "*/main.go",
    "*/cmd/*/main.go",
    "*/*/go.mod",
    "*/*/main.go",
    *(f"{folder}/*.go" for folder in ("ui", "web", "frontend", "assets", "static")),
    "web/package.json",
    "frontend/package.json",
    "ui/package.json",
)
FOLLOWED = 60  # files of imported packages that are read


def follow(snapshot: Snapshot) -> tuple[str, ...]:
    """The packages of the same module that the files read so far import, and the modules that a workspace names."""
    if not snapshot.match("**/go.mod"):
        return ()
    from bot.stacks.go import modfile, source

    found: dict[str, None] = {}
    for path in snapshot.match("**/go.work"):
        root = path.rpartition("/")[0]
        for member in modfile.members(Folder(snapshot=snapshot, root=root)):
            base = modfile.join(root, member)
            found |= dict.fromkeys([f"{base}/go.mod", *snapshot.match(f"{base}/*.go")])
    names = {path.rpartition("/")[0]: name for path in snapshot.texts if (name := _module_name(snapshot, path))}
    for path in snapshot.texts:
        if path.endswith(".go") and not aside(path):
            for imported in source.parse(snapshot.texts[path]).imports:
                found |= dict.fromkeys(_package(snapshot, imported, names))
    wanted = [path for path in found if snapshot.has(path) and path not in snapshot.texts]
    return tuple(wanted[:FOLLOWED])


def _module_name(snapshot: Snapshot, path: str) -> str:
    """The module that a go.mod names; one that names none says so when it is recognised."""
    if path.rpartition("/")[2] != "go.mod":
        return ""
    lines = (line.split() for line in snapshot.texts[path].split("\n"))
    return next((words[1].strip('"') for words in lines if len(words) > 1 and words[0] == "module"), "")


def _package(snapshot: Snapshot, imported: str, names: dict[str, str]) -> Iterator[str]:
    """The files of an imported package, where it is of a module of this repository."""
    for root, name in names.items():
        if imported.startswith(f"{name}/"):
            folder = "/".join(part for part in (root, imported[len(name) + 1 :]) if part)
            yield from (path for path in snapshot.match(f"{folder}/*.go") if not aside(path))


def recognise(snapshot: Snapshot) -> tuple[Facts, ...]:
    """One Facts for each folder with a module or a workspace that has a command. Raises ManifestUnreadable."""
    if not snapshot.match("**/go.mod"):
        return ()
    found = (_service(Folder(snapshot=snapshot, root=root)) for root in roots(snapshot, "go.work", "go.mod"))
    return tuple(facts for facts in found if facts)


def _service(folder: Folder) -> Facts | None:
    from bot.stacks.go import assets, commands, modfile

    members = modfile.members(folder) if folder.has("go.work") else ()
    modules = tuple(one for root in members or ("",) if (one := modfile.read(folder, root)))
    found = commands.find(folder, modules)
    if not found:
        return None
    chosen = found[0]
    every = (
        *commands.claims(folder, chosen, found[1:]),
        *_versions(folder, chosen),
        *_installs(folder, chosen, modules),
        *assets.dependencies(folder, chosen),
        *assets.opened(folder, chosen),
        *assets.embedded(folder, chosen),
        *_variables(folder, chosen),
    )
    name = folder.root.rpartition("/")[2] or folder.snapshot.name
    return Facts(
        service=Service(name=name, root=folder.root),
        stack=NAME,
        claims=tuple(one for one in every if isinstance(one, Claim)),
        doubts=tuple(one for one in every if isinstance(one, Doubt)),
    )


def _versions(folder: Folder, command: Command) -> Iterator[Claim]:
    """RUNTIME: a pin for people first; go.mod names the least version that will do."""
    pinned = folder.text(".go-version").strip()
    if pinned[:1].isdigit():
        yield claim(Topic.RUNTIME, pinned.split()[0], at=folder.at(".go-version", 1))
    yield from tools.pins(folder, "go", "golang")
    file = f"{command.module.root}/go.mod" if command.module.root else "go.mod"
    for verb in ("toolchain", "go"):
        for line in command.module.all(verb):
            version = line.words[0].removeprefix("go")
            if version[:1].isdigit():
                yield claim(Topic.RUNTIME, version, OR_NEWER, at=folder.at(file, line.number))


def _installs(folder: Folder, command: Command, modules: tuple[Module, ...]) -> Iterator[Claim | Doubt]:
    from bot.stacks.go import modfile

    file = modfile.join(command.module.root, "go.mod")
    yield claim(Topic.PACKAGE_MANAGER, "go", at=folder.at(file))
    needs = any(module.all("require") for module in modules)
    lock = modfile.join(command.module.root, "go.sum")
    if folder.has(lock):
        yield claim(Topic.LOCK_FILE, lock, at=folder.at(lock))
    elif needs and not folder.has("vendor/modules.txt"):
        sentence = f"There is no {folder.path(lock)}: nothing says which bytes the required modules have."
        yield doubt(Topic.LOCK_FILE, sentence, "Run go mod tidy and commit go.sum.", folder.at(file))
    local = tuple(dict.fromkeys(place for module in modules for place in module.locals()))
    outside = next((place for place in local if modfile.join(folder.root, place).startswith("..")), "")
    if outside:
        sentence = f"A module is taken from {outside}, outside of the repository, where no build will find it."
        yield doubt(Topic.MANIFEST, sentence, "Publish it, or bring it into the repository.", folder.at(file))
    above = bool(folder.root) and any(place.startswith("..") for place in local)
    if above:
        place = folder.at(file)
        yield claim(Topic.SERVICE, folder.root, at=place, why="it takes modules beside its folder: all is built as one")
    roots_ = (*(module.root for module in modules), *local)
    names = [modfile.join(root, name) for root in roots_ for name in ("go.mod", "go.sum")]
    files = [name for name in ("go.work", "go.work.sum", *names) if _there(folder, name)]
    if needs:
        manifests = tuple(modfile.join(folder.root, name) if above else name for name in files)
        places = tuple(Folder(snapshot=folder.snapshot).at(modfile.join(folder.root, name)) for name in files)
        yield claim(Topic.MANIFEST, *manifests, at=places)
    if needs and not folder.has("vendor/modules.txt"):
        yield claim(Topic.INSTALL, "go", "mod", "download", at=folder.at(file))


def _there(folder: Folder, name: str) -> bool:
    from bot.stacks.go import modfile

    return folder.snapshot.has(modfile.join(folder.root, name))


def _variables(folder: Folder, command: Command) -> Iterator[Claim]:
    """The environment variables that the code reads, but for PORT, which the image sets."""
    seen: dict[str, Claim] = {}
    for file, picture in command.files.items():
        for name, line in picture.variables.items():
            if name not in {"PORT", "PATH", "HOME"}:
                seen.setdefault(name, claim(Topic.VARIABLE, name, at=folder.at(file, line)))
        if picture.cgo:
            why = "its code is C in part"
            seen.setdefault("C", claim(Topic.SYSTEM_PACKAGE_BUILD, "gcc", at=folder.at(file, picture.cgo), why=why))
        if picture.zones:
            why = "it looks time zones up"
            zones = claim(Topic.SYSTEM_PACKAGE_RUN, "tzdata", at=folder.at(file, picture.zones), why=why)
            seen.setdefault("time zones", zones)
    yield from seen.values()


def plan(facts: Facts, catalogue: Catalogue) -> Plan:
    """One stage that builds; the binary alone goes on."""
    from bot.stacks.go import image

    return image.plan(facts, catalogue)
