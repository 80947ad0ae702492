"""What a Ruby program is: Rails, whatever has a config.ru, Sinatra alone, a server of its own, a worker, a script."""

from __future__ import annotations

from bot.frozen import dataclass
from bot.stacks import steps
from bot.stacks.claims import claim, doubt
from bot.stacks.folder import aside
from bot.stacks.ruby.source import read, statements
from bot.types import Topic

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.stacks.folder import Folder
    from bot.stacks.ruby.gemfile import Gems
    from bot.stacks.ruby.source import Read, Token
    from bot.types import Claim, Doubt, Evidence

NAMES = ("main", "app", "server", "bot", "worker", "run", "start", "cli", "index")
# Gem → framework; the first one that is there.
FRAMEWORKS = {
    "rails": "Rails",
    "railties": "Rails",
    "hanami": "Hanami",
    "sinatra": "Sinatra",
    "roda": "Roda",
    "grape": "Grape",
    "padrino": "Padrino",
}
EXEC = ("bundle", "exec")
_HEALTH = frozenset({"up", "health", "healthz", "healthcheck", "status"})
_SERVERS = frozenset({"TCPServer", "HTTPServer", "WEBrick"})
_WORKERS = {"sidekiq": (*EXEC, "sidekiq"), "good_job": (*EXEC, "good_job", "start"), "solid_queue": ("bin/jobs",)}
_LASTING = ("discordrb", "telegram-bot-ruby", "sneakers", "bunny", "slack-ruby-bot", "eventmachine", "async")


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """A framework's name ("" for none), what starts it, and where that was read."""

    kind: str
    framework: str
    entry: str
    start: tuple[str, ...]
    evidence: Evidence
    port: int = 0
    port_line: int = 0
    why: str = ""


def find(folder: Folder, gems: Gems) -> Program | None:
    """The program that a folder holds."""
    package = next((name for name in FRAMEWORKS if name in gems.declared), "")
    framework = FRAMEWORKS.get(package, "")
    if framework == "Rails" and folder.has("config/application.rb"):
        place = folder.at("config/application.rb")
        start = (*EXEC, "rails", "server", "-b", "0.0.0.0")  # noqa: S104  inside a container
        why = "Rails reads $PORT; Bundler's command needs no binstub, whose line ends may be those of Windows"
        return _web(framework, "config/application.rb", start, place, why)
    if folder.has("config.ru"):
        return _web(framework or "Rack", "config.ru", *_rack(folder, gems))
    return _script(folder, gems, framework)


def _web(framework: str, entry: str, start: tuple[str, ...], place: Evidence, why: str) -> Program:
    return Program(kind="web", framework=framework, entry=entry, start=start, evidence=place, why=why)


def _rack(folder: Folder, gems: Gems) -> tuple[tuple[str, ...], Evidence, str]:
    """The declared server, with the port where its configuration does not read it."""
    place = folder.at("config.ru")
    run = EXEC if folder.has("Gemfile") else ()
    if gems.has("unicorn"):
        return (*run, "unicorn", "-p", "${PORT}", "config.ru"), place, "unicorn is declared"
    if gems.has("puma"):
        own = "PORT" in read(folder.text("config/puma.rb")).variables
        return (*run, "puma", *(() if own else ("-p", "${PORT}"))), place, "puma is declared"
    return (*run, "rackup", "-o", "0.0.0.0", "-p", "${PORT}", "config.ru"), place, "no server of its own"  # noqa: S104


def _script(folder: Folder, gems: Gems, framework: str) -> Program | None:
    """A file that is run by itself: with a program's name, in bin/, or the only one."""
    places = (f"{place}{name}.rb" for place in ("", "bin/", "lib/", "src/") for name in NAMES)
    alone = [name for name in folder.match("*.rb") if not aside(name)]
    name = folder.first(*places) or (alone[0] if len(alone) == 1 else "")
    if not name:
        worker = next((gem for gem in _WORKERS if gem in gems.declared), "")
        return _worker(folder, gems, worker) if worker else None
    said = read(folder.text(name))
    run = (*(EXEC if gems.declared else ()), "ruby", name)
    served = framework == "Sinatra" and _requires(said, "sinatra")
    port, line = (steps.PORT, 0) if served else _listens(said)
    lasting = said.endless or bool(gems.has(*_LASTING))
    kind = "web" if port else "worker" if lasting else "job"
    return Program(
        kind=kind,
        framework=framework if served else "",
        entry=name,
        start=run,
        evidence=folder.at(name),
        port=0 if served else port,
        port_line=line,
    )


