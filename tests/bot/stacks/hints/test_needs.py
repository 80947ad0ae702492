"""Which services an application needs, and by which of the ways it shows."""

from __future__ import annotations

import pytest

from bot.stacks.claims import claim
from bot.stacks.hints import needs
from bot.types import Claim, Evidence, Facts, Service, Topic

AT = Evidence(path="a", line=1, text="x")


def facts(*claims: Claim) -> Facts:
    return Facts(service=Service(name="x"), stack="node", claims=claims)


def told(*claims: Claim) -> list[tuple[str, str, bool]]:
    return [(one.value[0], one.reason, one.certain) for one in needs.claims(facts(*claims))]


@pytest.mark.parametrize(
    ("name", "service"),
    [
        ("psycopg[binary]", "PostgreSQL"),
        ("github.com/jackc/pgx/v5/pgxpool", "PostgreSQL"),
        ("github.com/nobody/nothing", ""),
        ("org.postgresql:postgresql", "PostgreSQL"),
        ("Npgsql", "PostgreSQL"),
        ("mysql2", "MySQL"),
        ("ioredis", "Redis"),
        ("express", ""),
        ("", ""),
    ],
)
def test_dependencies(name: str, service: str) -> None:
    assert needs.of_dependency(name) == service


def test_images_addons_and_addresses() -> None:
    assert needs.of_image("quay.io/x/postgis:16@sha256:1") == "PostgreSQL"
    assert needs.of_image("busybox") == ""
    assert needs.of_addon("heroku-redis:mini") == "Redis"
    assert needs.of_address("amqp://x") == "RabbitMQ"
    assert needs.of_address("https://x") == needs.of_address("redis") == ""


def test_one_claim_for_each_service_with_its_places() -> None:
    other = Evidence(path="b")
    said = told(
        claim(Topic.NEEDS, "Redis", at=other, why="compose.yaml runs it beside"),
        claim(Topic.DEPENDENCY, "ioredis", "", at=AT),
        claim(Topic.DEPENDENCY, "express", "", at=AT),
        claim(Topic.VARIABLE, "REDIS_HOST", at=AT),
        claim(Topic.VARIABLE, "MODE", at=AT),
    )

    assert said == [("Redis", "compose.yaml runs it beside", True)]
    (one,) = needs.claims(facts(claim(Topic.NEEDS, "Redis", at=other), claim(Topic.DEPENDENCY, "redis", at=AT)))
    assert one.evidence == (other, AT)


def test_a_name_alone_is_a_guess() -> None:
    assert told(claim(Topic.VARIABLE, "DATABASE_URL", at=AT)) == [("a database", "DATABASE_URL names it", False)]


def test_a_database_that_is_known_is_not_asked_for_twice() -> None:
    said = told(claim(Topic.VARIABLE, "DATABASE_URL", at=AT), claim(Topic.DEPENDENCY, "pg", at=AT))

    assert [service for service, _, _ in said] == ["PostgreSQL"]


def test_replaced_keeps_everything_else() -> None:
    start = claim(Topic.START, "x", at=AT)

    assert needs.replaced(facts(claim(Topic.NEEDS, "Redis", at=AT), start)).claims[0] == start
