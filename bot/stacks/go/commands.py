"""Finds the commands of a Go repository (a folder each with `package main`) and chooses the one that is meant."""

from __future__ import annotations

import re

from bot.frozen import dataclass
from bot.stacks.claims import claim, doubt
from bot.stacks.folder import aside
from bot.stacks.go import source
from bot.types import Topic

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.stacks.folder import Folder
    from bot.stacks.go.modfile import Module
    from bot.stacks.go.source import Listens, Picture
    from bot.types import Claim, Doubt

_USUAL = ("server", "api", "web", "app", "main", "service", "backend")
PORT = 8080
_LOOPBACK = frozenset({"localhost", "127.0.0.1", "[::1]"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """One program: its folder, the module that it is of, and the pictures of the files that may be in it."""

    root: str
    module: Module
    file: str  # that holds its main function
    files: Mapping[str, Picture]

    @property
    def name(self) -> str:
        return self.root.rpartition("/")[2] or self.module.name

    @property
    def package(self) -> str:
        """How it is named to `go build`."""
        return f"./{self.root}" if self.root else "."

    @property
    def place(self) -> int:
        return self.files[self.file].main

    def listening(self) -> tuple[str, Listens] | None:
        """The first call that binds a port, in the command's own files before those of its packages."""
        return next(((name, one) for name, picture in self.files.items() for one in picture.listens), None)


def parsed(folder: Folder, modules: tuple[Module, ...]) -> dict[str, Picture]:
    """Every Go file of the modules that was read, but for tests and what stands aside."""
    roots = {one.root for one in modules}
    other = tuple(f"{root}/" for name in folder.match("**/go.mod") if (root := name.rpartition("/")[0]) not in roots)
    names = (name for name in folder.match("**/*.go") if not aside(name) and not name.startswith(other))
    return {name: source.parse(folder.text(name)) for name in names if folder.text(name)}


def find(folder: Folder, modules: tuple[Module, ...]) -> tuple[Command, ...]:
    """All commands of some modules, the likeliest first."""
    pictures = parsed(folder, modules)
    shared = {name: picture for name, picture in pictures.items() if picture.package != "main"}
    found: list[Command] = []
    for file, picture in pictures.items():
        root = file.rpartition("/")[0]
        module = _module(root, modules)
        if picture.is_main and module and all(one.root != root for one in found):
            own = {file: picture} | {name: one for name, one in pictures.items() if name.rpartition("/")[0] == root}
            found.append(Command(root=root, module=module, file=file, files={**own, **shared}))
    names = {one.name for one in modules} | {folder.snapshot.name, folder.root.rpartition("/")[2]}
    return tuple(sorted(found, key=lambda one: _rank(one, names)))


def _module(root: str, modules: tuple[Module, ...]) -> Module | None:
    """The innermost module that a folder is in."""
    inside = (one for one in modules if not one.root or root == one.root or root.startswith(f"{one.root}/"))
    return max(inside, key=lambda one: len(one.root), default=None)


def _rank(command: Command, names: set[str]) -> tuple[object, ...]:
    usual = _USUAL.index(command.name) if command.name in _USUAL else len(_USUAL)
    own = any(picture.listens for name, picture in command.files.items() if name.rpartition("/")[0] == command.root)
    named = command.root == command.module.root == "" or command.root.rpartition("/")[2] in names
    return (not own and not named, not named, not own, usual, command.root.count("/"), command.root)


def claims(folder: Folder, command: Command, others: tuple[Command, ...]) -> Iterator[Claim | Doubt]:
    """What the program is and how it is started."""
    place = folder.at(command.file, command.place)
    yield claim(Topic.ENTRY, command.package, at=place, why="the main function is there")
    if others:
        listed = ", ".join(sorted(one.package for one in others)[:6])
        yield doubt(
            Topic.ENTRY,
            f"{command.package} is one of several commands, chosen by its name and because it listens or not; "
            f"beside it stand {listed}.",
            "Say which.",
            place,
        )
    yield from _starting(folder, command)
    yield claim(Topic.STOP_SIGNAL, "SIGTERM", at=place, why="Go's runtime ends on it even as process 1")
    if listening := command.listening():
        yield from _web(folder, command, *listening)
    else:
        endless = next(((name, picture.endless) for name, picture in _own(command) if picture.endless), None)
        if endless:
            yield claim(Topic.KIND, "worker", at=folder.at(*endless), why="it runs until it is stopped")
        else:
            yield claim(Topic.KIND, "job", at=place, why="nothing in it listens or repeats", certain=False)


def _own(command: Command) -> Iterator[tuple[str, Picture]]:
    return ((name, one) for name, one in command.files.items() if name.rpartition("/")[0] == command.root)


def _starting(folder: Folder, command: Command) -> Iterator[Claim | Doubt]:
    """START: the program, and the subcommand that serves where it has some."""
    subcommand = next(((name, *one) for name, p in command.files.items() for one in p.subcommands.items()), None)
    flag = _flag(command)
    words = (f"--{flag[1]}", "${PORT}") if flag else ()
    places = (folder.at(command.file, command.place), *((folder.at(flag[0], flag[3]),) if flag else ()))
    if not subcommand or not command.listening():
        yield claim(Topic.START, "/app/app", *words, at=places)
        return
    place = folder.at(subcommand[0], subcommand[2])
    why = "the subcommand that serves"
    yield claim(Topic.START, "/app/app", subcommand[1], *words, at=(place, *places[1:]), why=why, certain=False)
    yield doubt(Topic.START, f"The program has subcommands; {subcommand[1]} was taken.", "Say which.", place)


def _flag(command: Command) -> tuple[str, str, int, int] | None:
    """File, name, default and line of the flag that sets the port; none where the program reads $PORT by itself."""
    if not command.listening() or any(picture.port for picture in command.files.values()):
        return None
    return next(((file, name, *said) for file, p in _own(command) for name, said in p.flags.items()), None)


def _web(folder: Folder, command: Command, file: str, listens: Listens) -> Iterator[Claim | Doubt]:
    yield claim(Topic.KIND, "web", at=folder.at(file, listens.line))
    framework = next(((name, *p.framework) for name, p in command.files.items() if p.framework[0]), None)
    if framework:
        yield claim(Topic.FRAMEWORK, framework[1], at=folder.at(framework[0], framework[3]))
    yield from _port(folder, command, file, listens)
    routes = [(name, *route) for name, picture in command.files.items() for route in picture.routes]
    plain = [one for one in routes if re.fullmatch(r"/[A-Za-z0-9/_.~-]{0,199}", one[1])]
    found = next((one for one in plain if source.health_route(one[1])), None)
    if found := found or next((one for one in plain if one[1] == "/"), None):
        yield claim(Topic.HEALTH_PATH, found[1], at=folder.at(found[0], found[2]))
    else:
        yield claim(Topic.HEALTH_PATH, "/", at=folder.at(file), why="no route for health was found", certain=False)


def _port(folder: Folder, command: Command, file: str, listens: Listens) -> Iterator[Claim | Doubt]:
    """The port: what the code takes where $PORT is not set, else the address that it names."""
    if flag := _flag(command):
        number = flag[2] if flag[2] > 1023 else PORT  # any user may bind that one
        why = f"--{flag[1]} is given $PORT; this is its default"
        yield claim(Topic.PORT, str(number), at=folder.at(flag[0], flag[3]), why=why, certain=False)
        return
    default = next(((name, *p.port) for name, p in command.files.items() if p.port), None)
    near = dict.fromkeys((file, *(name for name, _ in _own(command))))  # elsewhere an address is somebody else's
    addresses = [(name, one) for name in near for one in command.files[name].addresses]
    literal = (file, listens) if listens.port else next(iter(addresses), None)
    if default and default[1]:
        why = "what the code takes where $PORT is not set"
        yield claim(Topic.PORT, str(default[1]), at=folder.at(default[0], default[2]), why=why)
    elif default or not literal:
        place = folder.at(default[0], default[2]) if default else folder.at(file, listens.line)
        yield claim(Topic.PORT, str(PORT), at=place, why="$PORT decides; this is its default", certain=False)
        if not default:
            sentence = f"The code works its port out; {PORT} was taken, which only holds where it reads $PORT."
            yield doubt(Topic.PORT, sentence, "Name the port, or read it from $PORT.", place)
    else:
        yield from _literal(folder, *literal)


def _literal(folder: Folder, file: str, listens: Listens) -> Iterator[Claim | Doubt]:
    place = folder.at(file, listens.line)
    yield claim(Topic.PORT, str(listens.port), at=place, why="the port that the code names")
    if listens.host in _LOOPBACK:
        yield doubt(
            Topic.PORT,
            f"The code listens on {listens.host}, where nobody outside a container can reach it.",
            "Listen on every address, or read the host from a variable.",
            place,
        )
    if (listens.port or 0) < 1024:
        yield doubt(
            Topic.PORT,
            f"Port {listens.port} is below 1024: some engines let only root bind it, which the program is not.",
            "Listen on a port such as 8080, or read it from $PORT.",
            place,
        )
