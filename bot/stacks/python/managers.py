"""Which package manager installs a service's dependencies, from which files, with which commands."""

from __future__ import annotations

from bot.frozen import dataclass
from bot.stacks.claims import doubt
from bot.stacks.folder import table, word, words
from bot.stacks.python import exported, members, requirements
from bot.types import Topic

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bot.stacks.folder import Folder
    from bot.stacks.python.requirements import Requirement
    from bot.types import Doubt, Evidence

REQUIREMENTS = (
    "requirements.txt",
    "requirements/production.txt",
    "requirements/prod.txt",
    "requirements-prod.txt",
    "requirements/base.txt",
    "requirements.in",
)
DOCUMENTS = ("mkdocs.yml", "mkdocs.yaml")  # beside which requirements of their own may lie in docs

Argv = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Managed:
    """`install` runs before the sources are there, `build` after; `files` is what `install` needs."""

    manager: str
    files: tuple[str, ...]
    evidence: Evidence
    install: tuple[Argv, ...] = ()
    build: tuple[Argv, ...] = ()
    lock: str = ""
    declared: tuple[Requirement, ...] = ()
    packaged: bool = False
    git: tuple[Evidence, ...] = ()
    read: tuple[str, ...] = ()  # requirements files, whether or not they are copied by themselves
    doubts: tuple[Doubt, ...] = ()
    home: Folder | None = None  # where files and lock are, if not in the service's own folder


def managed(folder: Folder, pyproject: dict[str, object]) -> Managed:
    """By the lock file, then by the manifest; a service without any has no dependencies."""
    if folder.has("uv.lock") and pyproject:
        return _uv(folder, pyproject)
    if home := members.home(folder, pyproject):
        return _uv_member(folder, home, pyproject)
    if exported.found(folder)[0]:
        return _exported(folder, pyproject)
    if name := folder.first(*REQUIREMENTS):
        return _pip(folder, name, pyproject)
    return _without_lock(folder, pyproject)


def _without_lock(folder: Folder, pyproject: dict[str, object]) -> Managed:
    if table(pyproject, "project"):
        return _pep621(folder, pyproject)
    if folder.has("Pipfile"):
        return _unlocked_pipfile(folder)
    if name := "setup.py" if folder.has("setup.py") else "pyproject.toml" if table(pyproject, "tool", "poetry") else "":
        return Managed(
            manager="pip",
            files=(),
            evidence=folder.at(name),
            build=(("pip", "install", "."),),
            declared=tuple(exported.declared(folder, "poetry", pyproject)),
            packaged=True,
            doubts=(_unlocked(name, folder.at(name)),),
        )
    if folder.first(*DOCUMENTS) and folder.has("docs/requirements.txt"):
        return _pip(folder, "docs/requirements.txt", pyproject)
    return Managed(manager="", files=(), evidence=folder.at(folder.first("pyproject.toml")))


def _uv(folder: Folder, pyproject: dict[str, object]) -> Managed:
    sync = ("uv", "sync", "--locked", "--no-dev", "--no-editable")
    packaged = is_packaged(pyproject)
    inside = members.manifests(folder, pyproject)
    paths = [one for one in table(pyproject, "tool", "uv", "sources").values() if word(one, "path")]
    part = "workspace" if inside else "project"
    return Managed(
        manager="uv",
        lock="uv.lock",
        files=(".",) if paths else ("pyproject.toml", "uv.lock", *inside),
        evidence=folder.at("uv.lock"),
        install=((*sync, f"--no-install-{part}"),),
        build=((*sync, "--inexact"),) if packaged or inside else (),
        declared=declared(folder, pyproject),
        packaged=packaged,
    )


def _uv_member(folder: Folder, home: Folder, pyproject: dict[str, object]) -> Managed:
    """A member of a workspace is installed from the workspace's folder, with no other member but those it needs."""
    sync = ("uv", "sync", "--locked", "--no-dev", "--no-editable", "--package", word(pyproject, "project", "name"))
    return Managed(
        manager="uv",
        lock="uv.lock",
        files=("pyproject.toml", "uv.lock", *members.manifests(home, home.toml("pyproject.toml"))),
        evidence=home.at("uv.lock"),
        install=((*sync, "--no-install-workspace"),),
        build=((*sync, "--inexact"),),
        declared=declared(folder, pyproject),
        packaged=is_packaged(pyproject),
        home=home,
    )


