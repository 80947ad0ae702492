"""Reads CMakeLists.txt, meson.build and Makefile: which programs a build makes, where, and what it links."""

from __future__ import annotations

import re

from bot.frozen import dataclass
from bot.lazy import pattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.stacks.folder import Folder

LIMIT = 200_000  # characters of a build file
_CALL = pattern(
    r"#\[(=*)\[.*?(?:\]\1\]|\Z)|#[^\n]*|([A-Za-z_]\w*)[ \t]*\(((?:[^()\"#]|\"(?:[^\"\\]|\\.)*\"|#[^\n]*)*)", re.DOTALL
)
_WORD = pattern(r'"((?:[^"\\]|\\.)*)"|#[^\n]*|([^\s"#]+)', re.DOTALL)
_MESON = pattern(r"#[^\n]*|\b(executable|subdir|dependency)\s*\(\s*'([^'\n]*)'")
_NAME = pattern(r"[A-Za-z0-9_][A-Za-z0-9_.+-]*")
_PLACE = pattern(r"(?:[A-Za-z0-9_][A-Za-z0-9_.+-]*/)*[A-Za-z0-9_][A-Za-z0-9_.+-]*")
_ASSIGN = pattern(
    r"^(TARGET|BIN|BINARY|PROG|PROGRAM|EXEC|EXE|EXECUTABLE|NAME|OUT|OUTPUT)\s*[:?]?=\s*(\S+)\s*$", re.MULTILINE
)
_RULE = pattern(r"^([A-Za-z0-9_][A-Za-z0-9_./-]*)\s*:(?!=).*\n\t.*(?:-o\s+(?:\$@|\1)\b|-o\s+\$@)", re.MULTILINE)
DEPTH = 60  # build files that are read through add_subdirectory and subdir


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """One program: its target's name, where the build leaves it, and the line that asks for it."""

    name: str
    output: str  # relative to the folder of the build
    file: str
    line: int
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Library:
    """Something that is linked, in lower case, and the line that asks for it."""

    name: str
    file: str
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Build:
    """What one tool makes of a folder."""

    tool: str
    file: str
    project: str
    programs: tuple[Program, ...]
    libraries: tuple[Library, ...] = ()
    fetches: int = 0  # the line that fetches sources from elsewhere


def read(folder: Folder) -> Build | None:
    """The build of a folder by the first tool that makes a program of it."""
    for file, reader in (("CMakeLists.txt", _cmake), ("meson.build", _meson), ("Makefile", _make), ("makefile", _make)):
        if folder.text(file):
            build = reader(folder, file)
            if build.programs:
                return build
    return None


def _files(folder: Folder, file: str, below: str) -> Iterator[tuple[str, str]]:
    """The build file of a folder, and those of the folders that it and they name."""
    waiting = [file]
    seen: set[str] = set()
    while waiting and len(seen) < DEPTH:
        name = waiting.pop(0)
        if name in seen or not folder.text(name):
            continue
        seen.add(name)
        text = folder.text(name)[:LIMIT]
        yield name, text
        base = name.rpartition("/")[0]
        named = (found[1] for found in re.finditer(below, text))
        waiting.extend("/".join(part for part in (base, place, file) if part) for place in named)


def _cmake(folder: Folder, file: str) -> Build:
    variables = {"CMAKE_PROJECT_NAME": folder.snapshot.name}
    programs: list[Program] = []
    libraries: list[Library] = []
    output, fetches = "", 0
    for name, text in _files(folder, file, r"\badd_subdirectory\s*\(\s*([\w./-]+)"):
        for command, raw, line in _calls(text):
            match command, [_expand(word, variables) for word in raw]:
                case "project", [first, *_]:
                    variables.setdefault("PROJECT_NAME", first)
                case "set", ["CMAKE_RUNTIME_OUTPUT_DIRECTORY", where, *_]:
                    output = where
                case "set", [key, first, *_]:
                    variables[key] = first
                case "add_executable", [target, *sources] if not {"IMPORTED", "ALIAS"} & {*sources}:
                    base = name.rpartition("/")[0]
                    paths = tuple(f"{base}/{one}" if base else one for one in sources)
                    programs.append(Program(name=target, output=base, file=name, line=line, sources=paths))
                case "find_package" | "pkg_check_modules" | "pkg_search_module", [first, *more]:
                    asked = [first] if command == "find_package" else [one for one in more if one.islower()]
                    libraries += (
                        Library(name=re.split("[<>=]", one)[0].lower(), file=name, line=line) for one in asked
                    )
                case "fetchcontent_declare", _:
                    fetches = fetches or line
    placed = tuple(_placed(one, output) for one in programs if _NAME.fullmatch(one.name))
    project = variables.get("PROJECT_NAME", "")
    return Build(tool="cmake", file=file, project=project, programs=placed, libraries=tuple(libraries), fetches=fetches)


