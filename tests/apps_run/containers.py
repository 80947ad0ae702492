"""What `docker build --check` says of a Dockerfile, also where no registry can be asked for its base images."""

from __future__ import annotations

import re
import subprocess
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def docker(*words: str) -> str:
    """What docker printed, whatever its exit code."""
    done = subprocess.run(["docker", *words], capture_output=True, text=True, check=False)
    return done.stdout + done.stderr


def warnings(dockerfile: Path, context: Path, *, offline: bool = False) -> str:
    """What `docker build --check` has to say; without the `# syntax` line, whose frontend may not be reachable.

    `offline` puts an empty image in the place of each base image: the check asks a registry for them.
    """
    plain = dockerfile.with_name("Dockerfile.plain")
    text = dockerfile.read_text(encoding="utf-8")
    text = "\n".join(line for line in text.split("\n") if not line.startswith("# syntax"))
    plain.write_text(_without_images(text) if offline else text)
    return docker("build", "--check", "--file", str(plain), str(context))


def _without_images(text: str) -> str:
    """Names of images hold a colon, those of stages do not."""
    emptied = re.sub(r"^FROM \S+:\S+", "FROM scratch", text, flags=re.MULTILINE)
    copied = re.sub(r"--from=\S+:\S+", "--from=elsewhere", emptied)
    return copied if copied == emptied else f"FROM scratch AS elsewhere\n{copied}"
