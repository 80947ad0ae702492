"""Says which version of .NET a program runs on, and which SDK builds it: target frameworks, and `global.json`."""

from __future__ import annotations

import posixpath
import re

from bot.stacks import tools
from bot.stacks.claims import claim, doubt
from bot.stacks.dotnet import programs
from bot.stacks.folder import Folder, table, word
from bot.types import Topic

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.stacks.dotnet.programs import Program
    from bot.stacks.dotnet.projects import Project
    from bot.types import Claim, Doubt, Snapshot

GLOBAL = "global.json"
# Policies of `rollForward` that take an SDK of another feature band, which is what an image's tag holds.
_ROLLS = frozenset({"feature", "minor", "major", "latestfeature", "latestminor", "latestmajor"})


def version(framework: str) -> str:
    """`net8.0` as the line that its runtime is of."""
    return framework.strip().removeprefix("netcoreapp").removeprefix("net")


def newest(found: tuple[str, ...]) -> str:
    """The newest of some frameworks, "" for none."""
    return max(found, key=lambda one: _numbers(version(one)), default="").strip()


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(map(int, re.findall(r"\d+", text)))


def runtime(snapshot: Snapshot, program: Program) -> Iterator[Claim | Doubt]:
    """RUNTIME: the framework that the program is built for."""
    project = program.project
    top = newest(programs.frameworks(project))
    if said := (project.said("TargetFramework") or project.said("TargetFrameworks")) if top else None:
        yield claim(Topic.RUNTIME, version(top), at=said.place(snapshot), why=f"the program is built for {top}")
        return
    yield from tools.pins(Folder(snapshot=snapshot, root=program.home), "dotnet", "dotnet-core")
    yield doubt(
        Topic.RUNTIME,
        f"{project.file} does not say for which framework it is built, or only by properties that are set elsewhere.",
        "Name it with TargetFramework in the project file.",
        Folder(snapshot=snapshot).at(project.file),
    )


def sdk(snapshot: Snapshot, context: str, every: tuple[Project, ...]) -> Iterator[Claim | Doubt]:
    """PACKAGE_MANAGER: `dotnet` and the line of the SDK, which builds everything for frameworks up to its own."""
    built = {one: newest(programs.frameworks(one)) for one in every}
    first = max(built, key=lambda one: _numbers(version(built[one])))
    asked = pinned(snapshot, context)
    line = ".".join(asked.split(".")[:2]) if asked else ""
    own = version(built[first])
    places = [Folder(snapshot=snapshot).at(first.file)]
    if asked:
        file = posixpath.join(context, GLOBAL)
        places.insert(0, Folder(snapshot=snapshot).find(file, r'"version"\s*:'))
        if not rolls(snapshot, context):
            yield _left_out(snapshot, file, asked, keeps=_keeps(snapshot, context))
    taken = max((line, own), key=_numbers)
    yield claim(Topic.PACKAGE_MANAGER, "dotnet", *([taken] if taken else []), at=tuple(places))


def pinned(snapshot: Snapshot, context: str) -> str:
    """The SDK that a global.json in the folder of the build names, "" for none. Raises ManifestUnreadable."""
    found = word(Folder(snapshot=snapshot, root=context).json(GLOBAL), "sdk", "version")
    return found if re.match(r"\d+\.\d+", found) else ""


def rolls(snapshot: Snapshot, context: str) -> bool:
    """Whether global.json takes an SDK of a newer feature band."""
    policy = word(Folder(snapshot=snapshot, root=context).json(GLOBAL), "sdk", "rollForward")
    return policy.lower() in _ROLLS


def _keeps(snapshot: Snapshot, context: str) -> bool:
    """Whether global.json says more than the build can do without."""
    return bool(table(Folder(snapshot=snapshot, root=context).json(GLOBAL), "msbuild-sdks"))


def kept(snapshot: Snapshot, context: str) -> bool:
    """Whether the build sees global.json: not where it would refuse each SDK that an image has."""
    there = Folder(snapshot=snapshot, root=context).has(GLOBAL)
    return there and (not pinned(snapshot, context) or rolls(snapshot, context) or _keeps(snapshot, context))


def _left_out(snapshot: Snapshot, file: str, asked: str, *, keeps: bool) -> Doubt:
    line = ".".join(asked.split(".")[:2])
    what = "the build may refuse it" if keeps else f"the build does not see the file, and takes the newest SDK {line}"
    return doubt(
        Topic.RUNTIME,
        f"{file} asks for the SDK {asked} or its patches, and the image has the newest one of {line}: {what}.",
        'Add "rollForward": "latestFeature" to its "sdk".',
        Folder(snapshot=snapshot).find(file, r'"version"\s*:'),
    )
