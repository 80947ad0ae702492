"""What the page about stacks says of Elixir and Gleam."""

from __future__ import annotations

from bot.stacks.rows import Install, Row

ROWS = (
    Row(
        what=("Phoenix", "Plug", "workers"),
        found="`mix.exs` with an application callback (`mod:`), also in an umbrella; of several releases "
        "`default_release`, then the one named like the application; `PHX_SERVER` is set where the configuration asks",
        starts=("/app/bin/<release> start",),
    ),
    Row(
        what=("Wisp", "Mist", "Ewe", "workers", "jobs"),
        found="`gleam.toml`, compiled for Erlang, and a main function in the module that is named like the project",
        starts=("./entrypoint.sh run",),
    ),
)

INSTALLS = (
    Install(
        found="`mix.lock`",
        command="mix deps.get --only prod --check-locked",
        otherwise="`mix deps.get --only prod`, said as a doubt",
    ),
    Install(found="`mix.exs` alone", command="mix deps.get --only prod"),
    Install(found="`gleam.toml`, `manifest.toml`", command="gleam deps download"),
)

VERSIONS = (
    "`.tool-versions`, `mise.toml` and `elixir_buildpack.config` for Elixir and Erlang, `elixir:` of `mix.exs` as what "
    "will do."
)
NOTE = (
    "Assets are made by the project's own `assets.setup` and `assets.deploy`; migrations are said as what is run for "
    "each release, where a module or `bin/migrate` does them."
)
