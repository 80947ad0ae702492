"""CMakeLists.txt, meson.build and Makefile: programs, where they end up, and what is linked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.stacks.cpp import builds
from tests.bot.stacks.pictures import folder

CMAKE = """\
# add_executable(old a.c)
#[[ add_executable(older a.c) ]]
project("beacon" CXX)
set(NAMES main.cpp)
add_executable(${PROJECT_NAME} ${NAMES})
add_executable(tool::x ALIAS tool)
find_package(OpenSSL REQUIRED)
find_package(Threads)
pkg_check_modules(DEPS REQUIRED libuv>=1.0)
FetchContent_Declare(json GIT_TAG v1) # a comment (with brackets)
add_subdirectory(tools)
add_subdirectory(tools)
add_subdirectory(gone)
set()
message("never closed
"""


def read(**files: str) -> builds.Build:
    build = builds.read(folder({name.replace("__", "/").replace("_txt", ".txt"): text for name, text in files.items()}))
    assert build
    return build


def test_programs_of_cmake_and_of_the_folders_that_it_adds() -> None:
    build = read(CMakeLists_txt=CMAKE, tools__CMakeLists_txt="add_executable(tool t.c)\nadd_executable(${X} x.c)\n")

    assert (build.tool, build.project, build.fetches) == ("cmake", "beacon", 10)
    assert [(one.name, one.output, one.file, one.line, one.sources) for one in build.programs] == [
        ("beacon", "bin/beacon", "CMakeLists.txt", 5, ("main.cpp",)),
        ("tool", "bin/tool", "tools/CMakeLists.txt", 1, ("tools/t.c",)),
    ]
    assert [(one.name, one.line) for one in build.libraries] == [("openssl", 7), ("threads", 8), ("libuv", 9)]


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        ("${CMAKE_BINARY_DIR}/out", "out/a"),
        ("${PROJECT_BINARY_DIR}", "a"),
        ("${CMAKE_CURRENT_BINARY_DIR}/x/y", "x/y/a"),
    ],
)
def test_a_folder_for_programs_that_the_project_sets_is_its_own(where: str, expected: str) -> None:
    build = read(CMakeLists_txt=f"set(CMAKE_RUNTIME_OUTPUT_DIRECTORY {where})\nadd_executable(a a.c)\n")

    assert [one.output for one in build.programs] == [expected]


def test_programs_of_meson() -> None:
    files = folder(
        {
            "meson.build": "project('x', 'c')\n# executable('no')\nsubdir('src')\ndependency('zlib')\n",
            "src/meson.build": "executable('a', 'a.c')\nexecutable('b c', 'a.c')\n",
        }
    )
    build = builds.read(files)

    assert build
    assert [(one.name, one.output, one.line) for one in build.programs] == [("a", "src/a", 1)]
    assert [one.name for one in build.libraries] == ["zlib"]
    assert build.project == "x"


def test_a_meson_file_without_a_project() -> None:
    build = builds.read(folder({"meson.build": "executable('a', 'a.c')\n"}))

    assert build
    assert build.project == ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("TARGET = report\nall: $(TARGET)\n", ("report", "report")),
        ("BIN := bin/app\n", ("app", "bin/app")),
        ("OUT = $(DIR)/x\nhello: a.c\n\tgcc -o hello a.c\n", ("hello", "hello")),
        ("all: x\nx: a.c\n\t$(CC) -o $@ $<\n", ("x", "x")),
    ],
)
def test_programs_of_make(text: str, expected: tuple[str, str]) -> None:
    build = read(Makefile=text)

    assert [(one.name, one.output) for one in build.programs] == [expected]


def test_what_make_links() -> None:
    build = read(makefile="x: a.c\n\tgcc -o x a.c -lssl -lm -lsqlite3\n")

    assert [(one.name, one.line) for one in build.libraries] == [("openssl", 2), ("m", 2), ("sqlite3", 2)]


def test_a_makefile_that_only_runs_things_makes_no_program() -> None:
    assert builds.read(folder({"Makefile": "test:\n\tpytest\n", "CMakeLists.txt": "project(x)\n"})) is None
    assert builds.read(folder({})) is None


@given(st.text() | st.text(alphabet='add_executable(a "#[]\n)'))
def test_any_text_is_a_build_or_none(text: str) -> None:
    build = builds.read(folder({"CMakeLists.txt": text, "meson.build": text, "Makefile": text}))

    assert build is None or build.programs
