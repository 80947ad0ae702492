"""Decides whether a start command of the project's own words can be what the image starts, and what follows from it."""

from __future__ import annotations

from bot.frozen import dataclass
from bot.stacks.claims import claim, value, values
from bot.stacks.hints import words
from bot.types import Topic

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.stacks.folder import Folder
    from bot.types import Claim, Facts

Argv = tuple[str, ...]

_SHELLS = frozenset({"sh", "bash"})
_BUNDLER = ("bundle", "exec")
_MANAGERS = frozenset({"npm", "pnpm", "yarn", "bun"})
_ENDINGS = (".py", ".js", ".mjs", ".cjs", ".rb", ".php", ".ts", ".sh")
# Servers that answer SIGTERM as process 1.
_STOPS = frozenset({"gunicorn", "uvicorn", "hypercorn", "daphne", "granian", "celery", "puma", "php-fpm", "frankenphp"})
# Programs that a package of the same name brings, and no interpreter: somebody has to declare it.
_SERVERS = frozenset({"gunicorn", "uvicorn", "hypercorn", "daphne", "granian", "waitress-serve"})
_PACKAGES = {"waitress-serve": "waitress"}
_ALL = "0.0.0.0"  # noqa: S104  inside a container, whose ports somebody publishes or not
# What makes a server listen on $PORT where somebody outside can reach it: the words that say where, and those to add.
_EVERYWHERE = {
    "uvicorn": (("--host", "--uds", "--fd"), ("--host", _ALL, "--port", words.PORT)),
    "hypercorn": (("-b", "--bind"), ("--bind", f"{_ALL}:{words.PORT}")),
    "daphne": (("-b", "--bind"), ("-b", _ALL, "-p", words.PORT)),
    "fastapi": (("--port",), ("--port", words.PORT)),
    "streamlit": (("--server.port",), ("--server.port", words.PORT)),
    "waitress-serve": (("--port", "--listen"), (f"--port={words.PORT}",)),
    "granian": (("--host",), ("--host", _ALL, "--port", words.PORT)),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Heeded:
    """`argv` is what the image starts, () where the command cannot be taken, for the reason that `why_not` gives."""

    argv: Argv = ()
    why_not: str = ""


def same(facts: Facts, argv: Argv) -> bool:
    """Whether a command means what the rules start anyway."""
    rules = value(facts, Topic.START)
    managed = argv[0] in _MANAGERS and argv[1:] in {("start",), ("run", "start")}
    built_elsewhere = argv[0] == rules[0] if rules and rules[0] in {"java", "dotnet"} else False
    return _launched(rules, argv) == rules or managed or built_elsewhere or _script(argv) == _script(rules) != ()


def _launched(rules: Argv, argv: Argv) -> Argv:
    """A command behind the launcher that the rules' own is behind: Bundler's programs are found by it alone."""
    return (*_BUNDLER, *argv) if rules[:2] == _BUNDLER and argv[:1] != _BUNDLER[:1] else argv


def _script(argv: Argv) -> Argv:
    """What is left of `sh start.sh x` or `./start.sh x`, () for what is no script."""
    words_ = argv[1:] if argv[:1] and argv[0] in _SHELLS else argv
    return (words_[0].removeprefix("./"), *words_[1:]) if words_ and words_[0].endswith(".sh") else ()


def heeded(facts: Facts, folder: Folder, argv: Argv) -> Heeded:
    """How the image would start it: as it is, completed, or not at all."""
    rules = value(facts, Topic.START)
    if rules[:1] and rules[0].startswith("/"):
        return _compiled(facts, rules, argv)
    why_not = next(_objections(facts, folder, argv), "")
    return Heeded(why_not=why_not) if why_not else Heeded(argv=_launched(rules, _reachable(argv)))


def _objections(facts: Facts, folder: Folder, argv: Argv) -> Iterator[str]:
    """Why an image with an interpreter and the sources cannot start a command."""
    rules = value(facts, Topic.START)
    script = argv[1] if argv[0] in _SHELLS and len(argv) > 1 else argv[0]
    owned = "/" in script or argv[0] in _SHELLS
    if not rules:
        yield "the image has files alone, which nginx serves"
    if owned and not folder.has(script.removeprefix("./")):
        yield f"{script} is not in the repository"
    if not owned and words.ecosystem(argv) != facts.stack:
        yield f"{argv[0]} is not in an image for {facts.stack}"
    if facts.first(Topic.OUTPUT) or (
        rules[:1] == ("node",) and any(one[0] != "." for one in values(facts, Topic.COPY))
    ):
        yield "the image has the output of the build alone"
    if missing := _missing(folder, argv):
        yield f"{missing} is not in the repository"
    if argv[0] in _EVERYWHERE and any(word.startswith(("127.0.0.1", "localhost")) for word in argv):
        yield "it listens where nobody outside a container could reach it"


def _compiled(facts: Facts, rules: Argv, argv: Argv) -> Heeded:
    """A program that the build makes has another place in the image; its arguments stay."""
    names = {facts.service.name, facts.word(Topic.ENTRY).rpartition("/")[2]}
    if argv[0].rpartition("/")[2] in names or argv[0].startswith(("./bin/", "bin/", "./target/", "target/release/")):
        return Heeded(argv=(rules[0], *argv[1:]))
    return Heeded(why_not=f"{argv[0]} is not what the build makes")


def _missing(folder: Folder, argv: Argv) -> str:
    """The source file that a command names and the repository lacks; what a build writes is not asked for."""
    for word in argv[1:]:
        name = word.removeprefix("./")
        built = name.startswith(("dist/", "build/", "out/", "lib/", ".output/", ".next/"))
        if name.endswith(_ENDINGS) and not built and not name.startswith(("-", "/")):
            return "" if folder.has(name) else name
    return ""


def _reachable(argv: Argv) -> Argv:
    """The command with the words that make it listen on every address, where it has none."""
    told, added = _EVERYWHERE.get(argv[0], ((), ()))
    if not told or any(word.partition("=")[0] in told for word in argv):
        return argv
    words_ = tuple(word for place, word in enumerate(argv) if not _is_port(argv, place))
    return (*words_, *added)


def _is_port(argv: Argv, place: int) -> bool:
    """Whether a word is `--port`, or its value."""
    return argv[place].startswith("--port") or argv[place - 1] == "--port"


def follows(facts: Facts, argv: Argv, said: Claim) -> Iterator[Claim]:
    """The claims that go with another START: its server, its port, and whether it answers SIGTERM."""
    package = _PACKAGES.get(argv[0], argv[0])
    declared = {one.value[0].partition("[")[0] for one in facts.all(Topic.DEPENDENCY)}
    if argv[0] in _SERVERS and package not in declared and not _brought(argv[0], facts):
        yield claim(Topic.SERVER, package, at=said.evidence, why="it is started, and no manifest declares it")
    if number := words.port(argv):
        yield claim(Topic.PORT, number, at=said.evidence, why="the port that the command names")
    if argv[0] in _STOPS:
        yield claim(Topic.STOP_SIGNAL, "SIGTERM", at=said.evidence, why=f"{argv[0]} handles it")


def _brought(server: str, facts: Facts) -> bool:
    """Whether another package brings it: `fastapi[standard]` has uvicorn."""
    return server == "uvicorn" and any(one.value[0].startswith("fastapi[") for one in facts.all(Topic.DEPENDENCY))
