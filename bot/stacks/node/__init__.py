"""Node: servers and programs by npm or bun, and sites that a build writes and a static server serves."""

from __future__ import annotations

import re

from bot.frozen import replace
from bot.stacks import tools
from bot.stacks.addresses import without_user
from bot.stacks.claims import claim, doubt
from bot.stacks.folder import Folder, aside, roots, table, word
from bot.types import Claim, Doubt, Facts, Service, Topic

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.catalogue import Catalogue
    from bot.stacks.node.managers import Managed
    from bot.types import Plan, Snapshot

NAME = "node"
CONFIGS = ("vite", "next", "react-router", "svelte", "astro", "vue", "nuxt")
READS = (
    "package.json",
    "package-lock.json",
    ".nvmrc",
    ".node-version",
    ".bun-version",
    *tools.READS,
    *(f"{name}.config.{ending}" for name in CONFIGS for ending in ("ts", "js", "mjs", "mts")),
    "*.js",
    "*.mjs",
    "*.cjs",
    "*.ts",
    "src/*.js",
    "src/*.ts",
    "src/*.mjs",
    "*.tsx",
    "src/*.tsx",
    "angular.json",
    "project.json",
    "app.json",
    "src/env.mjs",
    "start/env.ts",
    "env.mjs",
    "pnpm-workspace.yaml",
    ".yarnrc.yml",
    "pnpm-lock.yaml",
    "*/package.json",
    "*/*/package.json",
    "package.json5",
    "*/package.json5",
    "*/*/package.json5",
    "*/.nvmrc",
    *(
        f"{place}{name}.config.{ending}"
        for place in ("*/", "*/*/")
        for name in CONFIGS
        for ending in ("ts", "js", "mjs", "mts")
    ),
    "*/index.js",
    "*/server.js",
)


def follow(snapshot: Snapshot) -> tuple[str, ...]:
    """The entry points that manifests name, and the files that the first files import."""
    found: dict[str, None] = {}
    for path in snapshot.texts:
        root, _, name = path.rpartition("/")
        if name == "package.json":
            found |= dict.fromkeys(_named(Folder(snapshot=snapshot, root=root)))
        elif name.endswith((".js", ".ts", ".mjs", ".cjs")) and not aside(path):
            found |= dict.fromkeys(_imported(snapshot, path))
    return tuple(path for path in found if snapshot.has(path) and path not in snapshot.texts)


def _named(folder: Folder) -> Iterator[str]:
    """Every word of a manifest that looks like a source file, and the source of a compiled one."""
    for file in re.findall(r"(?<![\w./-])[\w./-]{1,200}\.[cm]?[jt]s\b", folder.text("package.json")):
        name = file.removeprefix("./")
        yield folder.path(name)
        for ending in ("ts", "js", "mjs"):
            yield folder.path(re.sub(r"^(dist|build|lib|out)/(.*)\.[cm]?js$", rf"src/\2.{ending}", name))
    for stem in ("index", "main", "server", "app"):
        yield from (folder.path(f"{base}{stem}.{ending}") for base in ("", "src/") for ending in ("ts", "js"))


def _imported(snapshot: Snapshot, path: str) -> Iterator[str]:
    here = path.rpartition("/")[0]
    for name in re.findall(r"""(?:from|require\(|import\(?)\s*["'](\.[^"'\n]*)["']""", snapshot.texts[path]):
        parts = here.split("/") if here else []
        for part in name.split("/"):
            if part == "..":
                parts = parts[:-1]
            elif part != ".":
                parts = [*parts, part]
        place = "/".join(parts)
        stem = re.sub(r"\.[cm]?js$", "", place)
        yield from (place, *(f"{stem}{ending}" for ending in (".ts", ".js", ".mjs", "/index.ts", "/index.js")))


def recognise(snapshot: Snapshot) -> tuple[Facts, ...]:
    """One Facts for each folder with something to start or to serve. Raises ManifestUnreadable."""
    if not snapshot.match("**/package.json") and not snapshot.match("**/package.json5"):
        return ()
    from bot.stacks.node import json5

    plain = json5.plain(snapshot)
    found = [_service(Folder(snapshot=plain, root=root)) for root in roots(plain, "package.json")]
    known = _only(Folder(snapshot=plain), [facts for facts in found if facts])
    return tuple(facts if plain is snapshot else json5.cited(facts, snapshot) for facts in known)


def _only(home: Folder, found: list[Facts]) -> list[Facts]:
    """The one service of a workspace is the repository's, with its files in the root, where people look for them."""
    from bot.stacks.node import workspaces

    if len(found) != 1 or not found[0].service.root or not home.has("package.json"):
        return found
    if found[0].service.root not in workspaces.members(home, home.json("package.json")):
        return found
    return [replace(found[0], service=Service(name=home.snapshot.name, root=""))]


