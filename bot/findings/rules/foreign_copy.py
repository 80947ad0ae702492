"""COPY takes files of the context or of an earlier stage, and puts them where an application belongs.

A path that leads out of the context does not build; one that copies what the base image owns (a shell, the list of
users) or that overwrites it changes a system that somebody else maintains. The few programs that are copied from
images of the catalogue have a list.

Instead: copy below /app, from a path that has no `..` and no variable in it.
"""

from __future__ import annotations

from bot.findings.places import at_root, below, clean
from bot.findings.rule import Hit
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
# Programs of the catalogue's images, and where they may go: to a folder of programs, or one by its name.
_NAMES = frozenset({"busybox", "uv", "uvx", "bun", "deno", "composer", "node", "frankenphp", "gleam", "tini"})
_BINS = ("/", "/bin/", "/usr/bin/", "/usr/local/bin/")
_PROGRAMS = frozenset(folder + name for folder in _BINS for name in _NAMES)
# Folders of Node's image that go to the same place, into a stage that builds a front end with another language.
_NODE = frozenset({"/usr/local/bin/", "/usr/local/lib/node_modules/"})
_SYSTEM = ("bin", "sbin", "etc", "lib", "lib64", "usr", "root", "proc", "sys", "dev", "boot", "run", "var")
_OWNED = frozenset(
    ["/bin", "/sbin", "/etc", "/lib", "/lib64", "/usr", "/root", "/proc", "/sys", "/dev", "/boot", "/run", "/var"]
)


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
    if name is None:
        wrong = [word for word in sources if not _of_the_context(word)]
        return wrong if _is_target(target) else [*wrong, target]
    if parsed.source(name, stage.index) is None:
        if name.startswith("node:") and sources == [target] and target in _NODE:
            return []
        wrong = [word for word in sources if word not in _PROGRAMS]
        return wrong if target in _PROGRAMS or target in _BINS[1:] else [*wrong, target]
    wrong = [word for word in sources if not _of_a_stage(word)]
    built = len(sources) == 1 and below(sources[0], ("/out", "/app")) and _is_built_target(target)
    return wrong if built or _is_target(target) else [*wrong, target]


def _of_the_context(word: str) -> bool:
    return clean(word) and not word.startswith(("/", "http:", "https:", "git@"))


def _of_a_stage(word: str) -> bool:
    return clean(word) and word not in _OWNED and (below(word) or at_root(word))


def _is_target(word: str) -> bool:
    return clean(word) and word not in _OWNED and (below(word) or not word.startswith("/"))


def _is_built_target(word: str) -> bool:
    """One program that an earlier stage built may go to the root, or beside the system's own."""
    return clean(word) and word not in _OWNED and (at_root(word) or word.startswith("/usr/local/bin/"))
