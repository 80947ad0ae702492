"""Writes the question: the draft, the few files that matter with their line numbers, and findings, within a budget."""

from __future__ import annotations

from bot.advice.redacting import redacted, uncommented
from bot.frozen import dataclass

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bot.types import Claim, Facts, Finding, Snapshot

BUDGET = 5000  # tokens of the question; the instructions are about 1,400
SHARE = 0.4  # of what is left, that one file may take
LINE = 300  # characters of a line that are shown
DRAFTED = 60  # claims of one service
_ALWAYS = ("README.md", "readme.md", "README.rst", "README", "package.json", "pyproject.toml", "Procfile", "Makefile")


def estimate(text: str) -> int:
    """Tokens, from above: in code and English one has three to four bytes, in other scripts more."""
    return len(text.encode()) // 3 + 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """The text that is sent, and the paths of the files that are shown in it, of which `lines` says how many lines."""

    text: str
    shown: tuple[tuple[str, int], ...]

    @property
    def paths(self) -> tuple[str, ...]:
        return tuple(path for path, _ in self.shown)


def write(
    facts: tuple[Facts, ...],
    picture: Snapshot,
    boundary: str,
    findings: tuple[Finding, ...] = (),
    count: Callable[[str], int] = estimate,
) -> Question:
    """The question about a repository; `boundary` is random, so that no file can imitate the end of its block."""
    blocks = [_block("DRAFT", boundary, "\n".join(_draft(facts)) or "No rule recognises this repository.")]
    blocks.append(_block("TREE", boundary, "\n".join(_tree(picture))))
    if findings:
        told = (f"{one.path}:{one.line} {one.rule}: {one.message}" for one in findings)
        blocks.append(_block("FINDINGS", boundary, "\n".join(map(redacted, told))))
    left = BUDGET - sum(map(count, blocks))
    shown = []
    for path in _ranked(facts, picture):
        text, lines = _file(path, picture, int(left * SHARE), count)
        if not lines:
            continue
        block = _block(f"FILE {path}", boundary, text)
        left -= count(block)
        blocks.append(block)
        shown.append((path, lines))
    return Question(text="\n".join(blocks), shown=tuple(shown))


def _block(title: str, boundary: str, text: str) -> str:
    return f"<<<{boundary} {title}\n{text}\n{boundary}>>>"


def _draft(facts: tuple[Facts, ...]) -> Iterator[str]:
    for fact in facts:
        yield f"service {fact.service.name!r}, root {fact.service.root!r}, recognised as {fact.stack}"
        for one in fact.claims[:DRAFTED]:
            yield redacted(f"- {_claim(one)}")
        for doubt in fact.doubts:
            yield redacted(f"- unsure: {doubt.sentence}")


def _claim(one: Claim) -> str:
    at = ", ".join(map(str, one.evidence[:2]))
    return f"{one.topic}: {' '.join(one.value)} ({'certain' if one.certain else 'not certain'}; {at})"


def _tree(picture: Snapshot) -> Iterator[str]:
    """The shallow part of the tree, as names alone."""
    paths = sorted(picture.tree.sizes, key=lambda path: (path.count("/"), path))
    yield from (redacted(path) for path in paths[:80])
    if len(paths) > 80:
        yield f"… and {len(paths) - 80} more files"


def _ranked(facts: tuple[Facts, ...], picture: Snapshot) -> Iterator[str]:
    """What doubts rest on, then what claims do, then what always tells something; each once, and only what was read."""
    doubted = (place.path for fact in facts for doubt in fact.doubts for place in doubt.evidence)
    claimed = (place.path for fact in facts for one in fact.claims if not one.certain for place in one.evidence)
    certain = (place.path for fact in facts for one in fact.claims for place in one.evidence)
    shallow = sorted(picture.texts, key=lambda path: (path.count("/"), path))
    yield from dict.fromkeys(
        path
        for paths in (doubted, claimed, _ALWAYS, certain, shallow)
        for path in paths
        if picture.text(path) and not _locks(path) and redacted(path) == path
    )


def _locks(path: str) -> bool:
    """Lock files are long and say little that a manifest does not."""
    name = path.rpartition("/")[2]
    return name.endswith((".lock", ".lockb", ".sum")) or name in {"package-lock.json", "pnpm-lock.yaml"}


def _file(path: str, picture: Snapshot, budget: int, count: Callable[[str], int]) -> tuple[str, int]:
    """The file's first lines within the budget, numbered, and how many they are."""
    text = redacted(uncommented(path, picture.text(path) or ""))
    lines, used = [], 0
    for number, line in enumerate(text.split("\n"), start=1):
        shown = f"{number}| {line[:LINE]}"
        used += count(shown)
        if used > budget:
            break
        lines.append(shown)
    return "\n".join(lines), len(lines)
