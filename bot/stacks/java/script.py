"""What one script of Gradle says: plugins, dependencies, other projects, and single words."""

from __future__ import annotations

from bot.frozen import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Applied:
    """One plugin that a script names; `alias` is its name in the version catalogue."""

    name: str
    version: str
    line: int
    here: bool = True  # False: for subprojects, or `apply false`
    below: bool = False  # for every project below the script's
    alias: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Needed:
    """One dependency: group:artifact[:version], a name in the version catalogue, or the path of another project."""

    name: str
    line: int
    kind: str = "module"  # module, alias, project
    tests: bool = False
    here: bool = True
    below: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """One thing that a script says, and its line."""

    text: str
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Script:
    """What one script says."""

    plugins: tuple[Applied, ...] = ()
    needs: tuple[Needed, ...] = ()
    said: tuple[tuple[str, Word], ...] = ()  # main, manifest, whole, toolchain, level, name, repository
    includes: tuple[Word, ...] = ()
    looks: bool = False  # whether it reads files or other builds

    def first(self, topic: str) -> Word | None:
        return next((word for name, word in self.said if name == topic), None)