def _exported(folder: Folder, pyproject: dict[str, object]) -> Managed:
    lock, manager = exported.found(folder)
    packaged = manager != "pipenv" and exported.packaged(folder, pyproject)
    own = declared(folder, pyproject) or tuple(exported.declared(folder, manager, pyproject))
    return Managed(
        manager=manager,
        lock=lock,
        files=(exported.MANIFESTS[manager], lock),
        evidence=folder.at(lock),
        install=exported.INSTALLS[manager],
        build=(("pip", "install", "--no-deps", "."),) if packaged else (),
        declared=own,
        packaged=packaged,
    )


def _unlocked_pipfile(folder: Folder) -> Managed:
    place = folder.at("Pipfile")
    missing = doubt(
        Topic.LOCK_FILE, "Pipfile has no lock file beside it.", "Commit a Pipfile.lock (pipenv lock).", place
    )
    return Managed(
        manager="pipenv",
        files=("Pipfile",),
        evidence=place,
        install=(("pipenv", "install"),),
        declared=tuple(exported.declared(folder, "pipenv", {})),
        doubts=(missing,),
    )


def _pip(folder: Folder, name: str, pyproject: dict[str, object]) -> Managed:
    read = requirements.read(folder, name)
    packaged = is_packaged(pyproject) and bool(table(pyproject, "project"))
    install: Argv = ("pip", "install", "--requirement", name)
    project: tuple[Argv, ...] = (("pip", "install", "--no-deps", "."),) if packaged else ()
    loose = [one for one in read.requirements if "==" not in one.asked]
    doubts = (_loose(loose[0], name),) if loose else ()
    return Managed(
        manager="pip",
        files=() if read.local else read.files,
        evidence=folder.at(name),
        install=() if read.local else (install,),
        build=(install,) if read.local else project,
        declared=read.requirements,
        packaged=packaged or bool(read.local),
        git=read.git,
        read=read.files,
        doubts=doubts,
    )


def _pep621(folder: Folder, pyproject: dict[str, object]) -> Managed:
    """uv reads a pyproject's dependencies before the sources are there, which pip cannot."""
    packaged = is_packaged(pyproject)
    found = declared(folder, pyproject)
    place = folder.find("pyproject.toml", r"^\s*dependencies\s*=")
    return Managed(
        manager="uv pip",
        files=("pyproject.toml",),
        evidence=folder.find("pyproject.toml", r"^\s*\[project\]"),
        install=(("uv", "pip", "install", "--requirements", "pyproject.toml"),) if found else (),
        build=(("uv", "pip", "install", "--no-deps", "."),) if packaged else (),
        declared=found,
        packaged=packaged,
        doubts=(_unlocked("pyproject.toml", place),) if found else (),
    )


def is_packaged(pyproject: dict[str, object]) -> bool:
    """Whether the project itself is built and installed: it names a build system, or asks uv for it."""
    asked = table(pyproject, "tool", "uv").get("package")
    return asked if isinstance(asked, bool) else "build-system" in pyproject


def declared(folder: Folder, pyproject: dict[str, object]) -> tuple[Requirement, ...]:
    """The dependencies of `[project]`, each with the line that names it."""
    found = []
    for text in words(pyproject, "project", "dependencies"):
        quoted = "".join(f"\\{char}" if not char.isalnum() else char for char in text)
        if one := requirements.requirement(text, folder.find("pyproject.toml", rf"[\"']{quoted}[\"']")):
            found.append(one)
    return tuple(found)


def _unlocked(name: str, place: Evidence) -> Doubt:
    return doubt(
        Topic.LOCK_FILE,
        f"{name} has no lock file beside it: each build takes the newest versions that it allows.",
        "Commit a uv.lock (uv lock).",
        place,
    )


def _loose(one: Requirement, name: str) -> Doubt:
    return doubt(
        Topic.LOCK_FILE,
        f"{name} does not pin every package ({one.name} is one): each build may get other versions.",
        "Pin them, or commit a lock file.",
        one.evidence,
    )
