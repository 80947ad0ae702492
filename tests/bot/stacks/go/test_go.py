"""Go repositories, from their files to their plans."""

from __future__ import annotations

import pytest

from bot import stacks
from bot.stacks import go
from bot.types import Topic
from tests.bot.stacks.pictures import (
    cited,
    commands,
    copied,
    doubts,
    environment,
    picture,
    planned,
    recognised,
    said,
)

MOD = "module example.com/shop\n\ngo 1.25\n"
JOB = "package main\n\nfunc main() {}\n"
WEB = 'package main\nimport "net/http"\nfunc main() { http.ListenAndServe(":3000", nil) }\n'
REQUIRE = "require github.com/a/b v1.0.0\n"


def app(code: str, mod: str = MOD, **more: str) -> dict[str, str]:
    return {"go.mod": mod, "main.go": code, **{name.replace("__", "/"): text for name, text in more.items()}}


def test_no_module_and_no_command_is_nothing() -> None:
    assert go.recognise(picture({"main.go": JOB})) == ()
    assert go.recognise(picture({"go.mod": MOD, "lib.go": "package shop\n"})) == ()
    assert go.recognise(picture({}, "go.mod")) == ()


def test_a_job_is_one_static_file_in_an_empty_image() -> None:
    plan = planned({"go.mod": MOD, "main.go": JOB})

    assert commands(plan.stages[0]) == ["go build -trimpath -ldflags -s -w -o /out/app ."]
    assert str(plan.stages[0].image) == "golang:1.27-trixie"
    assert str(plan.stages[-1].image) == "gcr.io/distroless/static-debian13:nonroot"
    assert plan.ends


def test_a_worker_runs_until_it_is_stopped() -> None:
    facts = recognised(app("package main\nfunc main() { for {\n} }\n"))

    assert said(facts, Topic.KIND) == [("worker",)]


def test_a_service_listens_where_the_code_says() -> None:
    facts = recognised(app(WEB))

    assert said(facts, Topic.PORT) == [("3000",)]
    assert cited(facts, Topic.PORT) == ["main.go:3"]
    assert said(facts, Topic.HEALTH_PATH) == [("/",)]


def test_the_variable_port_decides_where_it_is_read() -> None:
    code = WEB.replace('":3000"', 'os.Getenv("PORT")')

    assert said(recognised(app(code)), Topic.PORT) == [("8080",)]
    assert said(recognised(app(code.replace("{ http", '{ x("PORT", "9000"); http'))), Topic.PORT) == [("9000",)]
    assert said(recognised(app(WEB.replace('":3000"', "addr"))), Topic.PORT) == [("8080",)]
    assert said(recognised(app(WEB.replace('":3000"', "a") + 'var a = ":4000"')), Topic.PORT) == [("4000",)]


def test_an_address_of_a_file_that_does_not_listen_is_somebody_else_s() -> None:
    files = app(WEB.replace('":3000"', "a"), lib__x="") | {"lib/x.go": 'package lib\nvar a = "127.0.0.1:65535"\n'}
    facts = recognised(files)

    assert said(facts, Topic.PORT) == [("8080",)]
    assert "works its port out" in doubts(facts)


@pytest.mark.parametrize(("default", "port"), [("9898", 9898), ('env("X", "80")', 8080)])
def test_a_flag_for_the_port_is_given_the_variable(default: str, port: int) -> None:
    code = WEB.replace('":3000"', "a").replace("{ http", f'{{ a := flag.String("port", {default}, "x"); http')
    plan = planned(app(code))

    assert (plan.start, plan.port) == (("/app/app", "--port", "${PORT}"), port)
    assert planned(app(JOB + 'func f() { flag.Int("port", 9898, "x") }')).start == ("/app/app",)


def test_an_address_that_nobody_reaches_or_may_bind_is_a_doubt() -> None:
    facts = recognised(app(WEB.replace(":3000", "localhost:80")))

    assert "localhost, where nobody outside" in doubts(facts)
    assert "below 1024" in doubts(facts)


def test_a_route_for_health_is_taken_before_the_page() -> None:
    routes = 'func r() { m.HandleFunc("/", a); m.Handle("/items/{id}", b); m.Handle("/livez", c) }\n'

    assert said(recognised(app(WEB + routes)), Topic.HEALTH_PATH) == [("/livez",)]
    assert said(recognised(app(WEB + 'func r() { m.HandleFunc("/", a) }')), Topic.HEALTH_PATH) == [("/",)]


def test_the_framework_is_named() -> None:
    code = 'package main\nimport "github.com/gin-gonic/gin"\nfunc main() { gin.Default().Run() }\n'

    assert said(recognised(app(code)), Topic.FRAMEWORK) == [("Gin",)]


