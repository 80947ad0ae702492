"""The files that each source of hints reads, apart from the sources, so that a start imports only those it needs."""

from __future__ import annotations

PROCFILE = "Procfile"
DOCKERFILE = "Dockerfile"
FLY, APP_JSON = "fly.toml", "app.json"
RENDER, HEROKU = "render.yaml", "heroku.yml"
COMPOSES = ("compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml", "docker-compose.prod.yml")
GITLAB = ".gitlab-ci.yml"
WORKFLOWS = (".github/workflows/*.yml", ".github/workflows/*.yaml")
READMES = ("README.md", "README.rst", "README", "readme.md", "Readme.md")
MAKEFILES = ("Makefile", "makefile", "GNUmakefile")
DEVCONTAINER = ".devcontainer/devcontainer.json"
SAMPLES = (".env.example", ".env.sample", ".env.template", ".env.dist", "env.example", "example.env", "sample.env")
_PLATFORMS = (FLY, "railway.json", "railway.toml", "nixpacks.toml", "railpack.json", APP_JSON)

# Order is meaning: of two that say something of the same topic, the earlier one counts. Each is a module here.
SOURCES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("procfile", (PROCFILE, f"*/{PROCFILE}")),
    ("container", (DOCKERFILE, f"*/{DOCKERFILE}", f"*/*/{DOCKERFILE}")),
    ("platforms", (*_PLATFORMS, *(f"*/{name}" for name in _PLATFORMS))),
    ("blueprints", (RENDER, HEROKU)),
    ("compose", (*COMPOSES, *(f"*/{name}" for name in COMPOSES[:4]))),
    ("pipelines", (*WORKFLOWS, GITLAB)),
    ("spoken", (*MAKEFILES, DEVCONTAINER, *READMES, "*/README.md", "*/Makefile")),
    ("samples", (*SAMPLES, *(f"*/{name}" for name in SAMPLES[:4]))),
)


def in_turn() -> tuple[str, ...]:
    """All of them, the first of each source first."""
    longest = max(len(globs) for _, globs in SOURCES)
    return tuple(globs[place] for place in range(longest) for _, globs in SOURCES if place < len(globs))
