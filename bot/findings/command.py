"""Looks a command up: its program by the name that it has in the tables, its words by the usages of that program."""

from __future__ import annotations

from bot.findings.grammar import names
from bot.findings.kinds import fits
from bot.findings.programs import EDITS, programs
from bot.findings.starts import LAUNCHERS, starts

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bot.findings.rule import Context

# Where programs of the base image and of the project's own environment lie.
_FOLDERS = (
    *("/usr/local/bin/", "/usr/bin/", "/usr/sbin/", "/bin/", "/nodejs/bin/", "/opt/venv/bin/"),
    *("/app/.venv/bin/", "./.venv/bin/", ".venv/bin/"),
    *("/app/node_modules/.bin/", "./node_modules/.bin/", "node_modules/.bin/"),
)
_ALIASES = {"cc": "gcc", "c++": "g++"}
# Programs that run whatever they are told to, and that an image of the catalogue or a package may bring in.
_TOOLS = frozenset(
    {
        "uvx",
        "npx",
        "bunx",
        "tini",
        "busybox",
        "env",
        "nc",
        "curl",
        "wget",
        "perl",
        "lua",
        "pwsh",
        "ssh",
        "socat",
        "xargs",
    }
)
_OWN_SCRIPTS = {"mvnw": "mvn", "gradlew": "gradle"}


def runnable(argv: tuple[str, ...], context: Context) -> bool:
    """Whether a RUN may call it."""
    program, *rest = argv
    words = tuple(rest)
    if program == "sed":
        return words[:1] == ("-i",) and words[1:] in EDITS
    if program == "npx":  # with this flag it starts what is installed, and fetches nothing
        return words[:1] == ("--no-install",) and names("".join(words[1:2]), words[2:], programs(), context)
    if _name(program) == "python" and words[:2] == ("-m", "pip"):
        return names("pip", words[2:], programs(), context)
    if program.startswith("./"):
        return _own(program, program.rpartition("/")[2], words, context)
    return names(_name(program), words, programs(), context)


def _own(program: str, name: str, words: tuple[str, ...], context: Context) -> bool:
    """A script of the repository: a wrapper is read as what it wraps, any other one takes plain arguments."""
    if program.startswith(_FOLDERS):
        return names(_name(program), words, programs(), context)
    if not fits("SCRIPT", program, context):
        return False
    if name in _OWN_SCRIPTS:
        return names(_OWN_SCRIPTS[name], words, programs(), context)
    return all(fits("ARG", word, context) for word in words)


def startable(argv: tuple[str, ...], context: Context, *, own_path: bool) -> bool:
    """Whether CMD or ENTRYPOINT may start it; `own_path`: programs of the project's environment come first on PATH."""
    for launcher in LAUNCHERS:
        if argv[: len(launcher)] == launcher:
            return startable(argv[len(launcher) :], context, own_path=own_path)
    if not argv:
        return True  # an ENTRYPOINT that is a launcher alone
    program, words = argv[0], argv[1:]
    name = _name(program)
    if name in starts():
        return names(name, words, starts(), context)
    if "/" in program:
        return is_own(argv, context)
    strange = words or program in programs() or program in _TOOLS
    return own_path and not strange and fits("NAME", program, context)  # a script that the project declares


def is_own(argv: tuple[str, ...], context: Context) -> bool:
    """Whether it is a program of the project, by its path, with plain arguments; a tool is none, wherever it lies."""
    name = argv[0].rpartition("/")[2]
    if name in starts():
        return names(name, argv[1:], starts(), context)
    if name in programs() or name in _TOOLS or "/" not in argv[0]:
        return False
    return fits("EXECUTABLE", argv[0], context) and all(fits("ARG", word, context) for word in argv[1:])


def _name(program: str) -> str:
    """The program's name in the tables."""
    folder = next((folder for folder in _FOLDERS if program.startswith(folder)), "")
    bare = program.removeprefix(folder)
    name, three, minor = bare.partition("3")
    if name in ("python", "pip") and three and (not minor or (minor[0] == "." and minor[1:].isdecimal())):
        return name  # python3, pip3.13
    return _ALIASES.get(bare, bare)
