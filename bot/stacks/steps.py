"""The vocabulary of planning that every ecosystem shares: system packages, the user, caches, probes, an init."""

from __future__ import annotations

from bot.catalogue import probes
from bot.frozen import dataclass
from bot.stacks.claims import claim, value
from bot.types import Copy, Health, Mount, MountKind, Run, Topic

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.catalogue import Catalogue
    from bot.catalogue import SystemPackages as Row
    from bot.types import Claim, Facts

PORT = 8080
USER = 10001
APP = "/app"
EVERYTHING = Copy(sources=(".",), target="./")
INIT = "tini"
_TRIXIE = "2025-08-09"  # the day of its release
# What the catalogue says of a package's wheel: with these nothing is compiled, and of the first ones nothing is needed.
_SUFFICIENT = ("wheel_sufficient", "prebuilt_sufficient", "pure_wheel", "optional", "removed_from_trixie", "trap")
_NOT_COMPILED = ("wheel_needs", "pure_wheel_needs", "system_binaries", "downloads")


def suite(catalogue: Catalogue, runtime: str, version: str) -> str:
    """The Debian release of a version line's newest image: one that ended before trixie came was never built on it."""
    ended = catalogue.past_end_of_life(runtime, version)
    return "bookworm" if ended and ended < _TRIXIE else "trixie"


def apt(packages: tuple[str, ...], comment: str) -> tuple[Run, ...]:
    """One layer with Debian packages, its lists left out of it; nothing for no packages."""
    if not packages:
        return ()
    install = ("apt-get", "install", "--yes", "--no-install-recommends", *packages)
    commands = (("apt-get", "update"), install, ("rm", "-rf", "/var/lib/apt/lists/*"))
    return (Run(commands=commands, comment=comment),)


def user() -> Run:
    """The account that the program runs as; it owns /app itself, so that a program may write beside its code."""
    account = (
        "useradd",
        "--uid",
        str(USER),
        "--gid",
        "app",
        "--no-log-init",
        "--no-create-home",
        "--home-dir",
        APP,
        "app",
    )
    return Run(
        commands=(
            ("groupadd", "--gid", str(USER), "app"),
            account,
            ("install", "--directory", "--owner=app", "--group=app", APP),
        )
    )


def cache(name: str, target: str, *, sharing: str = "") -> Mount:
    """A cache mount that outlives a build, shared by name."""
    return Mount(kind=MountKind.CACHE, target=target, source=name, sharing=sharing)


@dataclass(frozen=True, slots=True, kw_only=True)
class SystemPackages:
    """Debian packages for the build and at run time, and the decisions that say which dependency needs them."""

    build: tuple[str, ...]
    run: tuple[str, ...]
    decisions: tuple[Claim, ...] = ()


def system_packages(facts: Facts, catalogue: Catalogue, ecosystem: str) -> SystemPackages:
    """What the declared dependencies need from Debian by the catalogue's table, and what the facts ask for."""
    found: list[Claim] = []
    for dependency in facts.all(Topic.DEPENDENCY):
        row = _row(dependency.value[0], catalogue, ecosystem)
        for topic, packages in _needs(row):
            found.append(claim(topic, *packages, at=dependency.evidence, why=f"{dependency.value[0]} needs it"))
    every = (*found, *facts.all(Topic.SYSTEM_PACKAGE_BUILD), *facts.all(Topic.SYSTEM_PACKAGE_RUN))

    def of(topic: Topic) -> tuple[str, ...]:
        return tuple(sorted({name for one in every if one.topic is topic for name in one.value}))

    return SystemPackages(
        build=of(Topic.SYSTEM_PACKAGE_BUILD), run=of(Topic.SYSTEM_PACKAGE_RUN), decisions=tuple(found)
    )


def _needs(row: Row | None) -> Iterator[tuple[Topic, tuple[str, ...]]]:
    if row is None or (row.wheel.startswith(_SUFFICIENT) and not row.wheel.startswith(_NOT_COMPILED)):
        return
    if row.build and not row.wheel.startswith(_NOT_COMPILED):
        yield Topic.SYSTEM_PACKAGE_BUILD, row.build
    if row.run:
        yield Topic.SYSTEM_PACKAGE_RUN, row.run


def _row(key: str, catalogue: Catalogue, ecosystem: str) -> Row | None:
    """The table's row for a package with these very extras, else for the package."""
    for name in (key, key.partition("[")[0]):
        for row in catalogue.system_packages:
            if ecosystem in row.ecosystems and name in row.packages:
                return row
    return None


def init(facts: Facts) -> tuple[str, ...]:
    """The words before a program that, as process 1, would never see SIGTERM; one that ends by itself needs none."""
    if facts.first(Topic.STOP_SIGNAL) or facts.word(Topic.KIND) == "job":
        return ()
    return (INIT, "--")


def start(facts: Facts) -> tuple[str, ...]:
    return (*init(facts), *value(facts, Topic.START))


def running_packages(facts: Facts, needed: SystemPackages) -> tuple[str, ...]:
    """What is installed in the last stage, the init among it where one is needed."""
    return tuple(sorted({*needed.run, *init(facts)[:1]}))


def copies(files: tuple[str, ...]) -> tuple[Copy, ...]:
    """One COPY for each folder that the files are in, so that each keeps its place."""
    if files == (".",):
        return (EVERYTHING,)
    folders: dict[str, list[str]] = {}
    for name in files:  # of a folder Docker copies what is in it
        folders.setdefault(name.rstrip("/") if name.endswith("/") else name.rpartition("/")[0], []).append(name)
    return tuple(
        Copy(sources=tuple(names), target=f"./{folder}/" if folder else "./") for folder, names in folders.items()
    )


def health_path(facts: Facts) -> str:
    """What a probe asks for, "" for a program that does not listen."""
    return facts.word(Topic.HEALTH_PATH, "/") if facts.first(Topic.PORT) else ""


def python_health(path: str) -> Health:
    """Asked by the interpreter itself."""
    return Health(argv=("python", "-c", probes.python_http(path)), path=path)


def node_health(path: str) -> Health:
    """Asked by Node itself."""
    return Health(argv=("node", "-e", probes.node_http(path)), path=path)


def bun_health(path: str) -> Health:
    """Asked by Bun itself."""
    return Health(argv=("bun", "-e", probes.node_http(path)), path=path)


def perl_health(path: str) -> Health:
    """Asked by the perl that every Debian image has."""
    return Health(argv=("perl", "-e", probes.perl_http(path)), path=path)


def port(facts: Facts) -> int | None:
    """The port that a service listens on by default, None for one that does not listen."""
    text = facts.word(Topic.PORT)
    return int(text) if text.isdigit() else None
