"""Makes Facts of each service in a Snapshot, and from them a Plan: one module or package for each ecosystem.

Each says in ROWS what it recognises and starts (a package in its `rows.py`): docs/stacks.md is written from them by
`python -m bot.stacks.docs > docs/stacks.md`, and tests/bot/stacks/test_docs.py holds them against tests/apps.
"""

from __future__ import annotations

from bot.frozen import replace
from bot.stacks import (
    choosing,
    cpp,
    deno,
    dotnet,
    elixir,
    generators,
    go,
    hints,
    java,
    node,
    php,
    python,
    ruby,
    rust,
    shell,
    static,
    unread,
)
from bot.stacks.folder import Folder
from bot.types import Topic

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import ModuleType

    from bot.catalogue import Catalogue
    from bot.types import Claim, Doubt, Facts, Plan, Snapshot

    Said = dict[str, tuple[Claim | Doubt, ...]]

# Order is meaning: of two that recognise the same folder, one that listens wins, then the earlier one.
STACKS: tuple[ModuleType, ...] = (
    go,
    rust,
    java,
    dotnet,
    elixir,
    python,
    php,
    ruby,
    deno,
    node,
    cpp,
    generators,
    static,
    shell,
)

# Manifests of programs, some of which are not read yet: a loose script or page beside one is not the application.
FOREIGN = (
    *("go.mod", "Cargo.toml", "pom.xml", "build.gradle", "build.gradle.kts", "Gemfile", "composer.json", "mix.exs"),
    *("*.csproj", "*.sln", "CMakeLists.txt", "meson.build", "Package.swift", "pubspec.yaml", "deno.json", "gleam.toml"),
)
TOLD = (Topic.RELEASE, Topic.PROCESS, Topic.VARIABLE, Topic.NEEDS)  # said in every plan, whoever made it
CLOSED = 5  # files that were not read or do not parse, and are named when nothing was found


def reads() -> tuple[str, ...]:
    """The globs of all files that some ecosystem or a hint reads, in order of importance, each once."""
    readers = (*STACKS, hints)
    longest = max(len(reader.READS) for reader in readers)
    ranked = (reader.READS[place] for place in range(longest) for reader in readers if place < len(reader.READS))
    return tuple(dict.fromkeys(ranked))


def follow(snapshot: Snapshot) -> tuple[str, ...]:
    """The paths that the files read so far name, and that are worth reading next."""
    return tuple(dict.fromkeys(path for stack in STACKS for path in stack.follow(snapshot)))


def recognise(snapshot: Snapshot, *, heeding: bool = True, improving: bool = False) -> tuple[Facts, ...]:
    """The services of a repository, chosen by the rule of `choosing`.

    What the project's own files say of it (a Procfile, a compose file …) is heeded unless that is switched off; what an
    existing Dockerfile says, where it is to be improved. Raises ManifestUnreadable.
    """
    said: Said = {}
    best: dict[str, Facts] = {}
    foreign = any(snapshot.match(glob) for glob in FOREIGN)
    for stack in STACKS:
        for facts in stack.recognise(snapshot):
            root = facts.service.root
            if foreign and not _declared(facts):
                continue  # a loose script or page beside a program that nobody here can build is not the application
            if root not in said:
                folder = Folder(snapshot=snapshot, root=root)
                said[root] = hints.read(folder, improving=improving) if heeding else ()
            if root not in best or _outranks(facts, best[root], hints.ecosystem(said[root])):
                best[root] = facts
    finished = {root: _finished(facts, snapshot, said[root]) for root, facts in best.items()}
    return choosing.chosen(finished)


def _finished(facts: Facts, snapshot: Snapshot, said: tuple[Claim | Doubt, ...]) -> Facts:
    """The facts with what the project's own words add to them, and the services that it all needs."""
    folder = Folder(snapshot=snapshot, root=facts.service.root)
    return hints.needs.replaced(hints.heed(_wondering(facts, snapshot), folder, said))


def unheeded(heeded: tuple[Facts, ...], snapshot: Snapshot) -> tuple[Facts, ...]:
    """The facts by rules alone, with a doubt for each command of the project's own that is not taken."""
    before = {facts.service.root: facts for facts in heeded}
    plain = recognise(snapshot, heeding=False)
    return tuple(hints.refused(facts, before[facts.service.root]) for facts in plain)


def _wondering(facts: Facts, snapshot: Snapshot) -> Facts:
    """A loose page is served with a doubt where a program that does not parse lies beside it."""
    if _declared(facts) or facts.stack == python.NAME:
        return facts
    from bot.stacks.python import broken

    beside = tuple(broken.doubts(Folder(snapshot=snapshot, root=facts.service.root)))
    return replace(facts, doubts=(*facts.doubts, *beside)) if beside else facts


def _outranks(facts: Facts, other: Facts, named: str) -> bool:
    """Whether the project's own words name its ecosystem, or it listens and the other does not.

    A loose page is not preferred to a program with a manifest.
    """
    if named in {facts.stack, other.stack}:
        return facts.stack == named
    listens = facts.word(Topic.KIND) == "web" and other.word(Topic.KIND) != "web"
    return listens and (_declared(facts) or not _declared(other))


def _declared(facts: Facts) -> bool:
    return facts.first(Topic.PACKAGE_MANAGER) is not None


def unrecognised(snapshot: Snapshot) -> str:
    """One sentence for people: what was looked for, and what they can do."""
    from bot.stacks.python import broken

    names = ", ".join(stack.NAME for stack in STACKS)
    kinds = ", ".join(sorted({path.rpartition(".")[2] for path in snapshot.tree.sizes if "." in path})[:8])
    there = f" (its files end in {kinds})" if kinds else ""
    closed = (*broken.sentences(snapshot, *python.MANIFESTS), *unread.sentences(snapshot))
    return (
        f"No application that could be started was found in {snapshot.name}{there}: looked for {names} by their "
        "manifests and entry points, in the repository's own folder and two levels below. Add a manifest with a start "
        "command (such as scripts.start in package.json, or [project.scripts] in pyproject.toml), or a main.py."
        + "".join(f" {one}." for one in closed[:CLOSED])
    )


def plan(facts: Facts, catalogue: Catalogue) -> Plan:
    """The Plan of one service, by the ecosystem that recognised it; what no image is made from is said all the same."""
    planner = next((stack for stack in STACKS if facts.stack == stack.NAME), None) or _composed()
    made: Plan = planner.plan(facts, catalogue)
    told = tuple(one for one in facts.claims if one.topic in TOLD and one not in made.decisions)
    return replace(made, decisions=(*made.decisions, *told))


def _composed() -> ModuleType:
    """The planner of what an adviser decided alone."""
    from bot.stacks import composed

    return composed
