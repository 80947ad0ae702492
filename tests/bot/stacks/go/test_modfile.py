"""go.mod and go.work, read directive by directive."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import ManifestUnreadable
from bot.stacks.go import modfile
from tests.bot.stacks.pictures import folder

MOD = """\
module example.com/shop/v2 // the shop

go 1.24
require github.com/a/b v1.0.0
require (
	github.com/c/d v1.2.3 // indirect
	github.com/e/f v0.1.0
)
replace (
	example.com/x => ../x
	example.com/y v1.0.0 => ./y
	example.com/z => example.com/w v1.0.0
)
"""


def test_a_module_is_called_by_the_last_part_that_is_no_major_version() -> None:
    module = modfile.read(folder({"go.mod": MOD}))

    assert module
    assert (module.path, module.name) == ("example.com/shop/v2", "shop")


def test_what_is_required_directly_comes_first() -> None:
    module = modfile.read(folder({"go.mod": MOD}))

    assert module
    assert [one[0] for one in module.requires()] == ["github.com/a/b", "github.com/e/f", "github.com/c/d"]
    assert next(iter(module.requires())) == ("github.com/a/b", "v1.0.0", 4)


def test_folders_that_stand_for_modules_are_relative_to_the_module() -> None:
    module = modfile.read(folder({"svc/go.mod": MOD}), "svc")

    assert module
    assert module.locals() == ("x", "svc/y")


def test_no_go_mod_is_no_module() -> None:
    assert modfile.read(folder({})) is None


def test_a_go_mod_without_a_module_says_where() -> None:
    with pytest.raises(ManifestUnreadable, match=r"go.mod:1 does not parse: it names no module"):
        modfile.read(folder({"go.mod": "go 1.24\n"}))


def test_members_of_a_workspace_stay_inside_of_it() -> None:
    work = "go 1.24\nuse ./api\nuse (\n\t./shared\n\t../out\n\t/abs\n\t.\n)\n"

    assert modfile.members(folder({"go.work": work})) == ("api", "shared", "")


@given(st.text())
def test_any_text_is_a_module_or_a_typed_error(text: str) -> None:
    try:
        module = modfile.read(folder({"go.mod": text, "go.work": text}))
    except ManifestUnreadable:
        return

    assert module is None or module.path
    assert all(not root.startswith("..") for root in modfile.members(folder({"go.work": text})))
