"""What `dockerize generate --json` costs as a whole process, beside `python -c pass` of the same environment."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

ROUNDS = 15
GOAL = 6.0
COMPILED = tempfile.TemporaryDirectory()  # of the modules, as Python keeps them unless it is told not to
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
ENVIRONMENT["PYTHONPYCACHEPREFIX"] = COMPILED.name
APPLICATION = {
    "main.py": "from fastapi import FastAPI\n\napp = FastAPI()\n\n\n@app.get('/')\ndef root():\n    return {}\n",
    "requirements.txt": "fastapi==0.115.6\nuvicorn==0.34.0\n",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """Of one process: seconds until it ended, and seconds of a processor."""

    wall: float
    cpu: float


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        for name, text in APPLICATION.items():
            (Path(folder) / name).write_text(text, encoding="utf-8")
        generate = [str(Path(sys.executable).with_name("dockerize")), "generate", folder, "--json"]
        bare = [sys.executable, "-c", "pass"]
        _cost(generate)  # writes what the rounds find there already, and the compiled modules
        rounds = [(_cost(bare), _cost(generate)) for _ in range(ROUNDS)]
    for name in ("wall", "cpu"):
        ours = statistics.median(getattr(cost, name) for _, cost in rounds)
        least = statistics.median(getattr(cost, name) for cost, _ in rounds)
        said = f"generate --json {ours * 1000:.0f} ms, python -c pass {least * 1000:.0f} ms, {ours / least:.1f} times"
        print(f"start, {name}: {said} (goal: at most {GOAL:.0f})")
    return 0


def _cost(words: list[str]) -> Cost:
    began = time.perf_counter()
    process = subprocess.Popen(words, stdout=subprocess.DEVNULL, env=ENVIRONMENT)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(words)} ended with {process.returncode}")
    return Cost(wall=time.perf_counter() - began, cpu=used.ru_utime + used.ru_stime)


if __name__ == "__main__":
    sys.exit(main())
