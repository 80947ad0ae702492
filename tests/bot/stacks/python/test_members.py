"""Members of a uv workspace, each a service of its own that is installed from the workspace's folder."""

from __future__ import annotations

from bot import stacks
from bot.types import Facts, Topic
from tests.bot.stacks.pictures import CATALOGUE, cited, commands, copied, picture, said

FLASK = "from flask import Flask\napp = Flask('x')\n"
ROOT = "[tool.uv.workspace]\nmembers = ['packages/*', './services/*/']\n"


def member(name: str, *dependencies: str) -> str:
    return f"[project]\nname = '{name}'\ndependencies = {[*dependencies]}\n[build-system]\nrequires = []\n"


FILES = {
    "pyproject.toml": ROOT,
    "uv.lock": "version = 1\n",
    "services/api/pyproject.toml": member("the-api", "flask", "words"),
    "services/api/app.py": FLASK,
    "packages/words/pyproject.toml": member("words"),
    "packages/words/src/words/__init__.py": "",
}


def recognised(files: dict[str, str]) -> Facts:
    (facts,) = stacks.recognise(picture(files))
    return facts


def test_a_member_is_installed_by_its_name_from_above() -> None:
    facts = recognised(FILES)
    plan = stacks.plan(facts, CATALOGUE)
    build, run = plan.stages

    assert (facts.service.root, plan.context) == ("services/api", "")
    assert "uv sync --locked --no-dev --no-editable --package the-api --no-install-workspace" in commands(build)
    assert "uv sync --locked --no-dev --no-editable --package the-api --inexact" in commands(build)
    assert copied(build)[1:4] == [
        ("pyproject.toml", "uv.lock"),
        ("packages/words/pyproject.toml",),
        ("services/api/pyproject.toml",),
    ]
    assert copied(run)[-1] == ("services/api/",)


def test_the_workspace_s_own_files_are_cited() -> None:
    facts = recognised(FILES)

    assert cited(facts, Topic.LOCK_FILE) == ["uv.lock"]
    assert cited(facts, Topic.MANIFEST)[0] == "pyproject.toml"
    assert said(facts, Topic.SERVICE) == [("services/api", "")]


def test_what_a_member_builds_is_built_in_its_folder() -> None:
    site = {
        "services/api/manage.py": "import django\nDJANGO_SETTINGS_MODULE', 'site.settings'",
        "services/api/site/settings.py": "STATIC_ROOT = 'assets'",
        "services/api/site/wsgi.py": "application = get_wsgi_application()",
    }
    files = {
        **FILES,
        **site,
        "services/api/manage.py": "os.environ['DJANGO_SETTINGS_MODULE', 'site.settings'] # django",
    }
    plan = stacks.plan(recognised(files), CATALOGUE)

    assert "python manage.py collectstatic --noinput" in commands(plan.stages[0])
    assert copied(plan.stages[1])[-1] == ("/app/services/api/assets/",)


def test_a_folder_that_is_no_member_stands_alone() -> None:
    alone = {**FILES, "pyproject.toml": ROOT.replace("./services/*/", "other/*")}
    nameless = {**FILES, "services/api/pyproject.toml": "[project]\ndependencies = ['flask']\n"}

    assert said(recognised(alone), Topic.PACKAGE_MANAGER) == [("uv pip",)]
    assert said(recognised(nameless), Topic.SERVICE) == []
