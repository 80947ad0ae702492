"""Addresses among the settings: how they may be written, and how some follow from others."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import AfterValidator


def _url(value: str) -> str:
    if not value.startswith(("http://", "https://")):
        raise ValueError("it is not an http or https address")
    return value.rstrip("/")


def _database(value: str) -> str:
    """SQLAlchemy's address with the one driver of each database that is installed."""
    scheme, separator, rest = value.partition("://")
    known = {
        "sqlite": "sqlite",
        "postgres": "postgresql",
        "postgresql": "postgresql",
        "postgresql+psycopg": "postgresql",
    }
    if not separator or scheme not in known:
        raise ValueError("it starts neither with sqlite:// nor with postgresql://")
    return f"{'postgresql+psycopg' if known[scheme] == 'postgresql' else 'sqlite'}://{rest}"


def graphql(done: dict[str, Any]) -> str:
    """GraphQL beside REST: github.com and GHE.com have `/graphql`, GitHub Enterprise Server `/api/graphql`."""
    return str(done["github_api_url"]).removesuffix("/v3") + "/graphql"


def web(done: dict[str, Any]) -> str:
    scheme, _, host = str(done["github_api_url"]).removesuffix("/api/v3").partition("://")
    return f"{scheme}://{host.removeprefix('api.')}"


def main_database(done: dict[str, Any]) -> str:
    return f"sqlite:///{done['data_dir'] / 'dockerize.db'}"


def workflow_database(done: dict[str, Any]) -> str:
    """DBOS shares a Postgres database in a schema of its own; beside a SQLite file it needs a second file."""
    url = str(done["database_url"])
    return url if url.startswith("postgresql") else f"{url.removesuffix('.db')}-workflows.db"


Url = Annotated[str, AfterValidator(_url)]
DatabaseUrl = Annotated[str, AfterValidator(_database)]
