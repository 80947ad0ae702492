"""Takes out of a text what must not leave: secrets by their look, comments for no reader, characters nobody sees."""

from __future__ import annotations

import unicodedata

from bot.lazy import pattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re

HIDDEN = "[redacted]"
# By the look of the value alone, whatever it is called.
_TOKENS = pattern(
    r"\b(?:gh[opsur]_[A-Za-z0-9]{20,}|github_pat_[A-Za-z0-9_]{20,}|glpat-[A-Za-z0-9_-]{16,}"
    r"|(?:AKIA|ASIA)[A-Z0-9]{16}|sk-[A-Za-z0-9_-]{16,}|sk_(?:live|test)_[A-Za-z0-9]{16,}|xox[abeprs]-[A-Za-z0-9-]{10,}"
    r"|AIza[A-Za-z0-9_-]{30,}|npm_[A-Za-z0-9]{30,}|pypi-[A-Za-z0-9_-]{40,}|dop_v1_[a-f0-9]{40,}"
    r"|eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]*)"
)
_BLOCK = pattern(r"-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----.*?(?:-----END [A-Z0-9 ]*PRIVATE KEY-----|\Z)", 16)  # DOTALL
_ADDRESS = pattern(r"(?<=://)[^/\s:@'\"]{1,200}:[^/\s@'\"]{1,200}(?=@)")
# By the name: what is assigned to something that is called a secret.
_NAMED = pattern(
    r"((?:password|passwd|secret|token|api[_-]?key|access[_-]?key|private[_-]?key|credentials?)\w*[\"']?\s*[:=]\s*)"
    r"([\"']?)([^\s\"'#,;(){}\[\]$<>]{6,})",
    2,  # IGNORECASE
)
_ANSI = pattern(r"\x1b\[[0-9;?]*[A-Za-z]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b.")
_HTML = pattern(r"<!--.*?(?:-->|\Z)", 16)  # DOTALL


def redacted(text: str) -> str:
    """The text without what looks like a secret; lines stay where they are."""
    text = _ANSI.sub("", text)  # first: a token may be split by colour codes
    text = "".join(char for char in text if char in "\n\t" or unicodedata.category(char) not in _UNSEEN)
    text = _BLOCK.sub(_same_lines, text)
    text = _TOKENS.sub(HIDDEN, text)
    text = _ADDRESS.sub(HIDDEN, text)
    return str(_NAMED.sub(lambda found: f"{found[1]}{found[2]}{HIDDEN}", text))


def uncommented(path: str, text: str) -> str:
    """The text without the comments that a page does not show, line for line; source code keeps its comments."""
    if path.lower().endswith((".md", ".markdown", ".html", ".htm", ".xml", ".csproj", ".svg", ".vue")):
        return _HTML.sub(_newlines, text)
    return text


# Control, format (zero-width, direction, tags), private use, surrogates: none of them is seen by a reviewer.
_UNSEEN = frozenset({"Cc", "Cf", "Co", "Cs"})


def _newlines(found: re.Match[str]) -> str:
    return "\n" * found[0].count("\n")


def _same_lines(found: re.Match[str]) -> str:
    return HIDDEN + _newlines(found)
