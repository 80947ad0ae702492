"""What the page about stacks says of Go."""

from __future__ import annotations

from bot.stacks.go.source import FRAMEWORKS
from bot.stacks.rows import Install, Row

ROWS = (
    Row(
        what=(*dict.fromkeys(name for name, _ in FRAMEWORKS.values()), "`net/http`", "workers", "jobs"),
        found="`go.mod` or `go.work`, and a folder with `package main`; of several the one named like the module or "
        "the repository, then one that listens; with the subcommand that serves where there is one",
        starts=("/app/app …",),
    ),
)

INSTALLS = (Install(found="`go.sum`", command="go mod download", otherwise="the build fetches what `go.mod` names"),)

VERSIONS = "`go` and `toolchain` of `go.mod` and `go.work`, `.go-version`, `.tool-versions`, `mise.toml`."
