"""Plans the image of a Ruby service: gems before sources in one stage, what runs in another."""

from __future__ import annotations

from bot.frozen import replace
from bot.stacks import front, steps
from bot.stacks.claims import decisions, doubt, value, values
from bot.stacks.versions import resolve
from bot.types import Copy, Env, Plan, Run, Stage, Topic, Workdir

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.catalogue import Catalogue
    from bot.types import Doubt, Facts, Image, Step

GEMS = "/usr/local/bundle"
DOWNLOADS = "/root/.bundle/cache"
TOOLS = ("build-essential", "git", "libyaml-dev", "pkg-config")
IGNORE = ("**/.bundle", "**/coverage", "**/node_modules")
WRITTEN = ("log/*", "tmp/*", "storage/*")  # by Rails, while it runs
COMPILED = ("public/assets", "public/packs", "public/vite*")
_OLDEST = {"3.2": 2}  # the first patches that have an image of Debian 12
_BOOKWORM = {"libicu76": "libicu72"}
_TAKEN = (
    Topic.KIND,
    Topic.FRAMEWORK,
    Topic.PACKAGE_MANAGER,
    Topic.LOCK_FILE,
    Topic.INSTALL,
    Topic.BUILD,
    Topic.ENTRY,
    Topic.START,
    Topic.PORT,
    Topic.HEALTH_PATH,
    Topic.STOP_SIGNAL,
    Topic.RELEASE,
    Topic.PROCESS,
    Topic.SYSTEM_PACKAGE_RUN,
    Topic.VARIABLE,
)


def plan(facts: Facts, catalogue: Catalogue) -> Plan:
    """The Plan; every word of it comes from the facts and the catalogue."""
    runtime = resolve(facts, "ruby", catalogue)
    patch = next((one[1] for one in values(facts, Topic.DEPENDENCY) if one[0] == "ruby" and len(one) > 1), "")
    image = _image(patch, runtime.version, catalogue)
    needed = _on(image, steps.system_packages(facts, catalogue, "ruby"))
    builds = any(facts.first(topic) for topic in (Topic.INSTALL, Topic.BUILD))
    path = steps.health_path(facts)
    building = Stage(name="build", image=image, steps=tuple(_building(facts, catalogue, needed, runtime.version)))
    return Plan(
        service=facts.service,
        stack=facts.stack,
        context=facts.service.root,
        stages=(
            *((building,) if builds else ()),
            Stage(name="", image=image, steps=tuple(_running(facts, needed, builds=builds))),
        ),
        start=steps.start(facts),
        port=steps.port(facts),
        health=steps.perl_health(path) if path else None,
        ends=facts.word(Topic.KIND) == "job",
        ignore=tuple(_ignored(facts)),
        decisions=(runtime.decision, *decisions(facts, *_TAKEN), *needed.decisions),
        doubts=(*runtime.doubts, *facts.doubts, *_other_patch(facts, patch, image)),
    )


def _ignored(facts: Facts) -> Iterator[str]:
    """What the context does not hold; assets that no step here compiles are somebody's own."""
    yield from IGNORE
    if facts.word(Topic.FRAMEWORK) == "Rails":
        yield from WRITTEN
    if any(argv[-1] == "assets:precompile" for argv in values(facts, Topic.BUILD)):
        yield from COMPILED


def _image(patch: str, version: str, catalogue: Catalogue) -> Image:
    """The line's newest patch on Debian 13; on Debian 12 the very patch that Bundler insists on."""
    line, _, last = patch.rpartition(".")
    if line == version and int(last) >= _OLDEST.get(line, 0):
        return catalogue.image("ruby", f"{patch}-slim-bookworm")
    return catalogue.image("ruby", f"{version}-slim-{steps.suite(catalogue, 'ruby', version)}")


def _other_patch(facts: Facts, patch: str, image: Image) -> Iterator[Doubt]:
    if patch and not image.tag.startswith(patch):
        places = (one.evidence for one in facts.all(Topic.DEPENDENCY) if one.value[0] == "ruby")
        yield doubt(
            Topic.RUNTIME,
            f"The Gemfile asks for Ruby {patch} and nothing else: there is no image of it, and Bundler will refuse "
            f"the one of {image.tag.partition('-')[0]}.",
            f'Write ruby "~> {image.tag.partition("-")[0]}.0" into the Gemfile, or a patch that there is an image of.',
            *next(places, ()),
        )


def _on(image: Image, needed: steps.SystemPackages) -> steps.SystemPackages:
    """The packages by the names that they have in the image's release."""
    if not image.tag.endswith("bookworm"):
        return needed
    older = tuple(_BOOKWORM.get(name, name.removesuffix("t64")) for name in needed.run)
    return replace(needed, run=older)


