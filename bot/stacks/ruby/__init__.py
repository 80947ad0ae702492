"""Ruby: Rails, Sinatra and whatever has a config.ru, servers, workers and scripts; Bundler, and a front end by npm."""

from __future__ import annotations

from bot.stacks import front, tools, unread
from bot.stacks.claims import REQUIRED, claim
from bot.stacks.folder import Folder, aside, roots
from bot.types import Claim, Doubt, Facts, Service, Topic

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.catalogue import Catalogue
    from bot.stacks.ruby.gemfile import Gems
    from bot.stacks.ruby.programs import Program
    from bot.types import Plan, Snapshot

NAME = "ruby"
OWN = frozenset(
    {
        *("PORT", "PATH", "HOME", "RAILS_ENV", "RACK_ENV", "APP_ENV", "PIDFILE", "BUNDLE_GEMFILE"),
        *("RAILS_LOG_TO_STDOUT", "RAILS_SERVE_STATIC_FILES"),
    }
)
READS = (
    "Gemfile",
    "config.ru",
    "config/application.rb",
    "Gemfile.lock",
    ".ruby-version",
    *tools.READS,
    *front.READS,
    "config/puma.rb",
    "config/routes.rb",
    "bin/rails",
    "bin/rake",
    "bin/jobs",
    "config/environments/production.rb",
    "config/initializers/*.rb",
    "config/database.yml",
    "*.rb",
    "bin/*.rb",
    "lib/*.rb",
    "src/*.rb",
    "*/Gemfile",
    "*/Gemfile.lock",
    "*/.ruby-version",
    "*/config.ru",
    "*/*.rb",
    "*/config/application.rb",
    "*/config/routes.rb",
    "*/config/puma.rb",
)


def follow(snapshot: Snapshot) -> tuple[str, ...]:
    """Nothing: what decides lies in places that are known."""
    del snapshot
    return ()


def recognise(snapshot: Snapshot) -> tuple[Facts, ...]:
    """One Facts for each folder with a program; the repository's own folder first. Raises ManifestUnreadable."""
    if not snapshot.match("**/*.rb") and not snapshot.match("**/config.ru"):
        return ()
    found = (_service(Folder(snapshot=snapshot, root=root)) for root in roots(snapshot, "Gemfile", "config.ru"))
    return tuple(facts for facts in found if facts)


def _service(folder: Folder) -> Facts | None:
    from bot.stacks.ruby import gemfile, programs, rails

    gems = gemfile.read(folder)
    program = programs.find(folder, gems)
    if program is None:
        return None
    every = (
        *programs.claims(folder, program, gems),
        *gemfile.versions(folder, gems),
        *tools.pins(folder, "ruby"),
        *gemfile.recorded(folder),
        *gemfile.installs(folder, gems),
        *(rails.claims(folder, gems) if program.framework == "Rails" else ()),
        *_front(folder, gems, program),
        *_variables(folder),
        *unread.manifests(folder, (gemfile.MANIFEST, gemfile.LOCK)),
        *_exact(folder, gems),
    )
    name = folder.root.rpartition("/")[2] or folder.snapshot.name
    return Facts(
        service=Service(name=name, root=folder.root),
        stack=NAME,
        claims=tuple(one for one in every if isinstance(one, Claim)),
        doubts=tuple(one for one in every if isinstance(one, Doubt)),
    )


def _exact(folder: Folder, gems: Gems) -> Iterator[Claim]:
    """The patch that Bundler insists on, as an exact RUNTIME of its own kind."""
    from bot.stacks.ruby import gemfile

    if patch := gemfile.exact(folder, gems):
        line = gems.ruby_line
        why = "Bundler refuses any other patch"
        yield claim(Topic.DEPENDENCY, "ruby", patch, at=folder.at(gemfile.MANIFEST, line), why=why)


def _front(folder: Folder, gems: Gems, program: Program) -> Iterator[Claim | Doubt]:
    """A front end: built by Rails itself where one of its gems does that, else by its own script."""
    from bot.stacks.ruby import rails

    if program.kind == "web":
        own = program.framework == "Rails" and gems.has(*rails.BUNDLED)
        yield from front.claims(folder, script="" if own else "build")
    if program.framework == "Rails" and gems.has(*rails.EXECJS) and not gems.has("mini_racer", "therubyracer"):
        at = folder.at("Gemfile")
        yield claim(Topic.DEPENDENCY, "execjs", at=at, why="assets are compiled by Node")


def _variables(folder: Folder) -> Iterator[Claim]:
    """The environment variables that the code reads, but for those that the image sets."""
    from bot.stacks.ruby.source import read

    seen: dict[str, Claim] = {}
    for name in sorted(path for path in folder.match("**/*.rb") if folder.text(path) and not aside(path)):
        said = read(folder.text(name))
        for variable, line in said.variables.items():
            if variable not in OWN:
                needed = REQUIRED if variable in said.required else ()
                seen.setdefault(variable, claim(Topic.VARIABLE, variable, *needed, at=folder.at(name, line)))
    yield from (one for variable, one in seen.items() if variable != "SECRET_KEY_BASE")


def plan(facts: Facts, catalogue: Catalogue) -> Plan:
    """Two stages: one that installs and builds, one that runs."""
    from bot.stacks.ruby import image

    return image.plan(facts, catalogue)
