"""Shows a person what was decided, from which file and line, what is unsure, and what to try next."""

from __future__ import annotations

import shlex

from bot.needed import services, variables
from bot.types import Topic

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.cli.page import Page
    from bot.types import Claim, Decided, Evidence, Plan

LANGUAGES = {"Dockerfile": "docker", "yml": "yaml", "yaml": "yaml"}
NEEDED = (Topic.VARIABLE, Topic.NEEDS)
VARIABLES_AT_MOST = 10  # in one command


def show(page: Page, decided: Decided) -> None:
    """Every decision with its evidence, then what is unsure, what was found, and what was not read."""
    for plan in decided.plans:
        root = f" in {plan.service.root}" if plan.service.root else ""
        page.title(f"{plan.service.name}{root}: {plan.stack}")
        page.rows([_row(claim) for claim in plan.decisions if claim.topic not in NEEDED])
        _needed(page, plan)
    doubts = [doubt for plan in decided.plans for doubt in plan.doubts]
    if doubts:
        page.title("Unsure")
    for doubt in doubts:
        page.line(f"  {doubt.topic}: {doubt.sentence}")
        page.line(f"    What would settle it: {doubt.settle}")
    if decided.replaced:
        page.title("What the Dockerfile before had")
        page.rows([(f"{one.path}:{one.line}", one.severity, " ".join(one.message.split())) for one in decided.replaced])
    if decided.findings:
        page.title("Findings")
        rows = [(f"{one.path}:{one.line}", one.severity, " ".join(one.message.split())) for one in decided.findings]
        page.rows(rows)
    _remarks(page, decided.remarks)


def _needed(page: Page, plan: Plan) -> None:
    """The variables and services that it has to be given."""
    if found := variables(plan.decisions):
        page.title(f"{plan.service.name}: variables")
        page.rows([(one.name, f"{one.note} {one.shown}".rstrip(), _places(one.evidence)) for one in found])
    if needs := services(plan.decisions):
        page.title(f"{plan.service.name}: services that it needs")
        page.rows([(" ".join(claim.value), _places(claim.evidence), claim.reason) for claim in needs])


def files(page: Page, decided: Decided) -> None:
    """The text of every file."""
    for file in decided.files:
        page.title(file.path)
        page.code(file.text, language(file.path))


def closing(page: Page, decided: Decided, target: str, written: Sequence[str], source: str = "") -> None:
    """What was written, and the next commands to try; `source` is where the code is, if not where the files went."""
    page.title(f"Written to {target}" if written else f"Nothing to write: {target} has these files already")
    page.rows([(file.path, "" if file.path in written else "(there already)") for file in decided.files])
    page.title("Next")
    for plan in decided.plans:
        for command in commands(plan, target, source):
            page.line(f"  {command}")
    if source:
        for path in (file.path for file in decided.files if file.path.rpartition("/")[2] == ".dockerignore"):
            folder = path.removesuffix(".dockerignore")
            page.line(
                f"  {path} does not apply to that build: copy the files to {source}, "
                f"or rename it to {folder}Dockerfile.dockerignore."
            )


def commands(plan: Plan, target: str, source: str = "") -> tuple[str, str]:
    """How to build the image, and how to run it; variables are taken from the reader's shell."""
    tag = plan.service.name.lower()
    dockerfile = plan.service.path("Dockerfile")
    root = source or target
    where = f"{root}/{plan.context}" if plan.context else root
    named = ["-f", f"{target}/{dockerfile}"] if source or dockerfile != "Dockerfile" else []
    port = ["-p", f"{plan.port}:{plan.port}"] if plan.port else []
    variables = [word for name in _variables(plan) for word in ("--env", name)]
    build = shlex.join(["docker", "build", "-t", tag, *named, where])
    return build, shlex.join(["docker", "run", "--rm", *port, *variables, tag])


def language(path: str) -> str:
    """What a file is written in, in rich's words."""
    return LANGUAGES.get(path.rpartition("/")[2].rpartition(".")[2], "text")


def _row(claim: Claim) -> tuple[str, str, str, str]:
    return claim.topic, " ".join(filter(None, claim.value)), _places(claim.evidence), claim.reason


def _places(evidence: Sequence[Evidence]) -> str:
    return ", ".join(dict.fromkeys(map(str, evidence)))


def _remarks(page: Page, remarks: Sequence[str]) -> None:
    if remarks:
        page.title("Not read")
    for remark in remarks:
        page.line(f"  {remark}")


def _variables(plan: Plan) -> Sequence[str]:
    """What the code reads and the image does not set; first what it cannot do without."""
    names = (one.name for one in variables(plan.decisions) if one.how in {"required", ""})
    return [name for name in names if name.isidentifier()][:VARIABLES_AT_MOST]
