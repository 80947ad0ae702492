"""PHP: sites by FrankenPHP or Apache, workers and scripts; Composer, and a front end that npm builds."""

from __future__ import annotations

from bot.stacks import front, tools, unread
from bot.stacks.folder import Folder, aside, roots
from bot.types import Claim, Doubt, Facts, Service, Topic

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.catalogue import Catalogue
    from bot.stacks.php.composer import Composer
    from bot.stacks.php.frameworks import Site
    from bot.types import Plan, Snapshot

NAME = "php"
READS = (
    "composer.json",
    "index.php",
    "public/index.php",
    "artisan",
    "composer.lock",
    ".php-version",
    *tools.READS,
    *front.READS,
    "bootstrap/app.php",
    "config/*.php",
    ".env.example",
    "config/*.yaml",
    "config/packages/*.yaml",
    "*.php",
    "src/*.php",
    "bin/*.php",
    "includes/*.php",
    "public/*.php",
    "*/composer.json",
    "*/composer.lock",
    "*/index.php",
    "*/public/index.php",
    "*/bootstrap/app.php",
    "*/config/*.php",
    "*/.env.example",
)


def follow(snapshot: Snapshot) -> tuple[str, ...]:
    """Nothing: what decides lies in places that are known."""
    del snapshot
    return ()


def recognise(snapshot: Snapshot) -> tuple[Facts, ...]:
    """One Facts for each folder with a site or a program. Raises ManifestUnreadable."""
    if not snapshot.match("**/*.php"):
        return ()
    found = (_service(Folder(snapshot=snapshot, root=root)) for root in roots(snapshot, "composer.json", "index.php"))
    return tuple(facts for facts in found if facts)


def _service(folder: Folder) -> Facts | None:
    from bot.stacks.php import composer as manifests
    from bot.stacks.php import frameworks, programs

    composer = manifests.read(folder)
    site = frameworks.find(folder, composer)
    entry = "" if site else programs.entry(folder, composer)
    if site is None and (not entry or (folder.root and not composer.there)):
        return None
    said = frameworks.claims(folder, site, composer) if site else programs.claims(folder, entry, composer)
    every = (
        *said,
        *manifests.versions(folder, composer),
        *tools.pins(folder, "php"),
        *manifests.installs(folder, composer),
        *_extensions(folder, site, composer),
        *(front.claims(folder) if site else ()),
        *frameworks.variables(folder),
        *unread.manifests(folder, (manifests.MANIFEST, manifests.LOCK)),
    )
    name = folder.root.rpartition("/")[2] or folder.snapshot.name
    return Facts(
        service=Service(name=name, root=folder.root),
        stack=NAME,
        claims=_once(one for one in every if isinstance(one, Claim)),
        doubts=tuple(one for one in every if isinstance(one, Doubt)),
    )


def _once(claims: Iterator[Claim]) -> tuple[Claim, ...]:
    """Without variables that were read again after more was said of them."""
    known: set[str] = set()
    kept: list[Claim] = []
    for one in claims:
        if one.topic is Topic.VARIABLE:
            if len(one.value) == 1 and one.value[0] in known:
                continue
            known.add(one.value[0])
        kept.append(one)
    return tuple(kept)


def _extensions(folder: Folder, site: Site | None, composer: Composer) -> Iterator[Claim | Doubt]:
    from bot.stacks.php import extensions, frameworks, source

    code = {
        name: source.read(folder.text(name))
        for name in folder.match("**/*.php")
        if folder.text(name) and not aside(name)
    }
    found = (*composer.extensions, *frameworks.needed(folder, site, composer), *extensions.used(folder, code))
    yield from extensions.claims(found)


def plan(facts: Facts, catalogue: Catalogue) -> Plan:
    """A stage with PHP and its extensions, one that builds, and one that runs."""
    from bot.stacks.php import image

    return image.plan(facts, catalogue)
