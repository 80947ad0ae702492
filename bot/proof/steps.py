"""The steps of a trial, in order: each takes what was seen so far, and adds what it saw, or a diagnosis."""

from __future__ import annotations

import tempfile
from pathlib import Path

from bot.frozen import replace
from bot.proof import diagnosis
from bot.proof.trial import LOOPBACKS
from bot.types import Diagnosis, Failure

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bot.proof.trial import Trial
    from bot.types import Answer, Proof

    Step = Callable[[Trial, Proof], Proof]

BURST = 3.0  # seconds of asking before looking whether the container still runs
KILLED = 137


def of(trial: Trial) -> Iterator[tuple[str, Step]]:
    """What is done with a program that answers, one that keeps running, or one that ends."""
    yield "build", build
    yield "start", start
    if trial.plan.ends:
        yield "end", end
        return
    if trial.plan.port is None:
        yield "run", run
    else:
        yield "answer", answer
    if trial.plan.health:
        yield "health", health
    yield "stop", stop


def build(trial: Trial, proof: Proof) -> Proof:
    """Builds exactly what was rendered, wherever the files are going to be."""
    began = trial.clock()

    def each(line: str) -> None:
        if step := diagnosis.begins(line):
            trial.say(f"build, {trial.clock() - began:.0f} s: {step}")

    with tempfile.TemporaryDirectory(prefix="dockerize-") as folder:
        file = Path(folder) / "Dockerfile"
        file.write_text(trial.subject.dockerfile, encoding="utf-8")
        file.with_name("Dockerfile.dockerignore").write_text(trial.subject.ignore, encoding="utf-8")
        words = ("--tag", trial.name, "--file", str(file), trial.subject.context)
        ran = trial.docker.build(*words, seconds=trial.limits.build, each=each)
    seen = replace(proof, build_seconds=trial.clock() - began)
    if ran.code:
        return replace(seen, diagnosis=diagnosis.of_build(ran.out, over=ran.over))
    image = trial.image()
    return replace(seen, image_bytes=image.get("Size"), user=image.get("Config", {}).get("User", ""))


def start(trial: Trial, proof: Proof) -> Proof:
    port = trial.reach.flags(trial.plan.port) if trial.plan.port else ()
    variables = tuple(f"--env={one}" for one in trial.variables())
    ran = trial.docker.run("run", "--detach", "--name", trial.name, *port, *variables, trial.name)
    if not ran.code:
        return proof
    return replace(proof, diagnosis=diagnosis.of_start("start", ran.err.splitlines()))


def answer(trial: Trial, proof: Proof) -> Proof:
    """Asks for the page of the health check until it answers, then once for the others."""
    began = trial.clock()
    port, path = trial.plan.port or 0, trial.plan.health.path if trial.plan.health else "/"
    first: Answer | None = None
    while not first:
        first = trial.reach.ask(trial.name, port, path, BURST)
        if not first and not trial.state().get("Running"):
            return _ended(trial, proof, "answer")
        if not first and trial.clock() - began > trial.limits.ready:
            return replace(proof, printed=trial.printed(), diagnosis=_unheard(trial, port))
    others = (trial.reach.ask(trial.name, port, one, BURST) for one in trial.subject.paths)
    seen = replace(
        proof,
        start_seconds=trial.clock() - began,
        answer=f"GET {path} answered {first.status}",
        answers=(first, *(one for one in others if one)),
    )
    if first.status >= 500:
        return _failed(trial, seen, "answer", Failure.BAD_ANSWER, seen.answer)
    listens = trial.listening()
    if listens and all(address in LOOPBACKS for address, _ in listens):
        return _failed(trial, seen, "answer", Failure.LOOPBACK, "nobody outside the container could reach it")
    return seen


def _unheard(trial: Trial, port: int) -> Diagnosis:
    """Why a running program does not answer, by what listens in its container."""
    listens = trial.listening()
    ports = sorted({number for _, number in listens})
    if ports and port not in ports:
        where = ", ".join(map(str, ports))
        return _diagnosis(trial, "answer", Failure.PORT, f"it listens on {where}, and was to listen on {port}")
    if ports and all(address in LOOPBACKS for address, number in listens if number == port):
        return _diagnosis(trial, "answer", Failure.LOOPBACK, f"it listens on port {port} of localhost alone")
    waited = f"no answer on port {port} within {trial.limits.ready:.0f} s"
    return _diagnosis(trial, "answer", Failure.NO_ANSWER, waited)


def health(trial: Trial, proof: Proof) -> Proof:
    """Waits for what the image's own health check says."""
    began = trial.clock()
    while True:
        state = trial.state()
        said = state.get("Health", {}).get("Status", "none")
        if said == "healthy":
            return replace(proof, health=said)
        if not state.get("Running"):
            return _ended(trial, proof, "health")
        if said != "starting" or trial.clock() - began > trial.limits.ready:
            printed = [str(one.get("Output", "")).strip() for one in state.get("Health", {}).get("Log", [])]
            seen = replace(proof, health=said)
            return _failed(trial, seen, "health", Failure.UNHEALTHY, f"it is {said}", *printed[-1:])
        trial.sleep(trial.limits.pause)


def run(trial: Trial, proof: Proof) -> Proof:
    """Watches a worker for a while."""
    began = trial.clock()
    while trial.clock() - began < trial.limits.steady:
        if not trial.state().get("Running"):
            return _ended(trial, proof, "run")
        trial.sleep(trial.limits.pause)
    return replace(proof, printed=trial.printed())


def end(trial: Trial, proof: Proof) -> Proof:
    """Waits for a job, whose exit code has to be 0."""
    began = trial.clock()
    while (state := trial.state()).get("Running"):
        if trial.clock() - began > trial.limits.ready:
            waited = f"it was to end by itself, and still runs after {trial.limits.ready:.0f} s"
            return _failed(trial, proof, "end", Failure.TIMEOUT, waited)
        trial.sleep(trial.limits.pause)
    if state.get("ExitCode"):
        return _ended(trial, proof, "end")
    return replace(proof, exit_code=0, printed=trial.printed())


def stop(trial: Trial, proof: Proof) -> Proof:
    """Sends the stop signal, and kills after a while as an orchestrator would."""
    began = trial.clock()
    trial.docker.run("stop", "-t", str(trial.limits.stop), trial.name, seconds=trial.limits.stop + 60)
    code = trial.state().get("ExitCode")
    seen = replace(proof, exit_code=code, stop_seconds=trial.clock() - began)
    if code == KILLED:
        waited = f"it did not stop within {trial.limits.stop} s and was killed"
        return _failed(trial, seen, "stop", Failure.KILLED, waited)
    return seen


def _ended(trial: Trial, proof: Proof, step: str) -> Proof:
    """A program that is not there any more: crashed, or done where it was to go on."""
    state, printed = trial.state(), trial.printed()
    code = state.get("ExitCode", 0)
    if not code:
        found = _diagnosis(trial, step, Failure.ENDED, "it ended with exit code 0, and was to keep running")
    else:
        found = diagnosis.of_start(step, [*printed, f"exit code {code}"])
    return replace(proof, exit_code=code, printed=printed, diagnosis=found)


def _failed(trial: Trial, proof: Proof, step: str, kind: Failure, *lines: str) -> Proof:
    return replace(proof, printed=trial.printed(), diagnosis=_diagnosis(trial, step, kind, *lines))


def _diagnosis(trial: Trial, step: str, kind: Failure, *lines: str) -> Diagnosis:
    return Diagnosis(step=step, kind=kind, lines=(*lines, *trial.printed()[-10:]))
