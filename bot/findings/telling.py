"""Says why the policy refuses, to a person who has the repository and never saw the Dockerfile that it is about."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bot.types import Finding

# What a rule goes by comes from the repository, and can be changed there.
_CHANGES = {
    "unknown-start": (
        "Change the command by which the repository starts, such as the start script of its package.json, to a known "
        "server or a plain call of one of its own files."
    ),
    "unknown-command": (
        "Change the build or install command that the repository names, such as a script of its package.json, to known "
        "tools with plain arguments, or put it into a script of the repository."
    ),
    "steering-variable": "Take the variable out of the repository's settings; whoever starts the container can set it.",
    "secret-file": "Take the file out of the repository, or give it a name that does not say secret.",
    "secret-in-image": "Take the value out of the repository; it can be given when the container starts.",
    "hidden-character": "Rename the file, or change the setting, that holds the character.",
}
_OTHERWISE = "Unless the repository asks for it, that is a defect of dockerize: please report it."


def summary(findings: tuple[Finding, ...]) -> str:
    """The first finding, how many there are besides, and what can be changed; no line, for nobody has the file."""
    if not findings:
        return "The policy has nothing against it."
    first = findings[0]
    more = len(findings) - 1
    others = f" ({more} more finding{'s' if more > 1 else ''})" if more else ""
    refused = f"The policy refuses the {first.path} that would be written: {first.message} [{first.rule}]{others}."
    return f"{refused} {_CHANGES.get(first.rule, _OTHERWISE)}"
