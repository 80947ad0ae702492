"""Base images, versions, end-of-life dates, pins and packages: facts as data (`catalogue.json`), and their reader."""

from __future__ import annotations

import json
import re

from bot.frozen import dataclass
from bot.types import Image

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One version line of a runtime; `eol` is an ISO date, "" where none is announced."""

    version: str
    eol: str = ""
    lts: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Runtime:
    """The version lines that have official images; `default` is taken when a repository names none."""

    name: str
    default: str
    versions: tuple[Version, ...]

    def find(self, version: str) -> Version | None:
        return next((line for line in self.versions if line.version == version), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class SystemPackages:
    """Debian packages that a dependency needs, for the build and at run time; `wheel` says when none is."""

    ecosystems: tuple[str, ...]
    packages: tuple[str, ...]
    build: tuple[str, ...]
    run: tuple[str, ...]
    wheel: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """Everything that is known about the outside without asking it; `as_of` is its only clock."""

    as_of: str
    runtimes: Mapping[str, Runtime]
    images: Mapping[str, tuple[str, ...]]  # name → tag patterns
    actions: Mapping[str, str]  # owner/name → owner/name@sha # version
    servers: Mapping[str, str]  # the only packages that may be added, with their exact versions
    tools: Mapping[str, str]
    system_packages: tuple[SystemPackages, ...]
    digests: Mapping[str, str]  # name:tag → sha256:…, where a registry was asked

    def image(self, name: str, tag: str) -> Image:
        """A base image; raises KeyError for one that the catalogue does not know, so that no tag is ever invented."""
        if not self.allows(name, tag):
            raise KeyError(f"{name}:{tag} is not in the catalogue")
        return Image(name=name, tag=tag, digest=self.digests.get(f"{name}:{tag}", ""))

    def allows(self, name: str, tag: str) -> bool:
        """Whether an image with this very tag is known to exist."""
        return any(_tag(pattern, self._versions(name)).fullmatch(tag) for pattern in self.images.get(name, ()))

    def past_end_of_life(self, runtime: str, version: str) -> str:
        """The date on which a version line ended, "" while it is supported on the catalogue's day."""
        line = self.runtimes[runtime].find(version)
        return line.eol if line and line.eol and line.eol <= self.as_of else ""

    def _versions(self, image: str) -> tuple[str, ...]:
        runtime = self.runtimes.get(_RUNTIME_OF.get(image, image))
        tool = self.tools.get(_TOOL_OF.get(image, ""))
        return (tool,) if tool else tuple(line.version for line in runtime.versions) if runtime else ()


_RUNTIME_OF = {
    "golang": "go",
    "eclipse-temurin": "java",
    "maven": "java",
    "gradle": "java",
    "oven/bun": "bun",
    "denoland/deno": "deno",
    "dunglas/frankenphp": "php",
    "mcr.microsoft.com/dotnet/sdk": "dotnet",
    "mcr.microsoft.com/dotnet/aspnet": "dotnet",
    "mcr.microsoft.com/dotnet/runtime": "dotnet",
    "mcr.microsoft.com/dotnet/runtime-deps": "dotnet",
}
_TOOL_OF = {"ghcr.io/astral-sh/uv": "uv", "ghcr.io/gleam-lang/gleam": "gleam"}


def _tag(pattern: str, versions: tuple[str, ...]) -> re.Pattern[str]:
    """A tag pattern with its `{…}` filled by the known version lines (`{patch}` by a patch of one)."""
    lines = "|".join(map(re.escape, versions)) or r"(?!)"

    def fill(part: str) -> str:
        if not part.startswith("{"):
            return re.escape(part)
        return rf"(?:{lines})\.\d+" if part == "{patch}" else f"(?:{lines})"

    return re.compile("".join(fill(part) for part in re.split(r"(\{\w+\})", pattern)))


def load() -> Catalogue:
    """The catalogue that is shipped."""
    with open(f"{__file__.removesuffix('__init__.py')}catalogue.json", encoding="utf-8") as file:  # noqa: PTH123
        data = json.load(file)  # pathlib would be a tenth of the start of a command
    return Catalogue(
        as_of=data["as_of"],
        runtimes={
            name: Runtime(
                name=name, default=found["default"], versions=tuple(Version(**line) for line in found["versions"])
            )
            for name, found in data["runtimes"].items()
        },
        images={name: tuple(tags) for name, tags in data["images"].items()},
        actions={name: f"{name}@{pin['sha']} # {pin['version']}" for name, pin in data["actions"].items()},
        servers=data["servers"],
        tools=data["tools"],
        system_packages=tuple(
            SystemPackages(
                ecosystems=tuple(row["ecosystem"]),
                packages=tuple(row["packages"]),
                build=tuple(row["build"]),
                run=tuple(row["run"]),
                wheel=row["wheel"],
            )
            for row in data["system_packages"]
        ),
        digests=data.get("digests", {}),
    )
