"""What DBOS writes into its tables, as JSON: the frozen nouns by name, from a closed table, and nothing else."""

from __future__ import annotations

import json
from dataclasses import MISSING, fields, is_dataclass
from datetime import datetime
from enum import Enum
from typing import TYPE_CHECKING, Any, TypeGuard

from dbos import Serializer

from bot import types

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_TAG = "$"


def _nouns() -> Iterable[type]:
    """By name, since a noun may not have been made yet."""
    every = (getattr(types, name) for name in types.__all__)
    return (kind for kind in every if _is_dataclass(kind) or _is_enum(kind))


def _is_dataclass(kind: object) -> TypeGuard[type]:
    return isinstance(kind, type) and is_dataclass(kind)


def _is_enum(kind: object) -> TypeGuard[type[Enum]]:
    return isinstance(kind, type) and issubclass(kind, Enum) and bool(len(kind))


class Unknown(Exception):
    """A checkpoint holds what this version does not know, or a value was to be stored that must not be."""


class Broken(Exception):
    """An exception that was recorded: its class's name alone, because a message may quote a stranger."""


class Codec(Serializer):
    """JSON in which a noun is an object tagged with its name; strict both ways. A list is not a tuple, and refused."""

    def __init__(self, *more: type) -> None:
        self._kinds: Mapping[str, type] = {kind.__name__: kind for kind in (*_nouns(), *more)}

    def name(self) -> str:
        return "dockerize_json"

    def serialize(self, data: Any) -> str:
        return json.dumps(self._out(data), separators=(",", ":"), ensure_ascii=False, allow_nan=False)

    def deserialize(self, serialized_data: str) -> Any:
        return self._in(json.loads(serialized_data))

    def _out(self, value: Any) -> Any:
        if isinstance(value, tuple):
            return [self._out(item) for item in value]
        if isinstance(value, dict):
            return self._mapping(value)
        if value is None or type(value) in (bool, int, float, str):
            return value
        return self._tagged(value)

    def _tagged(self, value: Any) -> dict[str, Any]:
        name = type(value).__name__
        if isinstance(value, datetime):
            return {_TAG: "datetime", "is": value.isoformat()}
        if isinstance(value, BaseException):
            return {_TAG: "exception", "is": name}
        if self._kinds.get(name) is not type(value):
            raise Unknown(f"{name} is not among what may be stored")
        if isinstance(value, Enum):
            return {_TAG: name, "is": value.value}
        return {_TAG: name} | {field.name: self._out(getattr(value, field.name)) for field in fields(self._kinds[name])}

    def _mapping(self, value: Mapping[Any, Any]) -> Any:
        if wrong := [key for key in value if not isinstance(key, str) or key == _TAG]:
            raise Unknown(f"a mapping has {len(wrong)} keys that cannot be stored")
        return {key: self._out(item) for key, item in value.items()}

    def _in(self, value: Any) -> Any:
        if isinstance(value, list):
            return tuple(self._in(item) for item in value)
        if not isinstance(value, dict):
            return value
        if _TAG not in value:
            return {key: self._in(item) for key, item in value.items()}
        given = dict(value)
        tag = given.pop(_TAG)
        if tag == "datetime":
            return datetime.fromisoformat(_only(given))
        return Broken(_only(given)) if tag == "exception" else self._noun(tag, given)

    def _noun(self, name: object, given: dict[str, Any]) -> Any:
        kind = self._kinds.get(name) if isinstance(name, str) else None
        if kind is None:
            raise Unknown(f"a checkpoint holds {name}, which this version does not know")
        if _is_enum(kind):
            return kind(_only(given))
        known = {field.name: field for field in fields(kind)}
        missing = [n for n, f in known.items() if n not in given and f.default is f.default_factory is MISSING]
        if missing or not given.keys() <= known.keys():
            raise Unknown(f"a checkpoint holds a {name} with other fields than this version's")
        return kind(**{key: self._in(item) for key, item in given.items()})


def _only(given: Mapping[str, Any]) -> str:
    if given.keys() == {"is"} and isinstance(given["is"], str):
        return given["is"]
    raise Unknown("a checkpoint holds a value that cannot be read")
