"""Packages come from their ecosystem's own index.

Another index (`--extra-index-url`, `--registry`, GOPROXY …) may answer for a name that the project expects elsewhere,
which is how dependency confusion works. A project that has a private one says so in its own manifest, where it is
reviewed.

Instead: leave the index to the project's own configuration.
"""

from __future__ import annotations

from bot.findings.rule import Hit
from bot.lazy import pattern
from bot.types import Severity

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.findings.parse import Instruction, Parsed
    from bot.findings.rule import Context

NAME = "package-index"
SEVERITY = Severity.ERROR
THEIRS = Severity.WARNING

_HINTS = (
    "index",
    "find-links",
    "trusted-host",
    "registry",
    "repo",
    "mirror",
    "source",
    "apt-key",
    "unauthenticated",
    " -i ",
    "gem ",
)
_FLAG = pattern(
    r"(?:^|\s)(?:--(?:extra-)?index(?:-url)?|--default-index|--find-links|--trusted-host|--registry|--repo(?:sitory)?)(?:[\s=]|$)"
    r"|\b(?:pip3?|uv)\b.{0,999}\s-i\s"
    r"|\b(?:p?npm|yarn|pip3?|bundle|composer|poetry)\s+config\s.{0,999}(?:registry|index|mirror|repositor|source)"
    r"|\bgem\s+(?:install|sources?)\b.{0,999}\s(?:-s|--source|-a|--add)\b"
    r"|sources\.list|apt-key|add-apt-repository|--allow-unauthenticated"
)
_VARIABLES_WORDS = """
    PIP_INDEX_URL PIP_EXTRA_INDEX_URL PIP_TRUSTED_HOST PIP_FIND_LINKS PIP_CONFIG_FILE UV_INDEX UV_INDEX_URL
    UV_DEFAULT_INDEX UV_EXTRA_INDEX_URL UV_FIND_LINKS NPM_CONFIG_REGISTRY COREPACK_NPM_REGISTRY GOPROXY
    GONOSUMDB GONOSUMCHECK GOSUMDB GOINSECURE RUBYGEMS_HOST HEX_MIRROR PUB_HOSTED_URL
"""
_VARIABLES = frozenset(_VARIABLES_WORDS.split())
_BEGINNINGS = ("UV_INDEX_", "YARN_REGISTRY", "YARN_NPM_REGISTRY", "BUNDLE_MIRROR", "CARGO_REGISTR", "COMPOSER_REPO")


def check(parsed: Parsed, context: Context) -> Iterator[Hit]:
    del context
    for instruction in parsed.instructions:
        for word in _indexes(instruction):
            message = f"{word} takes packages from another index"
            yield Hit(line=instruction.line, message=message, instead="Leave the index to the project's configuration.")


def _indexes(instruction: Instruction) -> Iterator[str]:
    if instruction.name == "RUN":
        text = " ".join(instruction.words)
        if any(hint in text for hint in _HINTS) and (found := _FLAG.search(text)):
            yield found[0].strip()
        yield from filter(_is_index, (word.partition("=")[0] for word in text.split() if "=" in word))
    elif instruction.name in ("ENV", "ARG"):
        yield from filter(_is_index, (name for name, _ in instruction.pairs()))


def _is_index(name: str) -> bool:
    return name.upper() in _VARIABLES or name.upper().startswith(_BEGINNINGS)
