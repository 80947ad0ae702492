"""Language models: whom advice is asked of, what may be spent, and what is remembered of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from datetime import datetime

    from bot.types import Call, Completion, Prompt, Spent


class Model(Protocol):
    """A language model. However a call ends is a value: it raises nothing of a provider's."""

    name: str  # as the setting has it, such as openai:NAME

    async def complete(self, prompt: Prompt) -> Completion: ...

    async def aclose(self) -> None:
        """Closes its connections."""
        ...


class Adviser(Protocol):
    """Whom advice is asked of: one model or a chain of them, and what they said before."""

    name: str
    optional: bool  # whether the rules alone do where nobody answers

    async def complete(self, prompt: Prompt) -> Completion: ...

    async def recall(self, key: str) -> str:
        """The validated advice that was kept under a key, "" where there is none."""
        ...

    async def keep(self, key: str, advice: str) -> None: ...


class Memory(Protocol):
    """Where validated advice is kept for a while. Raises DatabaseDown."""

    async def recall(self, key: str) -> str: ...

    async def remember(self, key: str, advice: str) -> None: ...


class Spending(Memory, Protocol):
    """The record of what models cost, and the memory of what they advised. Raises DatabaseDown."""

    async def called(self, call: Call) -> None: ...

    async def spent(
        self, *, run_id: str | None = None, installation_id: int | None = None, since: datetime | None = None
    ) -> Spent:
        """What the calls came to that are of this run, of this installation, and not older than this."""
        ...


class Purse(Protocol):
    """What may be spent on models, and the record of what was; no text ever reaches it."""

    async def refuses(self, prompt: Prompt, model: str) -> str:
        """ "" where one more call is within the budget, else a sentence that says which bound is reached."""
        ...

    async def spent(self, prompt: Prompt, completion: Completion) -> None:
        """Records a call, whatever came of it."""
        ...
