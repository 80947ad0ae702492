"""Generators of sites: Hugo and Jekyll; one stage makes the pages, another serves them."""

from __future__ import annotations

from bot.stacks import tools
from bot.stacks.folder import Folder, roots
from bot.types import Claim, Doubt, Facts, Service, Topic

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bot.catalogue import Catalogue
    from bot.types import Plan, Snapshot

NAME = "generators"
HUGO = ("hugo.toml", "hugo.yaml", "hugo.yml", "hugo.json")
CONFIGS = (*HUGO, "config.toml", "config.yaml", "_config.yml")
READS = (
    *CONFIGS,
    "Gemfile",
    ".ruby-version",
    "netlify.toml",
    "config/_default/hugo.toml",
    "config/_default/config.toml",
    "*/hugo.toml",
    "*/_config.yml",
    ".github/workflows/*.yml",
    *tools.READS,
)


def follow(snapshot: Snapshot) -> tuple[str, ...]:
    """Nothing: a configuration names no files that decide anything."""
    del snapshot
    return ()


def recognise(snapshot: Snapshot) -> tuple[Facts, ...]:
    """One Facts for each folder with a site's configuration."""
    if not any(snapshot.match(f"**/{name}") for name in (*CONFIGS, "config/_default/*.toml")):
        return ()
    found = (_site(Folder(snapshot=snapshot, root=root)) for root in roots(snapshot, *CONFIGS))
    return tuple(facts for facts in found if facts)


def _site(folder: Folder) -> Facts | None:
    from bot.stacks.generators import hugo, jekyll

    said = tuple(hugo.claims(folder)) or tuple(jekyll.claims(folder))
    if not said:
        return None
    name = folder.root.rpartition("/")[2] or folder.snapshot.name
    return Facts(
        service=Service(name=name, root=folder.root),
        stack=NAME,
        claims=tuple(one for one in said if isinstance(one, Claim)),
        doubts=tuple(one for one in said if isinstance(one, Doubt)),
    )


def plan(facts: Facts, catalogue: Catalogue) -> Plan:
    """By the generator that was recognised."""
    from bot.stacks.generators import hugo, jekyll

    if facts.word(Topic.FRAMEWORK) == "Hugo":
        return hugo.plan(facts, catalogue)
    return jekyll.plan(facts, catalogue)
