"""A decision as plain data for `--json`: names as in the code, nothing left out that a program could ask for."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.types import Claim, Decided, Declined, Diagnosis, Doubt, Evidence, Finding, Plan, Proof

    Data = dict[str, object]


def decided(decision: Decided, proofs: Iterable[tuple[Plan, Proof]] | None = None) -> Data:
    """Everything that was decided about a folder, and what was seen of its images where somebody looked."""
    proven = {} if proofs is None else {"proofs": [_proof(plan, seen) for plan, seen in proofs]}
    return {
        "outcome": "done",
        "services": [_service(plan) for plan in decision.plans],
        "decisions": [_claim(plan, claim) for plan in decision.plans for claim in plan.decisions],
        "doubts": [_doubt(plan, doubt) for plan in decision.plans for doubt in plan.doubts],
        "files": [{"path": file.path, "text": file.text} for file in decision.files],
        "findings": findings(decision.findings),
        "replaced": findings(decision.replaced),
        "remarks": list(decision.remarks),
        "adviser": decision.advice.source,
        **proven,
    }


def declined(refusal: Declined) -> Data:
    """A no and its reason."""
    return {
        "outcome": refusal.reason.value,
        "sentence": refusal.sentence,
        "findings": findings(refusal.findings),
        "remarks": list(refusal.remarks),
    }


def findings(found: Iterable[Finding]) -> list[Data]:
    """Findings in their order."""
    return [
        {
            "rule": finding.rule,
            "severity": finding.severity.value,
            "path": finding.path,
            "line": finding.line,
            "message": finding.message,
            "instead": finding.instead,
        }
        for finding in found
    ]


def _service(plan: Plan) -> Data:
    return {
        "name": plan.service.name,
        "root": plan.service.root,
        "stack": plan.stack,
        "context": plan.context,
        "start": list(plan.start),
        "port": plan.port,
        "health_path": plan.health.path if plan.health else None,
        "user": plan.user[0],
        "ends": plan.ends,
    }


def _claim(plan: Plan, claim: Claim) -> Data:
    return {
        "service": plan.service.name,
        "topic": claim.topic.value,
        "value": list(claim.value),
        "reason": claim.reason,
        "certain": claim.certain,
        "evidence": _evidence(claim.evidence),
    }


def _doubt(plan: Plan, doubt: Doubt) -> Data:
    return {
        "service": plan.service.name,
        "topic": doubt.topic.value,
        "sentence": doubt.sentence,
        "settle": doubt.settle,
        "evidence": _evidence(doubt.evidence),
    }


def _evidence(evidence: Iterable[Evidence]) -> list[Data]:
    return [{"path": place.path, "line": place.line, "text": place.text} for place in evidence]


def _proof(plan: Plan, seen: Proof) -> Data:
    return {
        "service": plan.service.name,
        "proven": seen.proven,
        "build_seconds": seen.build_seconds,
        "image_bytes": seen.image_bytes,
        "user": seen.user,
        "start_seconds": seen.start_seconds,
        "answers": [{"path": one.path, "status": one.status} for one in seen.answers],
        "health": seen.health,
        "exit_code": seen.exit_code,
        "stop_seconds": seen.stop_seconds,
        "printed": list(seen.printed),
        "diagnosis": _diagnosis(seen.diagnosis) if seen.diagnosis else None,
    }


def _diagnosis(found: Diagnosis) -> Data:
    return {"step": found.step, "kind": found.kind.value, "line": found.line, "lines": list(found.lines)}
