"""A folder of 50,000 files: how long `generate` takes, and that its memory does not grow with what the files hold."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

FILES = 50_000
FOLDERS = 500
SIZES = (100, 20_000)  # bytes of each file: 5 MB and 1 GB in all


def main() -> int:
    for tracked in (False, True):
        for size in SIZES:
            with tempfile.TemporaryDirectory() as folder:
                _fill(Path(folder), size)
                if tracked:
                    subprocess.run(["git", "init", "--quiet", folder], check=True)
                seconds, megabytes = _generate(folder)
            how = "asked of git" if tracked else "walked"
            print(f"large tree, {how}: {FILES:,} files of {size:,} bytes: {seconds:.1f} s, {megabytes:.0f} MB at most")
    return 0


def _fill(folder: Path, size: int) -> None:
    """Sources of many kinds, and one application among them; one file under many names, so that the disk holds it."""
    endings = ("py", "js", "ts", "css", "md", "json", "txt", "html", "go", "java")
    (folder / "main.py").write_text("from fastapi import FastAPI\n\napp = FastAPI()\n", encoding="utf-8")
    (folder / "requirements.txt").write_text("fastapi\nuvicorn\n", encoding="utf-8")
    for number in range(FOLDERS):
        below = folder / f"part{number % 20}" / f"folder{number}"
        below.mkdir(parents=True)
        content = below / "file0.py"
        content.write_text(("size = 1\n" * size)[:size], encoding="utf-8")
        for n in range(1, FILES // FOLDERS):
            os.link(content, below / f"file{n}.{endings[n % len(endings)]}")


def _generate(folder: str) -> tuple[float, float]:
    words = [str(Path(sys.executable).with_name("dockerize")), "generate", folder, "--json", "--dry-run"]
    began = time.perf_counter()
    process = subprocess.Popen(words, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"generate ended with {process.returncode}")
    return time.perf_counter() - began, used.ru_maxrss / 1024


if __name__ == "__main__":
    sys.exit(main())
