"""Deno: programs that a task, or a file with a program's name, says how to run, with the permissions they need."""

from __future__ import annotations

from bot.lazy import pattern
from bot.stacks import tools
from bot.stacks.folder import Folder, roots, word
from bot.types import Claim, Doubt, Facts, Service

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bot.catalogue import Catalogue
    from bot.types import Plan, Snapshot

NAME = "deno"
MANIFESTS = ("deno.json", "deno.jsonc")
READS = (
    *MANIFESTS,
    *(f"*/{name}" for name in MANIFESTS),
    "deno.lock",
    ".deno-version",
    ".dvmrc",
    *tools.READS,
    *("main.ts", "server.ts", "mod.ts", "index.ts", "app.ts", "main.tsx", "src/main.ts", "src/server.ts"),
    *("*.ts", "*.tsx", "src/*.ts", "*/main.ts", "package.json"),
)
_FILE = pattern(r"(?<![\w./-])[\w./-]{1,200}\.(?:[cm]?[jt]s|tsx)\b")
_OF_NODE = ("package-lock.json", "npm-shrinkwrap.json", "yarn.lock", "pnpm-lock.yaml", "bun.lock", "bun.lockb")


def follow(snapshot: Snapshot) -> tuple[str, ...]:
    """The files that a manifest's tasks name."""
    found: dict[str, None] = {}
    for path in snapshot.texts:
        root, _, name = path.rpartition("/")
        if name in MANIFESTS:
            folder = Folder(snapshot=snapshot, root=root)
            found |= dict.fromkeys(folder.path(one.removeprefix("./")) for one in _FILE.findall(folder.text(name)))
    return tuple(path for path in found if snapshot.has(path) and path not in snapshot.texts)


def recognise(snapshot: Snapshot) -> tuple[Facts, ...]:
    """One Facts for each folder with something that Deno starts. Raises ManifestUnreadable."""
    if not any(snapshot.match(glob) for glob in (*(f"**/{name}" for name in MANIFESTS), "*.ts", "*.tsx", "src/*.ts")):
        return ()
    found = (_service(Folder(snapshot=snapshot, root=root)) for root in roots(snapshot, *MANIFESTS))
    return tuple(facts for facts in found if facts)


def _service(folder: Folder) -> Facts | None:
    from bot.stacks.deno import programs, tasks
    from bot.stacks.javascript import relaxed

    name = folder.first(*MANIFESTS)
    manifest = relaxed.load(folder, name) if name else {}
    if folder.has("package.json") and not _is_its_own(folder, manifest):
        return None
    task = tasks.start(folder, name, manifest) or programs.conventional(folder, proven=bool(name))
    if task is None:
        return None
    said = tuple(programs.claims(folder, name, manifest, task))
    return Facts(
        service=Service(name=folder.root.rpartition("/")[2] or folder.snapshot.name, root=folder.root),
        stack=NAME,
        claims=tuple(one for one in said if isinstance(one, Claim)),
        doubts=tuple(one for one in said if isinstance(one, Doubt)),
    )


def _is_its_own(folder: Folder, manifest: dict[str, object]) -> bool:
    """Whether a folder that is a package of Node's, too, is meant for Deno."""
    starts = word(manifest, "tasks", "start") or word(manifest, "tasks", "start", "command")
    return bool(starts or folder.has("deno.lock")) and not folder.first(*_OF_NODE)


def plan(facts: Facts, catalogue: Catalogue) -> Plan:
    """What is imported is downloaded in one stage; Deno and the program are in another."""
    from bot.stacks.deno import image

    return image.plan(facts, catalogue)
