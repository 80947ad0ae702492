"""Requirements files, line by line, with what they include."""

from __future__ import annotations

import pytest

from bot.stacks.python import requirements
from bot.types import Evidence
from tests.bot.stacks.pictures import folder

PLACE = Evidence(path="a", line=1)


@pytest.mark.parametrize(
    ("text", "key", "asked"),
    [
        ("Flask==3.1.2", "flask", "==3.1.2"),
        ("psycopg[binary, pool] >= 3 ; python_version > '3'", "psycopg[binary,pool]", ">= 3"),
        ("zope.interface", "zope-interface", ""),
        ("a_B ~=1.0", "a-b", "~=1.0"),
        ("x", "x", ""),
    ],
)
def test_a_requirement_has_one_name_and_what_was_asked(text: str, key: str, asked: str) -> None:
    found = requirements.requirement(text, PLACE)

    assert found
    assert (found.key, found.asked) == (key, asked)


def test_what_names_no_package_is_none() -> None:
    assert requirements.requirement("@@", PLACE) is None


def test_a_file_with_everything_in_it() -> None:
    text = (
        "# ours\n"
        "--index-url https://packages.example/simple\n"
        "flask==3.1.2  # web\n"
        "-r requirements/base.txt\n"
        "-c constraints.txt\n"
        "gunicorn==23.0.0 \\\n    --hash=sha256:aa\n"
        "-e ./libs/shared\n"
        "./wheels/x.whl\n"
        "git+https://git.example/x.git@1#egg=x\n"
        "???\n"
    )
    base = "flask\nclick==8\n-r ../requirements.txt\n"

    read = requirements.read(folder({"requirements.txt": text, "requirements/base.txt": base}), "requirements.txt")

    assert read.files == ("requirements.txt", "requirements/base.txt")
    assert [one.key for one in read.requirements] == ["flask", "gunicorn", "click"]
    assert [one.evidence.line for one in read.requirements] == [3, 6, 2]
    assert [str(place) for place in read.local] == ["requirements.txt:8", "requirements.txt:9"]
    assert [str(place) for place in read.git] == ["requirements.txt:10"]


def test_the_files_that_are_named_are_followed() -> None:
    found = folder({"reqs/dev.txt": "--requirement=./base.txt\n-c ../c.txt\n-e .\n--editable ./x\n"})

    assert requirements.included(found, "reqs/dev.txt") == ("reqs/base.txt", "c.txt")


def test_two_files_that_include_each_other_end() -> None:
    read = requirements.read(folder({"a.txt": "-r b.txt\nx", "b.txt": "-r a.txt\ny"}), "a.txt")

    assert read.files == ("a.txt", "b.txt")
