"""What the page about stacks says of Rust."""

from __future__ import annotations

from bot.stacks.rows import Install, Row
from bot.stacks.rust.programs import FRAMEWORKS

ROWS = (
    Row(
        what=(*(name for name, _ in FRAMEWORKS.values()), "workers", "jobs"),
        found="`Cargo.toml` (also a workspace) and the binaries that Cargo finds; of several `default-run`, then one "
        "named like the repository, then one that listens",
        starts=("/app/app …",),
    ),
)

INSTALLS = (
    Install(
        found="`Cargo.lock`",
        command="cargo build --release --locked --bin <name>",
        otherwise="without `--locked`, said as a doubt",
    ),
)

VERSIONS = (
    "`rust-toolchain.toml`, `rust-toolchain`, `.tool-versions`, `mise.toml`, and `rust-version` as the least one."
)
