"""Logs: a JSON line for each record, or a readable one on a terminal, with what was bound around it and no secret."""

from __future__ import annotations

import contextlib
import json
import logging
import re
import sys
from abc import abstractmethod
from contextvars import ContextVar
from datetime import UTC, datetime
from types import NoneType
from typing import TYPE_CHECKING, TextIO

import msgspec

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from contextvars import Token

_BOUND: ContextVar[Mapping[str, object]] = ContextVar("bound", default={})  # noqa: B039  never changed in place
_STANDARD = frozenset(logging.makeLogRecord({}).__dict__) | {"message", "asctime", "color_message", "each"}
_TOKENS = re.compile(
    r"gh[oprsu]_[A-Za-z0-9_.-]{16,}|github_pat_\w{16,}|eyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]{8,}|sk-[\w-]{16,}"
    r"|-----BEGIN [A-Z ]*PRIVATE KEY-----.*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)"
    r"|(?<=://)[^/\s:@]*:[^/\s@]+(?=@)",
    re.DOTALL,
)
_BEGINNINGS = ("ghp_", "gho_", "ghr_", "ghs_", "ghu_", "github_pat_", "eyJ", "sk-", "-----BEGIN", "://")
_HIDDEN = "[hidden]"
_PLAIN = frozenset({str, int, NoneType})


class bound:  # noqa: N801  it is read as a verb: with bound(delivery=…)
    """Adds fields to every record that is logged inside, also in tasks that are started inside."""

    __slots__ = ("_fields", "_token")

    def __init__(self, **fields: object) -> None:
        self._fields = fields

    def __enter__(self) -> None:
        self._token: Token[Mapping[str, object]] = _BOUND.set({**_BOUND.get(), **self._fields})

    def __exit__(self, *_: object) -> None:
        _BOUND.reset(self._token)


def set_up(
    level: str = "INFO", *, stream: TextIO | None = None, human: bool | None = None, secrets: Sequence[str] = ()
) -> None:
    """Sends all logs to one stream (standard error); `human` None means: if it is a terminal.

    `secrets` are hidden wherever they appear, and so is whatever looks like a token or a private key.
    """
    stream = stream or sys.stderr
    readable = stream.isatty() if human is None else human
    handler = logging.StreamHandler(stream)
    handler.setFormatter((_Human if readable else _Json)(secrets))
    logging.logThreads = logging.logProcesses = logging.logMultiprocessing = False
    logging._srcfile = None  # noqa: SLF001  documented: no look for the caller's line
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)


class _Formatter(logging.Formatter):
    """A record is one line; one with `each` in its `extra` stands for as many as that has mappings of fields."""

    def __init__(self, secrets: Sequence[str]) -> None:
        super().__init__()
        known = {part for secret in secrets for part in (secret, json.dumps(secret)[1:-1]) if part}
        self._secrets = sorted(known, key=len, reverse=True)

    def format(self, record: logging.LogRecord) -> str:
        fields = {**_BOUND.get(), **self._extra(record)}
        each: Sequence[Mapping[str, object]] = record.__dict__.get("each", ({},))
        trouble = self.formatException(record.exc_info) if record.exc_info and record.exc_info[0] else ""
        return self.clean("\n".join(self.lines(record, [{**fields, **own} for own in each], trouble)))

    @abstractmethod
    def lines(self, record: logging.LogRecord, each: Sequence[Mapping[str, object]], trouble: str) -> Iterable[str]:
        """One for each mapping of fields; `trouble` is a traceback."""
        ...

    def clean(self, text: str) -> str:
        """Without known secrets and without what looks like one; a look for their beginnings is ten times cheaper."""
        for secret in self._secrets:
            if secret in text:
                text = text.replace(secret, _HIDDEN)
        for beginning in _BEGINNINGS:
            if beginning in text:
                return _TOKENS.sub(_HIDDEN, text)
        return text

    def _extra(self, record: logging.LogRecord) -> Mapping[str, object]:
        return {name: record.__dict__[name] for name in sorted(record.__dict__.keys() - _STANDARD)}


class _Json(_Formatter):
    """Time in UTC, level, logger, message, fields, and the traceback as `error`."""

    def __init__(self, secrets: Sequence[str]) -> None:
        super().__init__(secrets)
        self._any = json.JSONEncoder(ensure_ascii=False, default=str).encode

    def lines(self, record: logging.LogRecord, each: Sequence[Mapping[str, object]], trouble: str) -> Iterable[str]:
        head = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        tail = {"error": trouble} if trouble else {}
        return (self._encode({**head, **fields, **tail}) for fields in each)

    def _encode(self, fields: Mapping[str, object]) -> str:
        """An object on one line; a tenth of the time where all is plain, as in the line of each delivery."""
        if _PLAIN.issuperset(map(type, fields.values())):
            with contextlib.suppress(UnicodeEncodeError):  # half of a pair of surrogates, as in odd names of files
                return msgspec.json.encode(fields).decode()
        return self._any(fields)


class _Human(_Formatter):
    """Local time, level, message, fields as name=value; a traceback below."""

    def lines(self, record: logging.LogRecord, each: Sequence[Mapping[str, object]], trouble: str) -> Iterable[str]:
        time = datetime.fromtimestamp(record.created, UTC).astimezone().strftime("%H:%M:%S")
        head = f"{time} {record.levelname:<7} {record.getMessage()}"
        for fields in each:
            said = "".join(f" {name}={value}" for name, value in fields.items() if value not in {"", None})
            yield head + said + (f"\n{trouble}" if trouble else "")
