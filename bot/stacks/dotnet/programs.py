"""Finds the programs among the projects of a repository, and the folder that each is a service of."""

from __future__ import annotations

import posixpath
import re

from bot.frozen import dataclass
from bot.lazy import pattern
from bot.stacks.dotnet import projects, source
from bot.stacks.dotnet.projects import ENDINGS, Said
from bot.stacks.folder import aside

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.stacks.dotnet.projects import Project
    from bot.stacks.dotnet.source import Picture
    from bot.types import Snapshot

SOLUTIONS = (".sln", ".slnx")
_TESTS = pattern(r"(?:^|[._-]|(?<=[a-z]))(?:Unit|Integration|Functional|Acceptance)?(?:Tests?|Specs|Benchmarks?)$")
_TESTED_BY = ("microsoft.net.test.sdk", "xunit", "nunit", "mstest", "benchmarkdotnet")
_ENDS = pattern(r"(?:Migrat(?:or|ions?|e)|Seed(?:er)?)$")  # programs that are run once for each release
# SDKs of what no server runs by itself: an orchestrator, tests.
_ELSEWHERE = ("Aspire.AppHost.Sdk", "MSTest.Sdk", "Microsoft.Build.NoTargets")
PAGES = "Microsoft.NET.Sdk.BlazorWebAssembly"
_MADE = pattern(r"/(?:obj|bin|Migrations|wwwroot)/|\.Designer\.|\.g\.|AssemblyInfo\.")  # by tools
_FIRST = {"Program": 0, "Startup": 1}
_SERVING = frozenset({"Microsoft.NET.Sdk.Web", "Microsoft.NET.Sdk.Worker", PAGES})
_RANK = {"web": 0, "worker": 1, "job": 2}


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """A project that can be started: `home` is the folder of its solution, its own one without."""

    project: Project
    kind: str  # web, worker or job
    why: Said  # what says so
    home: str
    solution: str
    files: Mapping[str, Picture]
    certain: bool = True

    @property
    def pages(self) -> bool:
        """Whether it runs in a browser, from files that any server serves."""
        return self.why.value == PAGES

    @property
    def listener(self) -> bool:
        """Whether it listens without a framework."""
        return not any(one.web for one in self.files.values()) and self.why.line in {
            one.listener for one in self.files.values()
        }


def find(snapshot: Snapshot) -> tuple[tuple[Program, ...], ...]:
    """The programs of each service, the chosen one first: one service for each that serves or works.

    Under one solution programs that end by themselves count only where there is no other.
    """
    homes: dict[str, list[Program]] = {}
    programs = tuple(_programs(snapshot))
    served = {path for one in programs for path in one.project.references()}  # pages that another one serves
    for program in (one for one in programs if not (one.pages and one.project.file in served)):
        homes.setdefault(program.home, []).append(program)
    found: list[tuple[Program, ...]] = []
    for home in sorted(homes, key=lambda path: (path.count("/"), path)):
        every = sorted(homes[home], key=lambda one: _rank(one, snapshot.name))
        lasting = [one for one in every if one.kind != "job"]
        if len(lasting) > 1:
            found += [(one,) for one in lasting]
        else:
            found.append(tuple(every))
    return tuple(found)


def _rank(program: Program, name: str) -> tuple[object, ...]:
    named = {name.lower(), posixpath.splitext(posixpath.basename(program.solution))[0].lower()}
    tool = program.project.on("PackAsTool")
    file = program.project.file
    return _RANK[program.kind], tool, program.project.name.lower() not in named, file.count("/"), file


def _programs(snapshot: Snapshot) -> Iterator[Program]:
    solutions = [path for ending in SOLUTIONS for path in snapshot.match(f"**/*{ending}")]
    listed = {path: projects.members(snapshot, path) for path in solutions}
    files = [path for ending in ENDINGS for path in snapshot.match(f"**/*{ending}")]
    code = sources(snapshot, {posixpath.dirname(path) for path in files})
    for file in files:
        project = projects.read(snapshot, file)
        if not project or not is_program(project):
            continue
        solution = _solution(file, listed)
        texts = ((path, snapshot.text(path)) for path in code.get(project.folder, ()))
        pictures = {path: source.parse(text, fsharp=path.endswith(".fs")) for path, text in texts if text}
        kind, why, certain = _kind(project, pictures)
        home = posixpath.dirname(solution) if solution else project.folder
        yield Program(
            project=project, kind=kind, why=why, home=home, solution=solution, files=pictures, certain=certain
        )


