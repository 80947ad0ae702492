"""The set-up chain on other people's machines: no uv, no ensurepip, an old Python, no network the second time."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
pytestmark = [pytest.mark.network, pytest.mark.slow]

# What Debian's python3 says where the package python3-venv is not installed.
WITHOUT_VENV = """#!/bin/sh
case "$*" in
  "-m venv"*) echo "The virtual environment was not created: ensurepip is not available." >&2; exit 1 ;;
esac
exec {real} "$@"
"""
NAMESPACE = ["unshare", "--net", "--map-root-user", "sh", "-c"]


def clone(folder: Path) -> Path:
    """A fresh clone, with what is not committed yet on top."""
    target = folder / "clone"
    subprocess.run(["git", "clone", "--quiet", "--no-hardlinks", str(ROOT), str(target)], check=True)
    changed = subprocess.run(
        ["git", "ls-files", "-mo", "--exclude-standard", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    for name in filter(None, changed.stdout.split("\0")):
        if (ROOT / name).is_file():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, target / name)
    return target


def tools(folder: Path, python: str, *, venv: bool) -> Path:
    """A PATH with the few programs that a newcomer has, and no uv."""
    programs = folder / "bin"
    programs.mkdir()
    names = (
        "sh",
        "git",
        "make",
        "touch",
        "rm",
        "dirname",
        "env",
        "cat",
        "grep",
        "sed",
        "expand",
        "printf",
        "mkdir",
        "ip",
    )
    for name in names:
        if found := shutil.which(name):
            (programs / name).symlink_to(found)
    if venv:
        (programs / "python3").symlink_to(python)
    else:
        (programs / "python3").write_text(WITHOUT_VENV.format(real=python))
        (programs / "python3").chmod(0o755)
    return programs


def run(command: list[str], folder: Path, path: Path, seconds: int = 300) -> subprocess.CompletedProcess[str]:
    kept = {
        name: value for name, value in os.environ.items() if name.startswith(("PIP_", "SSL_", "UV_")) or name == "HOME"
    }
    return subprocess.run(
        command,
        cwd=folder,
        env={**kept, "PATH": str(path)},
        capture_output=True,
        text=True,
        check=False,
        timeout=seconds,
    )


def real_python() -> str:
    """The interpreter itself, not a shim or this virtual environment's link."""
    return str(Path(sys.base_prefix) / "bin" / f"python3.{sys.version_info.minor}")


@pytest.mark.parametrize("venv", [True, False], ids=["with venv", "without ensurepip"])
def test_it_sets_itself_up_where_uv_is_not_on_path(tmp_path: Path, *, venv: bool) -> None:
    folder = clone(tmp_path)

    made = run(["make", ".venv/.base"], folder, tools(tmp_path, real_python(), venv=venv))

    assert made.returncode == 0, made.stderr
    assert (folder / ".tools" / ("venv/bin/uv" if venv else "bin/uv")).exists()
    assert run([".venv/bin/dockerize", "--help"], folder, tmp_path / "bin").returncode == 0


def test_an_old_python_is_named_with_what_to_do(tmp_path: Path) -> None:
    folder = clone(tmp_path)
    path = tools(tmp_path, "/bin/false", venv=True)

    made = run(["make", ".venv/.base"], folder, path)

    assert made.returncode != 0
    assert "needs Python 3.11 or newer" in made.stderr


@pytest.mark.skipif(
    subprocess.run([*NAMESPACE, "ip link set lo up"], capture_output=True, check=False).returncode != 0,
    reason="needs network namespaces and ip (Linux, iproute2)",
)
def test_the_demo_works_a_second_time_without_a_network(tmp_path: Path) -> None:
    folder = clone(tmp_path)
    path = tools(tmp_path, real_python(), venv=True)
    (path / "unshare").symlink_to(str(shutil.which("unshare")))
    first = run(["make", "demo"], folder, path)
    assert first.returncode == 0, first.stdout + first.stderr

    second = run([*NAMESPACE, "ip link set lo up && make demo"], folder, path)

    assert second.returncode == 0, second.stdout + second.stderr
