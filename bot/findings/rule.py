"""What a rule is given and what it gives back, and how hits become Findings."""

from __future__ import annotations

import posixpath

from bot.frozen import dataclass
from bot.types import Finding, Severity

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import Protocol

    from bot.catalogue import Catalogue
    from bot.findings.parse import Parsed

    class Rule(Protocol):
        """A module of `bot.findings.rules`; its docstring says what, why, and what to do instead."""

        @property
        def NAME(self) -> str:  # noqa: N802  a module's constant: kebab-case, reads well after "allow"
            ...

        @property
        def SEVERITY(self) -> Severity:  # noqa: N802  in a Dockerfile that was generated
            ...

        @property
        def THEIRS(self) -> Severity | None:  # noqa: N802  in one that a person wrote; None: only for generated ones
            ...

        def check(self, parsed: Parsed, context: Context) -> Iterator[Hit]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """What a rule found on a line; `theirs` overrides how serious it is in a file that a person wrote."""

    line: int
    message: str
    instead: str
    theirs: Severity | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What a rule may know besides the file: the catalogue, and what the repository holds."""

    catalogue: Catalogue
    known: Callable[[str], bool]
    folders: tuple[str, ...] = ("",)  # folders of the repository that end up in the image's working directory

    def has(self, path: str) -> bool:
        """Whether the repository has the file that a program inside the image would find at this path."""
        for root in ("/app/", "/srv/", "/usr/src/app/"):
            path = path.removeprefix(root)
        return any(self.known(posixpath.normpath(posixpath.join(folder, path))) for folder in self.folders)


def context(parsed: Parsed, catalogue: Catalogue, known: Callable[[str], bool]) -> Context:
    """The context of one file: what its COPYs bring in tells where its scripts may come from."""
    folders = {"": None, posixpath.dirname(parsed.path): None}
    for copy in parsed.named("COPY"):
        if not any(copy.flag("from")):
            for source in copy.words[:-1]:
                path = posixpath.normpath(source)
                folders |= {path: None, posixpath.dirname(path): None}
    return Context(catalogue=catalogue, known=known, folders=tuple(folders))


def generated(rules: Iterable[Rule], parsed: Parsed, given: Context) -> Iterator[Finding]:
    """The findings in a file that was generated: every hit, as serious as its rule says."""
    for rule in rules:
        for hit in rule.check(parsed, given):
            yield _finding(rule, rule.SEVERITY, parsed, hit)


def written(rules: Iterable[Rule], parsed: Parsed, given: Context) -> Iterator[Finding]:
    """The findings in a file that a person wrote: what is a mere remark is said once a rule."""
    for rule in rules:
        if rule.THEIRS is None:
            continue
        remarked = False
        for hit in rule.check(parsed, given):
            severity = hit.theirs or rule.THEIRS
            if severity is not Severity.INFO or not remarked:
                yield _finding(rule, severity, parsed, hit)
            remarked = remarked or severity is Severity.INFO


def _finding(rule: Rule, severity: Severity, parsed: Parsed, hit: Hit) -> Finding:
    return Finding(
        rule=rule.NAME,
        severity=severity,
        path=parsed.path,
        line=hit.line,
        message=hit.message,
        instead=hit.instead,
    )
