"""The exit codes, what each means to each command, and the one place where what broke becomes one of them."""

from __future__ import annotations

import os
import sys

from bot.errors import BadSettings, BadUsage, ManifestUnreadable
from bot.types import Decline

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bot.errors import DockerizeError

DONE = 0
BROKE = 1
USAGE = 2
NOTHING_RECOGNISED = 3
POLICY = 4
UNREADABLE = 5
IN_THE_WAY = 6
NOT_PROVEN = 7
DECLINED = 3  # demo's; the run's record holds the reason as a sentence alone
INTERRUPTED = 130  # as shells have it: 128 and the number of SIGINT

MEANING = {
    ("generate", DONE): "done: the files are there",
    ("generate", BROKE): "something broke; the sentence says what",
    ("generate", USAGE): "bad usage, such as a folder that is not there",
    ("generate", NOTHING_RECOGNISED): "no application was recognised",
    ("generate", POLICY): "refused by the policy; nothing was written",
    ("generate", UNREADABLE): "a manifest does not parse",
    ("generate", IN_THE_WAY): "files are in the way, and neither --force nor --improve was said; nothing was written",
    ("generate", NOT_PROVEN): "--verify built or started the image, and it is not well; the files are there",
    ("check", DONE): "clean: no finding of severity error",
    ("check", BROKE): "findings of severity error",
    ("check", USAGE): "bad usage, or no Dockerfile there",
    ("serve", DONE): "stopped, as it was asked to",
    ("serve", BROKE): "something broke; the sentence says what",
    ("serve", USAGE): "settings are missing or wrong; all of them are named",
    ("eval", DONE): "done: the report says what is right and what is wrong",
    ("eval", BROKE): "something broke; the sentence says what",
    ("eval", USAGE): "bad usage, or no suite there",
    ("demo", DONE): "the pull request is there",
    ("demo", BROKE): "something broke; the sentence says what",
    ("demo", USAGE): "bad usage, such as a folder that is not there",
    ("demo", DECLINED): "there is no pull request, for a reason that the sentence says",
}
_ERRORS: tuple[tuple[type[DockerizeError], int], ...] = (
    (BadUsage, USAGE),
    (BadSettings, USAGE),
    (ManifestUnreadable, UNREADABLE),
)
_DECLINES = {
    Decline.NOTHING_RECOGNISED: NOTHING_RECOGNISED,
    Decline.POLICY: POLICY,
    Decline.UNREADABLE: UNREADABLE,
    Decline.HAS_DOCKERFILE: IN_THE_WAY,
}


def of_error(problem: DockerizeError) -> int:
    """The code of something that broke."""
    return next((code for kind, code in _ERRORS if isinstance(problem, kind)), BROKE)


def of_decline(reason: Decline) -> int:
    """The code of a no."""
    return _DECLINES.get(reason, BROKE)


def of_system(problem: OSError, command: str) -> int:
    """The code of what the system refused, said in its words; nobody listens any more to a broken pipe."""
    if isinstance(problem, BrokenPipeError):
        # Python flushes at exit and would complain again: https://docs.python.org/3/library/signal.html#note-on-sigpipe
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return BROKE
    place = f" ({problem.filename})" if problem.filename else ""
    print(f"dockerize {command}: {problem.strerror or problem}{place}", file=sys.stderr)
    return BROKE
