"""Proves an application by the product's own prover, and compares what was seen with what apps.toml asks for."""

from __future__ import annotations

import subprocess
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from bot import findings, proof
from bot.proof import reach
from bot.proof.docker import Docker
from bot.proof.trial import Limits, Subject, Trial
from bot.types import Proof, Severity
from tests.apps_run import apps, containers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bot.types import Answer, Decided, Plan
    from tests.apps_run.apps import App

LIMITS = Limits(steady=5)
ASKER = str(apps.CATALOGUE.image("python", f"{apps.CATALOGUE.runtimes['python'].default}-slim-trixie"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What was seen of an application, and what about it is not as it must be."""

    app: App
    proof: Proof = field(default_factory=Proof)
    problems: tuple[str, ...] = ()


def prove(app: App, target: Path, *, fresh: bool = False, say: Callable[[str], None] = lambda _: None) -> Seen:
    """Generates, builds, starts, asks and stops it; `fresh` builds every layer anew."""
    folder = app.copy(target)
    if app.lock:
        app.lock_really(folder)
    decided = apps.decide(folder)
    plan = apps.write(decided, folder)
    docker = Docker(building=(*apps.build_command(), *(("--no-cache",) if fresh else ())))
    trial = Trial(
        subject=_subject(app, decided, plan, folder), docker=docker, reach=reached(docker), say=say, limits=LIMITS
    )
    seen = proof.prove(trial)
    warned = containers.warnings(folder / plan.service.path("Dockerfile"), folder / plan.context)
    found = (*problems(app, seen), *((warned,) if "WARNING" in warned else ()))
    return Seen(app=app, proof=seen, problems=found)


def check(app: App, target: Path) -> Seen:
    """Generates it, and lets hadolint and `docker build --check` read it: nothing of it can be fetched here."""
    folder = app.copy(target)
    plan = apps.write(apps.decide(folder), folder)
    dockerfile = folder / plan.service.path("Dockerfile")
    complaints = findings.quality(dockerfile.read_text(encoding="utf-8"), dockerfile.name)
    found = [str(one) for one in complaints if one.severity is not Severity.INFO or not one.line]
    warned = containers.warnings(dockerfile, folder / plan.context, offline=True)
    return Seen(app=app, problems=(*found, *(() if "no warnings found" in warned else (warned,))))


def _subject(app: App, decided: Decided, plan: Plan, folder: Path) -> Subject:
    texts = {file.path: file.text for file in decided.files}
    dockerfile = plan.service.path("Dockerfile")
    own = f"{plan.context}/.dockerignore" if plan.context else ".dockerignore"
    return Subject(
        plan=plan,
        dockerfile=texts[dockerfile],
        ignore=texts.get(f"{dockerfile}.dockerignore") or texts[own],
        context=str(folder / plan.context),
        env=tuple(f"{name}={value}" for name, value in app.env),
        paths=tuple(path for path in (app.path, app.missing) if app.serves and path),
    )


def problems(app: App, seen: Proof) -> Iterator[str]:
    """What is not as apps.toml says, in words."""
    if found := seen.diagnosis:
        yield "\n".join((f"{found.step}: {found.kind}", *found.lines))
        return
    if not all(part.isdigit() and part != "0" for part in seen.user.split(":")):
        yield f"its user is {seen.user!r}"
    if app.output and not any(app.output in line for line in seen.printed):
        yield f"it printed {seen.printed}"
    if app.serves:
        yield from _pages(app, {one.path: one for one in seen.answers}, seen.health)


def _pages(app: App, answers: dict[str, Answer], health: str) -> Iterator[str]:
    page = answers.get(app.path)
    if page is None or page.status != 200 or app.contains not in page.body:
        yield f"{app.path} answered {page}"
    gone = answers.get(app.missing)
    if app.missing and (gone is None or gone.status != 404):
        yield f"{app.missing} answered {gone.status if gone else 'nothing'}"
    if health != "healthy":
        yield "it has no health check"


def reached(docker: Docker) -> reach.Reach:
    """The way to what is started here, and whatever it needs."""
    way = reach.find(docker, ASKER)
    if isinstance(way, reach.Inside) and docker.run("image", "inspect", ASKER).code:
        with tempfile.TemporaryDirectory() as folder:  # whoever stands in for the registry makes it now
            (Path(folder) / "Dockerfile").write_text(f"FROM {ASKER}\n", encoding="utf-8")
            subprocess.run([*apps.build_command(), "--tag", "dockerize-test/asker", folder], check=True)
    return way
