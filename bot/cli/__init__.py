"""The command line: finds the command that is meant, imports it alone, and turns what breaks into a sentence."""

from __future__ import annotations

import gc
import sys

from bot.cli import exits
from bot.errors import DockerizeError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Sequence
    from typing import Any, Protocol

    class Command(Protocol):
        """A module of this package."""

        EXITS: tuple[int, ...]  # the exit codes that it can end with

        def arguments(self, parser: ArgumentParser) -> None: ...

        def run(self, args: Namespace) -> int: ...


QUICK = (["generate"], ["check"])
WIDTH = 100  # of help; asking the terminal costs 4 ms in every start
COMMANDS = {
    "generate": "writes a Dockerfile, a .dockerignore and a CI workflow for a folder",
    "check": "says what is wrong with the Dockerfiles that are there, and what to do instead",
    "serve": "starts the GitHub App: webhook, worker, or both",
    "eval": "says how often the rules decide right about repositories whose answer is known",
    "demo": "does the main job once on this machine, against a GitHub of its own",
}


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command; returns the exit code of the process."""
    if argv is not None:
        return _command(argv)
    if sys.argv[1:2] not in QUICK:
        return _command(sys.argv[1:])
    gc.disable()  # a tenth of the time would go into looking for garbage, of which there is none so soon
    code = _command(sys.argv[1:])
    gc.freeze()  # nor is there when the process ends
    return code


def _command(words: Sequence[str]) -> int:
    streams: tuple[Any, ...] = (sys.stdout, sys.stderr)
    for stream in streams:
        stream.reconfigure(errors="backslashreplace")  # a terminal may know ASCII alone
    if not words or words[0] not in COMMANDS:
        return _no_command(words)
    try:
        return _run(words[0], words[1:])
    except DockerizeError as problem:
        print(f"dockerize {words[0]}: {problem.sentence}", file=sys.stderr)
        return exits.of_error(problem)
    except OSError as problem:  # a full disk, a folder without permission, a reader that went away
        return exits.of_system(problem, words[0])
    except KeyboardInterrupt:
        return exits.INTERRUPTED


def _run(name: str, words: Sequence[str]) -> int:
    from argparse import ArgumentParser, RawDescriptionHelpFormatter
    from functools import partial

    command = _load(name)
    parser = ArgumentParser(
        prog=f"dockerize {name}",
        description=f"dockerize {name} {COMMANDS[name]}.",
        epilog="exit codes:\n" + "\n".join(f"  {code}  {exits.MEANING[name, code]}" for code in command.EXITS),
        formatter_class=partial(RawDescriptionHelpFormatter, width=WIDTH),
    )
    command.arguments(parser)
    return command.run(parser.parse_args(words))


def _load(name: str) -> Command:
    """One import for each, so that none pays for another."""
    if name == "generate":
        from bot.cli import generate

        return generate
    if name == "check":
        from bot.cli import check

        return check
    if name == "serve":
        from bot.cli import serve

        return serve
    if name == "eval":
        from bot.cli import evaluate

        return evaluate
    from bot.cli import demo

    return demo


def _no_command(words: Sequence[str]) -> int:
    """Help, the version, or a sentence about a word that is no command."""
    if words and words[0] == "--version":
        from importlib.metadata import version

        print(f"dockerize {version('dockerize')}")
        return exits.DONE
    width = max(map(len, COMMANDS))
    lines = [f"  {name:{width}}  {what}" for name, what in COMMANDS.items()]
    text = "\n".join(["usage: dockerize COMMAND [--help]", "", *lines])
    if words and words[0] in {"-h", "--help"}:
        print(text)
        return exits.DONE
    problem = f"dockerize: there is no command {words[0]!r}\n\n" if words else ""
    print(f"{problem}{text}", file=sys.stderr)
    return exits.USAGE
