"""Who runs the code of a PHP service: FrankenPHP, Apache with PHP in it, or PHP's command line."""

from __future__ import annotations

from bot.frozen import dataclass, replace
from bot.stacks import steps
from bot.stacks.claims import claim, doubt, values
from bot.stacks.php import extensions
from bot.types import Topic

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.catalogue import Catalogue
    from bot.types import Claim, Doubt, Facts, Image

_FRANKENPHP = ("8.2", "8.3", "8.4", "8.5")


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """Who runs the code: frankenphp, apache or cli; its image, the folder of the code, and how it is started."""

    name: str
    image: Image
    folder: str
    start: Claim
    signal: str = ""


def wanted(facts: Facts) -> tuple[str, ...]:
    """The extensions that the image lacks."""
    return tuple(sorted(one[1] for one in values(facts, Topic.INSTALL) if one[0] == extensions.INSTALLER))


def way(facts: Facts, version: str, catalogue: Catalogue) -> Way:
    """FrankenPHP where packages or extensions ask for it and it has that version, else Apache or the command line."""
    pecl = any(name in extensions.PECL for name in wanted(facts))
    packages = any(one[0] == "composer" for one in values(facts, Topic.INSTALL))
    site = facts.first(Topic.OUTPUT)
    shut = site is not None and ".htaccess" in site.value  # only Apache honours them
    franken = version in _FRANKENPHP and not shut and (pecl or (packages and site))
    image = catalogue.image("php", f"{version}-{'apache' if site else 'cli'}-trixie")
    if franken:
        image = catalogue.image("dunglas/frankenphp", f"1-php{version}-trixie")
    if site is None:
        start = facts.first(Topic.START)
        return Way(name="cli", image=image, folder=steps.APP, start=start or claim(Topic.START, "php", at=()))
    public = site.value[0]
    if franken:
        argv = ("frankenphp", "php-server", "--listen", ":${PORT}", "--root", "./" if public == "." else f"{public}/")
        why = "one program that serves, stops gracefully and sends unknown paths to the first page"
        start = claim(Topic.START, *argv, at=site.evidence, why=why)
        return Way(name="frankenphp", image=image, folder=steps.APP, start=start)
    fallback = ("-c", "FallbackResource /index.php") if packages and not shut else ()
    argv = ("apache2", "-DFOREGROUND", "-c", "php_flag display_errors off", *fallback)
    start = claim(Topic.START, *argv, at=site.evidence, why="Apache honours the .htaccess files of a plain site")
    return Way(name="apache", image=image, folder="/var/www/html", start=start, signal="SIGWINCH")


def compiled(facts: Facts, way: Way, version: str) -> tuple[str, ...]:
    """What docker-php-ext-install compiles: nothing in FrankenPHP's image, which has an installer for all of them."""
    if way.image.name == "dunglas/frankenphp":
        return ()
    cache = ("opcache",) if facts.first(Topic.INSTALL) and version != "8.5" and way.name == "apache" else ()
    return tuple(sorted({*(name for name in wanted(facts) if name in extensions.CORE), *cache}))


def named(facts: Facts, compiled: tuple[str, ...]) -> Facts:
    """The facts with extensions as dependencies, as the catalogue's table names them."""
    places = {one.value[1]: one.evidence for one in facts.all(Topic.INSTALL) if one.value[0] == extensions.INSTALLER}
    made = (claim(Topic.DEPENDENCY, f"ext-{name}", at=places.get(name, ())) for name in compiled)
    return replace(facts, claims=tuple(made))


def left_out(facts: Facts, way: Way) -> Iterator[Doubt]:
    if way.image.name == "dunglas/frankenphp":
        return
    for one in facts.all(Topic.INSTALL):
        if one.value[0] == extensions.INSTALLER and one.value[1] in extensions.PECL:
            yield doubt(
                Topic.INSTALL,
                f"The extension {one.value[1]} is not part of PHP, and nothing in this image installs it.",
                "Move to a newer PHP, whose FrankenPHP image can.",
                *one.evidence,
            )
