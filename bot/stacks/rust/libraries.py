"""What a Rust program needs besides its sources: C libraries behind its crates, and files that it opens."""

from __future__ import annotations

import re

from bot.lazy import pattern
from bot.stacks import beside as files
from bot.stacks.claims import claim
from bot.stacks.rust.programs import dependency
from bot.types import Topic

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.stacks.folder import Folder
    from bot.stacks.rust.manifest import Package
    from bot.stacks.rust.programs import Found
    from bot.types import Claim, Evidence

# Crates, also of dependencies' dependencies, that the catalogue has a row for; ring needs only the compiler.
_LOCKED = ("openssl-sys", "libsqlite3-sys", "pq-sys", "mysqlclient-sys", "rdkafka", "alsa-sys", "libgit2-sys")
_LOCKED_TOOLS = ("bindgen", "clang-sys", "aws-lc-rs", "prost-build", "tonic-build")
# What says that the C library is compiled along.
_BUNDLED = pattern(r"\bbundled\b|sqlx.*\bsqlite\b")


def claims(folder: Folder, package: Package) -> Iterator[Claim]:
    """DEPENDENCY for what the package declares, and for crates of the lock that link a C library."""
    declared = package.dependencies()
    for name, (asked, _) in declared.items():
        yield claim(Topic.DEPENDENCY, name, asked, at=dependency(folder, package, name))
    locked = {name: folder.find("Cargo.lock", f'^name = "{name}"$') for name in _named(folder)}
    vendored = "openssl-src" in locked
    if vendored:
        why = "OpenSSL is compiled along"
        yield claim(Topic.SYSTEM_PACKAGE_BUILD, "perl", "make", at=locked["openssl-src"], why=why)
    for name in (*_LOCKED, *_LOCKED_TOOLS):
        along = (name == "openssl-sys" and vendored) or (name == "libsqlite3-sys" and _bundles(folder, package))
        if name in locked and name not in declared and not along:
            yield claim(Topic.DEPENDENCY, name, at=locked[name], why="it is locked for another dependency")


def _named(folder: Folder) -> tuple[str, ...]:
    return tuple(dict.fromkeys(re.findall(r'^name = "([\w-]+)"$', folder.text("Cargo.lock"), re.MULTILINE)))


def _bundles(folder: Folder, package: Package) -> bool:
    return bool(_BUNDLED.search(folder.text(package.file)) or _BUNDLED.search(folder.text("Cargo.toml")))


def beside(folder: Folder, found: Found) -> Iterator[Claim]:
    """COPY: files and folders of the repository that a literal path in the code names, and what Rocket reads."""
    return files.claims(folder, _opened(folder, found), ".rs", "Cargo.toml", "Cargo.lock", "src/", "target/")


def _opened(folder: Folder, found: Found) -> Iterator[tuple[str, Evidence]]:
    for file, picture in found.files.items():
        for word, line in picture.strings.items():
            yield word, folder.at(file, line)
    declared = found.program.package.dependencies()
    if "rocket" in declared and folder.has("Rocket.toml"):
        yield "Rocket.toml", folder.at("Rocket.toml")
    if "rocket_dyn_templates" in declared:
        yield "templates/", dependency(folder, found.program.package, "rocket_dyn_templates")
