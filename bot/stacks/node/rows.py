"""What the page about stacks says of Node."""

from __future__ import annotations

from bot.stacks.node.frameworks import FRAMEWORKS
from bot.stacks.node.installers import INSTALLERS
from bot.stacks.node.servers import FRAMEWORKS as SERVERS
from bot.stacks.node.sites import TOOLS
from bot.stacks.rows import Install, Row

NGINX = "nginx -g daemon off;"
_SITES = ("Angular", "Expo", "VitePress", "VuePress")

ROWS = (
    Row(
        what=tuple(dict.fromkeys(name for _, name, _, _ in FRAMEWORKS if name not in _SITES)),
        found="the declared framework and its configuration (`output`, `ssr`, the adapter); the start script where it "
        "is one for production; what is exported as files is served by nginx",
        starts=(
            "node server.js",
            "next start …",
            "node .output/server/index.mjs",
            "remix-serve ./build/server/index.js",
            "react-router-serve ./build/server/index.js",
            "node build",
            "node ./dist/server/entry.mjs",
            "srvx --prod -s ../client dist/server/server.js",
            "node bin/server.js",
            "<the start script's words> …",
            NGINX,
        ),
    ),
    Row(
        what=_SITES,
        found="the declared tool; where it writes by `angular.json`, `app.json` or the build script",
        starts=(NGINX,),
    ),
    Row(
        what=tuple(one.name for one in TOOLS),
        found="the declared tool, a script that builds or the tool's own sources, and no server of the project's own; "
        "the folder by a flag of the script or the tool's configuration; one page for all paths where a router of the "
        "browser is declared",
        starts=(NGINX,),
    ),
    Row(
        what=(*SERVERS.values(), "`node:http`", "`Bun.serve`", "workers", "jobs"),
        found="`scripts.start`, else `main`, else a file with a program's name; whatever its words come to, and the "
        "script itself only where it takes a shell",
        starts=("node <file> …", "bun <file> …", "npm run start", "bun run start", "<the start script's words> …"),
    ),
)

INSTALLS = tuple(
    Install(
        found=" or ".join(f"`{lock}`" for lock in one.locks) + (" of yarn 2 and newer" if name == "berry" else ""),
        command=f"{' '.join(one.strict)} …",
        otherwise=f"out of step or missing: `{' '.join(one.loose)}`, said as a doubt",
    )
    for name, one in INSTALLERS.items()
)

VERSIONS = "`.bun-version`, `.nvmrc`, `.node-version`, `.tool-versions`, `mise.toml`, `volta`, `engines`."

NOTE = (
    "The package manager is told by `packageManager`, the lock file, `engines`. In a workspace every member's "
    "manifest is copied before the install; a root with a start script of its own is the service, else each "
    "member that starts or serves is one. A script that npm runs during an install (`postinstall`, `prepare` …) "
    "may need any file: then all sources come first, and that is said. What a member of a workspace depends on is "
    "built first: by Turborepo, Nx or Lerna where they are, by pnpm's filter, else one after the other. A start script "
    "for production (`start:prod`) is taken where `start` is a developer's; migrations before a start are left out, "
    "and said. What a browser is told (`NEXT_PUBLIC_*`, `VITE_*` …) is an argument of the build."
)
