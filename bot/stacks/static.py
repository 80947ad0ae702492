"""Static sites: an index.html, or a folder of public files, served as they are; a Staticfile may say which."""

from __future__ import annotations

from bot.lazy import pattern
from bot.stacks import nginx
from bot.stacks.claims import claim, decisions, doubt
from bot.stacks.folder import Folder, roots
from bot.stacks.rows import Row
from bot.types import Copy, Evidence, Facts, Plan, Service, Topic

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.catalogue import Catalogue
    from bot.types import Claim, Snapshot

NAME = "static"
PUBLIC = ("", "public", "dist", "site", "www", "html", "_site", "build", "out")
CONFIG = "Staticfile"
READS = ("index.html", "public/index.html", CONFIG, f"*/{CONFIG}")
ROWS = (
    Row(
        what=("pages",),
        found="`index.html`, in the folder that a `Staticfile` names, else also in "
        + ", ".join(f"`{name}/`" for name in PUBLIC if name),
        starts=("nginx -g daemon off;",),
    ),
)

_LINE = pattern(r"([a-z_]+)[ \t]*:[ \t]*([^\s#].*?)[ \t]*(?:[ \t]#.*)?")
_YES = frozenset({"true", "yes", "on", "enabled", "1"})
_ELSEWHERE = frozenset({"directory", "ssi", "force_https", "host_dot_files", "location_include", "status_codes"})


def follow(snapshot: Snapshot) -> tuple[str, ...]:
    """Nothing: a page names no files that decide anything."""
    del snapshot
    return ()


def recognise(snapshot: Snapshot) -> tuple[Facts, ...]:
    """One Facts for the first folder with an index page; the repository's own first."""
    found = (_site(Folder(snapshot=snapshot, root=root)) for root in roots(snapshot, "index.html", CONFIG))
    sites = tuple(facts for facts in found if facts)
    return sites[:1]


def _site(folder: Folder) -> Facts | None:
    settings = _settings(folder)
    root, named = settings.get("root", ("", folder.at(CONFIG)))
    public = next((name for name in ((root,) if root else PUBLIC) if folder.has(_page(name))), None)
    if public is None:
        return None
    page = folder.at(_page(public))
    served = (named, page) if root else (page,)
    claims = (
        claim(Topic.KIND, "web", at=page),
        claim(Topic.OUTPUT, public or ".", at=served, why="the folder that holds the first page"),
        claim(Topic.PORT, str(nginx.PORT), at=page, why="the unprivileged server's port", certain=False),
        claim(Topic.HEALTH_PATH, "/", at=page),
        *_fallback(settings),
    )
    ignored = [place for key, (_, place) in settings.items() if key in _ELSEWHERE]
    doubts = (
        doubt(
            Topic.OUTPUT,
            f"{CONFIG} asks for {', '.join(key for key in settings if key in _ELSEWHERE)}, which is not set up here.",
            "Do without, or put a server that does it in front.",
            *ignored,
        ),
    )
    name = folder.root.rpartition("/")[2] or folder.snapshot.name
    service = Service(name=name, root=folder.root)
    return Facts(service=service, stack=NAME, claims=claims, doubts=doubts if ignored else ())


def _page(public: str) -> str:
    return f"{public}/index.html" if public else "index.html"


def _settings(folder: Folder) -> dict[str, tuple[str, Evidence]]:
    """What a Staticfile says, a `key: value` a line, each with its line; what is no such line says nothing."""
    lines = (_LINE.fullmatch(line) for line in folder.text(CONFIG).split("\n"))
    found = {one[1]: (one[2].strip("\"'"), folder.at(CONFIG, number)) for number, one in enumerate(lines, 1) if one}
    if "root" in found:
        word, place = found["root"]
        found["root"] = ("/".join(part for part in word.split("/") if part not in {"", ".", ".."}), place)
    return found


def _fallback(settings: dict[str, tuple[str, Evidence]]) -> Iterator[Claim]:
    """Cloud Foundry and Railpack call it by two names."""
    for key in ("index_fallback", "pushstate"):
        word, place = settings.get(key, ("", None))
        if place and word.lower() in _YES:
            yield claim(Topic.FALLBACK, "index.html", at=place)
            return


def plan(facts: Facts, catalogue: Catalogue) -> Plan:
    """One stage: the unprivileged server and the files."""
    public = facts.word(Topic.OUTPUT, ".")
    files = Copy(sources=("." if public == "." else f"{public}/",), target=nginx.HTML)
    taken = decisions(facts, Topic.OUTPUT, Topic.PORT, Topic.HEALTH_PATH)
    return nginx.plan(facts, catalogue, (), (files,), taken)
