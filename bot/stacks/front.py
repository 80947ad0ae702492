"""A front end beside a program of another language: what installs and builds it in the stage that builds the program.

Node is copied into that stage, because such builds call the program's own language and read its packages (Laravel's
Wayfinder runs artisan, Ziggy is imported from vendor/, Rails installs and bundles when its assets are compiled).
"""

from __future__ import annotations

from bot.frozen import dataclass
from bot.lazy import pattern
from bot.stacks import addresses, steps
from bot.stacks.claims import claim, doubt, values
from bot.stacks.folder import table, word
from bot.stacks.versions import resolve
from bot.types import Copy, Facts, Run, Topic

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.catalogue import Catalogue
    from bot.stacks.folder import Folder
    from bot.types import Claim, Doubt, Step

Argv = tuple[str, ...]
READS = ("package.json", ".nvmrc", ".node-version", "*/package.json", "*/.nvmrc", "*/.node-version")
HOOKS = ("preinstall", "install", "postinstall", "prepare")
CLEAN = ("rm", "-rf", "node_modules")  # what is copied into the last stage has no use for them
_FIELD = pattern(r"(npm|pnpm|yarn|bun)@(\d+(?:\.\d+)*)")
_PROGRAMS = "/usr/local/bin/"
_PACKAGES = "/usr/local/lib/node_modules/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Manager:
    """How a package manager installs with its lock file and without, and where it keeps what it fetched."""

    strict: Argv
    loose: Argv
    cache: str
    lock: str


MANAGERS = {
    "npm": Manager(strict=("npm", "ci"), loose=("npm", "install"), cache="/root/.npm", lock="package-lock.json"),
    "pnpm": Manager(
        strict=("pnpm", "install", "--frozen-lockfile"),
        loose=("pnpm", "install", "--no-frozen-lockfile"),
        cache="/root/.local/share/pnpm/store",
        lock="pnpm-lock.yaml",
    ),
    "yarn": Manager(
        strict=("yarn", "install", "--frozen-lockfile"),
        loose=("yarn", "install"),
        cache="/usr/local/share/.cache/yarn",
        lock="yarn.lock",
    ),
    "bun": Manager(
        strict=("bun", "install", "--frozen-lockfile"),
        loose=("bun", "install"),
        cache="/root/.bun/install/cache",
        lock="bun.lock",
    ),
}
_BERRY = ("yarn", "install", "--immutable")


def claims(folder: Folder, *, script: str = "build") -> Iterator[Claim | Doubt]:
    """What installs and builds it, nothing where no manifest has the script; raises ManifestUnreadable.

    `script` "" means that the program's own build calls it: then it is installed alone.
    """
    manifest = folder.json("package.json")
    if not manifest or (script and not word(manifest, "scripts", script)):
        return
    name, version = _manager(folder, manifest)
    manager = MANAGERS[name]
    lock = folder.first(manager.lock, "bun.lockb" if name == "bun" else manager.lock)
    berry = name == "yarn" and (version[:1] in {"2", "3", "4"} or folder.has(".yarnrc.yml"))
    place = folder.at(lock or "package.json")
    yield from _node(folder, manifest)
    if table(manifest, "dependencies") or table(manifest, "devDependencies"):
        hooked = next((hook for hook in HOOKS if word(manifest, "scripts", hook)), "")
        names = ("package.json", lock, ".yarnrc.yml", "pnpm-workspace.yaml")
        files = tuple(one for one in names if one and folder.has(one))
        yield claim(Topic.MANIFEST, *((".",) if hooked else files), at=tuple(folder.at(one) for one in files))
        install = manager.loose if not lock else _BERRY if berry else manager.strict
        yield claim(Topic.INSTALL, *install, at=place)
        yield claim(
            Topic.PACKAGE_MANAGER, f"{name}-berry" if berry else name, *([version] if version else ()), at=place
        )
        if lock:
            yield claim(Topic.LOCK_FILE, lock, at=place)
        else:
            yield doubt(
                Topic.LOCK_FILE,
                "The front end has no lock file: each build takes the newest versions that package.json allows.",
                f"Commit {manager.lock}.",
                folder.at("package.json"),
            )
    if script:
        yield claim(Topic.BUILD, name, "run", script, at=folder.find("package.json", rf'"{script}"\s*:'))
    yield from addresses.committed(folder, ("package.json", lock))


