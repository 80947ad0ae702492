"""Writes the body of a pull request: what a developer needs to decide within two minutes, on a phone, too."""

from __future__ import annotations

from bot.needed import services, variables
from bot.pull.adviser import who_decided
from bot.pull.image import argv, page, properties, trying
from bot.pull.markdown import bullets, code, link, path, prose, table
from bot.types import Topic, Why

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.needed import Variable
    from bot.types import Claim, Decided, Doubt, Evidence, Finding, Plan, Request

LIMIT = 60_000  # GitHub takes 65,536 characters
TABLE, LIST = 9_000, 5_000  # characters of one
EVIDENCE_AT_MOST = 3
FILES_AT_MOST = 12
UNPROVEN = "> **Not yet proven.** Nobody had built this image when this was opened"
BESIDE = (Topic.RELEASE, Topic.PROCESS)
NEEDED = (Topic.VARIABLE, Topic.NEEDS, *BESIDE)  # in sections of their own
OPENED = {
    Why.INSTALLED: "the App was installed on this repository",
    Why.CREATED: "this repository is new and the App is installed on it",
    Why.PUSHED: "somebody pushed to the default branch, and there is no Dockerfile yet",
    Why.ASKED: "somebody asked for it with `/dockerize`",
    Why.LOCAL: "somebody asked for it",
}


class Body:
    """The parts of one body; each is Markdown."""

    def __init__(self, decided: Decided, request: Request, branch: str, web_url: str) -> None:
        self._decided = decided
        self._why = request.why
        self._branch = branch
        repository = f"{path(request.repository.owner)}/{path(request.repository.name)}"
        self._files = f"{web_url.rstrip('/')}/{repository}/blob/{path(decided.commit)}"
        self._proves = any(file.path.startswith(".github/workflows/") for file in decided.files)

    def text(self) -> str:
        """The whole body; services beyond GitHub's limit are counted, everything else always fits."""
        opening, closing = [*self._opening()], [*self._closing()]
        left = LIMIT - sum(len(part) + 2 for part in (*opening, *closing))
        services: list[str] = []
        for number, plan in enumerate(self._decided.plans):
            parts = [*self._service(plan)]
            left -= sum(len(part) + 2 for part in parts)
            if left < 0:
                services.append(f"{len(self._decided.plans) - number} more services are not shown here; see the files.")
                break
            services += parts
        return "\n\n".join([*opening, *services, *closing]) + "\n"

    # --- the opening ----------------------------------------------------------------------------------------------

    def _opening(self) -> Iterator[str]:
        names = [code(file.path) for file in self._decided.files]
        more = f" and {len(names) - FILES_AT_MOST} more" if len(names) > FILES_AT_MOST else ""
        commit = code(self._decided.commit[:7])
        verb = "writes" if self._decided.replaced else "adds"
        yield f"This {verb} {_listed(names[:FILES_AT_MOST])}{more}, to run this repository as a container."
        if self._proves:
            yield (
                f"{UNPROVEN}. The workflow in this pull request builds it, starts it and asks whether it is well: wait "
                "for its check below. No check? Then Actions are switched off here: try it with the commands below."
            )
        else:
            yield f"{UNPROVEN}: try it with the commands below."
        yield f"Everything was read from commit {commit}. Opened because {OPENED[self._why]}."

    # --- a service ------------------------------------------------------------------------------------------------

    def _service(self, plan: Plan) -> Iterator[str]:
        if len(self._decided.plans) > 1 or plan.service.root:
            yield f"## {code(plan.service.name)} in {code(plan.service.root or '.')}"
        found = [claim for claim in plan.decisions if claim.topic not in NEEDED]
        if found:
            rows = ((prose(claim.topic.capitalize()), self._value(claim), self._why_so(claim)) for claim in found)
            yield "### What was found\n\n" + table(("What", "Decided", "Why, and where it was read"), rows, TABLE)
        yield "### What the image does\n\n" + bullets(properties(plan), LIST)
        yield "### Try it\n\n" + trying(plan, self._branch, plan.service.path("Dockerfile"))
        if address := page(plan):
            yield f"Then look at {code(address, 300)}."
        yield from self._needed(plan)
        if plan.doubts:
            yield "### What is unsure\n\n" + bullets(map(self._doubt, plan.doubts), LIST)

    def _needed(self, plan: Plan) -> Iterator[str]:
        """The variables and services that it needs, and what else is run from the image."""
        if found := variables(plan.decisions):
            rows = ((code(one.name), self._known(one), self._evidence(one.evidence)) for one in found)
            yield "### Variables\n\n" + table(("Variable", "What is known", "Where it was read"), rows, TABLE)
        if needs := services(plan.decisions):
            named = ((prose(" ".join(claim.value)), self._why_so(claim)) for claim in needs)
            yield "### Services that it needs\n\n" + table(("Service", "Where it was read"), named, TABLE)
        if beside := [claim for claim in plan.decisions if claim.topic in BESIDE]:
            said = (f"{prose(one.topic.capitalize())}: {self._value(one)} {self._why_so(one)}" for one in beside)
            yield "### Run from the same image, and never by itself\n\n" + bullets(said, LIST)

    def _known(self, one: Variable) -> str:
        return f"{prose(one.note)} {code(one.shown)}" if one.shown else prose(one.note)

    def _value(self, claim: Claim) -> str:
        return code(argv(tuple(word for word in claim.value if word)))

    def _why_so(self, claim: Claim) -> str:
        reason, where = prose(claim.reason), self._evidence(claim.evidence)
        return f"{reason} ({where})" if reason and where else reason or where

    def _evidence(self, evidence: Sequence[Evidence]) -> str:
        more = [f"and {len(evidence) - EVIDENCE_AT_MOST} more"] if len(evidence) > EVIDENCE_AT_MOST else []
        return ", ".join([*map(self._link, evidence[:EVIDENCE_AT_MOST]), *more])

    def _link(self, evidence: Evidence) -> str:
        """A file at the commit that was read; Markdown has lines only when it is shown as it is written."""
        plain = "?plain=1" if evidence.line and evidence.path.lower().endswith((".md", ".markdown")) else ""
        anchor = f"#L{evidence.line}" if evidence.line else ""
        label = code(str(evidence))
        return link(label, f"{self._files}/{path(evidence.path)}{plain}{anchor}") if self._decided.commit else label

    def _doubt(self, doubt: Doubt) -> str:
        where = self._evidence(doubt.evidence)
        return f"{prose(doubt.sentence)} **What settles it:** {prose(doubt.settle)}{f' ({where})' if where else ''}"

    # --- the closing ----------------------------------------------------------------------------------------------

    def _closing(self) -> Iterator[str]:
        if self._decided.replaced:
            yield "### What the Dockerfile before had\n\n" + bullets(map(_finding, self._decided.replaced), LIST)
        if self._decided.findings:
            yield "### What could be better\n\n" + bullets(map(_finding, self._decided.findings), LIST)
        if self._decided.remarks:
            yield "### What was not read\n\n" + bullets(map(prose, self._decided.remarks), LIST)
        yield f"### Who decided\n\n{who_decided(self._decided.advice, LIST)}"
        yield (
            "### To say no\n\nClose this pull request. It does not come back by itself; `/dockerize` in a comment, by "
            "somebody who may write here, asks again."
        )


def _finding(finding: Finding) -> str:
    where = code(f"{finding.path}:{finding.line}" if finding.line else finding.path)
    return " ".join(filter(None, (where, prose(finding.message), prose(finding.instead), f"({code(finding.rule)})")))


def _listed(names: list[str]) -> str:
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1]))) if names else "nothing"
