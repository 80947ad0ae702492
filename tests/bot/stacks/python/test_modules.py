"""Under which name a file is imported, and which folder must be on the path for it."""

from __future__ import annotations

import pytest

from bot.stacks.python import modules, source
from tests.bot.stacks.pictures import folder


@pytest.mark.parametrize(
    ("files", "name", "dotted", "root"),
    [
        ({"main.py": ""}, "main.py", "main", ""),
        ({"app/main.py": "", "app/__init__.py": ""}, "app/main.py", "app.main", ""),
        ({"app/main.py": ""}, "app/main.py", "app.main", ""),
        ({"app/main.py": "from db import x", "app/db.py": ""}, "app/main.py", "main", "app"),
        ({"app/main.py": "from db import x", "app/db/__init__.py": ""}, "app/main.py", "main", "app"),
        ({"app/main.py": "from .db import x\nimport db", "app/db.py": ""}, "app/main.py", "app.main", ""),
        ({"app/main.py": "import db", "app/db.py": "", "db.py": ""}, "app/main.py", "app.main", ""),
        ({"app/main.py": "import db", "app/db.py": "", "db/__init__.py": ""}, "app/main.py", "app.main", ""),
        ({"src/pkg/web.py": "", "src/pkg/__init__.py": ""}, "src/pkg/web.py", "pkg.web", "src"),
        ({"src/main.py": ""}, "src/main.py", "main", "src"),
        ({"src/main.py": "from .x import y"}, "src/main.py", "src.main", ""),
        ({"src/main.py": "", "src/__init__.py": ""}, "src/main.py", "src.main", ""),
        ({"my-app/main.py": ""}, "my-app/main.py", "main", "my-app"),
        ({"shop/__init__.py": ""}, "shop/__init__.py", "shop", ""),
        ({"a/b/c.py": ""}, "a/b/c.py", "a.b.c", ""),
    ],
)
def test_where_a_file_is(files: dict[str, str], name: str, dotted: str, root: str) -> None:
    module = source.parse(files[name])
    assert module

    found = modules.locate(folder(files), name, module)

    assert (found.dotted, found.import_root) == (dotted, root)


def test_the_likeliest_entry_points_come_first_and_tests_not_at_all() -> None:
    files = ["zebra.py", "lib/main.py", "src/app.py", "main.py", "tests/main.py", "test_main.py", "empty.py"]
    texts = {name: "x = 1" if name != "empty.py" else "" for name in files}

    assert modules.names(folder(texts)) == ("main.py", "src/app.py", "zebra.py", "lib/main.py")


def test_files_that_do_not_parse_are_left_out() -> None:
    assert list(modules.parsed(folder({"main.py": "x = 1", "old.py": "print 1"}))) == ["main.py"]
