"""Reads Cargo.toml: packages of a workspace, their programs, and what they depend on."""

from __future__ import annotations

import posixpath

from bot.frozen import dataclass
from bot.stacks.folder import aside, table, word, words

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.stacks.folder import Folder


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """One package: `root` is its folder, relative to the service's."""

    root: str
    name: str
    data: Mapping[str, object]

    @property
    def file(self) -> str:
        return self.path("Cargo.toml")

    def path(self, name: str) -> str:
        return f"{self.root}/{name}" if self.root else name

    def dependencies(self) -> dict[str, tuple[str, tuple[str, ...]]]:
        """Name → version ("" where a folder or the workspace says it) and features."""
        found: dict[str, tuple[str, tuple[str, ...]]] = {}
        for name, value in table(self.data, "dependencies").items():
            asked = value if isinstance(value, str) else word({"": value}, "", "version")
            found[name] = (asked, words({"": value}, "", "features"))
        return found

    def beside(self) -> Iterator[str]:
        """The folders that it takes dependencies from, relative to the service's."""
        for value in table(self.data, "dependencies").values():
            if path := word({"": value}, "", "path"):
                yield posixpath.normpath(posixpath.join(self.root, path))


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """One binary target and the file of its main function."""

    package: Package
    name: str
    file: str


def packages(folder: Folder) -> tuple[Package, ...]:
    """The package of a folder and the members of its workspace; raises ManifestUnreadable."""
    data = folder.toml("Cargo.toml")
    roots = [""] if data.get("package") else []
    excluded = words(data, "workspace", "exclude")
    for pattern in words(data, "workspace", "members"):
        glob = posixpath.normpath(pattern)
        found = folder.match(f"{glob}/Cargo.toml") if not glob.startswith((".", "/")) else ()
        roots += [path.removesuffix("/Cargo.toml") for path in found]
    made = (_package(folder, root) for root in dict.fromkeys(roots) if root not in excluded)
    return tuple(package for package in made if package)


def _package(folder: Folder, root: str) -> Package | None:
    data = folder.toml(f"{root}/Cargo.toml" if root else "Cargo.toml")
    name = word(data, "package", "name")
    return Package(root=root, name=name, data=data) if name else None


def programs(folder: Folder, package: Package) -> tuple[Program, ...]:
    """Every binary of a package: declared ones, then those that Cargo finds by their places."""
    found: dict[str, str] = {}
    declared = package.data.get("bin")
    for entry in declared if isinstance(declared, list) else []:
        if name := word(entry, "name"):
            found[name] = word(entry, "path") or _default(folder, package, name)
    taken = set(found.values())
    if "src/main.rs" not in taken and folder.has(package.path("src/main.rs")):
        found.setdefault(package.name, "src/main.rs")
    for glob, ending in (("src/bin/*.rs", ".rs"), ("src/bin/*/main.rs", "/main.rs")):
        for path in folder.match(package.path(glob)):
            file = path.removeprefix(f"{package.root}/") if package.root else path
            if file not in taken:
                found.setdefault(file.removeprefix("src/bin/").removesuffix(ending), file)
    return tuple(
        Program(package=package, name=name, file=package.path(file)) for name, file in found.items() if not aside(file)
    )


def _default(folder: Folder, package: Package, name: str) -> str:
    """Where Cargo looks for a declared binary without a path."""
    places = (f"src/bin/{name}.rs", f"src/bin/{name}/main.rs", "src/main.rs")
    return next((place for place in places if folder.has(package.path(place))), "src/main.rs")
