"""The base images that a whole plan can be composed on, where no rule knows the repository: a closed table."""

from __future__ import annotations

from bot.frozen import dataclass

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """The image that builds and the one that runs what was copied out of it, each with its tag for a version."""

    build: tuple[str, str]
    run: tuple[str, str]
    probe: str = "perl"  # what the running image can ask itself with: every Debian and Ubuntu image has perl-base


_DEBIAN = ("debian", "trixie-slim")
FAMILIES: Mapping[str, Family] = {
    "python": Family(build=("python", "{}-slim-trixie"), run=("python", "{}-slim-trixie"), probe="python"),
    "node": Family(build=("node", "{}-trixie-slim"), run=("node", "{}-trixie-slim"), probe="node"),
    "ruby": Family(build=("ruby", "{}-slim-trixie"), run=("ruby", "{}-slim-trixie")),
    "php": Family(build=("php", "{}-cli-trixie"), run=("php", "{}-cli-trixie")),
    "go": Family(build=("golang", "{}-trixie"), run=_DEBIAN),
    "rust": Family(build=("rust", "{}-slim-trixie"), run=_DEBIAN),
    "java": Family(build=("eclipse-temurin", "{}-jdk-noble"), run=("eclipse-temurin", "{}-jre-noble")),
    "debian": Family(build=_DEBIAN, run=_DEBIAN),
}
