"""Our frozen dataclasses against the standard library's: nothing that is done with a noun tells them apart."""

from __future__ import annotations

import copy
import dataclasses
import pickle
import subprocess
import sys
from typing import Any, cast

import pytest

from bot import frozen
from bot.types import Evidence, Repository, Tree, Unread


@frozen.dataclass(frozen=True, slots=True, kw_only=True)
class Ours:
    """A noun."""

    name: str
    size: int = 3
    parts: dict[str, int] = frozen.field(default_factory=dict)
    memo: list[int] = frozen.field(default_factory=list, init=False, repr=False, compare=False)

    @property
    def double(self) -> int:
        return self.size * 2


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Theirs:
    """A noun."""

    name: str
    size: int = 3
    parts: dict[str, int] = dataclasses.field(default_factory=dict)
    memo: list[int] = dataclasses.field(default_factory=list, init=False, repr=False, compare=False)

    @property
    def double(self) -> int:
        return self.size * 2


BOTH = pytest.mark.parametrize("cls", [Ours, Theirs])


@BOTH
def test_defaults_are_made_anew_for_each(cls: Any) -> None:
    one, other = cls(name="a"), cls(name="a")

    assert (one.name, one.size, one.parts, one.memo, one.double) == ("a", 3, {}, [], 6)
    assert one.parts is not other.parts


@BOTH
def test_equality_is_by_value_and_class(cls: Any) -> None:
    one, other = cls(name="a"), cls(name="a")
    other.memo.append(1)

    assert one == other
    assert one != cls(name="b")
    assert one != ("a", 3, {}, [])


def test_the_two_read_the_same() -> None:
    assert repr(Ours(name="a", parts={"x": 1})).replace("Ours", "Theirs") == repr(Theirs(name="a", parts={"x": 1}))
    assert Ours.__doc__ == Theirs.__doc__
    assert Ours.__module__ == Theirs.__module__


@BOTH
@pytest.mark.parametrize("given", [{}, {"name": "a", "other": 1}, {"name": "a", "memo": [1]}])
def test_what_does_not_fit_is_refused(cls: Any, given: dict[str, Any]) -> None:
    with pytest.raises(TypeError):
        cls(**given)
    with pytest.raises(TypeError):
        cls("a")


@BOTH
def test_nothing_is_changed_or_added(cls: Any) -> None:
    one = cls(name="a")

    with pytest.raises(dataclasses.FrozenInstanceError, match="cannot assign to field 'name'"):
        one.name = "b"
    with pytest.raises(dataclasses.FrozenInstanceError, match="cannot delete field 'name'"):
        del one.name
    with pytest.raises((dataclasses.FrozenInstanceError, AttributeError, TypeError)):
        one.other = 1
    assert not hasattr(one, "__dict__")


@BOTH
def test_the_standard_library_works_on_it(cls: Any) -> None:
    one = cls(name="a", parts={"x": 1})

    assert hasattr(cls, "__dataclass_fields__")
    assert [found.name for found in dataclasses.fields(one)] == ["name", "size", "parts", "memo"]
    assert [found.type for found in dataclasses.fields(cls)][:2] == ["str", "int"]
    assert dataclasses.replace(one, size=4) == cls(name="a", size=4, parts={"x": 1})
    assert dataclasses.asdict(one) == {"name": "a", "size": 3, "parts": {"x": 1}, "memo": []}


def test_it_is_replaced_without_the_standard_library_as_well() -> None:
    assert frozen.replace(Ours(name="a"), size=4) == Ours(name="a", size=4)


@BOTH
def test_it_is_copied_and_pickled(cls: Any) -> None:
    one = cls(name="a", parts={"x": 1})

    assert copy.copy(one) == copy.deepcopy(one) == pickle.loads(pickle.dumps(one)) == one  # noqa: S301  our own bytes


def test_it_is_hashed_by_value() -> None:
    one, other = (Evidence(path="a.py", line=1) for _ in range(2))

    assert {one: 1}[other] == 1
    with pytest.raises(TypeError, match="unhashable"):
        hash(Tree(commit="", sizes={}))


def test_a_method_of_the_class_wins() -> None:
    assert str(Evidence(path="a.py", line=1)) == "a.py:1"
    assert Repository(id=1, owner="a", name="b", installation_id=2).full_name == "a/b"
    assert Tree(commit="", sizes={}, unread={"a": Unread.LFS}).unread["a"] is Unread.LFS


def test_nothing_else_is_made() -> None:
    with pytest.raises(TypeError, match="only frozen dataclasses"):
        cast("Any", frozen.dataclass)(frozen=False, slots=True, kw_only=True)


def test_the_nouns_do_not_import_the_standard_librarys() -> None:
    code = "import bot.types, sys; print({'dataclasses', 'inspect', 'typing'} & set(sys.modules))"

    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert said.stdout == "set()\n"
