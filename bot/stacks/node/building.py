"""Which commands build a service: its own script, and in a workspace whatever builds what it depends on first."""

from __future__ import annotations

from bot.stacks.folder import table, word
from bot.stacks.node import installers, scripts, workspaces
from bot.stacks.node.sites import dependencies

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.stacks.folder import Folder

Argv = tuple[str, ...]
_RUNNERS = (("turbo", "turbo.json"), ("nx", "nx.json"), ("lerna", "lerna.json"))


def commands(folder: Folder, home: Folder, manifest: dict[str, object], manager: str) -> Iterator[Argv]:
    """In order; () where no script builds anything."""
    script = scripts.build(manifest)
    if script and home.root == folder.root:
        yield installers.run(manager, script)
    elif script:
        yield from _member(workspaces.name_of(manifest, folder.root), script, home, manager)


def _member(name: str, script: str, home: Folder, manager: str) -> Iterator[Argv]:
    declared = dependencies(home.json("package.json"))
    runner = next((one for one, file in _RUNNERS if one in declared and home.has(file)), "")
    match runner:
        case "turbo":
            yield ("node_modules/.bin/turbo", "run", script, f"--filter={name}")
        case "nx" if script == "build":
            yield ("node_modules/.bin/nx", "build", name)
        case "lerna":
            yield ("node_modules/.bin/lerna", "run", script, f"--scope={name}", "--include-dependencies")
        case _:
            first = () if manager == "pnpm" else _needed(name, home)  # pnpm's own filter names them
            yield from (installers.run_member(manager, one, "build") for one in first)
            yield installers.run_member(manager, name, script)


def _needed(name: str, home: Folder) -> tuple[str, ...]:
    """The members that a member depends on and that are built, each after those that it depends on itself."""
    paths = workspaces.members(home, home.json("package.json"))
    manifests = {workspaces.name_of(one, path): one for path in paths for one in [home.json(f"{path}/package.json")]}
    found: dict[str, None] = {}
    waiting = [(name, iter(_of(manifests, name)))]
    seen = {name}
    while waiting:
        current, rest = waiting[-1]
        inner = next((one for one in rest if one not in seen), "")
        if inner:
            seen.add(inner)
            waiting.append((inner, iter(_of(manifests, inner))))
        else:
            waiting.pop()
            if current != name and word(manifests[current], "scripts", "build"):
                found.setdefault(current)
    return tuple(found)


def _of(manifests: dict[str, dict[str, object]], name: str) -> tuple[str, ...]:
    """The members that a member names."""
    own = manifests.get(name, {})
    named = {**table(own, "dependencies"), **table(own, "devDependencies"), **table(own, "peerDependencies")}
    return tuple(one for one in named if one in manifests)
