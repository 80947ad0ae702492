"""`generate --verify`: proves each image with the local Docker engine, and tells what was seen of it."""

from __future__ import annotations

import os
import signal
import sys

from bot import proof
from bot.cli.page import clean, page
from bot.proof import reach
from bot.proof.docker import Docker
from bot.proof.trial import Subject, Trial

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from types import FrameType

    from bot.catalogue import Catalogue
    from bot.cli.page import Page
    from bot.types import Decided, Plan, Proof

    Proofs = tuple[tuple[Plan, Proof], ...]

LAST = 15  # lines of a job
WIDE = 160  # characters of a line about progress
ASKER = "slim-trixie"  # the variant of Python's image that asks where no port can be published


class Prover:
    """An engine that answers, and the way to what is started on it."""

    def __init__(self, catalogue: Catalogue, docker: Docker | None = None) -> None:
        """Raises DockerMissing."""
        self._docker = docker or Docker()
        self._docker.check()
        python = catalogue.image("python", f"{catalogue.runtimes['python'].default}-{ASKER}")
        self._reach = reach.find(self._docker, str(python))

    def prove(self, decision: Decided, root: str, env: Sequence[str]) -> Proofs:
        """A proof of each service, one after the other; progress goes to standard error."""
        before = signal.signal(signal.SIGTERM, _interrupted)  # what was started is cleaned up then, too
        try:
            return tuple((plan, proof.prove(self._trial(decision, plan, root, env))) for plan in decision.plans)
        finally:
            signal.signal(signal.SIGTERM, before)

    def _trial(self, decision: Decided, plan: Plan, root: str, env: Sequence[str]) -> Trial:
        subject = _subject(decision, plan, root, env)
        return Trial(subject=subject, docker=self._docker, reach=self._reach, say=_say(plan))

    def show(self, proofs: Proofs) -> None:
        """Tells a person."""
        show(page(), proofs)


def _subject(decision: Decided, plan: Plan, root: str, env: Sequence[str]) -> Subject:
    """What was rendered for a service; Docker prefers the ignore file beside the Dockerfile."""
    texts = {file.path: file.text for file in decision.files}
    dockerfile = plan.service.path("Dockerfile")
    beside = f"{dockerfile}.dockerignore"
    own = f"{plan.context}/.dockerignore" if plan.context else ".dockerignore"
    context = os.path.join(root, plan.context) if plan.context else root  # noqa: PTH118  Docker takes any string
    return Subject(
        plan=plan,
        dockerfile=texts[dockerfile],
        ignore=texts.get(beside) or texts[own],
        context=context,
        env=tuple(env),
    )


def _say(plan: Plan) -> Callable[[str], None]:
    def say(text: str) -> None:
        shown = " ".join(clean(text).split())
        print(f"{plan.service.name}: {shown[:WIDE]}{'…' if shown[WIDE:] else ''}", file=sys.stderr, flush=True)

    return say


def _interrupted(number: int, frame: FrameType | None) -> None:
    del number, frame
    raise KeyboardInterrupt


def show(paper: Page, proofs: Proofs) -> None:
    """What was seen of each image, and where a proof ended, why."""
    for plan, seen in proofs:
        paper.title(f"{plan.service.name}: {'proven' if seen.proven else 'not proven'}")
        paper.rows(list(_rows(seen)))
        if found := seen.diagnosis:
            where = f" (line {found.line} of the Dockerfile)" if found.line else ""
            paper.line(f"  Failed: {found.step}{where}")
            paper.line(f"  Why: {found.kind}")
        for line in found.lines if found else seen.printed[-LAST:] if plan.ends else ():
            paper.line(f"    {line}")


def _rows(seen: Proof) -> Iterator[tuple[str, str]]:
    yield "build", f"{seen.build_seconds or 0:.1f} s"
    if seen.image_bytes is not None:
        yield "image", f"{seen.image_bytes / 1e6:.0f} MB, user {seen.user or 'root'}"
    if seen.start_seconds is not None:
        yield "answer", f"{seen.answer}, {seen.start_seconds:.1f} s after the start"
    if seen.health:
        yield "health check", seen.health
    if seen.stop_seconds is not None:
        yield "stop", f"exit code {seen.exit_code} within {seen.stop_seconds:.1f} s of the signal"
    elif seen.exit_code is not None:
        yield "end", f"exit code {seen.exit_code}"
