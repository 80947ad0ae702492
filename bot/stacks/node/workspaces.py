"""Workspaces of npm, pnpm, yarn and bun: which folders are members, and what an install needs of them."""

from __future__ import annotations

from bot.stacks.folder import Folder, table, word, words
from bot.stacks.node import scripts

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

PNPM = "pnpm-workspace.yaml"


def globs(folder: Folder, manifest: dict[str, object]) -> tuple[str, ...]:
    """The patterns of member folders that a workspace's root names; () for a folder that is no workspace."""
    listed = words(manifest, "workspaces") or words(table(manifest, "workspaces"), "packages")
    return listed or tuple(_yaml_list(folder.text(PNPM), "packages"))


def _yaml_list(text: str, key: str) -> Iterator[str]:
    """The plain strings of one top-level list: as much YAML as this file ever holds, without a parser's import."""
    inside = False
    for line in text.split("\n"):
        stripped = line.split(" #")[0].strip()
        if line[:1] not in {"", " ", "-", "#"}:
            inside = stripped == f"{key}:"
        elif inside and stripped.startswith("- "):
            yield stripped[2:].strip().strip("'\"")


def members(folder: Folder, manifest: dict[str, object]) -> tuple[str, ...]:
    """The folders of all members, as names in the workspace's folder."""
    found: dict[str, None] = {}
    wanted = globs(folder, manifest)
    for glob in wanted:
        if not glob.startswith("!"):
            plain = glob.removeprefix("./").rstrip("/")
            found |= dict.fromkeys(path.rpartition("/")[0] for path in folder.match(f"{plain}/package.json"))
    for glob in wanted:
        if glob.startswith("!"):
            gone = {path.rpartition("/")[0] for path in folder.match(f"{glob[1:].rstrip('/')}/package.json")}
            found = {name: None for name in found if name not in gone}
    return tuple(name for name in found if name and "node_modules" not in name.split("/"))


def manifests(folder: Folder, manifest: dict[str, object]) -> tuple[str, ...]:
    """What an install needs besides the root's own manifest and lock file."""
    settings = [name for name in (PNPM, ".yarnrc.yml", ".pnpmfile.cjs", "bunfig.toml") if folder.has(name)]
    folders = [f"{name}/" for name in (".yarn/releases", ".yarn/plugins", ".yarn/cache", ".yarn/patches", "patches")]
    there = [name for name in folders if folder.match(f"{name}*")]
    return (*settings, *there, *(f"{name}/package.json" for name in members(folder, manifest)))


def started(folder: Folder, manifest: dict[str, object]) -> str:
    """The member that the root's start script starts: `cd apps/web && npm start`, `pnpm --filter web start` …"""
    script = scripts.read(word(manifest, "scripts", "start"))
    wanted = {words[1].strip("./") for words in script.before if words[0] == "cd" and len(words) == 2}
    if scripts.manages(script.argv):
        wanted |= {one.rpartition("=")[2].strip("./") for one in script.argv[1:]}
    for name in members(folder, manifest):
        if wanted & {name, name_of(folder.json(f"{name}/package.json"), name)}:
            return name
    return ""


def root_of(folder: Folder) -> Folder | None:
    """The workspace that a folder is a member of, looking in the folders above it."""
    above = folder.root
    while above:
        above = above.rpartition("/")[0]
        outer = Folder(snapshot=folder.snapshot, root=above)
        if not outer.has("package.json"):
            continue
        inner = folder.root[len(above) + 1 :] if above else folder.root
        if inner in members(outer, outer.json("package.json")):
            return outer
    return None


def name_of(manifest: dict[str, object], fallback: str) -> str:
    """What commands call a member."""
    return word(manifest, "name") or fallback