def _building(facts: Facts, catalogue: Catalogue, needed: steps.SystemPackages, version: str) -> Iterator[Step]:
    """Gems before sources, so that an edit of the sources reinstalls nothing."""
    manifests = front.others(facts, Topic.MANIFEST)
    installs = tuple(one for one in values(facts, Topic.INSTALL) if one[0] == "bundle")
    if installs:
        yield from steps.apt(tuple(sorted({*TOOLS, *needed.build})), "What gems are compiled with")
    execjs = any(one[0] == "execjs" for one in values(facts, Topic.DEPENDENCY))
    if front.there(facts) or execjs:
        yield from front.tools(facts, catalogue)
    yield Workdir(path=steps.APP)
    if pairs := (*_environment(facts), *((("BUNDLE_GLOBAL_GEM_CACHE", "true"),) if installs else ())):
        yield Env(pairs=pairs)
    if installs:
        yield from steps.copies(manifests[0])
        downloads = ("rm", "-rf", f"{GEMS}/ruby/{version}.0/cache")
        gems = (("bundle", "exec", "bootsnap", "precompile", "--gemfile"),) if _bootsnap(facts) else ()
        yield Run(commands=(*installs, downloads, *gems), mounts=(steps.cache("bundle", DOWNLOADS),))
    yield from front.install(facts, sources=False)
    if manifests[:1] != ((".",),):
        yield steps.EVERYTHING
        if installs and facts.first(Topic.LOCK_FILE) and not _strict(facts):
            yield Run(commands=installs, comment="The lock file again, with Linux in it")
    yield from front.install(facts, sources=True)
    yield from front.build(facts)
    once = tuple((one[0], one[1]) for one in values(facts, Topic.VARIABLE) if one[2:] == ("step",))
    builds = front.others(facts, Topic.BUILD)
    assets = tuple(argv for argv in builds if argv[-1] == "assets:precompile")
    if others := tuple(argv for argv in builds if argv not in assets):
        yield Run(commands=others)
    if assets:
        yield Run(commands=assets, env=once, comment="Assets, with a secret that is thrown away")
        if front.there(facts):
            yield Run(commands=(front.CLEAN,))


def _bootsnap(facts: Facts) -> bool:
    return any("bootsnap" in argv for argv in values(facts, Topic.BUILD))


def _environment(facts: Facts) -> Iterator[tuple[str, str]]:
    """For production, and where gems are; a lock file for other systems may be written anew."""
    if facts.word(Topic.FRAMEWORK) == "Rails":
        yield "RAILS_ENV", "production"
        yield "RAILS_LOG_TO_STDOUT", "1"
        yield "RAILS_SERVE_STATIC_FILES", "1"
    elif facts.word(Topic.KIND) == "web":
        yield "RACK_ENV", "production"
        yield "APP_ENV", "production"
    if facts.first(Topic.INSTALL):
        yield "BUNDLE_WITHOUT", "development:test"
        yield "BUNDLE_PATH", GEMS
        if _strict(facts):
            yield "BUNDLE_DEPLOYMENT", "1"


def _strict(facts: Facts) -> bool:
    """Whether Bundler may insist on the lock file."""
    refused = any(one.topic is Topic.LOCK_FILE for one in facts.doubts)
    return bool(value(facts, Topic.LOCK_FILE)) and not refused


def _running(facts: Facts, needed: steps.SystemPackages, *, builds: bool) -> Iterator[Step]:
    yield from steps.apt(steps.running_packages(facts, needed), "What the program needs while it runs")
    yield steps.user()
    yield Workdir(path=steps.APP)
    port = steps.port(facts)
    set_ = tuple((one[0], one[1]) for one in values(facts, Topic.VARIABLE) if len(one) == 2)
    if pairs := (*_environment(facts), *set_, *((("PORT", str(port)),) if port is not None else ())):
        yield Env(pairs=pairs)
    if not builds:
        yield steps.EVERYTHING
        return
    if facts.first(Topic.INSTALL):
        yield Copy(sources=(f"{GEMS}/",), target=f"{GEMS}/", source_stage="build")
    yield Copy(sources=(f"{steps.APP}/",), target="./", source_stage="build")
    for one in values(facts, Topic.COPY):
        owner = f"{steps.USER}:{steps.USER}"
        yield Copy(sources=(f"{steps.APP}/{one[0]}/",), target=f"./{one[1]}/", source_stage="build", owner=owner)
