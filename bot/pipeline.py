"""Request → Outcome: every stage once, in order."""

from __future__ import annotations

from bot import advice, existing, files, findings, snapshot, stacks
from bot.errors import ManifestUnreadable, Unwritable
from bot.frozen import replace
from bot.types import Advice, Decided, Decline, Declined, Existing, Finding, Severity

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from typing import TypeVar

    from bot.catalogue import Catalogue
    from bot.ports import Adviser, GitHub, Source, Steps
    from bot.types import (
        Claim,
        Doubt,
        Facts,
        Files,
        Look,
        Outcome,
        Proposal,
        PullRequest,
        Request,
        Snapshot,
    )

    Said = TypeVar("Said", Claim, Doubt)
    Keep = Callable[[Files], Awaitable[None]]


async def decide(
    source: Source,
    catalogue: Catalogue,
    base: str = "main",
    model: Adviser | None = None,
    wish: Existing = Existing.LEAVE,
) -> Decided | Declined:
    """Reads a repository and decides everything about it; `base` is the branch that the workflow publishes from.

    The same for GitHub and for a folder: what is connected is the `source`, and the `model` where there is one. What
    the policy refuses of its decisions goes back to it a few times. Raises ModelUnavailable.
    """
    reads = (*stacks.reads(), *files.READS, *advice.reads(model))
    picture = await snapshot.take(source, reads, stacks.follow)
    try:
        facts, draft = _drafted(picture, catalogue, base, wish)
    except ManifestUnreadable as problem:
        return Declined(reason=Decline.UNREADABLE, sentence=problem.sentence, remarks=snapshot.remarks(picture))
    kept = existing.sift(facts, draft, picture, catalogue, wish)
    if isinstance(kept, Declined):
        return replace(kept, remarks=snapshot.remarks(picture))
    said = await advice.ask(kept.facts, picture, catalogue, model)
    if kept.facts == facts and not said.counsels and isinstance(draft, Decided):
        return _replacing(replace(draft, advice=said), kept)
    for _ in range(advice.ROUNDS):
        drawn = _draw(picture, kept.facts, said, catalogue, base)
        if isinstance(drawn, Decided) or not said.counsels or not drawn.findings:
            return _replacing(drawn, kept)
        said = await advice.ask(kept.facts, picture, catalogue, model, findings=drawn.findings)
    return _replacing(_draw(picture, kept.facts, said, catalogue, base), kept)


def _drafted(
    picture: Snapshot, catalogue: Catalogue, base: str, wish: Existing
) -> tuple[tuple[Facts, ...], Decided | Declined]:
    """What the rules know and would make of it; words of the project's own that the policy refuses are not heeded."""
    facts = stacks.recognise(picture, improving=wish is Existing.IMPROVE)
    draft = _draw(picture, facts, Advice(), catalogue, base)
    if isinstance(draft, Declined) and draft.reason is Decline.POLICY:
        facts = stacks.unheeded(facts, picture)
        draft = _draw(picture, facts, Advice(), catalogue, base)
    return facts, draft


def _replacing(drawn: Decided | Declined, kept: existing.Kept) -> Decided | Declined:
    """A decision that also says which Dockerfiles it leaves alone, and what was wrong with those that it replaces."""
    if isinstance(drawn, Declined):
        return drawn
    return replace(drawn, replaced=kept.replaced, remarks=drawn.remarks + kept.remarks)


def _draw(
    picture: Snapshot, facts: tuple[Facts, ...], said: Advice, catalogue: Catalogue, base: str
) -> Decided | Declined:
    """Plans, renders and judges what is known and was advised: the hermetic part of a decision."""
    unread = snapshot.remarks(picture)
    facts = tuple(advice.apply(fact, said) for fact in facts) or advice.composed(said, picture)
    if not facts:
        return Declined(reason=Decline.NOTHING_RECOGNISED, sentence=stacks.unrecognised(picture), remarks=unread)
    try:
        plans = tuple(stacks.plan(fact, catalogue) for fact in facts)
        rendered = files.render(plans, catalogue, base, picture)
    except Unwritable as problem:
        return Declined(
            reason=Decline.POLICY,
            sentence=problem.sentence,
            findings=(_unwritable(problem),) if said.counsels else (),
            remarks=unread,
        )
    found = findings.check(rendered, catalogue, picture.has)
    if errors := tuple(finding for finding in found if finding.severity is Severity.ERROR):
        return Declined(reason=Decline.POLICY, sentence=findings.summary(errors), findings=errors, remarks=unread)
    return Decided(
        commit=picture.commit,
        base=base,
        plans=plans,
        files=rendered,
        advice=said,
        findings=found,
        remarks=unread + files.remarks(plans, picture),
    )