def test_of_several_commands_the_one_named_like_the_module_is_taken() -> None:
    files = {"go.mod": MOD, "cmd/admin/main.go": JOB, "cmd/shop/main.go": JOB, "cmd/shop/x.go": "package main\n"}
    facts = recognised(files)

    assert said(facts, Topic.ENTRY) == [("./cmd/shop",)]
    assert "beside it stand ./cmd/admin" in doubts(facts)


def test_of_several_others_the_one_that_listens_is_taken() -> None:
    facts = recognised({"go.mod": MOD, "cmd/alpha/main.go": JOB, "cmd/zulu/main.go": WEB})

    assert said(facts, Topic.ENTRY) == [("./cmd/zulu",)]


def test_tests_and_nested_modules_are_no_commands() -> None:
    other = {"tools/go.mod": "module t\n", "tools/x/main.go": JOB, "examples/a/main.go": JOB}

    assert said(recognised({**app(WEB), **other}), Topic.ENTRY) == [(".",)]


def test_a_subcommand_that_serves_is_part_of_the_start() -> None:
    cli = 'package cmd\nimport "github.com/spf13/cobra"\nvar c = &cobra.Command{Use: "serve"}\n'
    facts = recognised(app(WEB, cmd__serve="") | {"cmd/serve.go": cli})

    assert said(facts, Topic.START) == [("/app/app", "serve")]
    assert "subcommands; serve was taken" in doubts(facts)


def test_modules_are_downloaded_before_the_sources_are_copied() -> None:
    plan = planned({**app(JOB, MOD + REQUIRE), "go.sum": "x"})

    assert copied(plan.stages[0]) == [("go.mod", "go.sum"), (".",)]
    assert commands(plan.stages[0])[0] == "go mod download"


def test_without_go_sum_the_build_writes_it_and_that_is_said() -> None:
    plan = planned(app(JOB, MOD + REQUIRE))

    assert "-mod=mod" in commands(plan.stages[0])[-1]
    assert "There is no go.sum" in doubts(plan)


def test_a_vendor_folder_is_used() -> None:
    plan = planned({**app(JOB, MOD + REQUIRE), "vendor/modules.txt": ""})

    assert commands(plan.stages[0]) == ["go build -trimpath -ldflags -s -w -o /out/app ."]
    assert doubts(plan) == ""


def test_a_workspace_is_built_from_its_root() -> None:
    files = {
        "go.work": "go 1.25\nuse (\n./api\n./lib\n)\n",
        "api/go.mod": MOD + REQUIRE,
        "api/main.go": WEB,
        "lib/go.mod": "module example.com/lib\n",
        "lib/lib.go": "package lib\n",
    }
    plan = planned(files)

    assert copied(plan.stages[0])[:3] == [("go.work",), ("api/go.mod",), ("lib/go.mod",)]
    assert commands(plan.stages[0])[-1].endswith("-o /out/app ./api")


def test_a_module_that_takes_another_one_beside_it_is_built_with_it() -> None:
    lib = {"lib/go.mod": "module example.com/lib\n", "lib/lib.go": "package lib\n"}
    mod = MOD + "require example.com/lib v0.0.0\nreplace example.com/lib => ../lib\n"
    plan = planned({"svc/go.mod": mod, "svc/go.sum": "x", "svc/main.go": JOB, **lib})

    assert (plan.service.root, plan.context) == ("svc", "")
    assert copied(plan.stages[0]) == [("svc/go.mod", "svc/go.sum"), ("lib/go.mod",), (".",)]


def test_so_is_one_whose_modules_are_vendored() -> None:
    mod = MOD + "require example.com/lib v0.0.0\nreplace example.com/lib => ../lib\n"
    plan = planned({"svc/go.mod": mod, "svc/vendor/modules.txt": "", "svc/main.go": JOB})

    assert copied(plan.stages[0]) == [(".",)]


def test_a_module_outside_of_the_repository_is_a_doubt() -> None:
    facts = recognised(app(JOB, MOD + "replace example.com/lib => ../lib\n"))

    assert "taken from ../lib, outside of the repository" in doubts(facts)
    assert said(facts, Topic.SERVICE) == []


def test_pins_before_what_go_mod_asks_at_least() -> None:
    files = {**app(JOB, MOD + "toolchain go1.26.1\n"), ".go-version": "1.26.3\n", ".tool-versions": "golang 1.26.3\n"}
    facts = recognised(files)

    assert said(facts, Topic.RUNTIME) == [("1.26.3",), ("1.26.3",), ("1.26.1", "or newer"), ("1.25", "or newer")]
    assert str(planned(files).stages[0].image) == "golang:1.26-trixie"


