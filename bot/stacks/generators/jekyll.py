"""Jekyll: by the Gemfile where there is one, else Debian's own."""

from __future__ import annotations

from bot.stacks import steps, tools
from bot.stacks.claims import claim, doubt, values
from bot.stacks.generators import pages
from bot.stacks.versions import resolve
from bot.types import Env, Run, Stage, Topic, Workdir

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.catalogue import Catalogue
    from bot.stacks.folder import Folder
    from bot.types import Claim, Doubt, Facts, Plan, Step

CONFIG = "_config.yml"
_GEM = r"^\s*gem\s*\(?\s*[\"'](?:jekyll|github-pages)[\"']"
_PAGES = ("index.md", "index.html", "index.markdown", "_posts/**", "_layouts/**", "pages/**")


def claims(folder: Folder) -> Iterator[Claim | Doubt]:
    """Everything that a plan needs; nothing where there is no configuration of Jekyll's with pages."""
    gem = folder.find("Gemfile", _GEM) if folder.has("Gemfile") else None
    if not folder.has(CONFIG) or not any(folder.match(glob) for glob in _PAGES) or (gem and not gem.line):
        return
    place = folder.at(CONFIG)
    build = ("bundle", "exec", "jekyll", "build") if gem else ("jekyll", "build")
    yield from pages.claims("Jekyll", gem or place, *build, "--destination", pages.OUTPUT)
    if gem:
        yield from _bundled(folder, tuple(name for name in ("Gemfile", "Gemfile.lock") if folder.has(name)))
        return
    yield claim(Topic.SYSTEM_PACKAGE_BUILD, "jekyll", "jekyll-theme-minima", at=place, why="no Gemfile names another")
    yield doubt(
        Topic.RUNTIME,
        "No Gemfile says which Jekyll, theme and plug-ins make the site: Debian's Jekyll and minima were taken.",
        "Commit a Gemfile and a Gemfile.lock.",
        place,
    )


def _bundled(folder: Folder, files: tuple[str, ...]) -> Iterator[Claim | Doubt]:
    place = folder.at("Gemfile")
    yield claim(Topic.PACKAGE_MANAGER, "bundler", at=place)
    yield claim(Topic.MANIFEST, *files, at=tuple(folder.at(name) for name in files))
    yield claim(Topic.INSTALL, "bundle", "install", at=place)
    yield claim(Topic.SYSTEM_PACKAGE_BUILD, "build-essential", "git", at=place, why="gems are compiled")
    if version := folder.text(".ruby-version").strip().removeprefix("ruby-"):
        yield claim(Topic.RUNTIME, version, at=folder.at(".ruby-version", 1))
    yield from tools.pins(folder, "ruby")
    if "Gemfile.lock" in files:
        yield claim(Topic.LOCK_FILE, "Gemfile.lock", at=folder.at("Gemfile.lock"))
    else:
        yield doubt(
            Topic.LOCK_FILE,
            "Gemfile has no lock file beside it: each build takes the newest gems that it allows.",
            "Commit a Gemfile.lock (bundle lock).",
            place,
        )


def plan(facts: Facts, catalogue: Catalogue) -> Plan:
    """Ruby with the gems of the repository, else Debian with its own Jekyll."""
    bundled = facts.first(Topic.INSTALL)
    if bundled:
        runtime = resolve(facts, "ruby", catalogue)
        decision = runtime.decision
        suite = steps.suite(catalogue, "ruby", runtime.version)
        image = catalogue.image("ruby", f"{runtime.version}-slim-{suite}")
    else:
        place = next(facts.all(Topic.FRAMEWORK)).evidence
        decision = claim(Topic.RUNTIME, "trixie", at=place, why="the Debian release whose Jekyll is taken")
        image = catalogue.image("debian", "trixie-slim")
    build = Stage(name="build", image=image, steps=tuple(_building(facts, catalogue)))
    return pages.plan(facts, catalogue, build, decision)


def _building(facts: Facts, catalogue: Catalogue) -> Iterator[Step]:
    yield from steps.apt(steps.system_packages(facts, catalogue, "jekyll").build, "What makes the site")
    yield Env(pairs=(("JEKYLL_ENV", "production"), ("LANG", "C.UTF-8")))
    yield Workdir(path=steps.APP)
    if files := values(facts, Topic.MANIFEST):
        yield from steps.copies(files[0])
        yield Run(commands=values(facts, Topic.INSTALL))
    yield steps.EVERYTHING
    yield Run(commands=values(facts, Topic.BUILD))
