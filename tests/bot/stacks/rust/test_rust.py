"""Rust repositories, from their files to their plans."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import ManifestUnreadable
from bot.stacks import rust
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

CARGO = '[package]\nname = "weather"\nversion = "0.1.0"\nedition = "2021"\n'
JOB = "fn main() {}\n"
WEB = 'fn main() {\n    TcpListener::bind("0.0.0.0:3000");\n}\n'
EVERYWHERE = ".".join("0000")
LOCK = "version = 4\n"


def app(code: str, more: str = "", **lock: str) -> dict[str, str]:
    names = "\n".join(f'[[package]]\nname = "{name}"' for name in lock.values())
    return {"Cargo.toml": CARGO + more, "src/main.rs": code, "Cargo.lock": f"{LOCK}{names}\n"}


def test_a_library_is_no_program() -> None:
    assert rust.recognise(picture({"Cargo.toml": CARGO, "src/lib.rs": ""})) == ()
    assert rust.recognise(picture({"src/main.rs": JOB})) == ()


def test_a_job_needs_the_c_library_alone() -> None:
    plan = planned(app(JOB))

    assert commands(plan.stages[0]) == [
        "cargo build --release --locked --bin weather --target-dir /build/target",
        "mkdir -p /out",
        "cp /build/target/release/weather /out/app",
    ]
    assert str(plan.stages[0].image) == "rust:1.99-slim-trixie"
    assert str(plan.stages[-1].image) == "gcr.io/distroless/cc-debian13:nonroot"
    assert plan.ends


def test_the_cache_of_compiled_crates_belongs_to_the_program() -> None:
    mounts = [m.source for step in planned(app(JOB)).stages[0].steps for m in getattr(step, "mounts", ())]

    assert mounts == ["cargo-registry", "cargo-git", "target-demo-weather"]


def test_without_a_lock_nothing_is_held_to_it_and_that_is_said() -> None:
    plan = planned({"Cargo.toml": CARGO, "src/main.rs": JOB})

    assert "--locked" not in commands(plan.stages[0])[0]
    assert "There is no Cargo.lock" in doubts(plan)


def test_a_worker_gets_an_init() -> None:
    plan = planned(app("fn main() {\n    loop {}\n}\n"))

    assert plan.start == ("tini", "--", "/app/app")
    assert cited(recognised(app("fn main() {\n    loop {}\n}\n")), Topic.KIND) == ["src/main.rs:2"]


@pytest.mark.parametrize(
    ("code", "dependency", "signal"),
    [
        (WEB, "actix-web", [("SIGTERM",)]),
        (WEB, "axum", []),
        (WEB + "fn s() { ctrl_c() }", "axum", [("SIGINT",)]),
        (WEB + "fn s() { ctrl_c(); SignalKind::terminate() }", "axum", [("SIGTERM",)]),
    ],
)
def test_how_a_service_is_stopped(code: str, dependency: str, signal: list[tuple[str]]) -> None:
    facts = recognised(app(code, f'[dependencies]\n{dependency} = "1"\n'))

    assert said(facts, Topic.STOP_SIGNAL) == signal
    assert said(facts, Topic.KIND) == [("web",)]


def test_where_a_service_listens() -> None:
    assert said(recognised(app(WEB)), Topic.PORT) == [("3000",)]
    assert said(recognised(app(WEB.replace("0.0.0.0:3000", "{port}"))), Topic.PORT) == [("8080",)]
    assert said(recognised(app(WEB + 'fn p() { var("PORT") }')), Topic.PORT) == [("8080",)]
    assert said(recognised(app(WEB + 'fn p() { or("PORT", "4000") }')), Topic.PORT) == [("4000",)]


def test_an_address_that_nobody_reaches_is_a_doubt() -> None:
    assert "listens on 127.0.0.1" in doubts(recognised(app(WEB.replace(EVERYWHERE, "127.0.0.1"))))


def test_health_paths() -> None:
    routes = 'fn r() { x.route("/", a); x.route("/{id}", b) }\n'

    assert said(recognised(app(WEB + routes)), Topic.HEALTH_PATH) == [("/",)]
    assert said(recognised(app(WEB + routes + 'fn h() { x.route("/livez", c) }')), Topic.HEALTH_PATH) == [("/livez",)]
    assert said(recognised(app(WEB)), Topic.HEALTH_PATH) == [("/",)]


def test_rocket_is_told_its_address_and_port() -> None:
    files = app("#[launch]\nfn rocket() {}\n", '[dependencies]\nrocket = "0.5"\nrocket_dyn_templates = "0.2"\n')

    assert environment(planned(files).stages[-1]) == {
        "ROCKET_ADDRESS": EVERYWHERE,
        "ROCKET_PORT": "8000",
        "PORT": "8000",
    }
    more = {**files, "Rocket.toml": "[default]\nport = 9000\n", "templates/a.tera": ""}
    assert planned(more).port == 9000
    assert copied(planned(more).stages[-1])[1:] == [("Rocket.toml",), ("templates/",)]


def test_programs_are_found_where_cargo_finds_them() -> None:
    files = {
        **app(JOB, '[[bin]]\nname = "named"\n[[bin]]\nname = "moved"\npath = "x/y.rs"\n[[bin]]\nbad = 1\n'),
        "src/bin/one.rs": JOB,
        "src/bin/two/main.rs": JOB,
        "src/bin/named.rs": JOB,
        "x/y.rs": JOB,
        "src/bin/tests/main.rs": JOB,
    }
    facts = recognised(files)

    assert said(facts, Topic.ENTRY) == [("weather",)]
    assert "moved, named, one, two" in doubts(facts)


def test_a_declared_program_may_be_the_main_file() -> None:
    facts = recognised(app(JOB, '[[bin]]\nname = "other"\n'))

    assert said(facts, Topic.ENTRY) == [("other",)]


def test_default_run_decides() -> None:
    files = {**app(JOB, 'default-run = "one"\n'), "src/bin/one.rs": JOB}
    facts = recognised(files)

    assert said(facts, Topic.ENTRY) == [("one",)]
    assert doubts(facts) == ""


def workspace(more: str = "") -> dict[str, str]:
    return {
        "Cargo.toml": f'[workspace]\nmembers = ["crates/*", "../up"]\nexclude = ["crates/old"]\n{more}',
        "Cargo.lock": LOCK,
        "crates/cli/Cargo.toml": '[package]\nname = "cli"\nversion = "1.0.0"\n',
        "crates/cli/src/main.rs": JOB,
        "crates/srv/Cargo.toml": '[package]\nname = "srv"\nversion = "1.0.0"\n[dependencies.lib]\npath = "../lib"\n',
        "crates/srv/src/main.rs": WEB,
        "crates/srv/src/bin/tool.rs": JOB,
        "crates/old/Cargo.toml": "[package]\n",
        "crates/virtual/Cargo.toml": "[workspace]\n",
    }


def test_of_a_workspace_the_program_that_listens_is_taken() -> None:
    facts = recognised(workspace())

    assert said(facts, Topic.ENTRY) == [("srv", "crates/srv/Cargo.toml")]
    assert said(facts, Topic.MANIFEST) == [("crates/cli/Cargo.toml", "crates/srv/Cargo.toml")]
    assert "--manifest-path crates/srv/Cargo.toml --bin srv" in commands(planned(workspace()).stages[0])[0]


def test_default_members_of_a_workspace_come_first() -> None:
    assert said(recognised(workspace('default-members = ["crates/cli"]\n')), Topic.ENTRY) == [
        ("cli", "crates/cli/Cargo.toml")
    ]


def test_a_package_that_takes_another_one_beside_it_is_built_with_it() -> None:
    more = '[dependencies]\nserde = "1"\nlib = { path = "../lib" }\n'
    plan = planned(
        {"svc/Cargo.toml": CARGO + more, "svc/src/main.rs": JOB, "lib/Cargo.toml": '[package]\nname="lib"\n'}
    )

    assert (plan.service.root, plan.context) == ("svc", "")
    assert copied(plan.stages[0]) == [(".",)]


def test_pins_before_what_the_package_supports_at_least() -> None:
    files = app(JOB, 'rust-version = "1.80"\n') | {
        "rust-toolchain.toml": '[toolchain]\nchannel = "1.98.0"\n',
        "rust-toolchain": "1.98.0\n",
        ".tool-versions": "rust 1.98.1\n",
    }

    assert said(recognised(files), Topic.RUNTIME) == [("1.98.0",), ("1.98.0",), ("1.98.1",), ("1.80", "or newer")]
    assert str(planned(files).stages[0].image) == "rust:1.98-slim-trixie"


def test_words_that_pin_nothing_are_no_version() -> None:
    files = app(JOB) | {"rust-toolchain.toml": '[toolchain]\nchannel = "stable"\n', "rust-toolchain": "nightly\n"}

    assert said(recognised(files), Topic.RUNTIME) == []


def test_c_libraries_behind_locked_crates_are_installed() -> None:
    plan = planned(app(WEB, '[dependencies]\nreqwest = "0.12"\n', a="openssl-sys", b="libsqlite3-sys"))

    assert "libsqlite3-dev libssl-dev pkg-config" in commands(plan.stages[0])[1]
    assert "libsqlite3-0 libssl3t64" in commands(plan.stages[-1])[1]


def test_c_libraries_that_are_compiled_along_are_not() -> None:
    more = '[dependencies]\nrusqlite = { version = "0.32", features = ["bundled"] }\n'
    plan = planned(app(JOB, more, a="openssl-sys", b="openssl-src", c="libsqlite3-sys"))

    assert "make perl" in commands(plan.stages[0])[1]
    assert "ssl" not in commands(plan.stages[0])[1]
    assert str(plan.stages[-1].image).startswith("gcr.io/distroless/cc")


def test_files_that_are_named_stand_beside_the_program() -> None:
    files = {**app(WEB + 'fn f() { ServeDir::new("static"); x("src/a.rs") }'), "static/a.css": "", "src/a.rs": ""}

    assert said(recognised(files), Topic.COPY) == [("static/",)]


def test_variables_that_the_code_reads_but_for_the_port() -> None:
    facts = recognised(app(WEB + 'fn e() { var("PORT"); var("CITY"); var("CITY") }'))

    assert said(facts, Topic.VARIABLE) == [("CITY",)]


def test_what_is_read_next_is_the_sources_of_each_package() -> None:
    seen = picture({"a/Cargo.toml": CARGO, "a/src/x.rs": ""}, "a/src/web/y.rs", "a/src/x.rs", "b/src/z.rs")

    assert rust.follow(seen) == ("a/src/web/y.rs",)


@given(st.text() | st.sampled_from(["[workspace]\nmembers = 3", "[package]\nname = 1", "bin = 3\n[package]\nname='a'"]))
def test_any_manifest_is_a_program_or_a_typed_error(text: str) -> None:
    files = {"Cargo.toml": text, "src/main.rs": JOB, "Cargo.lock": text, "rust-toolchain.toml": text}
    try:
        found = rust.recognise(picture(files))
    except ManifestUnreadable:
        return

    assert len(found) <= 1