def test_words_that_pin_nothing_are_no_version() -> None:
    facts = recognised({**app(JOB, "module x\ntoolchain default\n"), ".go-version": "system\n"})

    assert said(facts, Topic.RUNTIME) == []


@pytest.mark.parametrize(
    "files",
    [app(WEB, MOD + "require github.com/mattn/go-sqlite3 v1.14.28\n"), app(WEB.replace("net/http", "C"))],
)
def test_c_inside_is_compiled_and_linked(files: dict[str, str]) -> None:
    plan = planned(files)

    assert ("CGO_ENABLED", "1") in [pair for step in plan.stages[0].steps for pair in getattr(step, "env", ())]
    assert str(plan.stages[-1].image) == "debian:trixie-slim"


def test_libraries_that_c_needs_are_installed() -> None:
    plan = planned(app(WEB, MOD + "require github.com/davidbyttow/govips/v2 v2.1.0\n"))

    assert "libvips-dev" in commands(plan.stages[0])[1]
    assert "libvips42t64" in commands(plan.stages[-1])[1]


def test_time_zones_are_installed_where_the_image_has_none() -> None:
    zones = 'func z() { time.LoadLocation("Atlantic/Reykjavik") }\n'

    assert "tzdata" in commands(planned(app(WEB + zones)).stages[-1])[1]
    assert str(planned(app(JOB + zones)).stages[-1].image).startswith("gcr.io/distroless/static")


def test_files_that_are_opened_stand_beside_the_program() -> None:
    code = """
func f() { ParseGlob("views/*.html"); ParseGlob("views/mail/a-*.html"); Open("./etc/a.toml"); Open("/etc/x"); Open("")
  Open("none"); Open("main.go"); Dir("."); Open("../x"); ReadFile("logo*"); Dir("mail") ; Glob("pages/a*") }
"""
    facts = recognised(app(WEB + code) | dict.fromkeys(["views/a.html", "views/mail/a-b.html", "etc/a.toml"], "x"))

    assert said(facts, Topic.COPY) == [("views/",), ("etc/a.toml",)]


def test_variables_that_the_code_reads_but_for_the_port() -> None:
    facts = recognised(app(WEB + 'func e() { os.Getenv("PORT"); os.Getenv("CITY"); os.Getenv("CITY") }'))

    assert said(facts, Topic.VARIABLE) == [("CITY",)]
    assert environment(planned(app(WEB)).stages[-1]) == {"PORT": "3000"}


def test_what_is_embedded_and_not_there_is_built_first() -> None:
    web = {"web/package.json": '{"scripts": {"build": "x"}}', "web/dist/.gitkeep": "", "web/package-lock.json": "{}"}
    plan = planned(app(WEB + "//go:embed web/dist/*\nvar f embed.FS\n") | web)

    assert [stage.name for stage in plan.stages] == ["front", "build", ""]
    assert commands(plan.stages[0]) == ["npm ci", "npm run build"]
    assert copied(plan.stages[1]) == [(".",), ("/src/web/dist/",)]


def test_so_it_is_where_the_front_end_is_in_the_root_and_unlocked() -> None:
    plan = planned(app(WEB + "//go:embed dist\nvar f embed.FS\n") | {"package.json": '{"scripts": {"build": "x"}}'})

    assert commands(plan.stages[0]) == ["npm install", "npm run build"]
    assert copied(plan.stages[0]) == [("package.json",), (".",)]


def test_what_is_embedded_and_nobody_builds_is_a_doubt() -> None:
    facts = recognised(app(WEB + "//go:embed ../up\n//go:embed a*.txt\n//go:embed main.go\n//go:embed dist\n"))

    assert "embeds dist" in doubts(facts)
    assert len(planned(app(WEB + "//go:embed dist\n")).stages) == 2


def test_what_is_embedded_and_there_is_taken() -> None:
    assert doubts(recognised(app(WEB + "//go:embed dist\n", dist__index="x"))) == ""


def test_what_is_read_next_is_what_the_first_files_name() -> None:
    web = 'package main\nimport (\n\t"example.com/shop/internal/web"\n\t"os"\n)\n'
    files = {"go.mod": MOD, "main.go": web, "go.work": "use ./api\n", "x_test.go": web}
    seen = picture(files, "internal/web/a.go", "internal/web/a_test.go", "api/go.mod", "api/main.go", "bad/go.mod")

    assert stacks.go.follow(seen) == ("api/go.mod", "api/main.go", "internal/web/a.go")
    assert stacks.go.follow(picture({})) == ()


def test_a_manifest_that_names_no_module_is_not_followed() -> None:
    assert stacks.go.follow(picture({"go.mod": "module\n", "main.go": 'package main\nimport "x/y"\n'})) == ()
