"""`dockerize serve`: the App for real, with the settings of the environment or a `.env` file."""

from __future__ import annotations

import os

from bot.cli import exits
from bot.errors import BadUsage

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Callable

    from bot.settings import Role, Settings

EXITS: tuple[int, ...] = (exits.DONE, exits.BROKE, exits.USAGE)


def arguments(parser: ArgumentParser) -> None:
    add = parser.add_argument
    add("--role", choices=("web", "worker", "all"), help="what this process does (default: DOCKERIZE_ROLE, else all)")
    add("--host", help="the address that is listened on (default: DOCKERIZE_HOST)")
    add("--port", type=int, help="the port that is listened on (default: DOCKERIZE_PORT)")
    add("--env-file", metavar="FILE", help="settings besides the environment (default: .env, if it is there)")


def run(args: Namespace, start: Callable[[Settings, Role], None] | None = None) -> int:
    """Serves by `start`, which is `bot.main.serve` unless another one is passed in."""
    from bot import main
    from bot.settings import Settings

    given = {name: getattr(args, name) for name in ("role", "host", "port") if getattr(args, name) is not None}
    if args.env_file is not None and not os.path.isfile(args.env_file):  # noqa: PTH113  pathlib is a slow import
        raise BadUsage(f"{args.env_file} is not a file: --env-file names one with lines of NAME=value.")
    settings = Settings.load(args.env_file or ".env", **given)
    (start or main.serve)(settings, settings.role)
    return exits.DONE
