"""Makes Files from Plans: the Dockerfile, what the build must not see, and the workflow that proves it."""

from __future__ import annotations

from bot.files import dockerfile, ignore, workflow
from bot.types import File, Files

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.catalogue import Catalogue
    from bot.types import Plan


def render(plans: tuple[Plan, ...], catalogue: Catalogue, base: str, has: Callable[[str], bool]) -> Files:
    """The files of a proposal, in the order in which a person reads them.

    `base` is the branch that the workflow also runs on; `has` says what the repository already holds: a `.dockerignore`
    that somebody wrote is left alone. Raises Unwritable for a word that no Dockerfile can carry.
    """
    made: list[File] = []
    for plan in plans:
        made.append(File(path=dockerfile.path(plan), text=dockerfile.render(plan)))
        if not has(ignore.path(plan)):
            made.append(File(path=ignore.path(plan), text=ignore.render(plan)))
    made.append(File(path=workflow.PATH, text=workflow.render(plans, catalogue, base)))
    return Files(files=tuple(made))
