"""Files and folders that literal paths name."""

from __future__ import annotations

from bot.stacks import beside
from bot.types import Evidence
from tests.bot.stacks.pictures import folder

FILES = folder(dict.fromkeys(["views/a.html", "views/mail/b.html", "etc/a.toml", "main.go"], "x"))
PLACE = Evidence(path="main.go")


def test_paths_and_patterns_name_what_is_there() -> None:
    names = ["views", "./views/*.html", "views/mail/b-*", "etc/a.toml", "a*", "none", "", ".", "../x", "/etc/passwd"]

    found = [beside.existing(FILES, name) for name in names]

    assert found == ["views/", "views/", "views/mail/", "etc/a.toml", "", "", "", "", "", ""]


def test_of_nested_ones_the_outermost_is_copied_and_sources_are_not() -> None:
    found = beside.claims(FILES, [(name, PLACE) for name in ("views/mail", "views", "views", "main.go")], ".go")

    assert [one.value for one in found] == [("views/",)]