def _manager(folder: Folder, manifest: dict[str, object]) -> tuple[str, str]:
    """By the packageManager field, then by the lock file, then npm; and the version that is asked for."""
    if found := _FIELD.match(word(manifest, "packageManager")):
        return found[1], found[2]
    locks = {**{manager.lock: name for name, manager in MANAGERS.items()}, "bun.lockb": "bun"}
    return next((name for lock, name in locks.items() if folder.has(lock)), "npm"), ""


def _node(folder: Folder, manifest: dict[str, object]) -> Iterator[Claim]:
    """What is asked of Node's version, as a dependency: RUNTIME is the program's own."""
    for name in (".nvmrc", ".node-version"):
        if (text := folder.text(name).strip().lstrip("v"))[:1].isdigit():
            yield claim(Topic.DEPENDENCY, "node", text, at=folder.at(name, 1))
    if asked := word(manifest, "engines", "node"):
        yield claim(Topic.DEPENDENCY, "node", asked, at=folder.find("package.json", r'"node"\s*:'))


def there(facts: Facts) -> bool:
    """Whether there is a front end to install or to build."""
    return any(_own(facts, topic) for topic in (Topic.MANIFEST, Topic.BUILD))


def tools(facts: Facts, catalogue: Catalogue) -> tuple[Step, ...]:
    """Node, and the manager where it is not npm; they stay in the stage that builds."""
    asked = (found for found in facts.all(Topic.DEPENDENCY) if found.value[0] == "node")
    wishes = tuple(claim(Topic.RUNTIME, found.value[1], at=found.evidence) for found in asked)
    version = resolve(Facts(service=facts.service, stack="node", claims=wishes), "node", catalogue).version
    image = catalogue.image("node", f"{version}-{steps.suite(catalogue, 'node', version)}-slim")
    copied = (
        Copy(sources=(_PROGRAMS,), target=_PROGRAMS, source_image=image, comment="Node stays in this stage"),
        Copy(sources=(_PACKAGES,), target=_PACKAGES, source_image=image),
    )
    return (*copied, *_brought(facts, catalogue))


def _brought(facts: Facts, catalogue: Catalogue) -> tuple[Step, ...]:
    name, version = (*_own(facts, Topic.PACKAGE_MANAGER), "npm", "")[:2]
    exact = version if version.count(".") == 2 else ""
    match name:
        case "bun":
            image = catalogue.image("oven/bun", "1-slim")
            return (Copy(sources=("/usr/local/bin/bun",), target=_PROGRAMS, source_image=image),)
        case "pnpm":
            return (_global(f"pnpm@{exact or catalogue.tools.get(f'pnpm-{version}', catalogue.tools['pnpm'])}"),)
        case "yarn":
            return (_global("--force", f"yarn@{exact or catalogue.tools['yarn']}"),)
        case "yarn-berry":
            return (_global("--force", f"@yarnpkg/cli-dist@{exact or catalogue.tools['yarn-berry']}"),)
        case _:
            return ()


def _global(*words: str) -> Run:
    return Run(commands=(("npm", "install", "--global", *words),))


def _own(facts: Facts, topic: Topic) -> tuple[str, ...]:
    """The value of the claim on a topic that was read from the front end's files."""
    for found in facts.all(topic):
        if topic is Topic.MANIFEST and found.evidence[0].path.endswith("package.json"):
            return found.value
        if topic is not Topic.MANIFEST and found.value[0].partition("-")[0] in MANAGERS:
            return found.value
    return ()


def install(facts: Facts, *, sources: bool) -> Iterator[Step]:
    """Its packages: before the sources, or after them where a script of the install may need any file."""
    manifests, argv = _own(facts, Topic.MANIFEST), _own(facts, Topic.INSTALL)
    if not argv or sources is not (manifests == (".",)):
        return
    if not sources:
        yield from steps.copies(manifests)
    manager = MANAGERS[argv[0]]
    yield Run(commands=(argv,), mounts=(steps.cache(argv[0], manager.cache),), env=(("CI", "true"),))


def build(facts: Facts) -> Iterator[Step]:
    """What its build script does."""
    if argv := _own(facts, Topic.BUILD):
        yield Run(commands=(argv, CLEAN), comment="The front end")


def others(facts: Facts, topic: Topic) -> tuple[tuple[str, ...], ...]:
    """The values on a topic that are the program's own."""
    mine = _own(facts, topic)
    return tuple(found for found in values(facts, topic) if found != mine)