def _unwritable(problem: Unwritable) -> Finding:
    """What could not be written, in the form in which the policy's own words go back to the adviser."""
    return Finding(rule="unwritable", severity=Severity.ERROR, path="Dockerfile", line=0, message=problem.sentence)


async def walk(
    request: Request,
    github: GitHub,
    catalogue: Catalogue,
    steps: Steps,
    keep: Keep,
    *,
    web_url: str = "https://github.com",
    model: Adviser | None = None,
) -> Outcome:
    """One request from look to pull request; each step is idempotent and checkpointed by `steps`.

    Reading and planning are one step, so that nothing of a stranger's is ever in a checkpoint.
    """
    from bot import proof, pull  # the command line proposes nothing, and starts without them
    from bot.types import Done

    branch = pull.branch(request)
    if request.comment and (refused := await steps.step("permission", lambda: pull.permit(github, request))):
        return refused
    look = await steps.step("look", lambda: github.look(branch))
    if refused := pull.refuse(look, request):
        return refused
    wish = Existing.IMPROVE if request.improve else Existing.LEAVE
    decided = await steps.step("decide", lambda: _decide(github, look, catalogue, model, wish))
    if isinstance(decided, Declined):
        return decided
    await steps.step("keep", lambda: keep(decided.files))
    proposal = pull.propose(decided, request, web_url)
    opened = await _propose(proposal, look, github, steps)
    return Done(pull_request=opened, proof=proof.read())


async def _decide(
    github: GitHub, look: Look, catalogue: Catalogue, model: Adviser | None, wish: Existing
) -> Decided | Declined:
    decided = await decide(snapshot.Remote(github, look), catalogue, look.default_branch, model, wish)
    if isinstance(decided, Declined):
        theirs = decided.reason is Decline.HAS_DOCKERFILE
        return replace(decided, findings=tuple(map(_told, decided.findings))) if theirs else decided
    return _unquoted(decided)


def _told(finding: Finding) -> Finding:
    """A finding in somebody's own file without its words; rule and line lead to them."""
    return replace(finding, message="")


def _unquoted(decided: Decided) -> Decided:
    """The same without the lines that its evidence quotes: they are a stranger's, and this is stored."""
    plans = tuple(
        replace(plan, decisions=tuple(map(_cited, plan.decisions)), doubts=tuple(map(_cited, plan.doubts)))
        for plan in decided.plans
    )
    counsels = (replace(one, claims=tuple(map(_cited, one.claims))) for one in decided.advice.counsels)
    advised = replace(decided.advice, counsels=tuple(counsels))
    replaced = tuple(map(_told, decided.replaced))
    return replace(decided, plans=plans, advice=advised, replaced=replaced)


def _cited(said: Said) -> Said:
    """Path and line stay, and lead to the text."""
    return replace(said, evidence=tuple(replace(evidence, text="") for evidence in said.evidence))


async def _propose(proposal: Proposal, look: Look, github: GitHub, steps: Steps) -> PullRequest:
    """One commit on one branch, one pull request; a crash between two steps repeats at most the one it hit."""
    from bot import pull

    tree = await steps.step("tree", lambda: github.write_tree(look.tree, proposal.files))
    commit = await steps.step("commit", lambda: github.write_commit(proposal.message, tree, look.commit))
    await steps.step("branch", lambda: pull.ensure_branch(github, proposal.branch, commit, look.branch_head))
    return await steps.step("pull request", lambda: pull.ensure_pull(github, proposal, commit))
