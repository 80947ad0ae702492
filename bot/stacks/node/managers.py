"""Which package manager installs a Node service's dependencies, from which files, with which commands."""

from __future__ import annotations

import re

from bot.frozen import dataclass
from bot.lazy import pattern
from bot.stacks import addresses, unread
from bot.stacks.claims import doubt
from bot.stacks.folder import table, word
from bot.stacks.node import installers, scripts, workspaces
from bot.stacks.node.installers import INSTALLERS
from bot.types import Topic

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.stacks.folder import Folder
    from bot.types import Doubt, Evidence

Argv = tuple[str, ...]
LIFECYCLE = ("preinstall", "install", "postinstall", "prepare")
_HOOKS = pattern(r"\b(?:husky|lefthook|simple-git-hooks)\b")  # need a package, and no source
_FIELD = pattern(r"(npm|pnpm|yarn|bun)@(\d+(?:\.\d+)*)")
_REGISTRY = pattern(
    r"(?:npmRegistryServer:\s*|\bresolved\"?:?\s*)[\"']?"
    r"(https?://(?!(?:codeload\.)?github\.com/)[^\s\"']+)"
)
_NUMBERS = pattern(r"\d+(?:\.\d+){0,2}")
# The manager that wrote a format of pnpm-lock.yaml and still keeps to it.
_PNPM = {"5": "7", "6": "8", "9": "9"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Managed:
    """`install` is strict where the lock file allows it; `files` is what it needs ("." for everything)."""

    manager: str
    install: Argv
    files: tuple[str, ...]
    evidence: Evidence
    version: str = ""  # exact, or a major one
    lock: str = ""
    doubts: tuple[Doubt, ...] = ()


def managed(
    folder: Folder, manifest: dict[str, object], member: dict[str, object] | None = None, *, whole: bool = False
) -> Managed:
    """By the packageManager field, then by the lock file, then by engines, then npm.

    `member` is the manifest of the workspace's member that is meant, where the folder is a workspace; `whole` says that
    development packages are needed, too.
    """
    manager, version, place = _manager(folder, manifest)
    installer = INSTALLERS[manager]
    lock = next((name for name in installer.locks if folder.has(name)), "")
    drifted = _drifted(folder, manifest, lock)
    strict = bool(lock) and not drifted
    install = installer.strict if strict else installer.loose
    hooks = [name for name in LIFECYCLE if word(manifest, "scripts", name)]
    mine = member if member is not None else manifest
    spared = table(manifest, "devDependencies") or table(mine, "devDependencies")
    lasting = not spared or not (hooks or whole or scripts.build(mine))
    own = [name for name in hooks if not _HOOKS.search(word(manifest, "scripts", name))]
    needed = ("package.json", *([lock] if lock else []), *workspaces.manifests(folder, manifest))
    return Managed(
        manager=manager,
        version=version,
        install=(*install, installer.production) if lasting and installer.production else install,
        files=(".",) if own else needed,
        evidence=place,
        lock=lock,
        doubts=(
            *((drifted,) if drifted else () if strict else (_unlocked(folder, manager),)),
            *(_hooked(folder, name) for name in own[:1]),
            *_configured(folder),
            *unread.manifests(folder, needed),
        ),
    )


def manager(folder: Folder, manifest: dict[str, object]) -> str:
    """The program that runs scripts: npm, pnpm, yarn or bun."""
    home = workspaces.root_of(folder) or folder
    return installers.run(_manager(home, manifest if home is folder else home.json("package.json"))[0], "start")[0]


def _manager(folder: Folder, manifest: dict[str, object]) -> tuple[str, str, Evidence]:
    """The manager's name in INSTALLERS, the version that is asked for, and where that was read."""
    if field := _FIELD.match(word(manifest, "packageManager")):
        name, version = field[1], field[2]
        place = folder.find("package.json", '"packageManager"')
    elif lock := next((lock for one in INSTALLERS.values() for lock in one.locks if folder.has(lock)), ""):
        name = next(name for name, one in INSTALLERS.items() if lock in one.locks)
        version, place = _asked(folder, manifest, name), folder.at(lock)
    else:
        name = next((name for name in ("pnpm", "yarn", "bun") if word(manifest, "engines", name)), "")
        bun = not name and (
            folder.has("bunfig.toml") or scripts.read(word(manifest, "scripts", "start")).argv[:1] == ("bun",)
        )
        version = _asked(folder, manifest, name)
        place = folder.find("package.json", r'"start"\s*:' if bun else f'"{name or "npm"}"\\s*:')
        name = "bun" if bun else name or "npm"
    if name == "yarn" and (folder.has(".yarnrc.yml") or version[:1] in {"2", "3", "4"}):
        own = folder.match(".yarn/releases/*.cjs")
        return "berry", "" if own else version or "4", place
    return name, version, place


def _asked(folder: Folder, manifest: dict[str, object], name: str) -> str:
    """By engines; pnpm else by the format of its lock file, and by settings that only newer ones know."""
    if found := _NUMBERS.search(word(manifest, "engines", name)):
        return found[0] if found[0].count(".") == 2 else found[0].partition(".")[0]
    if name != "pnpm":
        return ""
    format_ = re.match(r"lockfileVersion: '?(\d+)", folder.text("pnpm-lock.yaml"))
    wanted = _PNPM.get(format_[1] if format_ else "", "10")
    newer = folder.has(workspaces.PNPM) or table(manifest, "pnpm").get("onlyBuiltDependencies") is not None
    return "10" if wanted == "9" and newer else wanted


def _unlocked(folder: Folder, manager: str) -> Doubt:
    return doubt(
        Topic.LOCK_FILE,
        "There is no lock file: each build takes the newest versions that package.json allows.",
        f"Commit {INSTALLERS[manager].locks[0]}.",
        folder.at("package.json"),
    )


def _hooked(folder: Folder, name: str) -> Doubt:
    return doubt(
        Topic.MANIFEST,
        f"The script {name} runs during the install and may need any file: all sources are copied before it.",
        f"Call it from the build script instead of {name}, so that an edit does not reinstall everything.",
        folder.find("package.json", f'"{name}"\\s*:'),
    )


def _configured(folder: Folder) -> Iterator[Doubt]:
    """A .npmrc may hold a token: it is neither read nor copied. Other files say what registry is asked."""
    if folder.has(".npmrc"):
        yield doubt(
            Topic.INSTALL,
            ".npmrc is not copied into the build, nor read: such files hold tokens, and may name another registry.",
            "Where the install needs its settings, hand it to the build as a secret.",
            folder.at(".npmrc"),
        )
    files = ("package.json", ".yarnrc.yml", "package-lock.json", "npm-shrinkwrap.json", "yarn.lock", "pnpm-lock.yaml")
    asked = [(name, found) for name in files if (found := _elsewhere(folder.text(name)))]
    places = [(name, found[1], folder.text(name).count("\n", 0, found.start(1)) + 1) for name, found in asked]
    yield from addresses.elsewhere((address, folder.at(name, line)) for name, address, line in places)
    yield from addresses.committed(folder, files)


def _elsewhere(text: str) -> re.Match[str] | None:
    """The first address in a file that is not the usual registry's."""
    return next((found for found in _REGISTRY.finditer(text) if addresses.foreign(found[1])), None)


def _drifted(folder: Folder, manifest: dict[str, object], lock: str) -> Doubt | None:
    """Whether npm's lock file was made for other dependencies than package.json names: `npm ci` would refuse."""
    if lock not in {"package-lock.json", "npm-shrinkwrap.json"} or not folder.text(lock):
        return None
    parsed = folder.json(lock)
    locked = table(parsed, "packages", "")
    if not locked:
        return None  # an old format, which says less
    for kind in ("dependencies", "devDependencies", "optionalDependencies"):
        wanted, had = table(manifest, kind), table(locked, kind)
        for name in {**wanted, **had}:
            if wanted.get(name) != had.get(name) and not (
                kind == "dependencies" and name in table(manifest, "optionalDependencies")
            ):
                place = folder.find("package.json", f'"{re.escape(name)}"\\s*:')
                return doubt(
                    Topic.LOCK_FILE,
                    f"{lock} is out of step with package.json ({name}): `npm ci` would refuse, `npm install` is used.",
                    "Run npm install and commit the lock file.",
                    place if place.line else folder.at(lock),
                )
    return None
