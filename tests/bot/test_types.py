"""The nouns: what a snapshot matches, and how facts and evidence are read."""

from __future__ import annotations

import pytest

from bot.types import Claim, Evidence, Facts, File, Files, Image, Repository, Service, Snapshot, Topic, Tree

PATHS = ("Dockerfile", "app/main.py", "app/sub/x.py", "main.py", "a.b/c+d.py", "requirements.txt")
SNAPSHOT = Snapshot(
    name="x", tree=Tree(commit="c0ffee", sizes=dict.fromkeys(PATHS, 1)), texts={"main.py": "print()\n"}, unread={}
)


@pytest.mark.parametrize(
    ("glob", "found"),
    [
        ("*.py", ("main.py",)),
        ("**/*.py", ("main.py", "a.b/c+d.py", "app/main.py", "app/sub/x.py")),
        ("app/**", ("app/main.py", "app/sub/x.py")),
        ("*/main.p?", ("app/main.py",)),
        ("a.b/c+d.py", ("a.b/c+d.py",)),
        ("aXb/*", ()),
    ],
)
def test_a_glob_names_paths_shallow_ones_first(glob: str, found: tuple[str, ...]) -> None:
    assert SNAPSHOT.match(glob) == found


def test_a_path_can_be_there_without_having_been_read() -> None:
    assert SNAPSHOT.has("Dockerfile")
    assert SNAPSHOT.text("Dockerfile") is None
    assert SNAPSHOT.text("main.py") == "print()\n"
    assert SNAPSHOT.commit == "c0ffee"


def test_evidence_reads_as_path_and_line_or_as_the_path_alone() -> None:
    assert str(Evidence(path="a.py", line=3)) == "a.py:3"
    assert str(Evidence(path="package-lock.json")) == "package-lock.json"


def test_facts_answer_by_topic_with_a_default() -> None:
    claim = Claim(topic=Topic.PORT, value=("8000",), evidence=())
    facts = Facts(service=Service(name="x"), stack="python", claims=(claim,))

    assert facts.first(Topic.PORT) is claim
    assert facts.word(Topic.PORT) == "8000"
    assert facts.word(Topic.BUILD, "none") == "none"


def test_a_service_names_its_files_as_paths_of_the_repository() -> None:
    assert Service(name="x").path("Dockerfile") == "Dockerfile"
    assert Service(name="x", root="services/x").path("Dockerfile") == "services/x/Dockerfile"


def test_an_image_reads_as_docker_writes_it() -> None:
    assert str(Image(name="python", tag="3.14")) == "python:3.14"
    assert str(Image(name="python", tag="3.14", digest="sha256:0")) == "python:3.14@sha256:0"


def test_a_repository_has_a_full_name() -> None:
    assert Repository(id=1, owner="o", name="n", installation_id=2).full_name == "o/n"


def test_files_are_found_by_path_and_iterate_in_order() -> None:
    files = Files(files=(File(path="a", text="1"), File(path="b", text="2")))

    assert files.text("b") == "2"
    assert files.text("c") is None
    assert [file.path for file in files] == ["a", "b"]
