"""What every generated site has in common: what is claimed of it, and how its pages are served."""

from __future__ import annotations

from bot.stacks import nginx
from bot.stacks.claims import claim, decisions
from bot.types import Copy, Topic

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.catalogue import Catalogue
    from bot.types import Claim, Evidence, Facts, Plan, Stage

OUTPUT = "/out"
_TAKEN = (
    *(Topic.KIND, Topic.FRAMEWORK, Topic.PACKAGE_MANAGER, Topic.LOCK_FILE, Topic.INSTALL, Topic.BUILD, Topic.OUTPUT),
    *(Topic.PORT, Topic.HEALTH_PATH, Topic.SYSTEM_PACKAGE_BUILD),
)


def claims(name: str, place: Evidence, *build: str) -> Iterator[Claim]:
    """A web service whose pages one command writes."""
    yield claim(Topic.KIND, "web", at=place)
    yield claim(Topic.FRAMEWORK, name, at=place)
    yield claim(Topic.BUILD, *build, at=place)
    yield claim(Topic.OUTPUT, OUTPUT, at=place, why="where the pages are written to")
    yield claim(Topic.PORT, str(nginx.PORT), at=place, why="the unprivileged server's port", certain=False)
    yield claim(Topic.HEALTH_PATH, "/", at=place)


def plan(facts: Facts, catalogue: Catalogue, build: Stage, runtime: Claim) -> Plan:
    """The stage that makes the pages, and the one that serves them."""
    pages = Copy(sources=(f"{OUTPUT}/",), target=nginx.HTML, source_stage=build.name)
    return nginx.plan(facts, catalogue, (build,), (pages,), (runtime, *decisions(facts, *_TAKEN)))
