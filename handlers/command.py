"""Finds the command in a comment, as a person who reads the comment would: not in quotes, code or what is hidden.

When in doubt it is no command. Nothing else of the text leaves this module.
"""

from __future__ import annotations

import re

COMMAND = "/dockerize"

# A fence may stand in a list item. One of backticks has none of them behind it, else it is inline code.
_FENCE = re.compile(r"\s*(?:(?:[-*+]|\d{1,9}[.)])\s+)*(`{3,}(?!.*`)|~{3,})")
_INDENTED = re.compile(r" {4}| {0,3}\t")
_QUOTE = re.compile(r" {0,3}>")
_LINE = re.compile(r"\r\n|\r|\n")  # what Markdown calls a line; str.splitlines() knows more
# What has no end reaches to the end of the text.
_HIDDEN = re.compile(
    r"<!--.*?(?:-->|\Z)|<(pre|code|script|style|textarea)\b.*?(?:</\1\s*>|\Z)", re.DOTALL | re.IGNORECASE
)
_INLINE = re.compile(r"(?<!`)(`+)(?!`).+?(?<!`)\1(?!`)", re.DOTALL)


def asks(text: str) -> bool:
    """Whether a comment has the command on a line of its own."""
    if COMMAND not in text:
        return False
    visible = _HIDDEN.sub("…", "\n".join(_outside_fences(_LINE.split(text))))
    paragraphs = re.split(r"\n[ \t]*\n", visible)
    return any(_commands(_INLINE.sub("…", paragraph)) for paragraph in paragraphs)


def _outside_fences(lines: list[str]) -> list[str]:
    """A fence that is not closed reaches to the end of the text; it leaves a blank line behind."""
    kept: list[str] = []
    fence = ""
    for line in lines:
        if fence:
            end = line.strip()
            if end.startswith(fence) and not end.strip(fence[0]):
                fence = ""
        elif opened := _FENCE.match(line):
            fence = opened[1]
            kept.append("")
        else:
            kept.append(line)
    return kept


def _commands(paragraph: str) -> bool:
    """Below a quoted line, all that follows in the paragraph belongs to the quote, with or without its mark."""
    for line in paragraph.split("\n"):
        if _QUOTE.match(line):
            return False
        if line.strip() == COMMAND and not _INDENTED.match(line):
            return True
    return False
