"""Reads package.json's scripts: which words a script runs, what it builds first, and whether it needs a shell."""

from __future__ import annotations

import re
import shlex

from bot.frozen import dataclass
from bot.lazy import pattern
from bot.stacks.folder import table, word

Argv = tuple[str, ...]

_SHELL = pattern(r"[;&|<>`$()\\*?{}\n\r]")
_FILE = pattern(r"\.[cm]?[jt]sx?$")
_SETTING = pattern(r"[A-Za-z_]\w*=.*")
_RUNNERS = {"npx": 1, "bunx": 1, "cross-env": 1, "env": 1, "dotenv": 1, "pnpm exec": 2, "yarn exec": 2}


@dataclass(frozen=True, slots=True, kw_only=True)
class Script:
    """`before` runs first (joined by &&), then `argv` stays; `plain` says that no shell is needed for it."""

    argv: Argv
    before: tuple[Argv, ...] = ()
    settings: tuple[tuple[str, str], ...] = ()
    plain: bool = True


def read(text: str) -> Script:
    """The last command of a script, with the ones before it; settings such as `NODE_ENV=production` apart."""
    parts = [part.strip() for part in text.split("&&")]
    commands = [_words(part) for part in parts]
    if not text.strip() or any(command is None for command in commands):
        return Script(argv=(), plain=False)
    known = [command for command in commands if command is not None]
    settings = tuple(pair for pairs, _ in known for pair in pairs)
    *before, (_, argv) = known
    return Script(argv=argv, before=tuple(words for _, words in before), settings=settings, plain=bool(argv))


def _words(command: str) -> tuple[tuple[tuple[str, str], ...], Argv] | None:
    """Leading settings and words; None when it takes a shell to run them."""
    if _SHELL.search(command):
        return None
    try:
        words = shlex.split(command)
    except ValueError:
        return None
    settings: list[tuple[str, str]] = []
    while words and (_SETTING.fullmatch(words[0]) or words[0] in _RUNNERS):
        if _SETTING.fullmatch(words[0]):
            name, _, value = words[0].partition("=")
            settings.append((name, value))
        words = words[1:]
    return tuple(settings), tuple(words)


def runs(argv: Argv) -> str:
    """The name of the script that a command runs (`npm run build` → build), else ""."""
    words = [word for word in argv if not word.startswith("-")]
    if words[:1] == ["bun"] and _FILE.search("".join(words[-1:])):
        return ""  # a file, which Bun runs itself
    if len(words) > 1 and words[0] in {"npm", "pnpm", "yarn", "bun"}:
        return words[2] if words[1] in {"run", "run-script"} and len(words) > 2 else words[1]
    return ""


# Scripts that build under another name, and how a tool's own command looks that does.
_HOSTS = ("build", "heroku-postbuild", "gcp-build", "vercel-build")
_BUILDS = ("build:prod", "build:production", "docs:build", "build:docs", "site:build", "generate", "export")
_BUILDING = pattern(
    r"\b(?:vite|vitepress|vuepress|astro|docusaurus|gatsby|next|nuxt|ng|react-scripts|vue-cli-service|slidev|qwik|nitro|remix"
    r"|react-router|expo)\b[^&|;]{0,200}\b(?:build|generate|export)\b|\bhexo (?:g|generate)\b"
    r"|(?:^|\s)(?:@11ty/)?eleventy$"
)


def build(manifest: dict[str, object]) -> str:
    """The name of the script that builds what is deployed, "" for none."""
    if own := next((name for name in _HOSTS if word(manifest, "scripts", name)), ""):
        return own
    named = next((name for name in _BUILDS if word(manifest, "scripts", name)), "")
    every = (*([named] if named else []), *table(manifest, "scripts"))
    return next((name for name in every if _BUILDING.search(word(manifest, "scripts", name))), "")


# What a start script runs on a developer's machine, and no server for production.
_DEVELOPMENT = (
    *("vite", "dev", "preview", "serve", "start-dev", "ng", "expo", "storybook", "nodemon", "react-scripts", "gatsby"),
    *(
        "vitepress",
        "docusaurus",
        "webpack",
        "webpack-dev-server",
        "parcel",
        "vue-cli-service",
        "eleventy",
        "http-server",
        "hexo",
        "slidev",
        "vinxi",
        "nitro",
        "nitropack",
        "nuxi",
        "wrangler",
    ),
)


def serves(argv: Argv) -> bool:
    """Whether a start script's words are those of a production server: no development server, no script of scripts."""
    return bool(argv) and argv[0] not in _DEVELOPMENT and not runs(argv) and "dev" not in argv[1:2]


def port(argv: Argv) -> str:
    """The number that a command is given as its port, else ""."""
    found = re.search(r"(?:^|\s)(?:-p|--port)[=\s](\d{2,5})(?:\s|$)", " ".join(argv))
    return found[1] if found else ""


def installs(argv: Argv) -> bool:
    """Whether a command installs packages, which is a step of its own."""
    return manages(argv) and argv[1:2] in ((), ("install",), ("i",), ("ci",))


def elsewhere(argv: Argv) -> bool:
    """Whether a command starts what runs on somebody's platform, or on a desk, and in no container."""
    return bool(argv) and argv[0] in {"wrangler", "vercel", "netlify", "serverless", "sls", "electron"}


def manages(argv: Argv) -> bool:
    """Whether a command is a package manager's."""
    return argv[:1] in {("npm",), ("pnpm",), ("yarn",), ("bun",)}


def option(text: str, name: str) -> str:
    """The value of `--name value` or `--name=value` in a script, else ""."""
    found = re.search(rf"(?:^|\s)--{name}(?:=|\s+)([^\s;&|]+)", text)
    return found[1].strip("'\"") if found else ""


# Programs that are not called as their packages are.
_PACKAGES = {"nest": "@nestjs/cli", "remix-serve": "@remix-run/serve", "react-router-serve": "@react-router/serve"}


def packages(argv: Argv) -> set[str]:
    """What a command may need of packages: `tsx x.ts`, `node -r ts-node/register x.ts`, `node --import=tsx x.ts`."""
    plain = (one.rpartition("=")[2] for one in argv)
    return {_PACKAGES.get(one, one.partition("/")[0] if one[:1] != "@" else one) for one in plain}
