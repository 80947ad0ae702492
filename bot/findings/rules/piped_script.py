"""Nothing is downloaded and run in one breath.

`curl … | sh`, `bash <(wget …)`, `sh -c "$(curl …)"` run whatever the other end sends today, as root, and no review
has seen it.

Instead: install the tool from the distribution or copy it from an image by version, or download a fixed version,
check its checksum, and then run it.
"""

from __future__ import annotations

from bot.findings.rule import Hit
from bot.lazy import pattern
from bot.types import Severity

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.findings.parse import Parsed
    from bot.findings.rule import Context

NAME = "piped-script"
SEVERITY = Severity.ERROR
THEIRS = Severity.ERROR

INSTEAD = (
    "Install a fixed version from the distribution, or copy it from an image; check what is downloaded before it runs."
)
_DOWNLOADERS = ("curl", "wget", "fetch", "http", "aria2c")
_DOWNLOAD = rf"\b(?:{'|'.join(_DOWNLOADERS)})\b"
_INTERPRETER = (
    r"(?:(?:sudo|env|exec)\s+(?:(?:-|\w+=)\S*\s+)*)?(?:/\S*/)?(?:(?:ba|z|da|a|k)?sh|python[\d.]*|node|perl|ruby|php)\b"
)
_PIPED = pattern(rf"{_DOWNLOAD}[^;&]{{0,2000}}\|\s*{_INTERPRETER}")
_TAKES = rf"(?:{_INTERPRETER}|\beval\b|\bsource\b|(?:^|\s)\.\s)"
_SUBSTITUTED = pattern(rf"{_TAKES}[^;&|]{{0,500}}(?:<\(|\$\(|`)\s*{_DOWNLOAD}")


def check(parsed: Parsed, context: Context) -> Iterator[Hit]:
    del context
    for run in parsed.named("RUN"):
        downloads = any(program in run.text for program in _DOWNLOADERS)
        if downloads and (_PIPED.search(run.text) or _SUBSTITUTED.search(run.text)):
            yield Hit(line=run.line, message="it downloads a script and runs it unseen", instead=INSTEAD)
