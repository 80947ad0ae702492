"""What some packages need besides being installed: a browser, a generated client, a check that is put off."""

from __future__ import annotations

from bot.stacks.claims import claim
from bot.stacks.folder import table, word
from bot.types import Topic

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.stacks.folder import Folder
    from bot.types import Claim, Evidence

CHROMIUM = "/usr/bin/chromium"
_SCHEMAS = ("prisma/schema.prisma", "schema.prisma", "prisma/schema/schema.prisma")
_CHECKS = ("src/env.js", "src/env.mjs", "src/env.ts", "env.js", "env.mjs", "env.ts")


def claims(folder: Folder, manifest: dict[str, object]) -> Iterator[Claim]:
    """BUILD, INSTALL and VARIABLE for a program (a site has no use for a browser of its own)."""
    running = table(manifest, "dependencies")
    if "puppeteer" in running or "puppeteer-core" in running:
        yield from _puppeteer(_declared(folder, "puppeteer(?:-core)?"))
    if "playwright" in running:
        yield from _playwright(_declared(folder, "playwright"))


def building(folder: Folder, manifest: dict[str, object]) -> Iterator[Claim]:
    """What holds for every build."""
    every = {**table(manifest, "devDependencies"), **table(manifest, "dependencies")}
    scripted = any("prisma generate" in str(text) for text in table(manifest, "scripts").values())
    schema = word(manifest, "prisma", "schema") or folder.first(*_SCHEMAS, "prisma.config.ts")
    if "prisma" in every and schema and not scripted:
        at = _declared(folder, "prisma")
        yield claim(Topic.BUILD, "prisma", "generate", at=at, why="its client is written from the schema")
    name = folder.first(*_CHECKS)
    if name and "SKIP_ENV_VALIDATION" in folder.text(name):
        at = folder.find(name, "SKIP_ENV_VALIDATION")
        why = "a build has none of the variables that are checked when the program starts"
        yield claim(Topic.VARIABLE, "SKIP_ENV_VALIDATION", "1", "build", at=at, why=why)


def _declared(folder: Folder, package: str) -> Evidence:
    return folder.find("package.json", rf'"{package}"\s*:')


def _puppeteer(at: Evidence) -> Iterator[Claim]:
    why = "Debian's Chromium is used, which gets security fixes with the image"
    yield claim(Topic.VARIABLE, "PUPPETEER_SKIP_DOWNLOAD", "true", "build", at=at, why=why)
    yield claim(Topic.VARIABLE, "PUPPETEER_EXECUTABLE_PATH", CHROMIUM, at=at, why=why)


def _playwright(at: Evidence) -> Iterator[Claim]:
    why = "the browser lies among the packages, and goes with them into the last stage"
    yield claim(Topic.VARIABLE, "PLAYWRIGHT_BROWSERS_PATH", "0", "build", at=at, why=why)
    yield claim(Topic.VARIABLE, "PLAYWRIGHT_BROWSERS_PATH", "0", at=at, why=why)
    yield claim(Topic.INSTALL, "npx", "--no-install", "playwright", "install", "chromium", at=at)
