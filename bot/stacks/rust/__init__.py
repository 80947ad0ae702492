"""Rust: programs of a package or a Cargo workspace."""

from __future__ import annotations

from bot.stacks import tools
from bot.stacks.claims import claim, doubt
from bot.stacks.folder import Folder, aside, roots, word
from bot.stacks.versions import OR_NEWER
from bot.types import Claim, Doubt, Facts, Service, Topic

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.catalogue import Catalogue
    from bot.stacks.rust.manifest import Package
    from bot.stacks.rust.programs import Found
    from bot.types import Plan, Snapshot

NAME = "rust"
READS = (
    "Cargo.toml",
    "src/main.rs",
    "rust-toolchain.toml",
    "rust-toolchain",
    *tools.READS,
    "Rocket.toml",
    "Cargo.lock",
    "*/Cargo.toml",
    "src/bin/*.rs",
    "*/src/main.rs",
    "*/*/Cargo.toml",
    "*/*/src/main.rs",
    "src/*.rs",
    "*/src/*.rs",
    "*/Cargo.lock",
)


def follow(snapshot: Snapshot) -> tuple[str, ...]:
    """The sources below the folders that hold a package."""
    packages = (path.removesuffix("Cargo.toml") for path in snapshot.texts if path.endswith("Cargo.toml"))
    found = (path for package in packages for path in snapshot.match(f"{package}src/**/*.rs") if not aside(path))
    return tuple(path for path in found if path not in snapshot.texts)[:60]


def recognise(snapshot: Snapshot) -> tuple[Facts, ...]:
    """One Facts for each folder with a package or workspace that has a program. Raises ManifestUnreadable."""
    if not snapshot.match("**/Cargo.toml"):
        return ()
    found = (_service(Folder(snapshot=snapshot, root=root)) for root in roots(snapshot, "Cargo.toml"))
    return tuple(facts for facts in found if facts)


def _service(folder: Folder) -> Facts | None:
    from bot.stacks.rust import libraries, manifest, programs

    packages = manifest.packages(folder)
    found = programs.find(folder, packages)
    if not found:
        return None
    package = found.program.package
    every = (
        *programs.claims(folder, found),
        *_versions(folder, package),
        *_installs(folder, packages),
        *libraries.claims(folder, package),
        *libraries.beside(folder, found),
        *_variables(folder, found),
    )
    name = folder.root.rpartition("/")[2] or folder.snapshot.name
    return Facts(
        service=Service(name=name, root=folder.root),
        stack=NAME,
        claims=tuple(one for one in every if isinstance(one, Claim)),
        doubts=tuple(one for one in every if isinstance(one, Doubt)),
    )


def _versions(folder: Folder, package: Package) -> Iterator[Claim]:
    """RUNTIME: the toolchain that is pinned, then the least one that the package supports."""
    channel = word(folder.toml("rust-toolchain.toml"), "toolchain", "channel")
    if channel[:1].isdigit():
        yield claim(Topic.RUNTIME, channel, at=folder.find("rust-toolchain.toml", r"^\s*channel\s*="))
    plain = folder.text("rust-toolchain").strip()
    if plain[:1].isdigit() and "\n" not in plain:
        yield claim(Topic.RUNTIME, plain, at=folder.at("rust-toolchain", 1))
    yield from tools.pins(folder, "rust")
    least = word(package.data, "package", "rust-version")
    if least[:1].isdigit():
        yield claim(Topic.RUNTIME, least, OR_NEWER, at=folder.find(package.file, r"^\s*rust-version\s*="))


def _installs(folder: Folder, packages: tuple[Package, ...]) -> Iterator[Claim | Doubt]:
    place = folder.at("Cargo.toml")
    yield claim(Topic.PACKAGE_MANAGER, "cargo", at=place)
    if folder.has("Cargo.lock"):
        yield claim(Topic.LOCK_FILE, "Cargo.lock", at=folder.at("Cargo.lock"))
    else:
        sentence = (
            f"There is no {folder.path('Cargo.lock')}: each build takes the newest versions that Cargo.toml allows."
        )
        yield doubt(Topic.LOCK_FILE, sentence, "Commit the Cargo.lock that cargo build writes.", place)
    yield claim(Topic.MANIFEST, *(one.file for one in packages), at=tuple(folder.at(one.file) for one in packages))
    if folder.root and any(path.startswith("..") for one in packages for path in one.beside()):
        yield claim(
            Topic.SERVICE, folder.root, at=place, why="it takes packages beside its folder: all is built as one"
        )


def _variables(folder: Folder, found: Found) -> Iterator[Claim]:
    """The environment variables that the code reads, but for PORT, which the image sets."""
    seen: dict[str, Claim] = {}
    for file, picture in found.files.items():
        for name, line in picture.variables.items():
            if name not in {"PORT", "PATH", "HOME"}:
                seen.setdefault(name, claim(Topic.VARIABLE, name, at=folder.at(file, line)))
    yield from seen.values()


def plan(facts: Facts, catalogue: Catalogue) -> Plan:
    """One stage that builds; the program alone goes on."""
    from bot.stacks.rust import image

    return image.plan(facts, catalogue)
