"""The port `Store` in memory, with the rules that the database keeps."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bot.errors import DatabaseDown
from bot.types import (
    Done,
    Envelope,
    InstallationAdded,
    InstallationDeleted,
    InstallationSuspended,
    InstallationUnsuspended,
    Outcome,
    RepositoriesAdded,
    RepositoriesRemoved,
    RepositoryRenamed,
    Request,
    RunRecord,
    RunState,
    Why,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.types import Intent, Repository, Span


class MemoryStore:
    """Deliveries and runs in dictionaries; `down` makes every call raise, as a database that does not answer."""

    def __init__(self) -> None:
        self.down = False
        self.deliveries: dict[str, Envelope] = {}
        self.states: dict[str, str] = {}
        self.sentences: dict[str, str] = {}
        self.records: dict[str, RunRecord] = {}
        self.writers: dict[int, str] = {}
        self.artifacts: dict[tuple[str, str], tuple[str, str, int]] = {}
        self.installations: dict[int, str] = {}
        self.repositories: dict[int, Repository] = {}
        self.log: list[str] = []

    def accept(self, envelope: Envelope) -> None:
        """What the inbox does."""
        self.deliveries[envelope.id] = envelope
        self.states[envelope.id] = "received"

    def _asked(self, what: str) -> None:
        if self.down:
            raise DatabaseDown("The database does not answer.")
        self.log.append(what)

    async def received(self, limit: int) -> tuple[Envelope, ...]:
        self._asked("received")
        waiting = [e for e in self.deliveries.values() if self.states[e.id] == "received"]
        return tuple(waiting[:limit])

    async def apply(self, intent: Intent) -> None:
        self._asked("apply")
        match intent:
            case InstallationAdded() | RepositoriesAdded():
                self.installations[intent.installation_id] = "active"
                self.repositories |= {repository.id: repository for repository in intent.repositories}
            case InstallationDeleted() | InstallationSuspended():
                self.installations[intent.installation_id] = "gone"
            case InstallationUnsuspended():
                self.installations[intent.installation_id] = "active"
            case RepositoriesRemoved():
                for repository_id in intent.repository_ids:
                    self.repositories.pop(repository_id, None)
            case RepositoryRenamed() | Request():
                self.installations.setdefault(intent.repository.installation_id, "active")
                self.repositories.setdefault(intent.repository.id, intent.repository)

    async def dispatched(self, envelope: Envelope, requests: Mapping[str, Request]) -> None:
        self._asked("dispatched")
        for run_id, request in requests.items():
            self._record(run_id, repository=request.repository, why=request.why)
        self.states[envelope.id] = "dispatched"
        self._close(envelope.id)

    async def reject(self, envelope: Envelope, sentence: str) -> None:
        self._asked("reject")
        self.states[envelope.id] = "failed"
        self.sentences[envelope.id] = sentence

    async def active(self, repository: Repository) -> bool:
        self._asked("active")
        return self.installations.get(repository.installation_id) == "active" and repository.id in self.repositories

    async def claim(self, repository_id: int, run_id: str) -> bool:
        self._asked("claim")
        return self.writers.setdefault(repository_id, run_id) == run_id

    async def release(self, repository_id: int, run_id: str) -> None:
        self._asked("release")
        if self.writers.get(repository_id) == run_id:
            del self.writers[repository_id]

    async def started(self, run_id: str) -> None:
        self._asked("started")
        self._record(run_id, state=RunState.RUNNING)

    async def span(self, run_id: str, span: Span) -> None:
        self._asked("span")
        spans = self._known(run_id).spans
        if (span.name, span.started_at) not in {(s.name, s.started_at) for s in spans}:
            self._record(run_id, spans=(*spans, span))

    async def artifact(self, run_id: str, key: str, path: str, digest: str, size: int) -> None:
        self._asked("artifact")
        self.artifacts[run_id, path] = (key, digest, size)

    async def ended(self, run_id: str, outcome: Outcome) -> None:
        self._asked("ended")
        if isinstance(outcome, Done):
            self._record(run_id, state=RunState.DONE, pull_request=outcome.pull_request.url)
        else:
            self._record(run_id, state=RunState.DECLINED, sentence=outcome.sentence)
        self._close(run_id.partition("/")[0])

    async def failed(self, run_id: str, sentence: str) -> None:
        self._asked("failed")
        self._record(run_id, state=RunState.FAILED, sentence=sentence)
        self._close(run_id.partition("/")[0])

    async def runs(self, *, delivery_id: str | None = None, limit: int = 100) -> tuple[RunRecord, ...]:
        self._asked("runs")
        found = [r for r in self.records.values() if delivery_id in (None, r.delivery_id)]
        return tuple(found[:limit])

    async def purge(self, before: datetime) -> int:
        self._asked("purge")
        ended = [e for e in self.deliveries.values() if self.states[e.id] in ("done", "failed") and e.body]
        self.deliveries |= {e.id: replace(e, body=b"") for e in ended}
        return len(ended)

    async def check(self) -> None:
        self._asked("check")

    def _known(self, run_id: str) -> RunRecord:
        delivery_id, _, repository_id = run_id.split("/")
        return self.records.get(run_id) or RunRecord(
            id=run_id,
            delivery_id=delivery_id,
            repository=self.repositories[int(repository_id)],
            why=Why.INSTALLED,  # until it is dispatched
            state=RunState.WAITING,
            created_at=datetime.now(UTC),
        )

    def _record(self, run_id: str, **changes: object) -> None:
        self.records[run_id] = replace(self._known(run_id), **changes)  # type: ignore[arg-type]

    def _close(self, delivery_id: str) -> None:
        states = {record.state for record in self.records.values() if record.delivery_id == delivery_id}
        if self.states.get(delivery_id) != "dispatched" or states & {RunState.WAITING, RunState.RUNNING}:
            return
        self.states[delivery_id] = "failed" if RunState.FAILED in states else "done"
