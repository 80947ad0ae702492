"""The error tree: each error says what broke, whether to try again, and one sentence for the person who sees it.

    DockerizeError
    ├── BadInput            never again with the same input
    │   ├── BadSignature, BodyTooLarge, NotJson, WrongShape      at the door
    │   ├── BadSettings, BadUsage                                at the start
    │   └── ManifestUnreadable, Unwritable                       in somebody's repository
    ├── InboxFull, DatabaseDown, StorageFailed, ModelUnavailable again soon
    ├── DockerMissing                                            once somebody starts an engine
    └── GitHubError
        ├── Unauthorized, Forbidden, NotFound, Refused           never (or after somebody acts)
        ├── AlreadyThere                                         look up instead
        ├── Unavailable                                          again soon
        └── RateLimited                                          again at a time

"Cannot" is a value (`Declined`), not an error.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import datetime


class DockerizeError(Exception):
    """Something broke; `retry` says whether the same thing may work later."""

    retry = False

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class BadInput(DockerizeError):
    """What came in is wrong, and will be wrong again."""


class BadSignature(BadInput):
    """The body was not signed with a secret that this App knows."""


class BodyTooLarge(BadInput):
    """The body is over the cap."""


class NotJson(BadInput):
    """The body does not parse as JSON."""


class WrongShape(BadInput):
    """The JSON lacks what the event must have."""


class BadSettings(BadInput):
    """Settings are missing or wrong; the sentence names all of them."""


class BadUsage(BadInput):
    """A command was called with arguments that do not fit."""


class ManifestUnreadable(BadInput):
    """A manifest of the repository does not parse."""

    def __init__(self, path: str, line: int, detail: str) -> None:
        super().__init__(f"{path}:{line} does not parse: {detail}" if line else f"{path} does not parse: {detail}")
        self.path = path
        self.line = line


class Unwritable(BadInput):
    """A word that a plan holds cannot be written into a Dockerfile or a workflow."""


class DockerMissing(DockerizeError):
    """No Docker engine answers, so nothing can be built here."""

    retry = True


class InboxFull(DockerizeError):
    """More deliveries wait than the inbox takes."""

    retry = True


class DatabaseDown(DockerizeError):
    """The database did not take a write or answer a question."""

    retry = True


class ModelUnavailable(DockerizeError):
    """No model answers, and the rules alone are not wanted."""

    retry = True


class StorageFailed(DockerizeError):
    """An artifact could not be kept or read."""

    retry = True


class GitHubError(DockerizeError):
    """GitHub answered something else than what was asked for."""


class Unauthorized(GitHubError):
    """GitHub does not accept the App's key or token."""


class Forbidden(GitHubError):
    """The installation lacks a permission."""


class NotFound(GitHubError):
    """The thing is gone, or hidden from the App; right after an event this may heal."""

    retry = True


class Refused(GitHubError):
    """GitHub understood the request and says no (409, 422)."""


class AlreadyThere(GitHubError):
    """What was to be created exists."""


class Unavailable(GitHubError):
    """GitHub answered 5xx or not at all; a write may have worked all the same."""

    retry = True


class RateLimited(GitHubError):
    """GitHub says when to come back."""

    retry = True

    def __init__(self, sentence: str, at: datetime) -> None:
        super().__init__(sentence)
        self.at = at
