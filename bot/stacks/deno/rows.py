"""What the page about stacks says of Deno."""

from __future__ import annotations

from bot.stacks.deno.programs import FRAMEWORKS
from bot.stacks.rows import Install, Row

ROWS = (
    Row(
        what=(*dict.fromkeys(FRAMEWORKS.values()), "`Deno.serve`", "workers", "jobs"),
        found="a task such as `start` in `deno.json`, without what only developers need (`--watch`); else a file with "
        "a program's name, with the permissions that its code seems to need",
        starts=("deno run …", "deno serve …", "deno task <name>"),
    ),
)
INSTALLS = (
    Install(
        found="`deno.lock`",
        command="deno install --frozen",
        otherwise="missing: `deno install`, said as a doubt",
    ),
)
VERSIONS = "`.deno-version`, `.dvmrc`, `.tool-versions`, `mise.toml`: the newest patch of the minor version."
