"""C and C++ repositories, from their files to their plans."""

from __future__ import annotations

import pytest

from bot import stacks
from bot.stacks import cpp
from bot.types import Topic
from tests.bot.stacks.pictures import CATALOGUE, cited, commands, doubts, picture, planned, recognised, said

CMAKE = "project(beacon)\nadd_executable(beacon main.cpp)\n"
JOB = "int main() {}\n"
WEB = "int main() {\n  a = htons(7000);\n  listen(a, 1);\n}\n"


def app(code: str = JOB, more: str = "") -> dict[str, str]:
    return {"CMakeLists.txt": CMAKE + more, "main.cpp": code}


def test_build_files_without_a_program_of_these_languages_are_nothing() -> None:
    assert cpp.recognise(picture({"Makefile": "TARGET = x\n"})) == ()
    assert cpp.recognise(picture({"Makefile": "TARGET = x\n", "lib.c": "int f();"})) == ()
    assert cpp.recognise(picture({"main.c": JOB})) == ()
    assert cpp.recognise(picture({"CMakeLists.txt": "add_executable(lib_test t.c)", "t.c": JOB})) == ()
    assert cpp.follow(picture({"main.c": JOB})) == ()


def test_cmake_builds_one_target_where_it_is_found_again() -> None:
    plan = planned(app())

    assert commands(plan.stages[0])[-4:] == [
        "cmake -S . -B /build -G Ninja -DCMAKE_BUILD_TYPE=Release -DCMAKE_RUNTIME_OUTPUT_DIRECTORY=/build/bin",
        "cmake --build /build --target beacon",
        "mkdir -p /out",
        "cp /build/bin/beacon /out/app",
    ]
    assert str(plan.stages[-1].image) == "gcr.io/distroless/cc-debian13:nonroot"


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({"meson.build": "executable('x', 'a.c')", "a.c": JOB}, ["meson setup --buildtype=release /build", "/build/x"]),
        ({"Makefile": "TARGET = x\n", "a.c": JOB}, ["make", "/src/x"]),
    ],
)
def test_meson_and_make(files: dict[str, str], expected: list[str]) -> None:
    built = commands(stacks.plan(recognised(files), CATALOGUE).stages[0])

    assert expected[0] in built
    assert built[-1] == f"cp {expected[1]} /out/app"


def test_a_folder_that_a_build_includes_is_no_service_of_its_own() -> None:
    files = {"a/CMakeLists.txt": CMAKE, "a/main.cpp": JOB, "a/b/CMakeLists.txt": CMAKE, "a/b/main.cpp": JOB}

    assert [facts.service.root for facts in cpp.recognise(picture({**files, "c/Makefile": ""}))] == ["a"]


def test_libraries_are_installed_to_build_and_to_run() -> None:
    more = (
        "find_package(OpenSSL)\nfind_package(OpenSSL)\nfind_package(Threads)\nfind_package(Eigen3)\nfind_package(Own)\n"
    )
    plan = planned(app(JOB, more))

    assert "libeigen3-dev libssl-dev" in commands(plan.stages[0])[1]
    assert "libssl3t64" in commands(plan.stages[-1])[1]
    assert "asks for own" in doubts(plan)


def test_sources_that_the_build_fetches_need_git() -> None:
    assert "git" in commands(planned(app(JOB, "FetchContent_Declare(x GIT_TAG v1)\n")).stages[0])[1]


def test_of_several_programs_the_project_s_own_is_taken() -> None:
    more = "add_executable(other o.cpp)\nadd_executable(beacon_test t.cpp)\n"
    facts = recognised({**app(WEB, more), "o.cpp": "int main() { while (true) {} }", "t.cpp": JOB})

    assert said(facts, Topic.ENTRY) == [("beacon", "bin/beacon")]
    assert "beside it stand other." in doubts(facts)
    assert said(facts, Topic.KIND) == [("web",)]


def test_a_worker_runs_until_it_is_stopped() -> None:
    facts = recognised(app("int main() { while (true) {} }"))

    assert said(facts, Topic.KIND) == [("worker",)]
    assert planned(app("int main() { while (true) {} }")).start == ("tini", "--", "/app/app")


def test_where_a_service_listens() -> None:
    assert said(recognised(app(WEB)), Topic.PORT) == [("7000",)]
    assert cited(recognised(app(WEB)), Topic.PORT) == ["main.cpp:2"]
    assert said(recognised(app(WEB.replace("7000", "p"))), Topic.PORT) == [("8080",)]
    assert said(recognised(app(WEB.replace("7000", 'atoi(getenv("PORT"))'))), Topic.PORT) == [("8080",)]
    assert said(recognised(app(WEB.replace("7000", 'or(getenv("PORT"), 9000)'))), Topic.PORT) == [("9000",)]


def test_an_address_that_nobody_reaches_is_a_doubt() -> None:
    assert "nobody outside" in doubts(recognised(app('int main() { s.listen("localhost", 8081); }')))


def test_the_longest_plain_route_for_health_is_asked() -> None:
    routes = 'void r() { s.Get("/", f); s.Get("/healthz", g); s.Get("/items", h); }\n'

    assert said(recognised(app(WEB + routes)), Topic.HEALTH_PATH) == [("/healthz",)]
    assert said(recognised(app(WEB)), Topic.HEALTH_PATH) == [("/",)]


def test_signals_variables_and_files() -> None:
    code = 'int main() { signal(SIGTERM, f); getenv("CITY"); getenv("PORT"); fopen("etc/a.conf", "main.cpp"); }'
    facts = recognised({**app(code), "etc/a.conf": ""})

    assert said(facts, Topic.STOP_SIGNAL) == [("SIGTERM",)]
    assert said(facts, Topic.VARIABLE) == [("CITY",)]
    assert said(facts, Topic.COPY) == [("etc/a.conf",)]
