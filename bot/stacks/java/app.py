"""One application that a build of Maven or Gradle makes: what is built, where it lies, what it is made with."""

from __future__ import annotations

from bot.frozen import dataclass
from bot.lazy import pattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.types import Claim, Doubt, Evidence

# How an application lies in the folder of its build: the second word of OUTPUT.
JAR = "jar"  # one file that holds everything
TOOLS = "layers"  # the same, which Spring Boot from 3.3 on takes apart
LAYERTOOLS = "layertools"  # the same, from 2.4 on
QUARKUS = "quarkus-app"  # Quarkus' own folder
LIBRARIES = "jar and libraries"  # the third word is their folder
INSTALLED = "libraries"  # a folder of jars, the application's own among them
WAR = "war"  # for a servlet container; the third word is Tomcat's line
# The domains of Maven Central, the plugin portal and Android's repository, which need no saying.
_USUAL = pattern(r"https?://(?:[\w-]+\.)*(?:maven\.org|apache\.org|gradle\.org|google\.com)(?:[/:].*)?")
LTS = (8, 11, 17, 21, 25)


@dataclass(frozen=True, slots=True, kw_only=True)
class App:
    """`root` is the module's folder within the one that is built."""

    root: str
    tool: str
    output: tuple[str, ...]
    build: tuple[str, ...]
    place: Evidence
    framework: str = ""
    framework_place: Evidence | None = None
    major: tuple[int, int] = (0, 0)  # of the framework's version; zeros where it is not known
    main: tuple[str, Evidence] | None = None
    needs: Mapping[str, tuple[Evidence, ...]]  # group:artifact → where it is asked for
    manifests: tuple[str, ...] = ()  # what the build reads before any source; folders end in a slash
    apart: bool = True  # whether dependencies can be fetched before the sources are there
    sources: tuple[str, ...] = ()  # the folders of the modules whose code is in it
    java: tuple[tuple[str, Evidence, str], ...] = ()  # versions, each with its reason
    said: tuple[Claim | Doubt, ...] = ()


def line(version: int) -> int:
    """The version line with long-term support that compiles for a version, the version itself where it is newer."""
    return next((one for one in LTS if one >= version), version)


def two(version: str) -> tuple[int, int]:
    """The first two numbers of a version, zeros for what is none."""
    parts = version.split(".")
    if len(parts) < 2 or not (parts[0].isdecimal() and parts[1].isdecimal()):
        return 0, 0
    return int(parts[0][:6]), int(parts[1][:6])


def boot_kind(version: tuple[int, int]) -> str:
    """How a Spring Boot jar of a version is taken apart into layers."""
    if version >= (3, 3):
        return TOOLS
    return LAYERTOOLS if version >= (2, 4) else JAR


def usual(address: str) -> bool:
    """Whether an address is of a repository that every build takes its dependencies from."""
    return _USUAL.fullmatch(address) is not None
