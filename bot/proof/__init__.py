"""Makes a Proof: builds and starts an image here; of a pull request nothing was seen until its workflow ran."""

from __future__ import annotations

from bot.frozen import replace
from bot.types import Proof

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bot.proof.trial import Trial


def read() -> Proof:
    """The proof of a proposal that nobody has built yet."""
    return Proof(proven=False)


def prove(trial: Trial) -> Proof:
    """Builds, starts, asks and stops; ends at the first step that fails. Nothing stays behind but the build cache."""
    from bot.proof import steps

    proof = Proof()
    try:
        for name, step in steps.of(trial):
            trial.say(name)
            proof = step(trial, proof)
            if proof.diagnosis:
                return proof
    finally:
        trial.docker.run("rm", "--force", "--volumes", trial.name)
        trial.docker.run("image", "rm", "--force", trial.name)
    return replace(proof, proven=True)
