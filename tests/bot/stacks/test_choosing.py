"""Which folders are services: the repository's own, or each that holds an application; the rule is said."""

from __future__ import annotations

import pytest

from bot import stacks
from tests.bot.stacks.pictures import doubts, package, picture

API = {
    "requirements.txt": "flask==3.1.0\n",
    "app.py": "from flask import Flask\napp = Flask(__name__)\n",
}
SERVER = {
    "package.json": package(scripts={"start": "node server.js"}, dependencies={"express": "5"}),
    "server.js": "app.listen(process.env.PORT || 4000)",
}
SITE = {"package.json": package(scripts={"build": "vite build"}, devDependencies={"vite": "6"}), "index.html": ""}


def at(root: str, files: dict[str, str]) -> dict[str, str]:
    return {f"{root}/{name}": text for name, text in files.items()}


BOTH = {**at("backend", SERVER), **at("frontend", SITE)}


def roots(files: dict[str, str]) -> list[str]:
    return [facts.service.root for facts in stacks.recognise(picture(files))]


def told(files: dict[str, str]) -> str:
    return " ".join(doubts(facts) for facts in stacks.recognise(picture(files)))


def test_folders_beside_each_other_are_services_and_the_rule_is_said() -> None:
    assert roots(BOTH) == ["backend", "frontend"]
    assert "a Dockerfile of its own, because the repository's folder holds none itself: backend, frontend." in told(
        BOTH
    )


def test_one_folder_needs_no_rule() -> None:
    assert roots(at("backend", API)) == ["backend"]
    assert "Each folder" not in told(at("backend", API))


@pytest.mark.parametrize(
    "start",
    [
        'concurrently "npm:server" "npm:client"',
        "cd backend && npm start",
        "cd ./backend && npm start",
        "npm start --prefix backend",
        "npm --prefix ./backend start",
    ],
)
def test_a_root_that_only_starts_others_is_none(start: str) -> None:
    files = {"package.json": package(scripts={"start": start}, devDependencies={"concurrently": "9"}), **BOTH}

    assert roots(files) == ["backend", "frontend"]
    assert "folder only starts others: backend, frontend." in told(files)


def test_a_loose_page_or_script_is_none_beside_declared_programs() -> None:
    assert roots({"index.html": "", **at("api", API)}) == ["api"]
    assert roots({"main.py": "print(1)", **at("api", API)}) == ["api"]
    assert roots({"main.py": "print(1)", "tools/x.py": ""}) == [""]


def test_a_root_that_listens_in_a_folder_below_is_none() -> None:
    files = {
        "package.json": package(scripts={"start": "node backend/server.js"}, dependencies={"express": "5"}),
        **BOTH,
    }

    assert roots(files) == ["backend", "frontend"]


def test_a_root_with_an_application_is_the_service_and_the_others_are_named() -> None:
    files = {**API, **at("frontend", SITE)}

    assert roots(files) == [""]
    assert "What frontend holds could be started alone, too, and gets no Dockerfile." in told(files)


def test_what_the_root_uses_is_no_service_beside_it() -> None:
    main = 'package main\n\nimport "embed"\n\n//go:embed web/dist\nvar files embed.FS\n\nfunc main() {}\n'
    files = {"go.mod": "module x\n\ngo 1.24\n", "main.go": main, **at("web", SITE)}

    assert roots(files) == [""]
    assert "could be started alone" not in told(files)


def test_members_of_the_roots_workspace_are_no_services_beside_it() -> None:
    root = package(workspaces=["apps/*"], scripts={"start": "node x.js"}, dependencies={"express": "5"})

    assert "could be started alone" not in told({"package.json": root, "x.js": "", **at("apps/web", SERVER)})


def test_folders_of_one_name_are_told_apart() -> None:
    found = stacks.recognise(picture({**at("a/api", API), **at("b/api", API), **at("c", API)}))

    assert [facts.service.name for facts in found] == ["a-api", "b-api", "c"]


def test_many_folders_are_counted() -> None:
    many = {name: text for number in range(8) for name, text in at(f"s{number}", API).items()}

    assert "s5 and 2 more." in told(many)
    assert "What s0, s1, s2, s3, s4, s5 and 2 more hold could be started alone" in told({**API, **many})


def test_a_loose_program_that_listens_is_the_service() -> None:
    assert roots({"app.py": API["app.py"], **at("web", SITE)}) == [""]
