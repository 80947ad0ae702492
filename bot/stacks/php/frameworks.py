"""What a PHP application is built with: the folder that is served, what its build runs, and where it writes."""

from __future__ import annotations

import re

from bot.frozen import dataclass
from bot.lazy import pattern
from bot.stacks import steps
from bot.stacks.claims import REQUIRED, claim, doubt
from bot.stacks.folder import word
from bot.stacks.php.extensions import UNSURE
from bot.stacks.php.source import named_argument, read, tokens
from bot.types import Topic

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.stacks.folder import Folder
    from bot.stacks.php.composer import Composer
    from bot.stacks.php.extensions import Found
    from bot.types import Claim, Doubt, Evidence

# Package → framework; the first one that is required.
FRAMEWORKS = {
    "laravel/framework": "Laravel",
    "laravel/lumen-framework": "Lumen",
    "symfony/framework-bundle": "Symfony",
    "slim/slim": "Slim",
    "cakephp/cakephp": "CakePHP",
    "codeigniter4/framework": "CodeIgniter",
    "yiisoft/yii2": "Yii",
    "mezzio/mezzio": "Mezzio",
    "laminas/laminas-mvc": "Laminas",
    "drupal/core-recommended": "Drupal",
    "drupal/core": "Drupal",
}
# Folders with the first page, in the order in which they are looked for; "" is the whole repository.
PUBLIC = ("public", "web", "webroot", "htdocs", "www", "html", "public_html", "pub", "httpdocs", "")
_ENV = pattern(r"%env\((?:[a-z_]+:)*([A-Z][A-Z0-9_]*)\)%")
_DEFAULT = pattern(r"^\s*env\(([A-Z][A-Z0-9_]*)\)\s*:", re.MULTILINE)
_CONNECTION = pattern(r"^DB_CONNECTION=[\"']?(\w+)", re.MULTILINE)
_DRIVERS = {"mysql": "pdo_mysql", "mariadb": "pdo_mysql", "pgsql": "pdo_pgsql", "sqlite": "pdo_sqlite"}
_STORAGE = (
    *("storage", "storage/app", "storage/app/public", "storage/framework", "storage/framework/cache"),
    *("storage/framework/cache/data", "storage/framework/sessions", "storage/framework/views", "storage/logs"),
    "bootstrap/cache",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A framework's name ("" for none), and the folder that is served."""

    framework: str
    public: str
    evidence: Evidence


def find(folder: Folder, composer: Composer) -> Site | None:
    """The site that a folder holds, None for what has no first page."""
    public = next((name for name in PUBLIC if folder.has(_index(name))), None)
    if public is None:
        return _scaffolded(folder, composer)
    package = next((name for name in FRAMEWORKS if name in composer.packages), "")
    if package:
        place = folder.find("composer.json", f'"{package}"\\s*:')
        return Site(framework=FRAMEWORKS[package], public=public, evidence=place)
    if folder.has("wp-load.php"):
        return Site(framework="WordPress", public=public, evidence=folder.at("wp-load.php"))
    return Site(framework="", public=public, evidence=folder.at(_index(public)))


def _scaffolded(folder: Folder, composer: Composer) -> Site | None:
    """Drupal's site, whose first page Composer writes while it installs."""
    root = word(composer.parsed, "extra", "drupal-scaffold", "locations", "web-root").strip("./")
    if not root or not re.fullmatch(r"[\w-]+(?:/[\w-]+)*", root):
        return None
    return Site(framework="Drupal", public=root, evidence=folder.find("composer.json", r'"web-root"\s*:'))


def _served(folder: Folder, site: Site, page: Evidence) -> Claim:
    """The folder that is served; where that is all of the repository, .htaccess files keep parts of it shut."""
    if site.public == "" and (found := folder.match("**/.htaccess")):
        why = "the first page is in the root, and .htaccess files shut parts of it"
        return claim(Topic.OUTPUT, ".", ".htaccess", at=(page, folder.at(found[0])), why=why)
    return claim(Topic.OUTPUT, site.public or ".", at=page, why="the folder that holds the first page is served")


def _index(public: str) -> str:
    return f"{public}/index.php" if public else "index.php"


def claims(folder: Folder, site: Site, composer: Composer) -> Iterator[Claim | Doubt]:
    """KIND, OUTPUT (the folder that is served), PORT, HEALTH_PATH, and what is a framework's own."""
    page = folder.at(_index(site.public)) if folder.has(_index(site.public)) else site.evidence
    yield claim(Topic.KIND, "web", at=page)
    if site.framework:
        yield claim(Topic.FRAMEWORK, site.framework, at=site.evidence)
    yield claim(Topic.ENTRY, _index(site.public), at=page, why="the first page")
    yield _served(folder, site, page)
    yield claim(Topic.PORT, str(steps.PORT), at=page, why="$PORT decides; this is its default", certain=False)
    match site.framework:
        case "Laravel":
            yield from _laravel(folder, composer, page)
        case "Symfony":
            yield from _symfony(folder, composer, page)
        case "WordPress":
            yield claim(Topic.NEEDS, "MySQL", at=site.evidence, why="WordPress keeps everything in it")
            yield from _asks_root(page)
        case _:
            yield from _asks_root(page)


def _asks_root(page: Evidence) -> Iterator[Claim]:
    why = "any answer shows that PHP serves"
    yield claim(Topic.HEALTH_PATH, "/", at=page, why=why, certain=False)


def needed(folder: Folder, site: Site | None, composer: Composer) -> Iterator[Found]:
    """The extensions that a framework's database takes, by what the repository says of it."""
    framework = site.framework if site else ""
    if framework == "Drupal" and site:
        yield from ((one, site.evidence, UNSURE) for one in ("pdo_mysql", "pdo_pgsql"))
        yield "gd", site.evidence, "Drupal scales pictures by it"
    if framework == "WordPress" and site:
        yield "mysqli", site.evidence, "WordPress speaks to MySQL by it"
    if framework == "Laravel" and site:
        found = _CONNECTION.search(folder.text(".env.example"))
        name = _DRIVERS.get(found[1], "") if found else ""
        place = folder.find(".env.example", r"^DB_CONNECTION=") if found else site.evidence
        for one in (name,) if name else ("pdo_mysql", "pdo_pgsql"):
            yield one, place, "the database's driver" if name else UNSURE
        yield "pcntl", site.evidence, "workers of its queues end by signals"
    if any(name in composer.packages for name in ("doctrine/orm", "doctrine/dbal", "doctrine/doctrine-bundle")):
        place = folder.find("composer.json", r'"doctrine/(?:orm|dbal|doctrine-bundle)"')
        known = {name for name, *_ in composer.extensions if name.startswith("pdo_")}
        for one in () if known else ("pdo_mysql", "pdo_pgsql"):
            yield one, place, UNSURE


def _laravel(folder: Folder, composer: Composer, page: Evidence) -> Iterator[Claim | Doubt]:
    """Its health route, its key, the folders it writes to, and what is run besides the server."""
    artisan = folder.at("artisan")
    key = folder.find("config/app.php", r"env\(\s*['\"]APP_KEY['\"]")
    yield claim(Topic.VARIABLE, "APP_KEY", *REQUIRED, at=key if key.line else artisan, why="it encrypts cookies")
    health = named_argument(tokens(folder.text("bootstrap/app.php")), "health")
    if health and re.fullmatch(r"/[\w/.-]*", health.text):
        yield claim(Topic.HEALTH_PATH, health.text, at=folder.at("bootstrap/app.php", health.line))
    elif folder.has("public/robots.txt"):
        robots = folder.at("public/robots.txt")
        why = "pages are answered only where APP_KEY is real"
        yield claim(Topic.HEALTH_PATH, "/robots.txt", at=robots, why=why, certain=False)
        yield doubt(
            Topic.HEALTH_PATH,
            "No health route was found: the health check asks for robots.txt, which shows that the server answers, "
            "and not that Laravel does.",
            "Add health: '/up' to withRouting in bootstrap/app.php, or a route of your own.",
            robots,
        )
    else:
        yield from _asks_root(page)
    for written in ("storage", "bootstrap/cache"):
        yield claim(Topic.COPY, written, written, "writable", at=artisan, why="Laravel writes there")
    yield claim(Topic.BUILD, "mkdir", "-p", *_STORAGE, at=artisan, why="git keeps no empty folders")
    if not folder.has("public/storage"):
        yield claim(Topic.BUILD, "php", "artisan", "storage:link", at=artisan, why="public files of its storage")
    if found := folder.match("database/migrations/*.php"):
        why = "the image does not run migrations by itself"
        yield claim(Topic.RELEASE, "php", "artisan", "migrate", "--force", at=folder.at(found[0]), why=why)
    queue = "laravel/horizon" in composer.packages
    if queue or folder.match("app/Jobs/*.php"):
        worker = ("php", "artisan", "horizon") if queue else ("php", "artisan", "queue:work")
        at = (
            folder.find("composer.json", '"laravel/horizon"') if queue else folder.at(folder.match("app/Jobs/*.php")[0])
        )
        yield claim(Topic.PROCESS, *worker, at=at, why="it works off the queue")


def _symfony(folder: Folder, composer: Composer, page: Evidence) -> Iterator[Claim | Doubt]:
    """Its environment, the variables that its configuration reads, its assets, and the folder it writes to."""
    console = folder.at(folder.first("bin/console", "composer.json"))
    yield from _asks_root(page)
    yield from _environment(folder)
    yield claim(Topic.BUILD, "mkdir", "-p", "var", at=console, why="git keeps no empty folders")
    yield claim(Topic.BUILD, "touch", ".env", at=console, why="Symfony wants to read one; yours stays out of the image")
    if folder.has("bin/console"):
        yield claim(Topic.BUILD, "php", "bin/console", "cache:clear", at=console, why="it warms the cache up")
        if "symfony/asset-mapper" in composer.packages:
            place = folder.find("composer.json", '"symfony/asset-mapper"')
            if folder.has("importmap.php"):
                yield claim(Topic.BUILD, "php", "bin/console", "importmap:install", at=folder.at("importmap.php"))
            yield claim(Topic.BUILD, "php", "bin/console", "asset-map:compile", at=place)
        else:
            yield claim(Topic.BUILD, "php", "bin/console", "assets:install", at=console, why="files of its bundles")
    yield claim(Topic.COPY, "var", "var", "writable", at=console, why="Symfony writes there")
    if folder.match("migrations/*.php"):
        migrate = ("php", "bin/console", "doctrine:migrations:migrate", "--no-interaction")
        yield claim(Topic.RELEASE, *migrate, at=folder.at(folder.match("migrations/*.php")[0]))
    if "symfony/messenger" in composer.packages:
        place = folder.find("composer.json", '"symfony/messenger"')
        consume = ("php", "bin/console", "messenger:consume", "async")
        yield claim(Topic.PROCESS, *consume, at=place, why="queues are mostly called async", certain=False)


def _environment(folder: Folder) -> Iterator[Claim]:
    """Variables without a default in its configuration: needed at run time, and by the build in their place."""
    files = (*folder.match("config/*.yaml"), *folder.match("config/packages/*.yaml"))
    given = {name for file in files for name in _DEFAULT.findall(folder.text(file))} | {"APP_ENV", "APP_DEBUG"}
    seen: dict[str, Evidence] = {}
    for file in files:
        for number, line in _for_production(folder.text(file)):
            for name in _ENV.findall(line):
                seen.setdefault(name, folder.at(file, number))
    for name, place in seen.items():
        if name not in given:
            yield claim(Topic.VARIABLE, name, *REQUIRED, at=place)
            yield claim(Topic.VARIABLE, name, "build", "step", at=place, why="the value is thrown away with the step")


def _for_production(text: str) -> Iterator[tuple[int, str]]:
    """The lines that hold in production, with their numbers: no comments, and nothing below `when@dev`."""
    elsewhere = False
    for number, line in enumerate(text.split("\n"), 1):
        if line[:1].strip():
            elsewhere = line.startswith(("when@dev", "when@test"))
        if not elsewhere and not line.lstrip().startswith("#"):
            yield number, line


def variables(folder: Folder) -> Iterator[Claim]:
    """The variables of the environment that the code itself reads."""
    seen: dict[str, Claim] = {}
    for file in sorted(path for path in folder.match("**/*.php") if folder.text(path)):
        for name, line in read(folder.text(file)).variables.items():
            if name not in {"PORT", "PATH", "HOME"}:
                seen.setdefault(name, claim(Topic.VARIABLE, name, at=folder.at(file, line)))
    yield from seen.values()
