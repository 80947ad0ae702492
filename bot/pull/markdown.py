"""Writes Markdown in which a stranger's words are only ever words: no markup, no link, no image, no mention."""

from __future__ import annotations

import re

from bot.lazy import pattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

CODE_LENGTH = 120
PROSE_LENGTH = 400
URL_LENGTH = 1000
BREAK = "&#8203;"  # a zero-width space: GitHub looks for mentions and links after it has resolved entities

# What is not a plain word: an entity; the beginning of a mention, of a reference to an issue or of a link that GitHub
# makes by itself; markup; and what is markup at the start of a line alone.
_SPECIAL = pattern(
    r"(?P<entity>[&|$])"
    r"|(?P<joint>@|#(?=\d)|(?<=GH)-(?=\d)|:(?=//)|(?<=www)(?=\.))"
    r"|(?P<number>^\d{1,9}(?=[.)]))"
    r"|(?P<markup>[\\`*_{}\[\]<>~]|^[-+=#])",
    re.IGNORECASE,
)
_ENTITIES = {"&": "&amp;", "|": "&#124;", "$": "&#36;"}
_HIDDEN = frozenset(("Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"))
_PUNCTUATION = pattern(r"[!-/:-@\[-`{-~]")
_NOT_IN_URLS = pattern(r"[^A-Za-z0-9._~/:?#=%-]")
_NOT_IN_PATHS = pattern(r"[^A-Za-z0-9._~/-]")


def clean(text: str, length: int) -> str:
    """One line of at most so many characters, in which what cannot be seen is shown as �."""
    from unicodedata import category

    line = " ".join(text.split())
    if len(line) > length:
        line = line[: length - 1].rstrip() + "…"
    return "".join("\N{REPLACEMENT CHARACTER}" if category(char) in _HIDDEN else char for char in line)


def prose(text: str, length: int = PROSE_LENGTH) -> str:
    """A sentence as plain words, also in a table, in a list, or at the start of a line."""
    return _SPECIAL.sub(_plain, clean(text, length))


def _plain(found: re.Match[str]) -> str:
    match found.lastgroup:
        case "entity":
            return _ENTITIES[found[0]]
        case "joint":
            return found[0] + BREAK
        case "number":
            return found[0] + "\\"
        case _:
            return "\\" + found[0]


def code(text: str, length: int = CODE_LENGTH) -> str:
    """A code span that holds the very text, whatever backticks and pipes are in it, also in a table."""
    words = clean(text, length)
    if not words:
        return "(empty)"
    if "|" in words:  # parsers disagree on how a pipe in a table's code span is escaped; as an entity it is none
        return f"<code>{_PUNCTUATION.sub(lambda found: f'&#{ord(found[0])};', words)}</code>"
    fence = "`" * (max((len(run) for run in re.findall("`+", words)), default=0) + 1)
    pad = " " if words[0] == "`" or words[-1] == "`" else ""
    return f"{fence}{pad}{words}{pad}{fence}"


def link(label: str, url: str) -> str:
    """A link with a label that is Markdown already; the label alone where the address is too long, or none at all."""
    address = _NOT_IN_URLS.sub(_percent, url)
    if not address.startswith(("https://", "http://")) or len(address) > URL_LENGTH:
        return label
    return f"[{label}]({address})"


def path(text: str) -> str:
    """A path of a repository as part of an address."""
    return _NOT_IN_PATHS.sub(_percent, text)


def _percent(found: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in found[0].encode("utf-8", "replace"))


def table(heads: Sequence[str], rows: Iterable[Sequence[str]], limit: int) -> str:
    """A table of cells that are Markdown already; of what is longer than the limit, the rest is counted."""
    lines = [_row(heads), _row(["---"] * len(heads))]
    return "\n".join(
        lines + capped((_row(row) for row in rows), limit, _row(["… and {} more", *[""] * (len(heads) - 1)]))
    )


def bullets(items: Iterable[str], limit: int) -> str:
    return "\n".join(capped((f"- {item}" for item in items), limit, "- … and {} more"))


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def capped(lines: Iterable[str], limit: int, more: str) -> list[str]:
    """The lines that fit, and one that counts the others."""
    every = list(lines)
    for number, line in enumerate(every):
        limit -= len(line)
        if limit < 0:
            return [*every[:number], more.format(len(every) - number)]
    return every
