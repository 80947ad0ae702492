"""Reads Gemfile and Gemfile.lock: gems with their groups, the version of Ruby, and what is wrong with the lock."""

from __future__ import annotations

import itertools
import re

from bot.frozen import dataclass
from bot.lazy import pattern
from bot.stacks import addresses
from bot.stacks.claims import claim, doubt
from bot.stacks.ruby.source import statements
from bot.stacks.versions import PESSIMISTIC
from bot.types import Topic

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.stacks.folder import Folder
    from bot.stacks.ruby.source import Token
    from bot.types import Claim, Doubt

MANIFEST = "Gemfile"
LOCK = "Gemfile.lock"
WITHOUT = frozenset({"development", "test"})
OPENS = frozenset({"if", "unless", "case", "begin", "def"})
_SPEC = pattern(r"^    ([A-Za-z0-9_.-]+) \(([^)]*)\)$", re.MULTILINE)
_LINUX = pattern(r"^  (?:ruby|x86_64-linux(?:-gnu)?|aarch64-linux(?:-gnu)?)$", re.MULTILINE)
_LOCKED = pattern(r"^RUBY VERSION\n   ruby (\d+\.\d+\.\d+)", re.MULTILINE)
_EXACT = pattern(r"(?:ruby-)?(\d+\.\d+\.\d+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Gem:
    """One `gem` of a Gemfile that is installed for production."""

    name: str
    asked: str
    line: int
    local: bool = False  # from a folder of the repository
    git: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Gems:
    """What both files say; `locked` holds every gem of the lock file with its version."""

    declared: dict[str, Gem]
    locked: dict[str, str]
    ruby: str = ""  # what the Gemfile asks of Ruby, which Bundler insists on
    ruby_line: int = 0
    from_file: str = ""  # the file that it takes that from
    local: bool = False
    indexes: tuple[tuple[str, int], ...] = ()

    def has(self, *names: str) -> str:
        """The first of some gems that is declared or locked, or ""."""
        return next((name for name in names if name in self.declared or name in self.locked), "")


def read(folder: Folder) -> Gems:
    """Both files; what is no Ruby says nothing."""
    declared: dict[str, Gem] = {}
    ruby, line, from_file, local = "", 0, "", False
    indexes: list[tuple[str, int]] = []
    groups: list[frozenset[str]] = []
    for words in statements(folder.text(MANIFEST)):
        first = words[0].text if words[0].kind == "name" else ""
        texts = [word.text for word in words if word.kind == "string"]
        if first == "gem" and texts:
            gem = _gem(words, texts)
            kept = not any(names and names <= WITHOUT for names in [*groups, _groups(words)])
            if kept and not _elsewhere(words):
                declared[gem.name] = gem
                local = local or gem.local
        elif first == "ruby":
            from_file = texts[0] if texts and words[1].text == "file" else ""
            ruby, line = ("" if from_file else ", ".join(texts[:2])), words[0].line
        elif first == "source" and texts:
            indexes.append((texts[0], words[0].line))
        local = local or first in {"gemspec", "path"}
        _nest(words, first, groups)
    locked = dict(_SPEC.findall(_lock(folder)))
    return Gems(
        declared=declared,
        locked=locked,
        ruby=ruby,
        ruby_line=line,
        from_file=from_file,
        local=local,
        indexes=tuple(indexes),
    )


def _lock(folder: Folder) -> str:
    return folder.text(LOCK).replace("\r\n", "\n")


def _gem(words: tuple[Token, ...], texts: list[str]) -> Gem:
    keys = _keys(words)
    versions = [text for text in texts[1:] if re.match(r"[~<>=!\s]*\d", text)]
    return Gem(
        name=texts[0],
        asked=", ".join(versions),
        line=words[0].line,
        local="path" in keys,
        git=bool(keys & {"git", "github", "gitlab"}),
    )


def _keys(words: tuple[Token, ...]) -> set[str]:
    return {word.text for word, colon in itertools.pairwise(words) if colon.text in {":", "=>"}}


def _elsewhere(words: tuple[Token, ...]) -> bool:
    """Whether a gem is for Windows or Java alone."""
    symbols = {word.text for word in words if word.kind in {"symbol", "string"}}
    return bool(_keys(words) & {"platforms", "platform"}) and symbols.isdisjoint({"ruby", "mri"})


def _groups(words: tuple[Token, ...]) -> frozenset[str]:
    """The groups of `gem "x", group: :test` and `groups: [:a, :b]`."""
    named = next((place for place, word in enumerate(words) if word.text in {"group", "groups"}), len(words))
    found: list[str] = []
    for word in words[named + 1 :]:
        if word.kind in {"symbol", "string"}:
            found.append(word.text)
        elif word.kind == "name":
            break
    return frozenset(found)


def _nest(words: tuple[Token, ...], first: str, groups: list[frozenset[str]]) -> None:
    """Blocks that begin and end with a statement."""
    if any(word.kind == "name" and word.text == "do" for word in words):
        names = frozenset(word.text for word in words[1:] if word.kind in {"symbol", "string"})
        groups.append(names if first == "group" else frozenset())
    elif first in OPENS:
        groups.append(frozenset())
    elif first == "end" and groups:
        groups.pop()


def versions(folder: Folder, gems: Gems) -> Iterator[Claim]:
    """RUNTIME: what the Gemfile insists on, then `.ruby-version`."""
    if gems.ruby:
        dialect = (PESSIMISTIC,) if "~" in gems.ruby else ()
        yield claim(Topic.RUNTIME, gems.ruby, *dialect, at=folder.at(MANIFEST, gems.ruby_line))
    pinned = folder.text(".ruby-version").strip().removeprefix("ruby-")
    if pinned[:1].isdigit():
        yield claim(Topic.RUNTIME, pinned.split()[0], at=folder.at(".ruby-version", 1))


def recorded(folder: Folder) -> Iterator[Claim]:
    """RUNTIME that the lock file remembers: it gives way to what people wrote."""
    if found := _LOCKED.search(_lock(folder)):
        yield claim(Topic.RUNTIME, found[1], at=folder.find(LOCK, r"^   ruby \d"))


def exact(folder: Folder, gems: Gems) -> str:
    """The very patch that Bundler insists on, "" where any will do."""
    asked = gems.ruby or (folder.text(gems.from_file).strip() if gems.from_file else "")
    found = _EXACT.fullmatch(asked)
    return found[1] if found else ""


def installs(folder: Folder, gems: Gems) -> Iterator[Claim | Doubt]:
    """What is installed, from which files."""
    if not folder.has(MANIFEST):
        return
    place = folder.at(MANIFEST)
    yield claim(Topic.PACKAGE_MANAGER, "bundler", at=place)
    for gem in gems.declared.values():
        yield claim(Topic.DEPENDENCY, gem.name, *([gem.asked] if gem.asked else []), at=folder.at(MANIFEST, gem.line))
    if not gems.declared and not gems.local:
        return
    names = (MANIFEST, LOCK, gems.from_file)
    files = tuple(name for name in names if name and folder.has(name))
    cached = ("vendor/cache/",) if folder.match("vendor/cache/*.gem") else ()
    manifests = (".",) if gems.local else (*files, *cached)
    yield claim(Topic.MANIFEST, *manifests, at=tuple(folder.at(name) for name in files))
    yield claim(Topic.INSTALL, "bundle", "install", at=place)
    yield from _locks(folder, gems)
    yield from addresses.committed(folder, (MANIFEST, LOCK))
    yield from addresses.elsewhere((url, folder.at(MANIFEST, line)) for url, line in gems.indexes)


def strict(folder: Folder) -> bool:
    """Whether the lock file holds for Linux: else Bundler refuses it, and may write it anew."""
    return folder.has(LOCK) and bool(_LINUX.search(_lock(folder)))


def _locks(folder: Folder, gems: Gems) -> Iterator[Doubt | Claim]:
    if not folder.has(LOCK):
        sentence = "There is no Gemfile.lock: each build takes the newest versions that the Gemfile allows."
        yield doubt(Topic.LOCK_FILE, sentence, "Run bundle lock and commit Gemfile.lock.", folder.at(MANIFEST))
        return
    yield claim(Topic.LOCK_FILE, LOCK, at=folder.at(LOCK))
    if not strict(folder):
        yield doubt(
            Topic.LOCK_FILE,
            "Gemfile.lock was made for other systems than Linux: Bundler may add Linux to it while it installs.",
            "Run bundle lock --add-platform x86_64-linux aarch64-linux and commit Gemfile.lock.",
            folder.find(LOCK, r"^PLATFORMS"),
        )
    missing = [name for name in gems.declared if gems.locked and name not in gems.locked][:3]
    if missing:
        yield doubt(
            Topic.LOCK_FILE,
            f"Gemfile.lock lacks {', '.join(missing)}, which the Gemfile asks for: Bundler will refuse it.",
            "Run bundle install and commit Gemfile.lock.",
            *(folder.at(MANIFEST, gems.declared[name].line) for name in missing),
        )
