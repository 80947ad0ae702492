"""Which package manager installs, from which files, with which commands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.stacks.python import managers
from tests.bot.stacks.pictures import folder

if TYPE_CHECKING:
    from bot.stacks.python.managers import Managed

PROJECT = '[project]\nname = "x"\ndependencies = [\n  "flask>=3",\n  "psycopg[binary]",\n  "@",\n]\n'
BUILT = PROJECT + '[build-system]\nrequires = ["hatchling"]\n'


def managed(files: dict[str, str]) -> Managed:
    found = folder(files)
    return managers.managed(found, found.toml("pyproject.toml"))


def lines(commands: tuple[tuple[str, ...], ...]) -> list[str]:
    return [" ".join(argv) for argv in commands]


def test_a_uv_lock_is_kept_to_the_letter() -> None:
    found = managed({"pyproject.toml": PROJECT, "uv.lock": "", "requirements.txt": "x"})

    assert (found.manager, found.lock, found.files) == ("uv", "uv.lock", ("pyproject.toml", "uv.lock"))
    assert lines(found.install) == ["uv sync --locked --no-dev --no-editable --no-install-project"]
    assert (found.build, found.doubts) == ((), ())
    assert [(one.key, str(one.evidence)) for one in found.declared] == [
        ("flask", "pyproject.toml:4"),
        ("psycopg[binary]", "pyproject.toml:5"),
    ]


def test_a_project_that_is_built_is_installed_after_its_dependencies() -> None:
    found = managed({"pyproject.toml": BUILT, "uv.lock": ""})

    assert found.packaged
    assert lines(found.build) == ["uv sync --locked --no-dev --no-editable --inexact"]


def test_uv_may_be_told_not_to_build() -> None:
    assert not managed({"pyproject.toml": BUILT + "[tool.uv]\npackage = false\n", "uv.lock": ""}).packaged
    assert managed({"pyproject.toml": PROJECT + "[tool.uv]\npackage = true\n", "uv.lock": ""}).packaged


def test_members_of_a_uv_workspace_are_part_of_what_a_sync_needs() -> None:
    workspace = PROJECT + '[tool.uv.workspace]\nmembers = ["./libs/*/", "libs/a"]\n'

    found = managed({"pyproject.toml": workspace, "uv.lock": "", "libs/a/pyproject.toml": "", "libs/x.py": ""})

    assert found.files == ("pyproject.toml", "uv.lock", "libs/a/pyproject.toml")
    assert lines(found.install) == ["uv sync --locked --no-dev --no-editable --no-install-workspace"]
    assert lines(found.build) == ["uv sync --locked --no-dev --no-editable --inexact"]


def test_sources_by_a_path_need_every_file() -> None:
    assert managed({"pyproject.toml": PROJECT + '[tool.uv.sources]\nx = { path = "x" }\n', "uv.lock": ""}).files == (
        ".",
    )


def test_pinned_requirements_need_no_doubt() -> None:
    found = managed({"requirements.txt": "flask==3.1.2\n"})

    assert (found.manager, found.files, found.packaged) == ("pip", ("requirements.txt",), False)
    assert lines(found.install) == ["pip install --requirement requirements.txt"]
    assert found.doubts == ()


def test_loose_requirements_are_said() -> None:
    assert "flask is one" in managed({"requirements.txt": "click==8\nflask\n"}).doubts[0].sentence


def test_production_requirements_come_before_base_ones() -> None:
    files = {"requirements/base.txt": "a==1", "requirements/production.txt": "-r base.txt\nb==1"}

    assert managed(files).files == ("requirements/production.txt", "requirements/base.txt")


def test_requirements_with_a_path_of_the_repository_are_installed_after_the_sources() -> None:
    found = managed({"requirements.txt": "-e .\nflask==3"})

    assert (found.files, found.install) == ((), ())
    assert lines(found.build) == ["pip install --requirement requirements.txt"]
    assert found.packaged


def test_requirements_beside_a_project_that_is_built() -> None:
    found = managed({"requirements.txt": "flask==3", "pyproject.toml": BUILT})

    assert lines(found.build) == ["pip install --no-deps ."]
    assert found.packaged


def test_requirements_beside_settings_of_tools_alone() -> None:
    assert managed({"requirements.txt": "flask==3", "pyproject.toml": "[build-system]\n"}).build == ()


def test_requirements_by_git_are_noted() -> None:
    assert managed({"requirements.txt": "git+https://git.example/x.git\n"}).git


def test_a_project_without_a_lock_is_installed_by_uv_and_said() -> None:
    found = managed({"pyproject.toml": BUILT})

    assert (found.manager, found.files) == ("uv pip", ("pyproject.toml",))
    assert lines(found.install) == ["uv pip install --requirements pyproject.toml"]
    assert lines(found.build) == ["uv pip install --no-deps ."]
    assert "no lock file" in found.doubts[0].sentence


def test_a_project_without_dependencies_installs_none() -> None:
    found = managed({"pyproject.toml": '[project]\nname = "x"\n'})

    assert (found.install, found.build, found.doubts) == ((), (), ())


def test_setup_py() -> None:
    found = managed({"setup.py": "setup()"})

    assert lines(found.build) == ["pip install ."]
    assert found.packaged
    assert "setup.py has no lock file" in found.doubts[0].sentence


def test_no_manifest_at_all() -> None:
    assert managed({"main.py": ""}).manager == ""
    assert managed({"pyproject.toml": "[tool.ruff]\n"}).manager == ""
