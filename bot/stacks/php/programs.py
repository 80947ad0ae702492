"""PHP programs that are no site: workers, servers of their own and scripts."""

from __future__ import annotations

from bot.lazy import pattern
from bot.stacks.claims import claim, doubt
from bot.stacks.folder import aside
from bot.stacks.php.source import read
from bot.types import Topic

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.stacks.folder import Folder
    from bot.stacks.php.composer import Composer
    from bot.types import Claim, Doubt

NAMES = ("server", "main", "app", "run", "start", "worker", "bot", "cron", "cli", "index")
_ADDRESS = pattern(r"(?:(?:https?|tcp|websocket)://)?(0\.0\.0\.0|127\.0\.0\.1|localhost|\[::\])?:(\d{2,5})")
# What listens when it is called or made, by the last part of its name.
_LISTENS = frozenset({"SocketServer", "HttpServer", "Worker", "stream_socket_server", "SocketHttpServer"})
_LASTING = ("react/", "amphp/", "workerman/", "team-reflex/", "php-amqplib/")


def entry(folder: Folder, composer: Composer) -> str:
    """The file that is started: what composer.json names, one with a program's name, or the only one."""
    binaries = (composer.parsed or {}).get("bin")
    named = [binaries] if isinstance(binaries, str) else binaries if isinstance(binaries, list) else []
    for name in named:
        if isinstance(name, str) and folder.has(name):
            return name
    for place in ("", "bin/", "src/"):
        if found := folder.first(*(f"{place}{name}.php" for name in NAMES)):
            return found
    alone = [name for name in folder.match("*.php") if not aside(name) and not name.startswith(".")]
    return alone[0] if len(alone) == 1 else ""


def claims(folder: Folder, name: str, composer: Composer) -> Iterator[Claim | Doubt]:
    """How it is started, whether it lasts, and where it listens."""
    said = read(folder.text(name))
    place = folder.at(name)
    listens = next((line for called, line in said.names.items() if called.rpartition("\\")[2] in _LISTENS), 0)
    bound = next((found for text in said.strings if (found := _ADDRESS.fullmatch(text))), None) if listens else None
    lasting = next((one for one in composer.packages if one.startswith(_LASTING)), "")
    kind = "web" if bound else "worker" if said.endless or lasting else "job"
    yield claim(Topic.KIND, kind, at=place)
    yield claim(Topic.ENTRY, name, at=place)
    yield claim(Topic.START, "php", name, at=place)
    if bound:
        line = folder.at(name, said.strings[bound[0]])
        yield claim(Topic.PORT, bound[2], at=line)
        yield claim(Topic.HEALTH_PATH, "/", at=line, why="any answer shows that it serves", certain=False)
        if bound[1] in {"127.0.0.1", "localhost"}:
            sentence = f"{name} binds {bound[1]}: nobody outside the container will reach it."
            yield doubt(Topic.PORT, sentence, f"Bind 0.0.0.0:{bound[2]}.", line)
