"""Plans the image of a PHP service.

A site with packages is served by FrankenPHP: one process that stops gracefully, needs no configuration, sends unknown
paths to the front controller, and whose image can install any extension. A plain site is served by Apache with PHP in
it, which honours the .htaccess files that such sites come with. What is no site runs in the image for the command line.
"""

from __future__ import annotations

from bot.frozen import replace
from bot.stacks import front, steps
from bot.stacks.claims import decisions, values
from bot.stacks.php import extensions, ways
from bot.stacks.versions import resolve
from bot.types import Copy, Env, Plan, Run, Stage, Topic, Workdir

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.catalogue import Catalogue
    from bot.stacks.php.ways import Way
    from bot.types import Facts, Step

IGNORE = ("**/node_modules", "public/hot", "**/.phpunit.cache", "**/.phpunit.result.cache", "**/.php-cs-fixer.cache")
# What a build makes anew.
MADE = {
    "Laravel": ("bootstrap/cache/*.php", "storage/logs/*", "storage/framework/views/*.php"),
    "Symfony": ("var", "public/bundles"),
}
CACHE = "/root/.cache/composer"
# What a framework is told of where it runs; the key of Laravel and the settings of Symfony come from whoever starts it.
ENVIRONMENT = {
    "Laravel": (("APP_ENV", "production"), ("LOG_CHANNEL", "stderr")),
    "Symfony": (("APP_ENV", "prod"), ("APP_DEBUG", "0")),
}
_PORTS = "/etc/apache2/ports.conf"
_SITE = "/etc/apache2/sites-available/000-default.conf"
_APACHE = (
    ("sed", "-i", "s#^Listen 80#Listen ${PORT}#", _PORTS),
    ("sed", "-i", "s#:80>#:${PORT}>#", _SITE),
    ("sed", "-i", "s#/var/www/html#${APACHE_DOCUMENT_ROOT}#", _SITE),
)
_TAKEN = (
    Topic.KIND,
    Topic.FRAMEWORK,
    Topic.PACKAGE_MANAGER,
    Topic.LOCK_FILE,
    Topic.INSTALL,
    Topic.BUILD,
    Topic.ENTRY,
    Topic.OUTPUT,
    Topic.PORT,
    Topic.HEALTH_PATH,
    Topic.RELEASE,
    Topic.PROCESS,
    Topic.NEEDS,
    Topic.VARIABLE,
)


def plan(facts: Facts, catalogue: Catalogue) -> Plan:
    """The Plan; every word of it comes from the facts and the catalogue."""
    runtime = resolve(facts, "php", catalogue)
    way = ways.way(facts, runtime.version, catalogue)
    asked = ways.compiled(facts, way, runtime.version)
    needed = steps.system_packages(ways.named(facts, asked), catalogue, "php")
    base = tuple(_base(facts, way, asked, needed))
    builds = any(facts.first(topic) for topic in (Topic.BUILD, Topic.MANIFEST))
    path = steps.health_path(facts)
    return Plan(
        service=facts.service,
        stack=facts.stack,
        context=facts.service.root,
        stages=tuple(_stages(facts, catalogue, way, base, builds=builds)),
        start=(*(() if way.name != "cli" else steps.init(facts)), *way.start.value),
        port=steps.port(facts),
        health=steps.perl_health(path) if path else None,
        ends=facts.word(Topic.KIND) == "job",
        stop_signal=way.signal,
        ignore=tuple(_ignored(facts)),
        decisions=(runtime.decision, *decisions(facts, *_TAKEN), way.start, *needed.decisions),
        doubts=(*runtime.doubts, *facts.doubts, *ways.left_out(facts, way)),
    )


def _ignored(facts: Facts) -> Iterator[str]:
    """What the context does not hold; an output that no step here makes is somebody's own."""
    yield from IGNORE
    if any(one[0] == "composer" for one in values(facts, Topic.INSTALL)):
        yield "vendor"
    yield from MADE.get(facts.word(Topic.FRAMEWORK), ())
    if front.there(facts) and facts.word(Topic.FRAMEWORK) in MADE:
        yield "public/build"


def _stages(facts: Facts, catalogue: Catalogue, way: Way, base: tuple[Step, ...], *, builds: bool) -> Iterator[Stage]:
    if not builds:
        yield Stage(name="", image=way.image, steps=(*base, *_running(facts, way), steps.EVERYTHING))
        return
    yield Stage(name="base", image=way.image, steps=(*base, Workdir(path=way.folder)))
    yield Stage(name="build", parent="base", steps=tuple(_building(facts, catalogue)))
    copied = [Copy(sources=(f"{way.folder}/",), target="./", source_stage="build")]
    for one in values(facts, Topic.COPY):
        owner = f"{steps.USER}:{steps.USER}"
        copied.append(
            Copy(sources=(f"{way.folder}/{one[0]}/",), target=f"./{one[1]}/", source_stage="build", owner=owner)
        )
    yield Stage(name="", parent="base", steps=(*_running(facts, way), *copied))


