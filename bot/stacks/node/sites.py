"""Static builds: which tool writes a site, into which folder, and whether one page answers for every path."""

from __future__ import annotations

import re

from bot.frozen import dataclass
from bot.stacks import nginx
from bot.stacks.claims import claim
from bot.stacks.folder import table, word, words
from bot.stacks.javascript import source
from bot.stacks.node import scripts
from bot.types import Topic

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.stacks.folder import Folder
    from bot.types import Claim, Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Tool:
    """A tool that writes a site: the package that a manifest declares, and where it writes unless told otherwise."""

    package: str
    name: str
    output: str
    programs: tuple[str, ...]  # what scripts call it
    build: tuple[str, ...] = ()  # what builds where no script does


def _tool(package: str, name: str, output: str, program: str, *build: str) -> Tool:
    return Tool(package=package, name=name, output=output, programs=(program,), build=(program, *build))


TOOLS = (
    _tool("@docusaurus/core", "Docusaurus", "build", "docusaurus", "build"),
    _tool("gatsby", "Gatsby", "public", "gatsby", "build"),
    _tool("@11ty/eleventy", "Eleventy", "_site", "eleventy"),
    _tool("hexo", "Hexo", "public", "hexo", "generate"),
    _tool("@slidev/cli", "Slidev", "dist", "slidev", "build"),
    _tool("react-scripts", "Create React App", "build", "react-scripts", "build"),
    _tool("@vue/cli-service", "Vue CLI", "dist", "vue-cli-service", "build"),
    _tool("@builder.io/qwik-city", "Qwik", "dist", "qwik"),
    _tool("astro", "Astro", "dist", "astro", "build"),
    _tool("parcel", "Parcel", "dist", "parcel"),
    _tool("vite", "Vite", "dist", "vite", "build"),
)
# Packages with which a tool's build is a server, or serves pages itself: not for a static server.
SERVERS = ("vike", "@remix-run/node", "@react-router/node")
_PREVIEWS = {"serve", "http-server", "sirv", "live-server", "lite-server", "preview"}
_ROUTERS = (
    "react-router-dom",
    "react-router",
    "vue-router",
    "@tanstack/react-router",
    "wouter",
    "svelte-routing",
    "@solidjs/router",
    "preact-router",
)
_PAGES = ("index.html", "*/index.html")
_CONFIGS = {
    "vite": ("vite.config.ts", "vite.config.js", "vite.config.mts", "vite.config.mjs"),
    "astro": ("astro.config.mjs", "astro.config.ts", "astro.config.js"),
    "@vue/cli-service": ("vue.config.js",),
    "@11ty/eleventy": (".eleventy.js", "eleventy.config.js", "eleventy.config.mjs", "eleventy.config.cjs"),
}
# What is there where a tool without a script for it can build.
_SOURCES = {
    "vite": _CONFIGS["vite"],
    "@slidev/cli": ("slides.md",),
    "hexo": ("source/**",),
    "@docusaurus/core": ("docs/**", "src/**"),
    "@11ty/eleventy": _CONFIGS["@11ty/eleventy"],
}
READS = tuple(name for names in _CONFIGS.values() for name in names)


def dependencies(manifest: dict[str, object]) -> dict[str, str]:
    """All declared packages, for running and for development."""
    both = {**table(manifest, "devDependencies"), **table(manifest, "dependencies")}
    return {name: asked for name, asked in both.items() if isinstance(asked, str)}


def tool(folder: Folder, manifest: dict[str, object]) -> Tool | None:
    """The tool whose output a static server can serve, None when the project starts a server of its own."""
    declared = dependencies(manifest)
    if any(name in declared for name in SERVERS):
        return None
    found = next((one for one in TOOLS if one.package in declared or _is_run(folder, manifest, one)), None)
    if found and not _builds(folder, manifest, found):
        return None
    if found and found.package == "vite" and not any(folder.match(page) for page in _PAGES):
        return None  # a library is built by it too
    start = scripts.read(word(manifest, "scripts", "start"))
    if (
        found is None
        or not start.argv
        or start.argv[0] in {*_PREVIEWS, *(name for one in TOOLS for name in one.programs)}
    ):
        return found
    if scripts.runs(start.argv) in {"dev", "preview", "serve"}:
        return found
    return None


def _is_run(folder: Folder, manifest: dict[str, object], tool: Tool) -> bool:
    """Whether a member's script builds with it, and its configuration is there: the workspace's root declares it."""
    text = " ".join(str(one) for one in table(manifest, "scripts").values())
    configured = folder.first(*_CONFIGS.get(tool.package, ()))
    return bool(folder.root and configured and " ".join(tool.build) in text)


def _builds(folder: Folder, manifest: dict[str, object], found: Tool) -> bool:
    """Whether a script builds it, or the tool itself can: in a folder that is no workspace, and has sources for it."""
    if scripts.build(manifest):
        return True
    sources = any(folder.match(name) for name in _SOURCES.get(found.package, ("src/**",)))
    return bool(found.build and sources and not words(manifest, "workspaces"))


def claims(folder: Folder, manifest: dict[str, object], found: Tool) -> Iterator[Claim]:
    """What a plan needs to build and serve the site."""
    declared = folder.find("package.json", f'"{re.escape(found.package)}"\\s*:')
    output, place = _output(folder, manifest, found)
    yield claim(Topic.FRAMEWORK, found.name, at=declared)
    if not scripts.build(manifest):
        yield claim(Topic.BUILD, *found.build, at=declared, why="no script builds it")
    yield from served(output, place)
    for router in _ROUTERS:
        if router in dependencies(manifest):
            line = folder.find("package.json", f'"{re.escape(router)}"\\s*:')
            yield claim(Topic.FALLBACK, "/index.html", at=line, why=f"{router} routes in the browser")
            return


def served(output: str, place: Evidence) -> Iterator[Claim]:
    """What holds of every folder of files that a static server serves."""
    yield claim(Topic.KIND, "web", at=place)
    yield claim(Topic.OUTPUT, output, at=place)
    yield claim(Topic.PORT, str(nginx.PORT), at=place, why="the unprivileged server's port", certain=False)
    yield claim(Topic.HEALTH_PATH, "/", at=place, why="the page that the build writes", certain=False)


def _output(folder: Folder, manifest: dict[str, object], found: Tool) -> tuple[str, Evidence]:
    """The folder by a flag of the build script, by the configuration, else the tool's own."""
    name = scripts.build(manifest)
    build = word(manifest, "scripts", name)
    declared = f'"{re.escape(name or found.package)}"\\s*:'
    script = folder.find("package.json", declared)
    for flag in ("outDir", "out-dir", "dist-dir", "dest", "output"):
        if value := scripts.option(build, flag):
            return _plain(value), script
    config = folder.first(*_CONFIGS.get(found.package, ()))
    values = source.settings(folder.text(config), "outDir", "outputDir", "output", "root") if config else {}
    keys = ("output",) if found.package == "@11ty/eleventy" else ("outDir", "outputDir")
    if key := next((key for key in keys if key in values), ""):
        value, line = values[key]
        base = values["root"][0] if "root" in values and found.package == "vite" else ""
        return _beside(base, value), folder.at(config, line)
    if "root" in values and found.package == "vite":
        return _beside(values["root"][0], found.output), folder.at(config, values["root"][1])
    return found.output, script


def _beside(base: str, value: str) -> str:
    parts: list[str] = []
    for part in f"{base}/{value}".split("/"):
        if part == "..":
            parts = parts[:-1]
        elif part not in {"", "."}:
            parts.append(part)
    return "/".join(parts)


def _plain(value: str) -> str:
    return _beside("", value)
