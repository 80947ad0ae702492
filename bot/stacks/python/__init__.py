"""Python: web applications, workers and scripts; pip, uv, and pyproject.toml without a lock."""

from __future__ import annotations

from bot.stacks import tools, unread
from bot.stacks.claims import REQUIRED, claim, doubt
from bot.stacks.folder import Folder, aside, roots, table
from bot.types import Claim, Doubt, Facts, Service, Topic

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.catalogue import Catalogue
    from bot.stacks.python.managers import Managed
    from bot.stacks.python.requirements import Requirement
    from bot.stacks.python.seen import Module
    from bot.types import Plan, Snapshot

NAME = "python"
SHOWN = 5  # variables that one sentence names
MANIFESTS = ("pyproject.toml", "requirements.txt", "uv.lock", "Pipfile", "setup.py")
READS = (
    *MANIFESTS,
    "manage.py",
    "*/manage.py",
    "*/settings.py",
    "*/settings/*.py",
    "*/*/settings.py",
    "*/*/settings/*.py",
    "mkdocs.yml",
    "mkdocs.yaml",
    "docs/requirements.txt",
    ".python-version",
    "runtime.txt",
    *tools.READS,
    "requirements*.txt",
    "requirements/*.txt",
    "*.py",
    "app/*.py",
    "src/*.py",
    "src/*/*.py",
    *(f"*/{name}" for name in MANIFESTS),
    "*/.python-version",
    "*/*.py",
    "**/main.py",
    "**/app.py",
    "**/wsgi.py",
    "**/asgi.py",
    "**/__main__.py",
)

# Spaces and names are bounded, so that no long line or run of blank ones is looked at twice.
_IMPORT = (
    r"^[^\S\n]{0,99}(?:from[^\S\n]{1,9}(\.{0,9})([\w.]{0,200})[^\S\n]{1,9}import|import[^\S\n]{1,9}()([\w.]{1,200}))"
)


def follow(snapshot: Snapshot) -> tuple[str, ...]:
    """Files that requirements include, and the modules of local packages that the first files import."""
    from bot.stacks.python import requirements

    found: dict[str, None] = {}
    for path in snapshot.texts:
        root, _, name = path.rpartition("/")
        if name.startswith("requirements") and name.endswith(".txt"):
            folder = Folder(snapshot=snapshot, root=root)
            found |= {folder.path(other): None for other in requirements.included(folder, name)}
        elif name.endswith(".py") and not aside(path):
            found |= dict.fromkeys(_imported(snapshot, path))
    return tuple(path for path in found if snapshot.has(path) and path not in snapshot.texts)


def _imported(snapshot: Snapshot, path: str) -> Iterator[str]:
    """Where the modules that a file imports would be, beside it and from the repository's folder."""
    import re

    text = snapshot.texts[path]
    here = path.rpartition("/")[0]
    for found in re.finditer(_IMPORT, text, re.MULTILINE):
        dots, name = found[1] or "", (found[2] or found[4] or "").replace(".", "/")
        bases = [here] if dots else ["", here, "src"]
        for _ in dots[1:]:
            bases = [base.rpartition("/")[0] for base in bases]
        for base in bases:
            place = "/".join(part for part in (base, name) if part)
            yield from (f"{place}.py", f"{place}/__init__.py") if place else ()


def recognise(snapshot: Snapshot) -> tuple[Facts, ...]:
    """One Facts for each folder with a program; the repository's own folder first. Raises ManifestUnreadable."""
    if not any(snapshot.match(glob) for glob in ("**/*.py", "**/pyproject.toml", "mkdocs.yml", "mkdocs.yaml")):
        return ()
    places = roots(snapshot, *MANIFESTS)
    found = (_service(Folder(snapshot=snapshot, root=root), places) for root in places)
    return tuple(facts for facts in found if facts)


