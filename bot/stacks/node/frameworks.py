"""Frameworks that build a server of their own, or a site, by what their configuration says."""

from __future__ import annotations

import re

from bot.frozen import dataclass
from bot.stacks import steps
from bot.stacks.claims import claim
from bot.stacks.folder import table, word
from bot.stacks.javascript import source
from bot.stacks.node import scripts, sites, workspaces
from bot.types import Topic

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bot.stacks.folder import Folder
    from bot.types import Claim, Evidence

ENDINGS = ("ts", "js", "mjs", "mts", "cjs")
EVERYWHERE = "0.0.0.0"  # noqa: S104  inside a container, whose ports somebody publishes or not


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """What every framework's function is given."""

    folder: Folder
    manifest: dict[str, object]
    package: str
    declared: Evidence

    def config(self, stem: str) -> str:
        """The configuration file, "" where there is none."""
        return self.folder.first(*(f"{stem}.config.{ending}" for ending in ENDINGS))


def claims(folder: Folder, manifest: dict[str, object]) -> Iterator[Claim]:
    """What a plan needs of the first framework that the manifest declares; nothing without one."""
    declared = sites.dependencies(manifest)
    found = next((one for one in FRAMEWORKS if one[0] in declared), None)
    if found is None or not _is_meant(folder, manifest):
        return
    package, name, make, build = found
    place = folder.find("package.json", f'"{re.escape(package)}"\\s*:')
    made = tuple(make(Project(folder=folder, manifest=manifest, package=package, declared=place)))
    if made:
        yield claim(Topic.FRAMEWORK, name, at=place)
        if not scripts.build(manifest):
            yield claim(Topic.BUILD, *build, at=place, why="no script builds it")
        yield from made


_MEANT = (
    *(
        f"{stem}.config.*"
        for stem in ("next", "nuxt", "vite", "react-router", "svelte", "astro", "nitro", "app", "remix")
    ),
    *("app/**", "pages/**", "src/app/**", "src/pages/**", "src/routes/**", "angular.json", "app.json", "adonisrc.ts"),
    *(".vitepress/**", "*/.vitepress/**", ".vuepress/**", "*/.vuepress/**"),
)


def _is_meant(folder: Folder, manifest: dict[str, object]) -> bool:
    """Whether the framework is the folder's own: a root may declare it for its members, a library for its types."""
    if scripts.build(manifest) or word(manifest, "scripts", "start"):
        return True
    return not workspaces.members(folder, manifest) and any(folder.match(glob) for glob in _MEANT)


def _site(output: str, place: Evidence, *, single: bool = False) -> Iterator[Claim]:
    yield from sites.served(output, place)
    if single:
        yield claim(Topic.FALLBACK, "/index.html", at=place, why="one page routes in the browser")


def _server(project: Project, start: tuple[str, ...], *copied: tuple[str, ...]) -> Iterator[Claim]:
    """By the start script where it names a production server, else by the framework's own way."""
    text = word(project.manifest, "scripts", "start")
    script = scripts.read(text)
    own = script.plain and scripts.serves(script.argv)
    place = project.folder.find("package.json", r'"start"\s*:') if own else project.declared
    yield claim(Topic.KIND, "web", at=project.declared)
    yield claim(Topic.START, *(script.argv if own else start), at=place)
    port = scripts.port(script.argv) if own else ""
    if port:
        yield claim(Topic.PORT, port, at=place, why="the port that the start script names")
    else:
        yield claim(Topic.PORT, str(steps.PORT), at=place, why="$PORT decides; this is its default", certain=False)
    yield claim(Topic.HEALTH_PATH, "/", at=project.declared, why="the framework's first page", certain=False)
    for one in copied or ((".", "."),):
        yield claim(Topic.COPY, *one, at=project.declared)


def _next(project: Project) -> Iterator[Claim]:
    config = project.config("next")
    values = source.settings(project.folder.text(config), "output", "distDir") if config else {}
    output, line = values.get("output", ("", 0))
    place = project.folder.at(config, line) if line else project.declared
    if output == "export":
        yield from _site(values.get("distDir", ("out", 0))[0], place)
    elif output == "standalone" and not project.folder.root:
        public = (("public", "public"),) if project.folder.match("public/*") else ()
        parts = ((".next/standalone", ".", "writable"), (".next/static", ".next/static"), *public)
        yield from (one for one in _server(project, ("node", "server.js"), *parts) if one.topic is not Topic.START)
        yield claim(Topic.START, "node", "server.js", at=place, why="the server that the standalone output holds")
        yield claim(Topic.VARIABLE, "HOSTNAME", EVERYWHERE, at=place)
    else:
        yield from _server(project, ("next", "start"), (".", ".", "writable"))


def _nitro(project: Project) -> Iterator[Claim]:
    """Nuxt and what else is served by Nitro: everything that runs is in `.output`."""
    name = scripts.build(project.manifest)
    if "nuxt generate" in word(project.manifest, "scripts", name):
        yield from _site(".output/public", project.folder.find("package.json", f'"{name}"\\s*:'))
    else:
        yield from _server(project, ("node", ".output/server/index.mjs"), (".output", ".output"))


def _tanstack(project: Project) -> Iterator[Claim]:
    """With Nitro all that runs is in `.output`; without it the build exports a handler, which srvx serves."""
    config = project.config("vite")
    imports = source.parse(project.folder.text(config)).imports if config else {}
    nitro = any("nitro" in name for name in (*imports, *sites.dependencies(project.manifest)))
    if nitro or not config or ".output" in word(project.manifest, "scripts", "start"):
        yield from _nitro(project)
        return
    yield from _server(project, ("srvx", "--prod", "-s", "../client", "dist/server/server.js"))


