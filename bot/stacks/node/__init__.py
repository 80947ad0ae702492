"""Node: servers and programs by npm or bun, and sites that a build writes and a static server serves."""

from __future__ import annotations

from bot.stacks import tools
from bot.stacks.claims import claim
from bot.stacks.folder import Folder, aside, roots, word
from bot.types import Claim, Doubt, Facts, Service, Topic

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.catalogue import Catalogue
    from bot.stacks.node.managers import Managed
    from bot.types import Plan, Snapshot

NAME = "node"
READS = (
    "package.json",
    "package-lock.json",
    ".nvmrc",
    ".node-version",
    *tools.READS,
    *(f"{name}.config.{ending}" for name in ("vite", "astro", "vue") for ending in ("ts", "js", "mjs", "mts")),
    "*.js",
    "*.mjs",
    "*.cjs",
    "*.ts",
    "src/*.js",
    "src/*.ts",
    "src/*.mjs",
    "*/package.json",
    "*/.nvmrc",
    "*/vite.config.ts",
    "*/vite.config.js",
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
    import re

    for file in re.findall(r"[\w./-]+\.[cm]?[jt]s\b", folder.text("package.json")):
        name = file.removeprefix("./")
        yield folder.path(name)
        yield folder.path(re.sub(r"^(dist|build|lib|out)/(.*)\.[cm]?js$", r"src/\2.ts", name))


def _imported(snapshot: Snapshot, path: str) -> Iterator[str]:
    import re

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
    found = (_service(Folder(snapshot=snapshot, root=root)) for root in roots(snapshot, "package.json"))
    return tuple(facts for facts in found if facts)


def _service(folder: Folder) -> Facts | None:
    if not folder.has("package.json"):
        return None
    from bot.stacks.node import managers, pins, servers, sites

    manifest = folder.json("package.json")
    managed = managers.managed(folder, manifest)
    tool = sites.tool(manifest)
    said: tuple[Claim | Doubt, ...]
    said = tuple(sites.claims(folder, manifest, tool) if tool else servers.claims(folder, manifest, managed))
    if not said:
        return None
    every = (*said, *pins.read(folder, manifest), *_installs(folder, manifest, managed))
    claims = tuple(one for one in every if isinstance(one, Claim))
    doubts = (*(one for one in every if isinstance(one, Doubt)), *managed.doubts)
    name = folder.root.rpartition("/")[2] or folder.snapshot.name
    return Facts(service=Service(name=name, root=folder.root), stack=NAME, claims=claims, doubts=doubts)


def _installs(folder: Folder, manifest: dict[str, object], managed: Managed) -> Iterator[Claim]:
    from bot.stacks.node.sites import dependencies

    yield claim(Topic.PACKAGE_MANAGER, managed.manager, at=managed.evidence)
    if managed.lock:
        yield claim(Topic.LOCK_FILE, managed.lock, at=folder.at(managed.lock))
    yield claim(Topic.MANIFEST, *managed.files, at=tuple(folder.at(name) for name in managed.files))
    declared = dependencies(manifest)
    if declared:
        yield claim(Topic.INSTALL, *managed.install, at=managed.evidence)
    if word(manifest, "scripts", "build"):
        yield claim(Topic.BUILD, managed.manager, "run", "build", at=folder.find("package.json", r'"build"\s*:'))
    for name, asked in declared.items():
        yield claim(Topic.DEPENDENCY, name, asked, at=folder.find("package.json", f'"{name}"\\s*:'))


def plan(facts: Facts, catalogue: Catalogue) -> Plan:
    """A site is built and served by nginx; a program is installed in one stage and runs in another."""
    from bot.stacks.node import image

    return image.plan(facts, catalogue)
