"""Plans a service that no rule recognises, of an adviser's decisions alone: one stage builds, the last one runs.

It is no ecosystem and recognises nothing. What is decided badly is refused by the policy like anything else.
"""

from __future__ import annotations

from bot.catalogue.families import FAMILIES
from bot.errors import Unwritable
from bot.frozen import replace
from bot.stacks import steps
from bot.stacks.claims import claim, decisions, values
from bot.stacks.versions import resolve
from bot.types import Copy, Env, Plan, Run, Stage, Topic, Workdir

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.catalogue import Catalogue
    from bot.catalogue.families import Family
    from bot.types import Claim, Facts, Health, Image, Step

NAME = "composed"
_PROBES = {"python": steps.python_health, "node": steps.node_health, "perl": steps.perl_health}
_TAKEN = (
    Topic.KIND,
    Topic.INSTALL,
    Topic.BUILD,
    Topic.COPY,
    Topic.ENTRY,
    Topic.START,
    Topic.PORT,
    Topic.HEALTH_PATH,
    Topic.SYSTEM_PACKAGE_BUILD,
    Topic.SYSTEM_PACKAGE_RUN,
    Topic.VARIABLE,
    Topic.STOP_SIGNAL,
)


def plan(facts: Facts, catalogue: Catalogue) -> Plan:
    """The Plan; raises Unwritable where the decisions lack what every image must have."""
    name, family = _family(facts)
    runtime = _runtime(facts, name, catalogue)
    if not facts.first(Topic.START):
        raise Unwritable("The adviser did not decide how the program is started.")
    needed = steps.system_packages(facts, catalogue, name)
    copied = values(facts, Topic.COPY)
    building = catalogue.image(*_tagged(family.build, runtime.value[0]))
    running = catalogue.image(*_tagged(family.run if copied else family.build, runtime.value[0]))
    path = steps.health_path(facts)
    return Plan(
        service=facts.service,
        stack=NAME,
        context=facts.service.root,
        stages=(
            Stage(name="build", image=building, steps=tuple(_building(facts, needed))),
            Stage(name="", image=running, steps=tuple(_running(facts, needed))),
        ),
        start=steps.start(facts),
        port=steps.port(facts),
        health=_health(family, running, building, path) if path else None,
        ends=facts.word(Topic.KIND) == "job",
        stop_signal=facts.word(Topic.STOP_SIGNAL),
        decisions=(runtime, *decisions(facts, *_TAKEN), *needed.decisions),
        doubts=facts.doubts,
    )


def _family(facts: Facts) -> tuple[str, Family]:
    name = facts.word(Topic.RUNTIME)
    if name not in FAMILIES:
        raise Unwritable(f"The adviser chose no family of base images that is known ({', '.join(FAMILIES)}).")
    return name, FAMILIES[name]


def _runtime(facts: Facts, name: str, catalogue: Catalogue) -> Claim:
    """The version line that was asked for, or the newest that there is in its place."""
    chosen = next(facts.all(Topic.RUNTIME))
    if name not in catalogue.runtimes:
        return chosen
    if chosen.value[1:]:
        asked = replace(facts, claims=(replace(chosen, value=chosen.value[1:]),))
        return resolve(asked, name, catalogue).decision
    return claim(Topic.RUNTIME, catalogue.runtimes[name].default, at=chosen.evidence, why=chosen.reason)


def _tagged(image: tuple[str, str], version: str) -> tuple[str, str]:
    return image[0], image[1].format(version)


def _health(family: Family, running: Image, building: Image, path: str) -> Health:
    """By the language itself where it is still there, else by the perl of the bare image."""
    probe = family.probe if running.name == building.name else "perl"
    return _PROBES[probe](path)


def _building(facts: Facts, needed: steps.SystemPackages) -> Iterator[Step]:
    yield from steps.apt(needed.build, "What the program is built with")
    yield Workdir(path=steps.APP)
    yield steps.EVERYTHING
    for command in (*values(facts, Topic.INSTALL), *values(facts, Topic.BUILD)):
        yield Run(commands=(command,))


def _running(facts: Facts, needed: steps.SystemPackages) -> Iterator[Step]:
    yield from steps.apt(steps.running_packages(facts, needed), "What the program needs while it runs")
    yield steps.user()
    yield Workdir(path=steps.APP)
    pairs = tuple((one[0], one[1]) for one in values(facts, Topic.VARIABLE) if len(one) == 2)
    if (port := steps.port(facts)) is not None:
        pairs = (*pairs, ("PORT", str(port)))
    if pairs:
        yield Env(pairs=pairs)
    made = values(facts, Topic.COPY) or ((f"{steps.APP}/", "./"),)
    for source, target in made:
        yield Copy(
            sources=(source if source.startswith("/") else f"{steps.APP}/{source}",),
            target=target,
            source_stage="build",
        )
