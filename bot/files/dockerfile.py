"""Writes a Dockerfile from a Plan: every choice was made before, this is spelling alone."""

from __future__ import annotations

from bot.files.words import checked, command, exec_form, shell, value
from bot.types import Arg, Copy, Env, MountKind, Run, Workdir

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.types import Health, Mount, Plan, Stage, Step

SYNTAX = "# syntax=docker/dockerfile:1"


def path(plan: Plan) -> str:
    """Where the Dockerfile of a service goes."""
    return plan.service.path("Dockerfile")


def render(plan: Plan) -> str:
    """The whole Dockerfile; the last stage gets what a running image needs besides its files."""
    stages = ("\n".join(_stage(stage, last=stage is plan.stages[-1])) for stage in plan.stages)
    return "\n\n".join([SYNTAX, *stages, "\n".join(_running(plan))]) + "\n"


def _stage(stage: Stage, *, last: bool) -> Iterator[str]:
    parent = str(stage.image) if stage.image else stage.parent
    yield f"FROM {checked(parent)}" + ("" if last and not stage.name else f" AS {checked(stage.name)}")
    for step in stage.steps:
        comment = getattr(step, "comment", "")
        if comment:
            yield f"\n# {checked(comment)}"
        yield _step(step)


def _step(step: Step) -> str:
    match step:
        case Workdir():
            return f"WORKDIR {checked(step.path)}"
        case Arg():
            return f"ARG {checked(step.name)}" + (f"={value(step.default)}" if step.default else "")
        case Env():
            return "ENV " + " \\\n    ".join(f"{checked(name)}={value(text)}" for name, text in step.pairs)
        case Copy():
            return _copy(step)
        case _:
            return _run(step)


def _copy(step: Copy) -> str:
    flags = []
    if source := step.source_stage or (str(step.source_image) if step.source_image else ""):
        flags.append(f"--from={checked(source)}")
    if step.owner:
        flags.append(f"--chown={checked(step.owner)}")
    words = [checked(word) for word in (*step.sources, step.target)]
    if any(" " in word or word.startswith("[") for word in words):
        return " ".join(["COPY", *flags, exec_form(words)])
    return " ".join(["COPY", *flags, *words])


def _run(step: Run) -> str:
    env = "".join(f"{checked(name)}={shell(text)} " for name, text in step.env)
    commands = [env + command(argv) for argv in step.commands]
    lead = [f"--mount={_mount(mount)}" for mount in step.mounts]
    return "RUN " + " \\\n    ".join([*lead, " && \\\n    ".join(commands)])


def _mount(mount: Mount) -> str:
    fields = [f"type={mount.kind}"]
    if mount.source:
        fields.append(f"{'source' if mount.kind is MountKind.BIND else 'id'}={mount.source}")
    if mount.from_stage:
        fields.append(f"from={mount.from_stage}")
    fields.append(f"target={mount.target}")
    if mount.sharing:
        fields.append(f"sharing={mount.sharing}")
    return checked(",".join(fields))


def _running(plan: Plan) -> Iterator[str]:
    yield f"USER {plan.user[0]}:{plan.user[1]}"
    if plan.port is not None:
        yield f"EXPOSE {plan.port}"
    if plan.stop_signal:
        yield f"STOPSIGNAL {checked(plan.stop_signal)}"
    if plan.health:
        yield _health(plan.health)
    yield f"CMD {exec_form(start(plan.start))}"


def _health(health: Health) -> str:
    patience = f"--interval=10s --timeout=5s --start-period={health.start_period}s --retries=3"
    return f"HEALTHCHECK {patience} \\\n    CMD {exec_form(health.argv)}"


def start(argv: tuple[str, ...]) -> tuple[str, ...]:
    """The words of CMD: as they are, or by the one shell form that is allowed when a word holds `${PORT}`."""
    if not any("${PORT}" in word for word in argv):
        return argv
    words = [word if "${PORT}" in word else shell(word) for word in argv]
    return ("sh", "-c", "exec " + " ".join(words))