def _base(facts: Facts, way: Way, compiled: tuple[str, ...], needed: steps.SystemPackages) -> Iterator[Step]:
    """PHP as the program needs it: extensions, settings, and the account."""
    wanted = ways.wanted(facts)
    if way.image.name == "dunglas/frankenphp":
        if wanted:
            yield Run(
                commands=((extensions.INSTALLER, *wanted),), comment="Extensions that the code or its packages need"
            )
        settings = ("cp", "/usr/local/etc/php/php.ini-production", "/usr/local/etc/php/php.ini")
        plain = ("setcap", "-r", "/usr/local/bin/frankenphp")
        why = "Settings for production; a port above 1024 needs no capability"
        yield Run(commands=(settings, plain), comment=why)
    packages = {*needed.build, *needed.run, *(steps.init(facts)[:1] if way.name == "cli" else ())}
    yield from steps.apt(tuple(sorted(packages)), "What PHP's extensions, or the program, need")
    if compiled:
        gd = (("docker-php-ext-configure", "gd", "--with-freetype", "--with-jpeg", "--with-webp"),)
        commands = (*(gd if "gd" in compiled else ()), ("docker-php-ext-install", *compiled))
        yield Run(commands=commands, comment="Extensions that the code or its packages need")
    account = steps.user()
    if way.name == "apache":
        yield Run(commands=(("a2enmod", "rewrite", "headers", "expires"), *_APACHE), comment="Apache listens on $PORT")
        folders = ("install", "--directory", "--owner=app", "--group=app", "/var/run/apache2")
        logs = ("chown", "-R", "-h", f"{steps.USER}:{steps.USER}", "/var/log/apache2")
        account = replace(account, commands=(*account.commands, folders, logs))
    yield account


def _building(facts: Facts, catalogue: Catalogue) -> Iterator[Step]:
    """Packages before sources, so that an edit of the sources reinstalls nothing."""
    manifests = front.others(facts, Topic.MANIFEST)
    installs = tuple(one for one in front.others(facts, Topic.INSTALL) if one[0] == "composer")
    builds = front.others(facts, Topic.BUILD)
    mounts = (steps.cache("composer", CACHE),)
    if manifests:
        yield from steps.apt(("git", "unzip"), "What Composer unpacks and fetches with")
        composer = catalogue.image("composer", "2")
        yield Copy(sources=("/usr/bin/composer",), target="/usr/local/bin/", source_image=composer)
    if front.there(facts):
        yield from front.tools(facts, catalogue)
    yield Env(pairs=tuple(_build_environment(facts)))
    if manifests:
        yield from steps.copies(manifests[0])
        if installs:
            yield Run(commands=installs, mounts=mounts)
    yield from front.install(facts, sources=False)
    if manifests[:1] != ((".",),):
        yield steps.EVERYTHING
    yield from front.install(facts, sources=True)
    first = tuple(argv for argv in builds if argv[0] in {"mkdir", "touch"})
    autoload = tuple(argv for argv in builds if argv[0] == "composer")
    once = tuple((one[0], one[1]) for one in values(facts, Topic.VARIABLE) if one[2:] == ("step",))
    if first or autoload:
        yield Run(commands=(*first, *autoload), mounts=mounts if autoload else (), env=())
    if front.there(facts):
        yield from front.build(facts)
    if others := tuple(argv for argv in builds if argv not in first + autoload):
        yield Run(commands=others, env=once)


def _build_environment(facts: Facts) -> Iterator[tuple[str, str]]:
    yield "COMPOSER_ALLOW_SUPERUSER", "1"
    yield "COMPOSER_CACHE_DIR", CACHE
    yield from _told(facts)


def _running(facts: Facts, way: Way) -> Iterator[Step]:
    yield Workdir(path=way.folder)
    if pairs := tuple(_environment(facts, way)):
        yield Env(pairs=pairs)
    if way.name == "frankenphp" and facts.word(Topic.OUTPUT) != "public":
        yield Run(commands=(("rm", "-rf", "public"),), comment="The image's own first page")


def _environment(facts: Facts, way: Way) -> Iterator[tuple[str, str]]:
    if way.name == "apache":
        public = facts.word(Topic.OUTPUT, ".")
        yield "APACHE_DOCUMENT_ROOT", way.folder if public == "." else f"{way.folder}/{public}"
        yield "APACHE_RUN_DIR", "/var/run/apache2"
        yield "APACHE_PID_FILE", "/var/run/apache2/apache2.pid"
        yield "APACHE_LOG_DIR", "/var/log/apache2"
        yield "APACHE_RUN_USER", "app"
        yield "APACHE_RUN_GROUP", "app"
    yield from _told(facts)
    if (port := steps.port(facts)) is not None:
        yield "PORT", str(port)


def _told(facts: Facts) -> Iterator[tuple[str, str]]:
    yield from ENVIRONMENT.get(facts.word(Topic.FRAMEWORK), ())
    yield from ((one[0], one[1]) for one in values(facts, Topic.VARIABLE) if len(one) == 2)
