"""The Python stack as a whole: what it follows, what it recognises, what it claims."""

from __future__ import annotations

from bot.stacks import python
from bot.types import Topic
from tests.bot.stacks.pictures import cited, picture, recognised, said


def test_included_requirements_and_imported_modules_are_followed() -> None:
    files = {
        "requirements.txt": "-r base.txt\n",
        "app/main.py": "import app.api\nfrom .core.db import b\nimport helper\nfrom .. import c\nfrom . import d",
        "tests/test_x.py": "import secret\n",
    }
    there = (
        "base.txt",
        "app/api.py",
        "app/core/db.py",
        "helper/__init__.py",
        "secret.py",
        "app/__init__.py",
        "other.py",
    )

    assert python.follow(picture(files, *there)) == (
        "base.txt",
        "app/api.py",
        "app/core/db.py",
        "helper/__init__.py",
        "app/__init__.py",
    )


def test_relative_imports_climb() -> None:
    assert python.follow(picture({"a/b/c.py": "from ...d import e\nfrom ..f import g\n"}, "d.py", "a/f.py")) == (
        "d.py",
        "a/f.py",
    )


def test_a_folder_without_python_is_none() -> None:
    assert python.recognise(picture({"README.md": ""})) == ()
    assert python.recognise(picture({"pyproject.toml": "[tool.ruff]\n"})) == ()


def test_folders_with_manifests_of_their_own_are_not_part_of_a_root_without_one() -> None:
    app = "from flask import Flask\napp = Flask('x')"
    files = {"api/app.py": app, "api/requirements.txt": "flask", "jobs/main.py": app, "jobs/requirements.txt": "flask"}

    assert [facts.service.root for facts in python.recognise(picture(files))] == ["api", "jobs"]


def test_the_service_is_named_like_its_folder() -> None:
    facts = recognised({"services/api/main.py": "print(1)", "services/api/requirements.txt": ""})

    assert (facts.service.name, facts.service.root) == ("api", "services/api")
    assert cited(facts, Topic.PACKAGE_MANAGER) == ["services/api/requirements.txt"]


def test_dependencies_variables_and_git_are_claimed() -> None:
    facts = recognised(
        {
            "main.py": "import os\nos.environ['DATABASE_URL']\nos.getenv('PORT')\nos.getenv('DATABASE_URL')",
            "requirements.txt": "click==8\ngit+https://git.example/x.git",
        }
    )

    assert said(facts, Topic.DEPENDENCY) == [("click", "==8")]
    assert said(facts, Topic.VARIABLE) == [("DATABASE_URL", "", "required")]
    assert said(facts, Topic.SYSTEM_PACKAGE_BUILD) == [("git", "ca-certificates")]


def test_variables_without_a_default_are_required_and_one_doubt_names_them() -> None:
    reads = "".join(f"os.environ['V{number}']\n" for number in range(7))
    main = f"import os\n{reads}os.environ['SET'] = 'x'\nos.environ['SET']\nos.getenv('FREE')\nos.environ['PORT']\n"

    facts = recognised({"main.py": main, "other.py": "import os\nos.environ['FREE']\n"})

    assert said(facts, Topic.VARIABLE)[:2] == [("V0", "", "required"), ("V1", "", "required")]
    assert ("SET",) in said(facts, Topic.VARIABLE)
    assert ("FREE", "", "required") in said(facts, Topic.VARIABLE)
    (sentence,) = (one.sentence for one in facts.doubts if one.topic is Topic.VARIABLE)
    assert "V0, V1, V2, V3, V4 and 3 more" in sentence


def test_variables_with_defaults_raise_no_doubt() -> None:
    facts = recognised({"main.py": "import os\nos.getenv('FREE')\n"})

    assert said(facts, Topic.VARIABLE) == [("FREE",)]
    assert [one for one in facts.doubts if one.topic is Topic.VARIABLE] == []


def test_a_lock_limits_the_version() -> None:
    lock = '[[package]]\nname = "x"\nversion = "1"\nwheels = [{ url = "x-1-cp312-cp312-linux_x86_64.whl" }]\n'

    facts = recognised({"main.py": "print(1)", "pyproject.toml": '[project]\nname = "x"\n', "uv.lock": lock})

    assert said(facts, Topic.RUNTIME) == [("<3.13",)]
    assert said(facts, Topic.LOCK_FILE) == [("uv.lock",)]