def _service(folder: Folder) -> Facts | None:
    if not folder.has("package.json") or folder.unread("package.json"):
        return None  # what is not read is no program that is known
    from bot.stacks.node import image, managers, packages, pins, scripts, workspaces

    manifest = folder.json("package.json")
    if member := workspaces.started(folder, manifest):
        inner = _service(Folder(snapshot=folder.snapshot, root=folder.path(member)))
        own = Service(name=folder.root.rpartition("/")[2] or folder.snapshot.name, root=folder.root)
        return replace(inner, service=own) if inner else None
    outer = workspaces.root_of(folder)
    home = outer or folder
    said = _said(folder, manifest)
    if not said or (folder.root and _is_library(folder, manifest, said)):
        return None
    built = any(isinstance(one, Claim) and one.topic is Topic.BUILD for one in said)
    kept = scripts.packages(image.start(said)) & table(manifest, "devDependencies").keys()
    managed = managers.managed(home, home.json("package.json"), manifest, whole=built or bool(kept))
    runtime = image.runtime(said)
    places = [(folder, manifest), *([(outer, outer.json("package.json"))] if outer else [])]
    pinned = (one for place, read in places for one in pins.read(place, read, runtime))
    called = (made for one in said for made in _called(one, folder, home, managed))
    site = any(isinstance(one, Claim) and one.topic is Topic.OUTPUT for one in said)
    more = () if site else packages.claims(folder, manifest)
    every = (*called, *pinned, *_installs(folder, manifest, home, managed), *_kept(folder, kept), *more)
    claims = tuple(one for one in every if isinstance(one, Claim))
    if copied := tuple(one for one in said if isinstance(one, Claim) and one.topic is Topic.COPY):
        claims = (*(one for one in claims if one.topic is not Topic.COPY), *copied)
    doubts = (*(one for one in every if isinstance(one, Doubt)), *managed.doubts)
    name = folder.root.rpartition("/")[2] or folder.snapshot.name
    return Facts(service=Service(name=name, root=folder.root), stack=NAME, claims=claims, doubts=doubts)


def _said(folder: Folder, manifest: dict[str, object]) -> tuple[Claim | Doubt, ...]:
    """What a framework, a builder of sites, or the start of a program says; () for nothing to start or serve."""
    from bot.stacks.node import frameworks, packages, servers, sites

    said: tuple[Claim | Doubt, ...] = tuple(frameworks.claims(folder, manifest))
    if not said:
        tool = sites.tool(folder, manifest)
        said = tuple(sites.claims(folder, manifest, tool) if tool else servers.claims(folder, manifest))
    elif not any(isinstance(one, Claim) and one.topic is Topic.OUTPUT for one in said):
        said = (*said, *servers.variables(folder, servers.modules(folder, "")))
    return (*packages.building(folder, manifest), *said) if said else ()


def _called(said: Claim | Doubt, folder: Folder, home: Folder, managed: Managed) -> Iterator[Claim | Doubt]:
    """A command of the build as it is called there: from the member's folder, by its path among the packages."""
    from bot.stacks.node import installers

    if not isinstance(said, Claim) or said.topic is not Topic.BUILD:
        yield said
        return
    inner = folder.root[len(home.root) :].strip("/")
    for argv in installers.call(managed.manager, said.value, inner):
        yield replace(said, value=argv)


def _kept(folder: Folder, kept: set[str]) -> Iterator[Doubt]:
    """A doubt where the program is started by what is declared for development alone."""
    if kept:
        name = min(kept)
        yield doubt(
            Topic.START,
            f"The program is started by {name}, a development dependency: all of those go into the image.",
            f"Move {name} to dependencies, or start what a build writes.",
            folder.find("package.json", f'"{re.escape(name)}"\\s*:'),
        )


def _is_library(folder: Folder, manifest: dict[str, object], said: tuple[Claim | Doubt, ...]) -> bool:
    """Whether a package below the root is there for others: no script starts it, it does not listen, nor locks."""
    from bot.stacks.node.installers import INSTALLERS

    serves = any(isinstance(one, Claim) and one.topic is Topic.KIND and one.value != ("job",) for one in said)
    locked = manifest.get("private") is True and any(map(folder.has, (n for o in INSTALLERS.values() for n in o.locks)))
    return not (serves or locked or word(manifest, "scripts", "start"))


def _installs(folder: Folder, manifest: dict[str, object], home: Folder, managed: Managed) -> Iterator[Claim]:
    """What is installed and built, from the workspace's folder where there is one."""
    from bot.stacks.node import building, scripts, workspaces
    from bot.stacks.node.sites import dependencies

    place = managed.evidence
    yield claim(Topic.SERVICE, folder.root, home.root, at=folder.at("package.json"))
    yield claim(Topic.PACKAGE_MANAGER, managed.manager, *([managed.version] if managed.version else []), at=place)
    if managed.lock:
        yield claim(Topic.LOCK_FILE, managed.lock, at=home.at(managed.lock))
    there = tuple(home.at(name) for name in managed.files if home.has(name))
    yield claim(Topic.MANIFEST, *managed.files, at=there or home.at("package.json"))
    members = workspaces.members(home, home.json("package.json"))
    if dependencies(manifest) or members:
        yield claim(Topic.INSTALL, *managed.install, at=place)
    if members:
        yield claim(Topic.COPY, ".", at=place, why="members of a workspace keep packages of their own")
    elif managed.manager == "berry":
        yield claim(Topic.COPY, ".", at=place, why="yarn starts nothing without the state that its install wrote")
    script = folder.find("package.json", f'"{re.escape(scripts.build(manifest))}"\\s*:')
    for argv in building.commands(folder, home, manifest, managed.manager):
        yield claim(Topic.BUILD, *argv, at=script)
    spared = table(manifest, "devDependencies").keys() - table(manifest, "dependencies").keys()
    for name, asked in dependencies(manifest).items():
        told = (name, without_user(asked), *(["development"] if name in spared else []))
        yield claim(Topic.DEPENDENCY, *told, at=folder.find("package.json", f'"{re.escape(name)}"\\s*:'))


def plan(facts: Facts, catalogue: Catalogue) -> Plan:
    """A site is built and served by nginx; a program is installed in one stage and runs in another."""
    from bot.stacks.node import image

    return image.plan(facts, catalogue)
