"""What Rails needs besides a start: assets, a throw-away secret for them, folders to write to, and its database."""

from __future__ import annotations

from bot.stacks.claims import REQUIRED, claim, doubt
from bot.stacks.ruby.source import tokens
from bot.types import Topic

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.stacks.folder import Folder
    from bot.stacks.ruby.gemfile import Gems
    from bot.types import Claim, Doubt, Evidence

# Gems whose assets:precompile calls Node, or whose assets do.
BUNDLED = ("jsbundling-rails", "cssbundling-rails", "vite_rails", "vite_ruby", "webpacker", "shakapacker")
EXECJS = ("execjs", "uglifier", "terser", "coffee-rails", "autoprefixer-rails")
PIPELINES = ("sprockets-rails", "sprockets", "propshaft", "importmap-rails", *BUNDLED)
WRITTEN = ("log", "tmp", "storage")
_DUMMY = (7, 1)  # the first version that knows SECRET_KEY_BASE_DUMMY


def claims(folder: Folder, gems: Gems) -> Iterator[Claim | Doubt]:
    """BUILD, COPY, VARIABLE and RELEASE of a Rails application."""
    place = folder.at("config/application.rb")
    production = "config/environments/production.rb"
    key = folder.find(production, "SECRET_KEY_BASE")
    yield claim(Topic.VARIABLE, "SECRET_KEY_BASE", *REQUIRED, at=key if key.line else place, why="it signs cookies")
    written = (*WRITTEN, *(("db",) if gems.has("sqlite3") else ()))
    made = ("log", "tmp", "tmp/pids", "storage", *(("db",) if "db" in written else ()))
    yield claim(Topic.BUILD, "mkdir", "-p", *made, at=place, why="git keeps no empty folders")
    for name in written:
        yield claim(Topic.COPY, name, name, "writable", at=place, why="Rails writes there")
    yield claim(Topic.SYSTEM_PACKAGE_RUN, "tzdata", at=place, why="Rails looks time zones up")
    if gems.has("bootsnap"):
        at = _gem(folder, gems, "bootsnap", place)
        there = tuple(f"{name}/" for name in ("app", "lib", "config") if folder.match(f"{name}/**"))
        yield claim(Topic.BUILD, "bundle", "exec", "bootsnap", "precompile", *there, at=at, why="it starts faster")
    yield from _binstubs(folder)
    if pipeline := _pipeline(folder, gems):
        at = _gem(folder, gems, pipeline, place)
        yield claim(Topic.BUILD, "bundle", "exec", "rails", "assets:precompile", at=at)
        dummy = ("SECRET_KEY_BASE_DUMMY", "1") if _version(gems) >= _DUMMY else ("SECRET_KEY_BASE", "dummy")
        yield claim(Topic.VARIABLE, *dummy, "step", at=at, why="assets need no secret; it is thrown away with the step")
    if folder.match("db/migrate/*.rb") or folder.has("db/schema.rb"):
        at = folder.at(folder.first("db/schema.rb") or folder.match("db/migrate/*.rb")[0])
        yield claim(Topic.RELEASE, "bundle", "exec", "rails", "db:migrate", at=at)


def _binstubs(folder: Folder) -> Iterator[Doubt]:
    """Linux starts no program whose first line ends as on Windows."""
    found = next((name for name in ("bin/rails", "bin/rake", "bin/jobs") if "\r\n" in folder.text(name)), "")
    if found:
        yield doubt(
            Topic.START,
            f"{folder.path(found)} has line ends of Windows: Linux does not start it by its name, and Bundler does.",
            "Commit it with line ends of Unix, by bin/* text eol=lf in .gitattributes.",
            folder.at(found),
        )


def _pipeline(folder: Folder, gems: Gems) -> str:
    """The gem that compiles assets; none where there are no assets."""
    api = any(token.text == "api_only" for token in tokens(folder.text("config/application.rb")))
    found = gems.has(*PIPELINES)
    return found if found and (folder.match("app/assets/**") or not api) else ""


def _gem(folder: Folder, gems: Gems, name: str, place: Evidence) -> Evidence:
    return folder.at("Gemfile", gems.declared[name].line) if name in gems.declared else place


def _version(gems: Gems) -> tuple[int, ...]:
    """The locked version of Rails; the newest where nothing is locked."""
    parts = gems.locked.get("rails", gems.locked.get("railties", "9")).split(".")[:2]
    return tuple(int(part) for part in parts if part.isdigit())
