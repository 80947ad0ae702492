"""Plans the image of a release of mix on a slim Debian, and of a shipment of Gleam on Erlang's own image."""

from __future__ import annotations

import posixpath

from bot.frozen import replace
from bot.stacks import front, steps
from bot.stacks.claims import decisions, doubt, value, values
from bot.stacks.versions import resolve
from bot.types import Copy, Env, Plan, Run, Stage, Topic, Workdir

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.catalogue import Catalogue
    from bot.types import Claim, Doubt, Facts, Image, Step

SOURCES = "/src"
OUT = "/out"
COMPILERS = ("build-essential", "ca-certificates", "git")
# What the virtual machine of a release links and reads. Images of Erlang 26 and newer are made on bookworm or trixie:
# what they build finds its OpenSSL and a newer glibc on trixie. Older ones want an OpenSSL that is gone.
LINKED = ("ca-certificates", "libncurses6", "libstdc++6", "openssl")
GLEAM = "ghcr.io/gleam-lang/gleam"
IGNORE = (
    "**/_build",
    "**/deps",
    "**/.elixir_ls",
    "**/*.ez",
    "**/erl_crash.dump",
    "**/node_modules",
)
_ASSETS = "**/priv/static/assets"
_SHIPMENT = ("build", "**/erl_crash.dump")
_TAKEN = (
    Topic.KIND,
    Topic.FRAMEWORK,
    Topic.PACKAGE_MANAGER,
    Topic.LOCK_FILE,
    Topic.INSTALL,
    Topic.BUILD,
    Topic.ENTRY,
    Topic.START,
    Topic.RELEASE,
    Topic.PORT,
    Topic.HEALTH_PATH,
    Topic.STOP_SIGNAL,
    Topic.SYSTEM_PACKAGE_BUILD,
    Topic.SYSTEM_PACKAGE_RUN,
    Topic.VARIABLE,
)


def plan(facts: Facts, catalogue: Catalogue) -> Plan:
    """The Plan; every word of it comes from the facts and the catalogue."""
    return _gleam(facts, catalogue) if facts.word(Topic.PACKAGE_MANAGER) == "gleam" else _mix(facts, catalogue)


def _mix(facts: Facts, catalogue: Catalogue) -> Plan:
    runtime = resolve(facts, "elixir", catalogue)
    needed = steps.system_packages(facts, catalogue, "elixir")
    image, unmet = _elixir(facts, catalogue, runtime.version)
    building = Stage(name="build", image=image, steps=tuple(_building(facts, catalogue, needed)))
    needed = replace(needed, run=tuple(sorted({*needed.run, *LINKED})))
    last = Stage(name="", image=catalogue.image("debian", "trixie-slim"), steps=tuple(_running(facts, needed)))
    return _whole(
        facts, (building, last), (runtime.decision, *needed.decisions), (*runtime.doubts, *unmet), _ignored(facts)
    )


def _gleam(facts: Facts, catalogue: Catalogue) -> Plan:
    runtime = resolve(facts, "erlang", catalogue)
    needed = steps.system_packages(facts, catalogue, "gleam")
    building = Stage(
        name="build", image=catalogue.image("erlang", runtime.version), steps=tuple(_shipping(facts, catalogue))
    )
    image = catalogue.image("erlang", f"{runtime.version}-slim")
    last = Stage(name="", image=image, steps=tuple(_running(facts, needed, f"{SOURCES}/build/erlang-shipment")))
    return _whole(facts, (building, last), (runtime.decision, *needed.decisions), runtime.doubts, _SHIPMENT)


def _whole(
    facts: Facts, stages: tuple[Stage, ...], made: tuple[Claim, ...], doubts: tuple[Doubt, ...], ignore: tuple[str, ...]
) -> Plan:
    path = steps.health_path(facts)
    return Plan(
        service=facts.service,
        stack=facts.stack,
        context=facts.service.root,
        stages=stages,
        start=steps.start(facts),
        port=steps.port(facts),
        health=steps.perl_health(path) if path else None,
        ends=facts.word(Topic.KIND) == "job",
        ignore=ignore,
        decisions=(*made[:1], *decisions(facts, *_TAKEN), *made[1:]),
        doubts=(*doubts, *facts.doubts),
    )


def _ignored(facts: Facts) -> tuple[str, ...]:
    """What is made anew; the assets only where the build makes them."""
    made = any({"assets.deploy", "phx.digest"} & {*one.value} for one in facts.all(Topic.BUILD))
    return (*IGNORE, _ASSETS) if made else IGNORE


