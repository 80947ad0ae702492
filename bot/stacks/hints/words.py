"""Reads a command line of the project's own as plain words; what takes a shell to run is no command here."""

from __future__ import annotations

import shlex

from bot.frozen import dataclass
from bot.lazy import pattern

Argv = tuple[str, ...]

LONGEST = 2_000  # characters
PORT = "${PORT}"
_PORT = pattern(r"\$(?:PORT\b|\{PORT(?::?-(\d{1,5}))?\})")
_SHELL = pattern(r"[;&|<>`$()*?{}\\\n\r]|(?:^|\s)~")
_QUOTED = pattern(r"'[^']*'|\"[^\"$`\\]*\"")  # what no shell would look into
_SETTING = pattern(r"[A-Za-z_]\w*=.*")
_SHELLS = frozenset({"sh", "bash", "/bin/sh", "/bin/bash"})
# Words that only start what follows them; the image has the project's environment first on PATH.
_LAUNCHERS: tuple[Argv, ...] = (
    ("exec",),
    ("tini", "--"),
    ("/usr/bin/tini", "--"),
    ("/sbin/tini", "--"),
    ("dumb-init", "--"),
    ("dumb-init",),
    ("env",),
    ("cross-env",),
    ("npx", "--no-install"),
    ("npx",),
    ("bunx",),
    ("pnpm", "exec"),
    ("yarn", "exec"),
    ("poetry", "run"),
    ("pipenv", "run"),
    ("pdm", "run"),
    ("uv", "run"),
)
# A word that says: this is for a developer's machine.
_DEVELOPMENT = frozenset(
    {
        *(
            "runserver",
            "dev",
            "--reload",
            "--debug",
            "--watch",
            "watch",
            "nodemon",
            "start:dev",
            "start-dev",
            "develop",
        ),
        *("ts-node-dev", "tsnd", "air", "flask", "watchmedo", "live-server", "docker", "docker-compose"),
        *("foreman", "honcho", "concurrently", "npm-run-all", "run-p", "heroku", "storybook", "preview"),
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """`before` runs first (joined by &&), `folder` is where a `cd` went, `port` what `${PORT:-N}` names as default."""

    argv: Argv
    before: tuple[Argv, ...] = ()
    settings: tuple[tuple[str, str], ...] = ()
    folder: str = ""
    port: str = ""

    @property
    def develops(self) -> bool:
        """Whether it starts what is meant for a developer's machine, or only another runner."""
        return not _DEVELOPMENT.isdisjoint(self.argv)


def read(text: str, depth: int = 0) -> Command | None:
    """The command that a line starts in the end; None when it takes a shell."""
    text = text.strip()
    if not text or len(text) > LONGEST:
        return None
    defaults = [found[1] for found in _PORT.finditer(text) if found[1]]
    parts = [_words(part) for part in _PORT.sub("\0", text).split("&&")]
    if any(part is None for part in parts):
        return _unwrapped(text, depth)
    known = [part for part in parts if part]
    settings = tuple(pair for pairs, _ in known for pair in pairs)
    *before, argv = [words for _, words in known]
    if len(argv) == 3 and argv[0] in _SHELLS and argv[1] in {"-c", "-lc"}:
        return _unwrapped(text, depth)
    moves = [words for words in before if words[:1] == ("cd",)]
    folder = moves[0][1].strip("./") if moves and len(moves[0]) == 2 else ""
    return Command(
        argv=argv,
        before=tuple(words for words in before if words[:1] != ("cd",)),
        settings=settings,
        folder=folder,
        port=defaults[0] if defaults else "",
    )


def _words(part: str) -> tuple[tuple[tuple[str, str], ...], Argv] | None:
    """Leading settings, and the words after what only starts them; None when there are none, or for a shell."""
    if _SHELL.search(_QUOTED.sub("", part)):
        return None
    try:
        words = tuple(word.replace("\0", PORT) for word in shlex.split(part))
    except ValueError:
        return None
    settings: list[tuple[str, str]] = []
    while words:
        launcher = next((one for one in _LAUNCHERS if words[: len(one)] == one), ())
        if launcher and words[len(launcher) :] and words[len(launcher)][:1] != "-":
            words = words[len(launcher) :]
        elif _SETTING.fullmatch(words[0]):
            name, _, value = words[0].partition("=")
            settings.append((name, value))
            words = words[1:]
        else:
            break
    return (tuple(settings), words) if words else None


def _unwrapped(text: str, depth: int) -> Command | None:
    """What stands in `sh -c '…'`, as far as it is plain words itself."""
    try:
        words = shlex.split(text.removeprefix("exec "))
    except ValueError:
        return None
    if depth < 2 and len(words) == 3 and words[0] in _SHELLS and words[1] in {"-c", "-lc"}:
        return read(words[2], depth + 1)
    return None


def of_argv(words: Argv) -> Command | None:
    """A command that is given as a list of words: a shell looks at none of them."""
    if len(words) == 3 and words[0] in _SHELLS and words[1] in {"-c", "-lc"}:
        return read(words[2])
    return read(shlex.join(words)) if words else None


def port(argv: Argv) -> str:
    """The number that a command's own words bind, "" where they leave it to $PORT."""
    for place, word in enumerate(argv):
        name, _, value = word.partition("=")
        value = value or (argv[place + 1] if place + 1 < len(argv) else "")
        if name in {"-p", "--port", "-b", "--bind", "--server.port", "-l", "--listen"}:
            number = value.rpartition(":")[2]
            if number.isdigit() and 0 < int(number) < 65536:
                return number
    return ""


# Programs that a command may begin with → the ecosystem whose image has them; what is not here is nobody's.
PROGRAMS = {
    **dict.fromkeys(
        (
            *("python", "python3", "gunicorn", "uvicorn", "hypercorn", "daphne", "granian", "waitress-serve", "celery"),
            *(
                "streamlit",
                "fastapi",
                "litestar",
                "sanic",
                "chainlit",
                "dramatiq",
                "rq",
                "arq",
                "reflex",
                "django-admin",
            ),
        ),
        "python",
    ),
    **dict.fromkeys(
        ("node", "npm", "pnpm", "yarn", "tsx", "ts-node", "next", "nuxt", "nest", "remix-serve", "react-router-serve"),
        "node",
    ),
    **dict.fromkeys(("bundle", "rails", "bin/rails", "puma", "rackup", "ruby", "sidekiq", "unicorn", "rake"), "ruby"),
    **dict.fromkeys(("php", "php-fpm", "frankenphp"), "php"),
    "bun": "bun",
    "deno": "deno",
}


def ecosystem(argv: Argv) -> str:
    """The ecosystem whose image has the program that a command begins with, "" for a program of the repository."""
    return PROGRAMS.get(argv[0], "") if argv else ""


def starts_programs(argv: Argv) -> bool:
    """Whether it looks like a way to start a program: a known one that is not told to install or test."""
    return bool(ecosystem(argv)) and _ASIDE.isdisjoint(argv)


_ASIDE = frozenset(
    {
        *("install", "i", "ci", "add", "test", "lint", "build", "pip", "venv", "-m", "migrate", "makemigrations"),
        *("createsuperuser", "collectstatic", "format", "typecheck", "init", "create", "-c", "-e", "-v", "--version"),
    }
)
