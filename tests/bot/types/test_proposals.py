"""Files: found by path, in their order."""

from __future__ import annotations

from bot.types import File, Files


def test_files_are_found_by_path_and_iterate_in_order() -> None:
    files = Files(files=(File(path="a", text="1"), File(path="b", text="2")))

    assert files.text("b") == "2"
    assert files.text("c") is None
    assert [file.path for file in files] == ["a", "b"]
