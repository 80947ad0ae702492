"""Makes Files from Plans: the Dockerfile, what the build must not see, and the workflow that proves it."""

from __future__ import annotations

from bot.files import dockerfile, ignore, workflow
from bot.types import File, Files

READS = ignore.READS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bot.catalogue import Catalogue
    from bot.types import Plan, Snapshot


def render(plans: tuple[Plan, ...], catalogue: Catalogue, base: str, picture: Snapshot) -> Files:
    """The files of a proposal, in the order in which a person reads them.

    `base` is the branch that the workflow also runs on; `picture` is what the repository already holds. Raises
    Unwritable for a word that no Dockerfile can carry.
    """
    made: list[File] = []
    for plan in plans:
        made.append(File(path=dockerfile.path(plan), text=dockerfile.render(plan)))
        made.append(ignore.make(plan, picture.has, picture.text))
    made.append(File(path=workflow.PATH, text=workflow.render(plans, catalogue, base)))
    return Files(files=tuple(made))


def remarks(plans: tuple[Plan, ...], picture: Snapshot) -> tuple[str, ...]:
    """What a person should know of files that were there before."""
    return tuple(
        f"{ignore.path(plan)} is somebody's own and is left alone; Docker prefers {ignore.beside(plan)} for this "
        "Dockerfile, which keeps secrets out and lets in what the image needs."
        for plan in plans
        if ignore.is_theirs(plan, picture.has, picture.text)
    )