def is_program(project: Project) -> bool:
    """Whether it may be started: no library by its own words, no test, and nothing for another place."""
    if _aside(project.file):
        return False
    made = project.word("OutputType").lower()
    named = any(said.value in _SERVING for said in project.sdks())
    return (made == "exe" or (named and made != "library")) and not _is_test(project) and _runs_here(project)


def _aside(path: str) -> bool:
    return aside(path.lower())


def _solution(file: str, listed: dict[str, tuple[str, ...]]) -> str:
    """The nearest solution above a project that lists it."""
    holding = [path for path, files in listed.items() if file in files]
    return max(holding, key=lambda path: (posixpath.dirname(path).count("/"), posixpath.dirname(path)), default="")


def _is_test(project: Project) -> bool:
    names = (name.lower() for name, _, _ in project.packages())
    return bool(
        project.on("IsTestProject")
        or _TESTS.search(project.name)
        or any(name == one or name.startswith(f"{one}.") for name in names for one in _TESTED_BY)
    )


def _runs_here(project: Project) -> bool:
    """Whether a Linux server can run it by `dotnet`: an SDK of .NET, not of Windows, of a browser, of a phone."""
    sdks = [said.value for said in project.sdks()]
    if not sdks or any(sdk.startswith(_ELSEWHERE) for sdk in sdks):
        return False
    other = any(project.on(name) for name in ("IsAspireHost", "UseWPF", "UseWindowsForms", "UseMaui"))
    return not other and not project.word("AzureFunctionsVersion") and bool(frameworks(project) or not _framed(project))


def _framed(project: Project) -> bool:
    return bool(project.word("TargetFramework") or project.word("TargetFrameworks"))


def frameworks(project: Project) -> tuple[str, ...]:
    """The frameworks that it is built for and that run on Linux, such as `net8.0`."""
    text = f"{project.word('TargetFramework')};{project.word('TargetFrameworks')}"
    return tuple(word for word in text.split(";") if re.fullmatch(r"net\d{1,2}\.\d|netcoreapp\d\.\d", word.strip()))


def _kind(project: Project, files: Mapping[str, Picture]) -> tuple[str, Said, bool]:
    """What a program is, what says so, and whether that is certain."""
    sdks = {said.value: said for said in project.sdks()}
    if serving := sdks.get("Microsoft.NET.Sdk.Web") or sdks.get(PAGES):
        return "web", serving, True
    if said := project.said("OutputType") if _ENDS.search(project.name) else None:
        return "job", said, False
    for kind, lines in (
        ("web", {file: one.web or one.listener for file, one in files.items()}),
        ("worker", {file: one.hosted or one.endless for file, one in files.items()}),
    ):
        if seen := next(((file, line) for file, line in lines.items() if line), None):
            return kind, Said(value="", file=seen[0], line=seen[1]), True
    if worker := sdks.get("Microsoft.NET.Sdk.Worker"):
        return "worker", worker, True
    return "job", project.said("OutputType") or project.sdks()[0], False


def sources(snapshot: Snapshot, folders: set[str]) -> dict[str, list[str]]:
    """The source files of each project folder, without those of projects within it; entry points first."""
    found: dict[str, list[str]] = {}
    for path in (*snapshot.match("**/*.cs"), *snapshot.match("**/*.fs")):
        if _aside(path) or _MADE.search(f"/{path}"):
            continue
        folder = posixpath.dirname(path)
        while folder and folder not in folders:
            folder = posixpath.dirname(folder)
        found.setdefault(folder, []).append(path)
    for paths in found.values():
        paths.sort(key=lambda path: (_FIRST.get(posixpath.basename(path)[:-3], 2), path.count("/"), path))
    return found
