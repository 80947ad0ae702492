"""Advice as a text that may be kept, and back: the same question to the same model does not cost twice.

What is kept is validated advice alone: no question, no raw reply, and no line of the repository, which is read again.
"""

from __future__ import annotations

import hashlib
import json

from bot.types import Advice, Claim, Counsel, Evidence, Topic

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from bot.types import Prompt, Snapshot


def key(prompt: Prompt, boundary: str, model: str) -> str:
    """What makes a question the same: the words, what they are about, and who is asked; not its random boundary."""
    asked = "\0".join((prompt.version, prompt.instructions, prompt.question.replace(boundary, ""), model))
    return hashlib.sha256(asked.encode()).hexdigest()


def written(advice: Advice) -> str:
    counsels = [[one.root, [_plain(claim) for claim in one.claims]] for one in advice.counsels]
    return json.dumps([advice.source, counsels, list(advice.refused)])


def read(text: str, prompt: str, shown: tuple[str, ...], picture: Snapshot) -> Advice:
    """The advice again; `prompt` and `shown` are those of the question, which was the same."""
    source, counsels, refused = json.loads(text)
    return Advice(
        source=source,
        counsels=tuple(
            Counsel(root=root, claims=tuple(_claim(plain, picture) for plain in claims)) for root, claims in counsels
        ),
        refused=tuple(refused),
        prompt=prompt,
        shown=shown,
    )


def _plain(claim: Claim) -> list[object]:
    (place,) = claim.evidence
    return [str(claim.topic), list(claim.value), claim.reason, place.path, place.line]


def _claim(plain: list[Any], picture: Snapshot) -> Claim:
    topic, value, reason, path, line = plain
    return Claim(
        topic=Topic(topic),
        value=tuple(value),
        evidence=(cited(picture, path, line),),
        reason=reason,
        certain=False,
    )


def cited(picture: Snapshot, path: str, line: int) -> Evidence:
    """A line as it stands in the repository."""
    return Evidence(path=path, line=line, text=(picture.text(path) or "").split("\n")[line - 1].strip())
