"""Whether a repository lets a model see it: not where its configuration says `llm: false`, or cannot be read."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bot.types import Snapshot

CONFIGURATION = ".github/dockerize.yml"


def refusal(picture: Snapshot) -> str:
    """ "" where the model may be asked, else the sentence that says why it was not."""
    text = picture.text(CONFIGURATION)
    if text is None:
        if picture.has(CONFIGURATION):
            return f"{CONFIGURATION} could not be read, so no model was asked."
        return ""
    import yaml

    try:
        said = yaml.safe_load(text)
    except (yaml.YAMLError, RecursionError, ValueError):
        return f"{CONFIGURATION} is not YAML, so no model was asked."
    if said is None:
        return ""
    if not isinstance(said, dict) or said.get("llm", True) not in (True, False):
        return f"`llm` in {CONFIGURATION} is neither true nor false, so no model was asked."
    return "" if said.get("llm", True) else f"{CONFIGURATION} says `llm: false`, so no model was asked."
