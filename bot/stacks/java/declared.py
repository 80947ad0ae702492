"""The nouns of a pom: a dependency that a module declares, and all that is said of one plugin."""

from __future__ import annotations

from bot.frozen import dataclass

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bot.stacks.xml import Element
    from bot.types import Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Dependency:
    """One dependency: `name` is group:artifact."""

    name: str
    version: str
    scope: str
    optional: bool
    kind: str
    place: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plugin:
    """All that a module and its parents say of one plugin; the module's own words come first."""

    bound: bool  # whether it is a plugin of the build, and not only managed
    version: str
    told: tuple[Element, ...]  # its configurations, those of its executions among them
    goals: frozenset[str]
    place: Evidence

    def word(self, name: str) -> str:
        """What the first configuration that names it says."""
        return next((found.text for one in self.told for found in one.every(name) if found.text), "")
