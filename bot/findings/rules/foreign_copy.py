"""COPY takes files of the context or of an earlier stage, and puts them where an application belongs.

A path that leads out of the context does not build; one that copies what the base image owns (a shell, the list of
users) or that overwrites it changes a system that somebody else maintains. The few programs that are copied from
images of the catalogue have a list.

Instead: copy below /app, from a path that has no `..` and no variable in it.
"""

from __future__ import annotations

from bot.findings.rule import Hit
from bot.lazy import pattern
from bot.types import Severity

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.findings.parse import Instruction, Parsed, Part
    from bot.findings.rule import Context

NAME = "foreign-copy"
SEVERITY = Severity.ERROR
THEIRS = None

INSTEAD = "Copy below /app, from a path without .. and without variables."
_UP = pattern(r"(?:.*/)?\.\.(?:/.*)?")
_CONTEXT = pattern(r"(?!https?:|git@|/)[^$<>|;&`\"'\\\x00-\x1f]+")
_TARGET = pattern(
    r"(?:\./)?[^$<>|;&`\"'\\\x00-\x1f/][^$<>|;&`\"'\\\x00-\x1f]*|\./?"
    r"|/(?:app|srv|opt|data|out|home|build|src|tmp|usr/src|usr/share/nginx/html|var/www|var/lib|usr/local/bundle|go/src)"
    r"(?:/[^$<>|;&`\"'\\\x00-\x1f]*)?"
)
_STAGE = pattern(
    r"/(?:app|srv|opt|data|out|home|build|src|tmp|usr/src|usr/share/nginx/html|var/www|var/lib|usr/local/bundle|go/src)"
    r"(?:/[^$<>|;&`\"'\\\x00-\x1f]*)?"
    r"|/[A-Za-z0-9_-]+"
)
# Programs of the catalogue's images, and where they may go: to a folder of programs, or one by its name.
_PROGRAMS = pattern(
    r"/uvx?|/(?:bin/)?busybox|/usr/bin/composer|/usr/local/bin/(?:bun|uv|uvx|composer|node|frankenphp|docker-php-ext-\w+)|/bin/deno|/deno|/tini"
)
_PROGRAM_TARGET = pattern(r"/(?:(?:usr/local/|usr/)?bin/)?(?:busybox|uvx?|bun|deno|composer|node|frankenphp|tini)?")
# One program that an earlier stage built may go to the root, or beside the system's own.
_BUILT = pattern(r"/(?:out|app)/[A-Za-z0-9_.-]+")
_BUILT_TARGET = pattern(r"/[A-Za-z0-9_-]+|/usr/local/bin/[A-Za-z0-9_.-]*")
_OWNED = pattern(r"/(?:bin|sbin|etc|lib|lib64|usr|root|proc|sys|dev|boot|run|var)")


def check(parsed: Parsed, context: Context) -> Iterator[Hit]:
    del context
    for stage in parsed.stages:
        for copy in stage.instructions:
            if copy.name == "COPY" and not copy.heredoc and (words := _foreign(parsed, stage, copy)):
                message = f"COPY {', '.join(words)[:160]}: not a place of the application"
                yield Hit(line=copy.line, message=message, instead=INSTEAD)


def _foreign(parsed: Parsed, stage: Part, copy: Instruction) -> list[str]:
    """The words that are not where they may be."""
    if len(copy.words) < 2:
        return ["(source or target is missing)"]
    *sources, target = copy.words
    name = next(copy.flag("from"), None)
    allowed, places = _CONTEXT, [_TARGET]
    if name is not None and parsed.source(name, stage.index) is None:
        allowed, places = _PROGRAMS, [_PROGRAM_TARGET]
    elif name is not None:
        allowed = _STAGE
        places += [_BUILT_TARGET] if len(sources) == 1 and _BUILT.fullmatch(sources[0]) else []
    wrong = [word for word in sources if not allowed.fullmatch(word)]
    wrong += [] if any(place.fullmatch(target) for place in places) else [target]
    return wrong + [
        word for word in copy.words if word not in wrong and (_UP.fullmatch(word) or _OWNED.fullmatch(word))
    ]
