"""Facts: how evidence reads, and how claims are found by topic."""

from __future__ import annotations

from bot.types import Claim, Evidence, Facts, Service, Topic


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
