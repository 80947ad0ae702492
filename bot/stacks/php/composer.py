"""Reads composer.json and composer.lock: what is required of PHP, of its extensions, and of packages."""

from __future__ import annotations

import json
import re

from bot.frozen import dataclass
from bot.stacks import addresses
from bot.stacks.claims import claim, doubt
from bot.stacks.folder import table, word
from bot.stacks.versions import OR_NEWER, PESSIMISTIC, ranges
from bot.types import Topic

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.stacks.folder import Folder
    from bot.types import Claim, Doubt, Evidence

MANIFEST = "composer.json"
LOCK = "composer.lock"
INSTALL = (
    *("composer", "install", "--no-dev", "--no-interaction", "--no-progress", "--prefer-dist"),
    *("--no-scripts", "--no-autoloader"),
)
AUTOLOAD = ("composer", "dump-autoload", "--no-dev", "--optimize", "--no-interaction")
_OLDEST = ((8, 1), (9,))  # a constraint that allows all of these decides nothing
SHOWN = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Composer:
    """What both files say; `packages` are those required, with what was asked of their versions."""

    there: bool
    packages: dict[str, str]
    extensions: tuple[tuple[str, Evidence, str], ...] = ()
    autoloads: bool = False
    local: bool = False  # whether packages lie in the repository itself
    locked: tuple[str, ...] = ()
    parsed: dict[str, object] | None = None

    @property
    def installs(self) -> bool:
        """Whether anything comes into vendor/."""
        return bool(self.packages) or self.autoloads


def read(folder: Folder) -> Composer:
    """Both files; raises ManifestUnreadable."""
    parsed = folder.json(MANIFEST)
    required = {name: asked for name, asked in table(parsed, "require").items() if isinstance(asked, str)}
    locked = _packages(folder)
    extensions = [
        (name[4:], folder.find(MANIFEST, f'"{re.escape(name)}"\\s*:'), "composer.json requires it")
        for name in required
        if name.startswith("ext-")
    ]
    extensions += [
        (name[4:], _at(folder, LOCK, f'"{name}"'), f"{word(package, 'name')} requires it")
        for package in locked
        for name in table(package, "require")
        if name.startswith("ext-")
    ]
    return Composer(
        there=folder.has(MANIFEST),
        packages={name: asked for name, asked in required.items() if "/" in name},
        extensions=tuple(extensions),
        autoloads=bool(table(parsed, "autoload")),
        local=any(word(one, "type") == "path" for one in _repositories(parsed)),
        locked=tuple(word(package, "name") for package in locked),
        parsed=parsed,
    )


def _packages(folder: Folder) -> tuple[dict[str, object], ...]:
    """What the lock file installs without development packages."""
    found = folder.json(LOCK).get("packages")
    return tuple(one for one in found if isinstance(one, dict)) if isinstance(found, list) else ()


def _repositories(parsed: dict[str, object]) -> tuple[object, ...]:
    found = parsed.get("repositories")
    return tuple(found.values()) if isinstance(found, dict) else tuple(found) if isinstance(found, list) else ()


def _at(folder: Folder, name: str, text: str) -> Evidence:
    """The first line that holds a text, else the file as such."""
    place = folder.text(name).find(text)
    return folder.at(name, folder.text(name).count("\n", 0, place) + 1 if place >= 0 else 0)


def versions(folder: Folder, composer: Composer) -> Iterator[Claim]:
    """RUNTIME: a pin for people, what composer.json requires, then what each locked package does."""
    pinned = folder.text(".php-version").strip()
    if pinned[:1].isdigit():
        yield claim(Topic.RUNTIME, pinned.split()[0], at=folder.at(".php-version", 1))
    if asked := word(composer.parsed, "require", "php"):
        yield claim(Topic.RUNTIME, asked, *_dialect(asked), at=folder.find(MANIFEST, r'"php"\s*:\s*"[^"\d]*\d'))
    if platform := word(composer.parsed, "config", "platform", "php"):
        place = folder.find(MANIFEST, rf'"php"\s*:\s*"{re.escape(platform)}"')
        yield claim(Topic.RUNTIME, platform, OR_NEWER, at=place, why="packages were chosen for it")
    seen: dict[str, None] = {}
    for package in _packages(folder):
        asked = word(package, "require", "php")
        if asked and asked not in seen and _decides(asked):
            seen[asked] = None
            place = _at(folder, LOCK, f'"php": {json.dumps(asked)}')
            yield claim(Topic.RUNTIME, asked, *_dialect(asked), at=place, why=f"{word(package, 'name')} needs it")


def _dialect(asked: str) -> tuple[str, ...]:
    return (PESSIMISTIC,) if "~" in asked else ()


def _decides(asked: str) -> bool:
    """Whether a constraint is understood and shuts out any version that there are images of."""
    allowed = ranges(asked)
    return bool(allowed) and not any(low <= _OLDEST[0] and high >= _OLDEST[1] for low, high in allowed)


def installs(folder: Folder, composer: Composer) -> Iterator[Claim | Doubt]:
    """What is installed, from which files; nothing of it where composer.json asks for PHP alone."""
    if not composer.there:
        return
    place = folder.at(MANIFEST)
    yield claim(Topic.PACKAGE_MANAGER, "composer", at=place)
    for name, asked in composer.packages.items():
        yield claim(Topic.DEPENDENCY, name, asked, at=folder.find(MANIFEST, f'"{re.escape(name)}"\\s*:'))
    if not composer.installs:
        return
    files = tuple(name for name in (MANIFEST, LOCK, "symfony.lock") if folder.has(name))
    manifests = (".",) if composer.local else files
    yield claim(Topic.MANIFEST, *manifests, at=tuple(folder.at(name) for name in files))
    if composer.packages:
        yield claim(Topic.INSTALL, *INSTALL, at=place)
    yield claim(Topic.BUILD, *AUTOLOAD, at=place, why="classes are found without a look into folders")
    if folder.has(LOCK):
        yield claim(Topic.LOCK_FILE, LOCK, at=folder.at(LOCK))
    yield from _locks(folder, composer)
    yield from addresses.committed(folder, (MANIFEST, LOCK))
    own = (word(one, "url") for one in _repositories(composer.parsed or {}) if word(one, "type") == "composer")
    yield from addresses.elsewhere((url, folder.find(MANIFEST, r'"repositories"\s*:')) for url in own)


def _locks(folder: Folder, composer: Composer) -> Iterator[Doubt]:
    if not composer.packages:
        return
    if not folder.has(LOCK):
        sentence = "There is no composer.lock: each build takes the newest versions that composer.json allows."
        yield doubt(Topic.LOCK_FILE, sentence, "Run composer update and commit composer.lock.", folder.at(MANIFEST))
    elif missing := [name for name in composer.packages if composer.locked and name not in composer.locked][:SHOWN]:
        yield doubt(
            Topic.LOCK_FILE,
            f"composer.lock lacks {', '.join(missing)}, which composer.json requires: composer install will refuse.",
            "Run composer update and commit composer.lock.",
            *(folder.find(MANIFEST, f'"{re.escape(name)}"\\s*:') for name in missing),
        )