def _service(folder: Folder, places: tuple[str, ...]) -> Facts | None:
    from bot.stacks.python import broken, indexes, managers, members, modules, pins

    pyproject = folder.toml("pyproject.toml")
    managed = managers.managed(folder, pyproject)
    inside = members.folders(folder, pyproject)
    if inside and not table(pyproject, "project"):
        return None  # a workspace that is nothing itself: its members are the services
    apart = inside if managed.manager else tuple(place for place in places if place != folder.root)
    elsewhere = tuple(f"{place}/" for place in apart)
    parsed = modules.parsed(folder, elsewhere)
    declared = {one.name: one for one in managed.declared}
    said = _program(folder, parsed, declared, managed, pyproject)
    if not said:
        return None
    every = (*said, *pins.read(folder, pyproject), *_installs(folder, managed), *_variables(folder, parsed))
    claims = tuple(one for one in every if isinstance(one, Claim))
    doubts = (
        *(one for one in every if isinstance(one, Doubt)),
        *managed.doubts,
        *indexes.doubts(folder, managed, pyproject),
        *unread.manifests(managed.home or folder, ("pyproject.toml", *managed.files, *managed.read, managed.lock)),
        *broken.doubts(folder, parsed),
    )
    name = folder.root.rpartition("/")[2] or folder.snapshot.name
    return Facts(service=Service(name=name, root=folder.root), stack=NAME, claims=claims, doubts=doubts)


def _program(
    folder: Folder,
    parsed: dict[str, Module],
    declared: dict[str, Requirement],
    managed: Managed,
    pyproject: dict[str, object],
) -> tuple[Claim | Doubt, ...]:
    """What is started: a web application before a worker, and both before whatever else can be run."""
    from bot.stacks.python import django, documents, pages, programs, web

    if served := tuple(django.claims(folder, declared)):
        return (*served, *pages.beside(folder, parsed))
    if application := web.find(folder, parsed):
        return (*web.claims(folder, application, parsed, declared), *pages.beside(folder, parsed))
    if shown := tuple(pages.claims(folder, parsed, declared)):
        return shown
    if site := tuple(documents.claims(folder, declared, managed=bool(managed.manager))):
        return site
    return tuple(programs.claims(folder, parsed, pyproject, packaged=managed.packaged))


def _installs(folder: Folder, managed: Managed) -> Iterator[Claim]:
    from bot.stacks.python import locks

    place = managed.evidence
    home = managed.home or folder
    if managed.home:
        why = "a member of a workspace: what it needs of the others is installed with it"
        yield claim(Topic.SERVICE, folder.root, home.root, at=place, why=why)
    if managed.manager:
        yield claim(Topic.PACKAGE_MANAGER, managed.manager, at=place)
    if managed.lock:
        yield claim(Topic.LOCK_FILE, managed.lock, at=place)
        yield from locks.newest_python(home, managed.lock)
    if managed.files:
        yield claim(Topic.MANIFEST, *managed.files, at=tuple(home.at(name) for name in managed.files))
    for argv in managed.install:
        yield claim(Topic.INSTALL, *argv, at=place)
    for argv in managed.build:
        yield claim(Topic.BUILD, *argv, at=place)
    for one in managed.declared:
        yield claim(Topic.DEPENDENCY, one.key, one.asked, at=one.evidence)
    if managed.git:
        yield claim(
            Topic.SYSTEM_PACKAGE_BUILD, "git", "ca-certificates", at=managed.git, why="a dependency is fetched by git"
        )


def _variables(folder: Folder, parsed: dict[str, Module]) -> Iterator[Claim | Doubt]:
    """The environment variables that the code reads, but for PORT, which the image sets; those without a default."""
    seen: dict[str, Claim] = {}
    required: dict[str, Claim] = {}
    given = {"PORT", "PATH", "HOME"}.union(*(module.given for module in parsed.values()))
    for file, module in parsed.items():
        for name, line in module.required.items():
            if name not in given:
                required.setdefault(name, claim(Topic.VARIABLE, name, *REQUIRED, at=folder.at(file, line)))
        for name, line in module.variables.items():
            if name not in {"PORT", "PATH", "HOME"}:
                seen.setdefault(name, claim(Topic.VARIABLE, name, at=folder.at(file, line)))
    yield from {**seen, **required}.values()
    if required:
        shown = ", ".join([*required][:SHOWN]) + (f" and {len(required) - SHOWN} more" if len(required) > SHOWN else "")
        yield doubt(
            Topic.VARIABLE,
            f"The code reads {shown} without a default, and fails where that is missing: the workflow starts the "
            "container with placeholder values.",
            "Give the real values where the container runs.",
            *(one.evidence[0] for one in [*required.values()][:SHOWN]),
        )


def plan(facts: Facts, catalogue: Catalogue) -> Plan:
    """Two stages: one that installs, one that runs."""
    from bot.stacks.python import image

    return image.plan(facts, catalogue)