def _remix(project: Project) -> Iterator[Claim]:
    yield from _server(project, ("remix-serve", "./build/server/index.js"))


def _react_router(project: Project) -> Iterator[Claim]:
    config = project.config("react-router")
    if config and (line := source.switched_off(project.folder.text(config), "ssr")):
        yield from _site("build/client", project.folder.at(config, line), single=True)
    else:
        yield from _server(project, ("react-router-serve", "./build/server/index.js"))


def _svelte_kit(project: Project) -> Iterator[Claim]:
    config = project.config("svelte")
    imports = source.parse(project.folder.text(config)).imports if config else {}
    line = next((line for name, line in imports.items() if name.startswith("@sveltejs/adapter-")), 0)
    adapter = next((name for name in imports if name.startswith("@sveltejs/adapter-")), "@sveltejs/adapter-auto")
    place = project.folder.at(config, line) if line else project.declared
    if adapter == "@sveltejs/adapter-static":
        yield from _site("build", place)
        return
    yield from _server(project, ("node", "build"))
    if adapter == "@sveltejs/adapter-auto":
        yield claim(
            Topic.VARIABLE, "GCP_BUILDPACKS", "true", "build", at=place, why="makes adapter-auto build for Node"
        )


def _astro(project: Project) -> Iterator[Claim]:
    yield from _server(project, ("node", "./dist/server/entry.mjs"))
    yield claim(Topic.VARIABLE, "HOST", EVERYWHERE, at=project.declared, why="Astro listens on localhost without it")


def _adonis(project: Project) -> Iterator[Claim]:
    """Its build is a folder that runs by itself, once the packages lie beside it."""
    place = project.folder.first("adonisrc.ts")
    if not place:
        return  # version 5 and older are started as any other program
    yield from (
        one
        for one in _server(project, ("node", "bin/server.js"), ("build", "."), ("node_modules", "node_modules"))
        if one.topic is not Topic.START
    )
    yield claim(Topic.START, "node", "bin/server.js", at=project.folder.at(place), why="what its build writes")
    yield claim(Topic.VARIABLE, "HOST", EVERYWHERE, at=project.folder.at(place), why="its own default is localhost")


def _angular(project: Project) -> Iterator[Claim]:
    """The first project of the workspace that is built, and where its builder writes."""
    parsed = project.folder.json("angular.json")
    for name, told in table(parsed, "projects").items():
        build = table(told, "architect", "build") or table(told, "targets", "build")
        if not build:
            continue
        place = project.folder.find("angular.json", r'"outputPath"\s*:')
        output = word(build, "options", "outputPath") or word(build, "options", "outputPath", "base") or f"dist/{name}"
        if not word(build, "builder").endswith(":browser"):
            output = f"{output}/browser"
        single = "@angular/router" in sites.dependencies(project.manifest)
        yield from _site(output, place, single=single)
        return


def _expo(project: Project) -> Iterator[Claim]:
    if "react-native-web" not in sites.dependencies(project.manifest):
        return  # an application for telephones
    settings = project.folder.json("app.json")
    single = word(settings, "expo", "web", "output") not in {"static", "server"}
    place = project.folder.find("app.json", r'"output"\s*:') if project.folder.has("app.json") else project.declared
    yield from _site("dist", place, single=single)


def _press(project: Project) -> Iterator[Claim]:
    """VitePress and VuePress write into the folder of the pages that their command names."""
    name = project.package.partition("-")[0]  # vuepress-vite, vuepress-webpack
    command = f"{name} build"
    text = next((text for text in table(project.manifest, "scripts").values() if command in str(text)), "")
    found = re.search(rf"{command}\s+([\w./-]{{1,200}})", str(text))
    base = f"{found[1].strip('./')}/" if found and found[1].strip("./") else ""
    place = project.folder.find("package.json", command)
    yield from _site(f"{base}.{name}/dist", place)


# The package that is declared, its name, what follows from it, and what builds where no script does.
FRAMEWORKS: tuple[tuple[str, str, Callable[[Project], Iterator[Claim]], tuple[str, ...]], ...] = (
    ("next", "Next.js", _next, ("next", "build")),
    ("nuxt", "Nuxt", _nitro, ("nuxt", "build")),
    ("@tanstack/react-start", "TanStack Start", _tanstack, ("vite", "build")),
    ("@tanstack/solid-start", "TanStack Start", _tanstack, ("vite", "build")),
    ("@solidjs/start", "SolidStart", _nitro, ("vinxi", "build")),
    ("@react-router/dev", "React Router", _react_router, ("react-router", "build")),
    ("@remix-run/dev", "Remix", _remix, ("remix", "vite:build")),
    ("@sveltejs/kit", "SvelteKit", _svelte_kit, ("vite", "build")),
    ("@astrojs/node", "Astro", _astro, ("astro", "build")),
    ("@adonisjs/core", "AdonisJS", _adonis, ("node", "ace", "build")),
    ("@angular/cli", "Angular", _angular, ("ng", "build")),
    ("@angular/build", "Angular", _angular, ("ng", "build")),
    ("expo", "Expo", _expo, ("expo", "export", "--platform", "web")),
    ("vitepress", "VitePress", _press, ("vitepress", "build")),
    ("vuepress", "VuePress", _press, ("vuepress", "build")),
    ("vuepress-vite", "VuePress", _press, ("vuepress", "build")),
    ("nitropack", "Nitro", _nitro, ("nitropack", "build")),
    ("nitro", "Nitro", _nitro, ("nitro", "build")),
)