def _worker(folder: Folder, gems: Gems, gem: str) -> Program:
    place = folder.at("Gemfile", gems.declared[gem].line)
    return Program(kind="worker", framework="", entry="Gemfile", start=_WORKERS[gem], evidence=place)


def _requires(said: Read, name: str) -> bool:
    pairs = zip(said.found, said.found[1:], strict=False)
    return any(one.text == "require" and other.text in {name, f"{name}/base"} for one, other in pairs)


def _listens(said: Read) -> tuple[int, int]:
    """The port that a server of the standard library takes: $PORT with its default, or a number."""
    for place, token in enumerate(said.found):
        if token.kind == "name" and token.text in _SERVERS and said.found[place + 1 : place + 2]:
            numbers = [one for one in said.found[place : place + 24] if _is_port(one)]
            if numbers:
                return int(numbers[0].text), numbers[0].line
            if "PORT" in said.variables or token.text != "WEBrick":
                elsewhere = [one for one in said.found if _is_port(one)]
                return (int(elsewhere[0].text), elsewhere[0].line) if elsewhere else (steps.PORT, 0)
    return 0, 0


def _is_port(token: Token) -> bool:
    return token.kind in {"number", "string"} and token.text.isdigit() and 80 <= int(token.text) <= 65535


def claims(folder: Folder, program: Program, gems: Gems) -> Iterator[Claim | Doubt]:
    """KIND, FRAMEWORK, ENTRY, START, PORT, HEALTH_PATH, and who handles the signal."""
    place = program.evidence
    yield claim(Topic.KIND, program.kind, at=place)
    if program.framework:
        gem = next((name for name in gems.declared if FRAMEWORKS.get(name) == program.framework), "")
        at = folder.at("Gemfile", gems.declared[gem].line) if gem else place
        yield claim(Topic.FRAMEWORK, program.framework, at=at)
    yield claim(Topic.ENTRY, program.entry, at=place)
    yield claim(Topic.START, *program.start, at=place, why=program.why)
    for gem, argv in _WORKERS.items():
        if gem in gems.declared and argv != program.start:
            at = folder.at("Gemfile", gems.declared[gem].line)
            yield claim(Topic.PROCESS, *argv, at=at, why="it works off the queue")
    if program.kind != "web":
        return
    if program.framework:
        yield claim(Topic.STOP_SIGNAL, "SIGTERM", at=place, why="the server handles it")
    if program.port_line:
        yield claim(Topic.PORT, str(program.port), at=folder.at(program.entry, program.port_line))
    else:
        why = "$PORT decides; this is its default"
        yield claim(Topic.PORT, str(program.port or steps.PORT), at=place, why=why, certain=False)
    yield from _health(folder, program, place)
    if "rackup" in program.start and not _has_rackup(gems):
        sentence = "config.ru is there, and no gem that serves it: neither puma nor rackup is in the Gemfile."
        yield doubt(Topic.START, sentence, "Add puma to the Gemfile.", place)


def _has_rackup(gems: Gems) -> bool:
    """Rack itself brings the command up to its version 2."""
    return bool(gems.has("rackup")) or gems.locked.get("rack", "").startswith(("1.", "2."))


def _health(folder: Folder, program: Program, place: Evidence) -> Iterator[Claim | Doubt]:
    """A route for health that the routes name, else a file that Rails serves, else the first page."""
    for words in statements(folder.text("config/routes.rb")):
        texts = [word.text for word in words if word.kind == "string"]
        if words[0].text == "get" and texts and ("rails/health#show" in texts or texts[0].strip("/") in _HEALTH):
            at = folder.at("config/routes.rb", words[0].line)
            yield claim(Topic.HEALTH_PATH, f"/{texts[0].strip('/')}", at=at)
            return
    if program.framework == "Rails" and folder.has("public/robots.txt"):
        robots = folder.at("public/robots.txt")
        why = "pages may need a database"
        yield claim(Topic.HEALTH_PATH, "/robots.txt", at=robots, why=why, certain=False)
        yield doubt(
            Topic.HEALTH_PATH,
            "No health route was found: the health check asks for robots.txt, which shows that Rails has started, and "
            "not that its pages work.",
            'Add get "up" => "rails/health#show" to config/routes.rb, or a route of your own.',
            robots,
        )
        return
    why = "any answer shows that it serves"
    yield claim(Topic.HEALTH_PATH, "/", at=place, why=why, certain=False)
