"""Says in a pull request who decided: rules alone, or which model, asked with what, shown what, and how to stop it."""

from __future__ import annotations

from bot.pull.markdown import bullets, code, prose

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bot.types import Advice

SHOWN = 30  # files that are named
REFUSED = 10
OFF = "To keep this repository from the model, write `llm: false` into `.github/dockerize.yml` on the default branch."


def who_decided(advice: Advice, longest: int) -> str:
    """A paragraph or two; what is sent to a provider is listed by file name."""
    if not advice.prompt:
        note = f" {prose(advice.note)}" if advice.note else ""
        return f"Rules alone. Nothing of this repository was sent to a model.{note}"
    if advice.source == "rules":
        parts = [f"Rules alone: {prose(advice.note)}"]
    else:
        parts = [f"Rules, with the advice of {code(advice.source)}, asked in the words {code(advice.prompt)}."]
    if advice.refused:
        said = (prose(sentence) for sentence in advice.refused[:REFUSED])
        parts.append("Of its decisions these were not taken:\n\n" + bullets(said, longest))
    if advice.shown:
        more = f" and {len(advice.shown) - SHOWN} more" if len(advice.shown) > SHOWN else ""
        named = ", ".join(map(code, advice.shown[:SHOWN]))
        parts.append(f"It was shown what was found, names of files, and, without secrets, {named}{more}. {OFF}")
    return "\n\n".join(parts)
