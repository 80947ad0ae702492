"""Shows what came of a run: the pull request, its files, the time line, and what it cost."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from bot.cli.decision import language

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.cli.page import Page
    from bot.types import RunRecord


def pull_request(page: Page, pull: Mapping[str, Any]) -> None:
    """Its title, its body as a person would see it, and its files."""
    page.title(f"Pull request #{pull['number']}: {pull['title']}")
    page.line()
    page.markdown(str(pull["body"]))
    for path in sorted(pull["files"], key=lambda path: (path.startswith(".github"), path.startswith("."), path)):
        page.title(path)
        page.code(str(pull["files"][path]), language(path))


def time_line(page: Page, run: RunRecord) -> None:
    """What each step took, and how many GitHub requests it cost."""
    page.title("Time line")
    rows = [("step", "after", "took", "GitHub requests", "")]
    for span in run.spans:
        after = (span.started_at - run.created_at).total_seconds()
        rows.append((span.name, f"{after:.2f} s", f"{span.seconds * 1000:.0f} ms", str(span.requests), span.note))
    if run.ended_at:
        requests = sum(span.requests for span in run.spans)
        rows.append(("all of it", "", f"{(run.ended_at - run.created_at).total_seconds():.2f} s", str(requests), ""))
    page.rows(rows)


def requests(page: Page, journal: Sequence[Mapping[str, Any]]) -> None:
    """Every request that GitHub saw, in its order."""
    page.title(f"GitHub saw {len(journal)} requests")
    page.rows([(str(n), _named(entry), str(entry["status"])) for n, entry in enumerate(journal, 1)])
    kinds = Counter(str(entry["kind"]) for entry in journal)
    page.line("  " + ", ".join(f"{count} {kind}" for kind, count in sorted(kinds.items())))


def _named(entry: Mapping[str, Any]) -> str:
    """GraphQL has one path for everything, so what was asked is said."""
    operation = f" ({entry['operation']})" if entry["path"] == "/graphql" else ""
    return f"{entry['method']} {entry['path']}{operation}"
