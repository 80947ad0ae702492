"""Which package manager installs a Node service's dependencies, from which files, with which commands."""

from __future__ import annotations

import re

from bot.frozen import dataclass
from bot.lazy import pattern
from bot.stacks.claims import doubt
from bot.stacks.folder import table, word
from bot.types import Topic

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.stacks.folder import Folder
    from bot.types import Doubt, Evidence

Argv = tuple[str, ...]
LOCKS = {
    "package-lock.json": "npm",
    "npm-shrinkwrap.json": "npm",
    "pnpm-lock.yaml": "pnpm",
    "yarn.lock": "yarn",
    "bun.lock": "bun",
    "bun.lockb": "bun",
}
_STRICT: dict[str, Argv] = {
    "npm": ("npm", "ci"),
    "bun": ("bun", "install", "--frozen-lockfile"),
}
_LOOSE: dict[str, Argv] = {"npm": ("npm", "install"), "bun": ("bun", "install")}
_PRODUCTION = {"npm": "--omit=dev", "bun": "--production"}
LIFECYCLE = ("preinstall", "install", "postinstall", "prepare")
_HOOKS = pattern(r"\b(?:husky|lefthook|simple-git-hooks)\b")  # need a package, and no source


@dataclass(frozen=True, slots=True, kw_only=True)
class Managed:
    """`install` is strict where the lock file allows it; `files` is what it needs ("." for everything)."""

    manager: str
    install: Argv
    files: tuple[str, ...]
    evidence: Evidence
    lock: str = ""
    doubts: tuple[Doubt, ...] = ()


def managed(folder: Folder, manifest: dict[str, object]) -> Managed:
    """By the packageManager field, then by the lock file, then npm; a manager unknown here gives way to npm."""
    field = re.match(r"(npm|pnpm|yarn|bun)@", word(manifest, "packageManager"))
    lock = next((name for name in LOCKS if folder.has(name) and (not field or LOCKS[name] == field[1])), "")
    wanted = field[1] if field else LOCKS.get(lock, "npm")
    manager = wanted if wanted in _STRICT else "npm"
    place = folder.find("package.json", '"packageManager"') if field else folder.at(lock or "package.json")
    if manager != wanted:
        lock = ""
    drifted = _drifted(folder, manifest, lock)
    strict = bool(lock) and not drifted
    install = _STRICT[manager] if strict else _LOOSE[manager]
    hooks = [name for name in LIFECYCLE if word(manifest, "scripts", name)]
    lasting = not table(manifest, "devDependencies") or not (hooks or word(manifest, "scripts", "build"))
    own = [name for name in hooks if not _HOOKS.search(word(manifest, "scripts", name))]
    return Managed(
        manager=manager,
        install=(*install, _PRODUCTION[manager]) if lasting else install,
        files=(".",) if own else ("package.json", *([lock] if lock else [])),
        evidence=place,
        lock=lock,
        doubts=(
            *((drifted,) if drifted else () if strict else (_unlocked(folder, wanted, manager),)),
            *(_hooked(folder, name) for name in own[:1]),
            *_configured(folder),
        ),
    )


def _unlocked(folder: Folder, wanted: str, manager: str) -> Doubt:
    sentence = "There is no lock file: each build takes the newest versions that package.json allows."
    if wanted != manager:
        sentence = f"{wanted} is not planned for yet: {manager} installs, without {wanted}'s lock file."
    return doubt(Topic.LOCK_FILE, sentence, "Commit a package-lock.json (npm install).", folder.at("package.json"))


def _hooked(folder: Folder, name: str) -> Doubt:
    return doubt(
        Topic.MANIFEST,
        f"The script {name} runs during the install and may need any file: all sources are copied before it.",
        f"Call it from the build script instead of {name}, so that an edit does not reinstall everything.",
        folder.find("package.json", f'"{name}"\\s*:'),
    )


def _configured(folder: Folder) -> Iterator[Doubt]:
    """A .npmrc may hold a token: it is neither read nor copied."""
    if folder.has(".npmrc"):
        yield doubt(
            Topic.INSTALL,
            ".npmrc is not copied into the build, because such files hold tokens.",
            "Where the install needs its settings, hand it to the build as a secret.",
            folder.at(".npmrc"),
        )


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
