"""What the page about stacks says of C and C++."""

from __future__ import annotations

from bot.stacks.rows import Row

ROWS = (
    Row(
        what=("programs that listen", "workers", "jobs"),
        found="`CMakeLists.txt`, `meson.build`, or a `Makefile` beside a main function; of several programs the one "
        "named like the project; libraries by `find_package`, `pkg_check_modules`, `dependency` and `-l`",
        starts=("/app/app",),
    ),
)
