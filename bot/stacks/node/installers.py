"""The package managers of Node: how each installs, prunes, builds one member of a workspace, and gets into an image."""

from __future__ import annotations

from bot.frozen import dataclass
from bot.stacks.steps import APP
from bot.types import Copy, Env, Run

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bot.catalogue import Catalogue
    from bot.types import Step

Argv = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Installer:
    """`strict` refuses a lock file that is out of step; `production` leaves development packages out."""

    strict: Argv
    loose: Argv
    production: str
    prune: Argv
    cache: str
    locks: tuple[str, ...]


INSTALLERS = {
    "npm": Installer(
        strict=("npm", "ci"),
        loose=("npm", "install"),
        production="--omit=dev",
        prune=("npm", "prune", "--omit=dev"),
        cache="/root/.npm",
        locks=("package-lock.json", "npm-shrinkwrap.json"),
    ),
    "pnpm": Installer(
        strict=("pnpm", "install", "--frozen-lockfile"),
        loose=("pnpm", "install", "--no-frozen-lockfile"),
        production="--prod",
        prune=("pnpm", "install", "--frozen-lockfile", "--prod", "--offline"),
        cache="/root/.local/share/pnpm/store",
        locks=("pnpm-lock.yaml",),
    ),
    "yarn": Installer(  # version 1
        strict=("yarn", "install", "--frozen-lockfile"),
        loose=("yarn", "install"),
        production="--production",
        prune=("yarn", "install", "--frozen-lockfile", "--production", "--ignore-scripts", "--prefer-offline"),
        cache="/usr/local/share/.cache/yarn",
        locks=("yarn.lock",),
    ),
    "berry": Installer(  # yarn 2 and newer
        strict=("yarn", "install", "--immutable"),
        loose=("yarn", "install"),
        production="",
        prune=(),
        cache="/root/.yarn/berry/cache",
        locks=("yarn.lock",),
    ),
    "bun": Installer(
        strict=("bun", "install", "--frozen-lockfile"),
        loose=("bun", "install"),
        production="--production",
        prune=("bun", "install", "--frozen-lockfile", "--production"),
        cache="/root/.bun/install/cache",
        locks=("bun.lock", "bun.lockb"),
    ),
}
_WITH_YARN = 25  # official images from this version on bring neither yarn nor corepack


def run(manager: str, script: str) -> Argv:
    """Runs a script of the manifest."""
    return ("yarn" if manager == "berry" else manager, "run", script)


_PROGRAMS = frozenset({"npm", "npx", "pnpm", "yarn", "bun", "node", "cd"})


def call(manager: str, argv: Argv, member: str) -> tuple[Argv, ...]:
    """A command of a script: what a package brings is called by its path, from the folder that declares it."""
    if argv[0] in _PROGRAMS or "/" in argv[0]:
        return (argv,)
    if not member:
        return ((f"node_modules/.bin/{argv[0]}", *argv[1:]),)
    up = "../" * (member.count("/") + 1)
    found = (f"{up}node_modules/.bin/{argv[0]}", *argv[1:]) if manager == "bun" else ("npx", "--no-install", *argv)
    return (("cd", f"{APP}/{member}"), found, ("cd", APP))


def run_member(manager: str, member: str, script: str) -> Argv:
    """Runs a script of one member of a workspace, from the workspace's folder; pnpm builds what it depends on first."""
    match manager:
        case "pnpm":
            return ("pnpm", "--filter", f"{member}...", "run", script)
        case "yarn" | "berry":
            return ("yarn", "workspace", member, "run", script)
        case "bun":
            return ("bun", "run", "--filter", member, script)
        case _:
            return ("npm", "run", f"--workspace={member}", script)


def fetch(manager: str, version: str, node: str, catalogue: Catalogue) -> tuple[Step, ...]:
    """The steps that bring a manager into Node's image; `version` is exact, a major one of the catalogue, or ""."""
    match manager:
        case "bun":
            image = catalogue.image("oven/bun", "1-slim")
            return (Copy(sources=("/usr/local/bin/bun",), target="/usr/local/bin/", source_image=image),)
        case "pnpm":
            return (_global(f"pnpm@{_exact('pnpm', version, catalogue)}"),)
        case "yarn":
            return (_global(f"yarn@{catalogue.tools['yarn']}"),) if _without_yarn(node) else ()
        case "berry":
            modules = Env(pairs=(("YARN_NODE_LINKER", "node-modules"),), comment="Packages where Node itself looks")
            if not version:  # the repository brings its own release, which any yarn hands over to
                return (*fetch("yarn", "", node, catalogue), modules)
            exact = _exact("yarn-berry", version, catalogue)
            return (_global("--force", f"@yarnpkg/cli-dist@{exact}"), modules)
        case _:
            return ()


def _global(*words: str) -> Run:
    return Run(commands=(("npm", "install", "--global", *words),))


def _exact(tool: str, version: str, catalogue: Catalogue) -> str:
    """A whole version as it is, a major one by the catalogue's newest, anything else by the catalogue's default."""
    if version.count(".") == 2:
        return version
    return catalogue.tools.get(f"{tool}-{version}", catalogue.tools[tool])


def _without_yarn(node: str) -> bool:
    return node.isdigit() and int(node) >= _WITH_YARN
