"""Static sites: an index.html, or a folder of public files, served as they are."""

from __future__ import annotations

from bot.stacks import nginx
from bot.stacks.claims import claim, decisions
from bot.stacks.folder import Folder, roots
from bot.stacks.rows import Row
from bot.types import Copy, Facts, Plan, Service, Topic

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bot.catalogue import Catalogue
    from bot.types import Snapshot

NAME = "static"
PUBLIC = ("", "public", "dist", "site", "www", "html", "_site", "build", "out")
READS = ("index.html", "public/index.html")
ROWS = (
    Row(
        what=("pages",),
        found="`index.html`, also in " + ", ".join(f"`{name}/`" for name in PUBLIC if name),
        starts=("nginx -g daemon off;",),
    ),
)


def follow(snapshot: Snapshot) -> tuple[str, ...]:
    """Nothing: a page names no files that decide anything."""
    del snapshot
    return ()


def recognise(snapshot: Snapshot) -> tuple[Facts, ...]:
    """One Facts for the first folder with an index page; the repository's own first."""
    found = (_site(Folder(snapshot=snapshot, root=root)) for root in roots(snapshot, "index.html"))
    sites = tuple(facts for facts in found if facts)
    return sites[:1]


def _site(folder: Folder) -> Facts | None:
    public = next((name for name in PUBLIC if folder.has(f"{name}/index.html" if name else "index.html")), None)
    if public is None:
        return None
    page = folder.at(f"{public}/index.html" if public else "index.html")
    claims = (
        claim(Topic.KIND, "web", at=page),
        claim(Topic.OUTPUT, public or ".", at=page, why="the folder that holds the first page"),
        claim(Topic.PORT, str(nginx.PORT), at=page, why="the unprivileged server's port", certain=False),
        claim(Topic.HEALTH_PATH, "/", at=page),
    )
    name = folder.root.rpartition("/")[2] or folder.snapshot.name
    return Facts(service=Service(name=name, root=folder.root), stack=NAME, claims=claims)


def plan(facts: Facts, catalogue: Catalogue) -> Plan:
    """One stage: the unprivileged server and the files."""
    public = facts.word(Topic.OUTPUT, ".")
    files = Copy(sources=("." if public == "." else f"{public}/",), target=nginx.HTML)
    taken = decisions(facts, Topic.OUTPUT, Topic.PORT, Topic.HEALTH_PATH)
    return nginx.plan(facts, catalogue, (), (files,), taken)
