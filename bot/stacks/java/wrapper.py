"""The Gradle that a wrapper names, and the newest Java that it runs on."""

from __future__ import annotations

import re

from bot.stacks.java import app

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bot.stacks.folder import Folder

FILE = "gradle/wrapper/gradle-wrapper.properties"
# The newest Java that a Gradle of a version runs on; https://docs.gradle.org/current/userguide/compatibility.html
_RUNS_ON = (((9, 4), 26), ((9, 1), 25), ((8, 14), 24), ((8, 10), 23), ((8, 8), 22), ((8, 5), 21), ((8, 3), 20))
_RAN_ON = (((7, 6), 19), ((7, 5), 18), ((7, 3), 17), ((7, 0), 16), ((6, 7), 15), ((5, 0), 11), ((1, 0), 8))


def version(folder: Folder) -> tuple[int, int]:
    """The version of Gradle that the wrapper names, zeros where there is none."""
    found = re.search(r"gradle-(\d+\.\d+)", folder.text(FILE))
    return app.two(found[1]) if found else (0, 0)


def newest_java(gradle_version: tuple[int, int]) -> int:
    """The newest Java that a Gradle runs on."""
    return next((java for least, java in (*_RUNS_ON, *_RAN_ON) if gradle_version >= least), 8)
