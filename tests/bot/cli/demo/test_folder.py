"""What of a newcomer's folder goes along: what git would track, without secrets, and as it is."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest

from bot.cli.demo import folder
from bot.errors import BadUsage
from tests.bot.cli.applications import FASTAPI, write

if TYPE_CHECKING:
    from pathlib import Path


def there(path: Path) -> list[str]:
    return sorted(str(found.relative_to(path)) for found in path.rglob("*") if not found.is_dir())


def test_what_git_would_track_goes_along_without_secrets(tmp_path: Path) -> None:
    files = {**FASTAPI, ".gitignore": "*.log\n", "run.log": "", ".env": "KEY=canary", "tls/server.pem": "canary"}
    source = write(tmp_path / "shop", files)

    count, secrets = folder.copy(source, tmp_path / "copy")

    assert (count, secrets) == (3, (".env", "tls/server.pem"))
    assert there(tmp_path / "copy") == [".gitignore", "main.py", "requirements.txt"]


def test_links_stay_links_and_programs_stay_programs(tmp_path: Path) -> None:
    source = write(tmp_path / "shop", {"run.sh": "#!/bin/sh\n", "plain.py": ""})
    (source / "run.sh").chmod(0o700)
    (source / "link").symlink_to("/etc/passwd")

    folder.copy(source, tmp_path / "copy")

    assert (tmp_path / "copy" / "link").is_symlink()
    assert (tmp_path / "copy" / "run.sh").stat().st_mode & 0o777 == 0o755
    assert (tmp_path / "copy" / "plain.py").stat().st_mode & 0o777 == 0o644


def test_submodules_and_files_that_github_refuses_stay_behind(tmp_path: Path) -> None:
    source = write(tmp_path / "shop", {"main.py": "", "lib/lib.py": ""})
    with (source / "huge.bin").open("wb") as huge:
        huge.truncate(folder.LARGEST + 1)
    for repository in (source / "lib", source):
        subprocess.run(["git", "init", "--quiet", str(repository)], check=True)
    subprocess.run(["git", "-C", str(source / "lib"), "add", "."], check=True)

    folder.copy(source, tmp_path / "copy")

    assert there(tmp_path / "copy") == ["main.py"]


def test_a_folder_with_nothing_to_show_is_bad_usage(tmp_path: Path) -> None:
    source = write(tmp_path / "shop", {".env": "x"})

    with pytest.raises(BadUsage, match="holds no file that git would track"):
        folder.copy(source, tmp_path / "copy")


@pytest.mark.parametrize(
    ("name", "expected"), [("shop", "shop"), ("my app (2)", "my-app-2"), ("日本", "repository"), (".x.", "x")]
)
def test_a_folder_is_named_as_github_would_take_it(tmp_path: Path, name: str, expected: str) -> None:
    assert folder.name(tmp_path / name) == expected


def test_the_sample_is_an_application(tmp_path: Path) -> None:
    count, secrets = folder.copy(folder.SAMPLE, tmp_path)

    assert count == len(there(tmp_path)) >= 5
    assert secrets == ()