def _elixir(facts: Facts, catalogue: Catalogue, version: str) -> tuple[Image, tuple[Doubt, ...]]:
    """The image with the Erlang that is asked for, where there is one."""
    asked = value(facts, Topic.PACKAGE_MANAGER)[1:]
    tag = f"{version}-otp-{asked[0]}-slim" if asked else f"{version}-slim"
    if catalogue.allows("elixir", tag):
        return catalogue.image("elixir", tag), ()
    found = next(facts.all(Topic.PACKAGE_MANAGER))
    sentence = f"There is no image here of Elixir {version} with Erlang {asked[0]}; its usual Erlang was taken."
    unmet = doubt(Topic.RUNTIME, sentence, "Name an Erlang that this Elixir is released with.", *found.evidence)
    return catalogue.image("elixir", f"{version}-slim"), (unmet,)


def _building(facts: Facts, catalogue: Catalogue, needed: steps.SystemPackages) -> Iterator[Step]:
    """Dependencies before sources, compiled with the configuration that they are compiled with."""
    yield from steps.apt(tuple(sorted({*needed.build, *COMPILERS})), "What dependencies are fetched and compiled with")
    if front.there(facts):
        yield from front.tools(facts, catalogue)
    yield Workdir(path=SOURCES)
    yield Env(pairs=(("MIX_ENV", "prod"),))
    yield Run(commands=(("mix", "local.hex", "--force"), ("mix", "local.rebar", "--force")))
    files = value(facts, Topic.MANIFEST)
    yield from steps.copies(files)
    yield Run(commands=front.others(facts, Topic.INSTALL), mounts=(steps.cache("hex", "/root/.hex"),))
    if files != (".",):
        yield from steps.copies(value(facts, Topic.COPY))
    yield Run(commands=(("mix", "deps.compile"),))
    yield from _assets(facts, sources=False)
    if files != (".",):
        yield steps.EVERYTHING
    yield from _assets(facts, sources=True)
    for found in facts.all(Topic.BUILD):
        yield Run(commands=(*_into(facts, found), found.value))


def _assets(facts: Facts, *, sources: bool) -> Iterator[Step]:
    """The packages of the assets, installed in their own folder."""
    for step in front.install(facts, sources=sources):
        if isinstance(step, Run):
            found = next(one for one in facts.all(Topic.INSTALL) if one.value == step.commands[0])
            yield Workdir(path=posixpath.join(SOURCES, _folder(facts, found)))
            yield step
            yield Workdir(path=SOURCES)
        else:
            yield step


def _into(facts: Facts, found: Claim) -> tuple[tuple[str, ...], ...]:
    """The folder of an umbrella's application that a command is run in."""
    inside = _folder(facts, found)
    return (("cd", inside),) if inside else ()


def _folder(facts: Facts, found: Claim) -> str:
    """Where the file lies that a claim was read from, from the folder of the service."""
    return posixpath.dirname(found.evidence[0].path)[len(facts.service.root) :].lstrip("/")


def _shipping(facts: Facts, catalogue: Catalogue) -> Iterator[Step]:
    image = catalogue.image(GLEAM, f"v{catalogue.tools['gleam']}-scratch")
    comment = "The compiler stays in this stage"
    yield Copy(sources=("/bin/gleam",), target="/usr/local/bin/", source_image=image, comment=comment)
    yield Workdir(path=SOURCES)
    files = value(facts, Topic.MANIFEST)
    yield from steps.copies(files)
    yield Run(commands=values(facts, Topic.INSTALL), mounts=(steps.cache("gleam", "/root/.cache/gleam"),))
    if files != (".",):
        yield steps.EVERYTHING
    yield Run(commands=values(facts, Topic.BUILD))


def _running(facts: Facts, needed: steps.SystemPackages, made: str = OUT) -> Iterator[Step]:
    yield from steps.apt(steps.running_packages(facts, needed), "What the virtual machine needs")
    yield steps.user()
    yield Workdir(path=steps.APP)
    yield Env(pairs=tuple(_environment(facts)))
    yield Copy(sources=(f"{made}/",), target="./", source_stage="build")


def _environment(facts: Facts) -> Iterator[tuple[str, str]]:
    yield "LANG", "C.UTF-8"
    yield from ((one.value[0], one.value[1]) for one in facts.all(Topic.VARIABLE) if len(one.value) == 2)
    if (port := steps.port(facts)) is not None:
        yield "PORT", str(port)
