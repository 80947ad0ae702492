"""Frozen dataclasses that compile nothing: the standard library writes source for each class, 45 ms for all of ours.

For a type checker these are the standard library's. At run time they behave like its frozen dataclasses with slots and
keywords, without inheritance; its `fields`, `replace` and `asdict` work on them. A test holds one against the other.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from dataclasses import dataclass, field, replace
    from typing import Any
else:
    _MISSING = object()

    class field:  # noqa: N801  the standard library's name
        """What is told of a field besides its type; of the standard library's options those that the nouns use."""

        __slots__ = ("compare", "default", "factory", "init", "repr")

        def __init__(
            self,
            *,
            default: Any = _MISSING,
            default_factory: Callable[[], Any] | None = None,
            init: bool = True,
            repr: bool = True,  # noqa: A002  the standard library's name
            compare: bool = True,
        ) -> None:
            self.default = default
            self.factory = default_factory
            self.init = init
            self.repr = repr
            self.compare = compare

    def dataclass(*, frozen: bool, slots: bool, kw_only: bool) -> Callable[[type], type]:
        """The decorator; all three must be said and be true, so that a reader sees what it makes."""
        if not (frozen and slots and kw_only):
            raise TypeError("only frozen dataclasses with slots and keywords are made here")
        return _make

    def replace(noun: Any, **changes: Any) -> Any:
        """The same noun but for some fields."""
        kept = {name: getattr(noun, name) for name, told in noun.__told__.items() if told.init}
        return type(noun)(**{**kept, **changes})

    def _make(cls: type) -> type:
        """The class again, with slots, and with methods that read what was told instead of being compiled from it."""
        types = cls.__annotations__
        told = {name: _tell(vars(cls).get(name, _MISSING)) for name in types}
        kept = {key: value for key, value in vars(cls).items() if key not in types and key not in _DROPPED}
        slots = {"__slots__": tuple(types), "__annotations__": types, "__told__": told}
        made = type(cls)(cls.__name__, cls.__bases__, {**_METHODS, **kept, **slots})
        made.__qualname__ = cls.__qualname__
        return made

    def _tell(value: Any) -> field:
        return value if isinstance(value, field) else field(default=value)

    def _init(self: Any, /, **given: Any) -> None:
        put = object.__setattr__
        for name, told in self.__told__.items():
            value = given.pop(name, told.default) if told.init else told.default
            if value is _MISSING:
                if told.factory is None:
                    raise TypeError(f"{type(self).__name__} misses the keyword argument {name!r}")
                value = told.factory()
            put(self, name, value)
        if given:
            raise TypeError(f"{type(self).__name__} has no {', '.join(map(repr, given))}")

    def _repr(self: Any) -> str:
        shown = (f"{name}={getattr(self, name)!r}" for name, told in self.__told__.items() if told.repr)
        return f"{type(self).__qualname__}({', '.join(shown)})"

    def _compared(self: Any) -> tuple[Any, ...]:
        return tuple(getattr(self, name) for name, told in self.__told__.items() if told.compare)

    def _eq(self: Any, other: object) -> bool:
        return _compared(self) == _compared(other) if other.__class__ is self.__class__ else NotImplemented

    def _hash(self: Any) -> int:
        return hash(_compared(self))

    def _refuse(self: Any, name: str, *value: Any) -> None:
        from dataclasses import FrozenInstanceError

        raise FrozenInstanceError(
            f"cannot {'assign to' if value else 'delete'} field {name!r} of {type(self).__name__}"
        )

    def _getstate(self: Any) -> list[Any]:
        return [getattr(self, name) for name in self.__told__]

    def _setstate(self: Any, state: list[Any]) -> None:
        for name, value in zip(self.__told__, state, strict=True):
            object.__setattr__(self, name, value)

    class _Fields:
        """`__dataclass_fields__`, which the standard library makes when somebody asks: the worker's codec, a test."""

        def __get__(self, _: object, cls: type) -> Any:
            from dataclasses import dataclass as real
            from dataclasses import field as telling

            shadow = {"__module__": cls.__module__, "__annotations__": cls.__annotations__}
            for name, told in cls.__told__.items():
                default = {} if told.default is _MISSING else {"default": told.default}
                factory = {"default_factory": told.factory} if told.factory else {}
                shadow[name] = telling(**default, **factory, init=told.init, repr=told.repr, compare=told.compare)
            cls.__dataclass_fields__ = real(kw_only=True)(type(cls.__name__, (), shadow)).__dataclass_fields__
            return cls.__dataclass_fields__

    _DROPPED = frozenset({"__dict__", "__weakref__"})
    _METHODS = {
        "__init__": _init,
        "__repr__": _repr,
        "__eq__": _eq,
        "__hash__": _hash,
        "__setattr__": _refuse,
        "__delattr__": _refuse,
        "__getstate__": _getstate,
        "__setstate__": _setstate,
        "__match_args__": (),
        "__dataclass_fields__": _Fields(),
    }


__all__ = ["dataclass", "field", "replace"]
