"""Packages come from their ecosystem's own index.

Another index (`--extra-index-url`, `--registry`, GOPROXY …) may answer for a name that the project expects elsewhere,
which is how dependency confusion works. A project that has a private one says so in its own manifest, where it is
reviewed.

Instead: leave the index to the project's own configuration.
"""

from __future__ import annotations

import re

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

_FLAG = pattern(
    r"(?:^|\s)(?:--(?:extra-)?index(?:-url)?|--default-index|--find-links|--trusted-host|--registry|--repository|--repo)(?:[\s=]|$)"
    r"|\b(?:pip|pip3|uv)\b.*\s-i\s|\b(?:npm|pnpm|yarn|pip|pip3|bundle|composer|poetry)\s+config\s.*(?:registry|index|mirror|repositor|source)"
    r"|\bgem\s+(?:install|sources?)\b.*\s(?:-s|--source|-a|--add)\b|sources\.list|apt-key|add-apt-repository|--allow-unauthenticated"
)
_VARIABLE = pattern(
    r"PIP_(?:EXTRA_)?INDEX_URL|PIP_(?:TRUSTED_HOST|FIND_LINKS|CONFIG_FILE)|UV_(?:DEFAULT_|EXTRA_)?INDEX(?:_URL)?|UV_INDEX_\w+|UV_FIND_LINKS"
    r"|npm_config_registry|NPM_CONFIG_REGISTRY|YARN_(?:NPM_)?REGISTRY\w*|COREPACK_NPM_REGISTRY|BUNDLE_MIRROR\w*|GOPROXY|GONOSUMDB"
    r"|GONOSUMCHECK|GOSUMDB|GOINSECURE|CARGO_REGISTR\w+|COMPOSER_REPO\w*|RUBYGEMS_HOST|HEX_MIRROR|PUB_HOSTED_URL"
)


def check(parsed: Parsed, context: Context) -> Iterator[Hit]:
    del context
    for instruction in parsed.instructions:
        for word in _indexes(instruction):
            message = f"{word} takes packages from another index"
            yield Hit(line=instruction.line, message=message, instead="Leave the index to the project's configuration.")


def _indexes(instruction: Instruction) -> Iterator[str]:
    if instruction.name == "RUN":
        text = " ".join(instruction.words)
        if found := _FLAG.search(text):
            yield found[0].strip()
        yield from (name for name in re.findall(r"(?:^|\s)([A-Za-z_]\w*)=", text) if _VARIABLE.fullmatch(name))
    elif instruction.name in ("ENV", "ARG"):
        yield from (name for name, _ in instruction.pairs() if _VARIABLE.fullmatch(name))