def _placed(program: Program, output: str) -> Program:
    """Where the program ends up: the project's own folder for programs counts, ours is set where it has none."""
    where = re.sub(r"^\$\{(?:CMAKE|PROJECT)_(?:CURRENT_)?BINARY_DIR\}/?", "", output).strip("/") if output else "bin"
    return Program(
        name=program.name,
        output=f"{where}/{program.name}" if where else program.name,
        file=program.file,
        line=program.line,
        sources=program.sources,
    )


def _calls(text: str) -> Iterator[tuple[str, list[str], int]]:
    """Command in lower case, its words, and its line."""
    for found in _CALL.finditer(text):
        if found[2]:
            words = [one[1] if one[1] is not None else one[2] for one in _WORD.finditer(found[3])]
            yield found[2].lower(), [one for one in words if one], text.count("\n", 0, found.start()) + 1


def _expand(word: str, variables: dict[str, str]) -> str:
    return re.sub(r"\$\{(\w+)\}", lambda found: variables.get(found[1], found[0]), word)


def _meson(folder: Folder, file: str) -> Build:
    programs: list[Program] = []
    libraries: list[Library] = []
    project = re.search(r"^\s*project\s*\(\s*'([^'\n]*)'", folder.text(file), re.MULTILINE)
    for name, text in _files(folder, file, r"\bsubdir\s*\(\s*'([\w./-]+)'"):
        base = name.rpartition("/")[0]
        for found in _MESON.finditer(text):
            line = text.count("\n", 0, found.start()) + 1
            if found[1] == "executable" and _NAME.fullmatch(found[2]):
                place = f"{base}/{found[2]}" if base else found[2]
                programs.append(Program(name=found[2], output=place, file=name, line=line))
            elif found[1] == "dependency":
                libraries.append(Library(name=found[2].lower(), file=name, line=line))
    called = project[1] if project else ""
    return Build(tool="meson", file=file, project=called, programs=tuple(programs), libraries=tuple(libraries))


def _make(folder: Folder, file: str) -> Build:
    """The program that a variable names by custom, else the first target that is linked."""
    text = folder.text(file)[:LIMIT]
    found = _ASSIGN.search(text)
    name = found[2] if found else ""
    if not _PLACE.fullmatch(name):
        found = _RULE.search(text)
        name = found[1] if found else ""
    if not found:
        return Build(tool="make", file=file, project="", programs=())
    line = text.count("\n", 0, found.start()) + 1
    linked = (
        Library(name=one[1].lower(), file=file, line=text.count("\n", 0, one.start()) + 1)
        for one in re.finditer(r"(?<![\w-])-l([a-z]\w*)", text)
    )
    libraries = tuple(Library(name=_LINKED.get(one.name, one.name), file=one.file, line=one.line) for one in linked)
    program = Program(name=name.rpartition("/")[2], output=name, file=file, line=line)
    return Build(tool="make", file=file, project="", programs=(program,), libraries=libraries)


# What a linker's flag names, as pkg-config knows it.
_LINKED = {
    "ssl": "openssl",
    "crypto": "openssl",
    "z": "zlib",
    "pq": "libpq",
    "uv": "libuv",
    "event": "libevent",
    "pthread": "threads",
}
