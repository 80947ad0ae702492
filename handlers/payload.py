"""What several payloads share: only the fields that are used, each as narrow as GitHub makes it.

GitHub's payloads differ from their own schemas, so everything else is ignored. What is taken ends in URLs and in the
database, so nothing but ids that fit a column and names of plain letters gets through.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, TypeVar

from pydantic import AliasChoices, BaseModel, ConfigDict, Field, ValidationError

from bot import types
from bot.errors import WrongShape

if TYPE_CHECKING:
    from bot.types import Delivery

Id = Annotated[int, Field(gt=0, lt=2**63)]
Login = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]+(\[bot\])?$", max_length=100)]
FullName = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]+/\.*[A-Za-z0-9_-][A-Za-z0-9_.-]*$", max_length=200)]
Word = Annotated[str, Field(pattern=r"^[a-z_]+$", max_length=100)]


class Part(BaseModel):
    """A part of a payload."""

    model_config = ConfigDict(frozen=True, strict=True, extra="ignore")


class Installation(Part):
    id: Id


class Account(Part):
    """A user or an organisation has a login, an enterprise a slug."""

    id: Id
    login: Login = Field(validation_alias=AliasChoices("login", "slug"))


class Repository(Part):
    """Lists of repositories give no owner but in the full name."""

    id: Id
    full_name: FullName


class Payload(Part):
    """A payload; one without an installation comes from a webhook of a repository or an organisation, not of an App."""

    installation: Installation | None = None


P = TypeVar("P", bound=Part)


def read(model: type[P], delivery: Delivery) -> P:
    """Raises WrongShape, which names the fields and says nothing of their content."""
    try:
        return model.model_validate(delivery.payload)
    except ValidationError as problem:
        wrong = {".".join(map(str, error["loc"])): error["msg"] for error in problem.errors(include_input=False)}
        what = "; ".join(f"{field}: {message}" for field, message in list(wrong.items())[:5])
        raise WrongShape(f"The payload of {delivery.event} is not as GitHub describes it ({what}).") from None


def repository(found: Repository, installation: Installation) -> types.Repository:
    owner, _, name = found.full_name.partition("/")
    return types.Repository(id=found.id, owner=owner, name=name, installation_id=installation.id)
