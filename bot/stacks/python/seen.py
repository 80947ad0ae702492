"""What one Python file says, noted while its syntax tree is walked."""

from __future__ import annotations

from bot.frozen import dataclass

TYPE_CHECKING = False
if TYPE_CHECKING:
    import ast


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """A name of the module bound to an application: `framework` is a key of FRAMEWORKS; a factory is called for it."""

    name: str
    framework: str
    line: int
    factory: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Listens:
    """A call that binds a port: the literal one with its line, None where it is computed."""

    line: int
    port: tuple[int, int] | None = None
    host: str | None = None


class Module:
    """What one file says, noted while its tree is walked; lines are counted from 1."""

    def __init__(self) -> None:
        self.imports: dict[str, str] = {}  # local name → what it stands for
        self.import_lines: dict[str, int] = {}  # imported top-level package → line
        self.built: list[Built] = []
        self.calls: dict[str, tuple[str, int]] = {}  # module-level name → (function called, line)
        self.routes: list[tuple[str, str, int]] = []  # (application's name, path, line)
        self.listens: list[Listens] = []
        self.variables: dict[str, int] = {}
        self.required: dict[str, int] = {}  # variables that are read without a default → line
        self.given: set[str] = set()  # variables that the code sets, or asks for before it reads them
        self.port: tuple[int, int] | None = None  # (default of the variable PORT, line)
        self.values: dict[str, ast.expr] = {}  # name → what was last assigned to it, wherever
        self.schemes: set[str] = set()  # variables for which a reader of the environment has a default
        self.guard = 0  # line of `if __name__ == "__main__"`
        self.endless = 0  # line of what never ends by itself
        self.sigterm = 0  # line where SIGTERM is handled
        self.relative = False  # has relative imports

    def note(self, name: str, line: int) -> None:
        """Keeps the first line of each kind."""
        setattr(self, name, getattr(self, name) or line)
