"""JSON with comments, trailing commas, bare keys and single quotes (JSONC, and what people use of JSON5)."""

from __future__ import annotations

import json
import re

from bot.errors import ManifestUnreadable
from bot.stacks.javascript.tokens import tokens

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.stacks.folder import Folder

_WORDS = frozenset({"true", "false", "null"})


def load(folder: Folder, name: str) -> dict[str, object]:
    """The parsed object, {} when the file is not there; raises ManifestUnreadable."""
    text = folder.text(name).lstrip("\ufeff")
    if not text.strip():
        return {}
    try:
        parsed = json.loads("".join(strict(text)))
    except json.JSONDecodeError as problem:
        raise ManifestUnreadable(folder.path(name), problem.lineno, problem.msg) from problem
    except (RecursionError, ValueError) as problem:
        raise ManifestUnreadable(folder.path(name), 0, "it is nested too deeply, or holds no number") from problem
    if not isinstance(parsed, dict):
        raise ManifestUnreadable(folder.path(name), 1, "it is not an object")
    return parsed


def strict(text: str) -> Iterator[str]:
    """The same as JSON, each token on its line, so that what is wrong is found where it stands."""
    found = tokens(text)
    line = 1
    for place, token in enumerate(found):
        yield "\n" * (token.line - line)
        line = token.line
        after = found[place + 1 : place + 2]
        if token.text == "," and token.kind == "punct" and after and after[0].text in {"}", "]"}:
            continue
        if token.kind == "string":
            yield _quoted(token.text)
        elif token.kind == "name" and token.text not in _WORDS:
            yield json.dumps(token.text)
        else:
            yield token.text


def _quoted(text: str) -> str:
    """What stood between quotes of either kind, between double ones."""
    return '"' + re.sub(r"""\\'|(?<!\\)"|\t""", lambda found: {"\\'": "'", '"': '\\"'}.get(found[0], "\\t"), text) + '"'
