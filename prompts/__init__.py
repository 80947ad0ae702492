"""Words for the model, with a version; the loader refuses a missing variable, and one that nothing asks for."""

from __future__ import annotations

import hashlib
from pathlib import Path

from bot.errors import BadInput
from bot.frozen import dataclass
from bot.lazy import pattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

_FOLDER = Path(__file__).parent
_VARIABLE = pattern(r"\{\{ *([a-z_]+) *\}\}")
_VERSION = "version: "


class BadPrompt(BadInput):
    """A prompt is not there, has no version, or its variables are not those that were given."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The words of one prompt with every variable filled in; `hash` is of the words as they are sent."""

    text: str
    version: str

    @property
    def hash(self) -> str:
        return hashlib.sha256(self.text.encode()).hexdigest()[:12]

    def __str__(self) -> str:
        return f"{self.version}@{self.hash}"


def load(name: str, variables: Mapping[str, str], folder: Path = _FOLDER) -> Words:
    """The prompt `name`.md, whose first line is its version; raises BadPrompt."""
    try:
        first, _, rest = (folder / f"{name}.md").read_text(encoding="utf-8").partition("\n")
    except OSError:
        raise BadPrompt(f"There is no prompt {name}.") from None
    if not first.startswith(_VERSION):
        raise BadPrompt(f"The first line of prompt {name} is not `{_VERSION}N`.")
    wanted = set(_VARIABLE.findall(rest))
    if wanted != set(variables):
        odd = ", ".join(sorted(wanted ^ set(variables)))
        raise BadPrompt(f"Prompt {name} and the variables that it is given do not agree on {odd}.")
    text = _VARIABLE.sub(lambda found: variables[found[1]], rest).strip() + "\n"
    return Words(text=text, version=f"{name}-{first.removeprefix(_VERSION).strip()}")
