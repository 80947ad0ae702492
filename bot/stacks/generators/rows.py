"""What the page about stacks says of generators of sites."""

from __future__ import annotations

from bot.stacks.rows import Install, Row

_SERVED = ("nginx -g daemon off;",)

ROWS = (
    Row(
        what=("Hugo",),
        found="`hugo.toml`, or a `config.toml` with a `baseURL`, beside `content/`, `layouts/` or `themes/`; "
        "`hugo --minify --gc` makes the pages",
        starts=_SERVED,
    ),
    Row(
        what=("Jekyll",),
        found="`_config.yml` and pages, with `jekyll` or `github-pages` in the Gemfile or without a Gemfile",
        starts=_SERVED,
    ),
)
INSTALLS = (
    Install(found="`Gemfile`", command="bundle install", otherwise="Debian's Jekyll and minima, said as a doubt"),
)
VERSIONS = (
    "Hugo's from `.tool-versions`, `mise.toml`, `netlify.toml`, a workflow's `hugo-version` or `HUGO_VERSION`, and the "
    "least one that `hugo.toml` asks for; Ruby's from `.ruby-version`, `.tool-versions`, `mise.toml`."
)
