"""One request to the API as its handlers see it, what they answer, and what they refuse."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from bot.sandbox.nouns import Issue, Repository, Token
    from bot.sandbox.world import World

T = TypeVar("T")
DOCS = "https://docs.github.com/rest"


class Problem(Exception):
    """The answer is an error, in GitHub's shape."""

    def __init__(
        self, status: int, message: str, errors: Sequence[object] = (), headers: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(message)
        self.status = status
        self.message = message
        self.errors = list(errors)
        self.headers = headers or {}

    def body(self) -> dict[str, object]:
        shape: dict[str, object] = {"message": self.message, "documentation_url": DOCS, "status": str(self.status)}
        return shape | ({"errors": self.errors} if self.errors else {})


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The last three are for the journal, where the route does not tell them (GraphQL)."""

    body: object
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    operation: str = ""
    kind: str = ""
    repository: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """`base` is the URL under which the client reached the sandbox; `token` is None for calls by the App itself."""

    world: World
    base: str
    url: str
    path: Mapping[str, str]
    query: Mapping[str, str]
    body: Mapping[str, Any]
    token: Token | None = None
    found: Repository | None = None

    @property
    def repo(self) -> Repository:
        """The repository of the path; the door has looked it up."""
        if self.found is None:
            raise not_found()
        return self.found

    def issue(self, name: str) -> Issue:
        """The issue (or pull request) whose number is in the path."""
        issue = self.repo.issues.get(self.number(name))
        if issue is None:
            raise not_found()
        return issue

    def number(self, name: str) -> int:
        """A number of the path."""
        if not self.path[name].isdecimal():
            raise not_found()
        return int(self.path[name])

    def text(self, name: str, default: str | None = None) -> str:
        """A text of the body; the default None makes it a required one."""
        value = self.body.get(name)
        if value is None and default is not None:
            return default
        if not isinstance(value, str):
            raise unprocessable(f"For 'properties/{name}', {value!r} is not a string.")
        return value

    def page(self, items: Sequence[T], show: Callable[[T], object]) -> tuple[list[object], dict[str, str]]:
        """The part of a list that was asked for, and the header that leads to the other parts."""
        size = min(max(self._count("per_page", 30), 1), 100)
        number = max(self._count("page", 1), 1)
        last = max(-(-len(items) // size), 1)
        links = {"prev": number - 1, "first": 1} if number > 1 else {}
        links |= {"next": number + 1, "last": last} if number < last else {}
        shown = [show(item) for item in items[(number - 1) * size : number * size]]
        return shown, {
            "Link": ", ".join(f'<{self._at(page)}>; rel="{name}"' for name, page in links.items())
        } if links else {}

    def _count(self, name: str, default: int) -> int:
        value = self.query.get(name, "")
        return int(value) if value.isdecimal() else default

    def _at(self, page: int) -> str:
        words = {**self.query, "page": str(page)}
        return f"{self.url}?" + "&".join(f"{name}={value}" for name, value in words.items())


def not_found() -> Problem:
    return Problem(404, "Not Found")


def forbidden() -> Problem:
    return Problem(403, "Resource not accessible by integration")


def unprocessable(message: str, errors: Sequence[object] = ()) -> Problem:
    return Problem(422, message, errors)


def failed_validation(resource: str, field: str, message: str = "") -> Problem:
    """GitHub's "Validation Failed", about one field or with a sentence of its own."""
    error = {"resource": resource, "code": "custom", "message": message} if message else {
        "resource": resource, "field": field, "code": "invalid"
    }  # fmt: skip
    return Problem(422, "Validation Failed", [error])
