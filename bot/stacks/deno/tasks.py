"""Reads the tasks of deno.json: which program the start task comes to, with which permissions, and what it builds."""

from __future__ import annotations

import re
import shlex

from bot.frozen import dataclass
from bot.lazy import pattern
from bot.stacks.folder import word

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bot.stacks.folder import Folder
    from bot.types import Evidence

Argv = tuple[str, ...]

KEYS = ("start", "serve", "prod", "production", "preview", "dev")
_DEEP = 5  # tasks that call tasks
_SHELL = pattern(r"[;|<>`$()\\*?{}\n\r]|(?<!&)&(?!&)")
# What is of use to a developer alone; a file of variables is not in the image.
_DEVELOPMENT = pattern(
    r"--(?:watch|watch-hmr|hmr|watch-exclude|reload|inspect|inspect-brk|inspect-wait|env|env-file|check|no-clear-screen)"
    r"(?:=.*)?|-r"
)
_WATCHED = pattern(r"--(?:watch|hmr)\b|\bdev\.[jt]sx?\b")  # what says that a task is a developer's, whatever its name
_KEPT = pattern(
    r"-A|-[NERWS]+|--allow-all|--allow-(?:net|env|read|write|sys|run|ffi|import)(?:=[\w.,:/@-]+)?|--no-prompt"
    r"|--unstable-[a-z-]+|--cached-only|--frozen|--parallel|--(?:port|host)=[\w.]+"
)
_ONE_EACH = {"N": "net", "E": "env", "R": "read", "W": "write", "S": "sys"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """`argv` starts the program; `before` builds it; `entry` is the file that is run ("" where a task hides it)."""

    argv: Argv
    evidence: Evidence
    entry: str = ""
    before: tuple[Argv, ...] = ()
    guessed: bool = False  # the permissions are this code's, not the project's


def text(manifest: dict[str, object], key: str) -> str:
    """A task's command, in either way to write one."""
    return word(manifest, "tasks", key) or word(manifest, "tasks", key, "command")


def start(folder: Folder, name: str, manifest: dict[str, object]) -> Task | None:
    """By the first task that starts something; a developer's one is read without what only developers need."""
    there = [one for one in KEYS if text(manifest, one)]
    key = next((one for one in there if not _WATCHED.search(text(manifest, one))), there[0] if there else "")
    if not key:
        return None
    place = folder.find(name, f'"{key}"\\s*:')
    before, argv = _resolved(manifest, text(manifest, key), _DEEP)
    program = _program(argv)
    if program and all(words[:2] == ("deno", "task") for words in before):
        file = next(one for one in program[2:] if not one.startswith("-") and not one.isdigit())
        return Task(argv=program, evidence=place, entry=file.removeprefix("./"), before=before)
    return Task(argv=("deno", "task", key), evidence=place) if key != "dev" else None


def _resolved(manifest: dict[str, object], command: str, depth: int) -> tuple[tuple[Argv, ...], Argv]:
    """What runs first, and the last command, whose task's own commands take its place; () where a shell is needed."""
    try:
        parts = [] if _SHELL.search(command) else [tuple(shlex.split(part)) for part in command.split("&&")]
    except ValueError:
        parts = []
    if not parts or not all(parts):
        return (), ()
    *before, last = parts
    inner = text(manifest, last[2]) if last[:2] == ("deno", "task") and len(last) == 3 else ""
    if inner and depth:
        more, last = _resolved(manifest, inner, depth - 1)
        before = [*before, *more]
    return tuple(before), last


def _program(argv: Argv) -> Argv:
    """`deno run` or `deno serve` with what production needs of its flags; () for what is not understood."""
    if argv[:1] != ("deno",) or argv[1:2] not in (("run",), ("serve",)):
        return ()
    kept: list[str] = [*argv[:2]]
    rest = [*argv[2:]]
    while rest and rest[0].startswith("-"):
        flag = rest.pop(0)
        if flag == "--port" and rest:
            kept.append(f"--port={rest.pop(0)}")
        elif _KEPT.fullmatch(flag):
            kept += _spelled(flag)
        elif not _DEVELOPMENT.fullmatch(flag):
            return ()
    plain = rest and re.fullmatch(r"[\w@./-]+", rest[0]) and not rest[0].startswith("/")
    return (*kept, rest[0].removeprefix("./"), *rest[1:]) if plain else ()


def _spelled(flag: str) -> list[str]:
    """Short permissions by their long names."""
    if re.fullmatch(r"-[NERWS]+", flag):
        return [f"--allow-{_ONE_EACH[letter]}" for letter in dict.fromkeys(flag[1:])]
    return ["--allow-all" if flag == "-A" else flag]
