"""Makes Findings: one rule per file, over the parsed Dockerfile; deny by default, whoever wrote it."""

from __future__ import annotations

from bot.findings import paths
from bot.findings.hadolint import quality
from bot.findings.parse import Unparsable, parse
from bot.findings.rule import context, generated, written
from bot.findings.rules import (
    add_instruction,
    anonymous_volume,
    changed_shell,
    custom_syntax,
    foreign_copy,
    foreign_image,
    foreign_mount,
    heredoc,
    hidden_character,
    insecure_build_step,
    latest_tag,
    linter_pragma,
    onbuild,
    package_index,
    parser_directive,
    piped_script,
    root_user,
    secret_file,
    secret_in_image,
    shell_form_command,
    steering_variable,
    unknown_command,
    unknown_flag,
    unknown_instruction,
    unknown_probe,
    unknown_start,
)
from bot.findings.telling import summary
from bot.types import Finding, Severity

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.catalogue import Catalogue
    from bot.findings.rule import Rule
    from bot.types import Files

__all__ = ["RULES", "check", "quality", "review", "summary"]

# In the order in which a person wants to hear of them.
RULES: tuple[Rule, ...] = (
    hidden_character,
    custom_syntax,
    parser_directive,
    secret_in_image,
    secret_file,
    root_user,
    latest_tag,
    foreign_image,
    piped_script,
    insecure_build_step,
    package_index,
    add_instruction,
    foreign_copy,
    foreign_mount,
    unknown_command,
    steering_variable,
    shell_form_command,
    unknown_start,
    unknown_probe,
    onbuild,
    changed_shell,
    anonymous_volume,
    heredoc,
    linter_pragma,
    unknown_flag,
    unknown_instruction,
)

UNPARSABLE = "unparsable-dockerfile"


def check(files: Files, catalogue: Catalogue, known: Callable[[str], bool]) -> tuple[Finding, ...]:
    """The policy on what a proposal would write; `known` says whether the repository has a file."""
    found = list(paths.check(files))
    for file in files:
        if paths.is_dockerfile(file.path):
            try:
                parsed = parse(file.text, file.path)
            except Unparsable as problem:
                found.append(_unparsable(problem, file.path))
                continue
            found += generated(RULES, parsed, context(parsed, catalogue, known))
    return tuple(found)


def review(text: str, path: str, catalogue: Catalogue) -> tuple[Finding, ...]:
    """What the policy has to say about a Dockerfile that a person wrote, worst first.

    What is dangerous in anybody's file is an error; what only a generated file keeps to is left out, or said once.
    """
    try:
        parsed = parse(text, path)
    except Unparsable as problem:
        return (_unparsable(problem, path),)
    found = written(RULES, parsed, context(parsed, catalogue, lambda _: True))
    order = list(Severity)
    return tuple(sorted(found, key=lambda finding: (order.index(finding.severity), finding.line)))


def _unparsable(problem: Unparsable, path: str) -> Finding:
    return Finding(
        rule=UNPARSABLE,
        severity=Severity.ERROR,
        path=path,
        line=problem.line,
        message=f"it is not a Dockerfile: {problem.why}",
        instead="Write it so that docker build --check reads it.",
    )
