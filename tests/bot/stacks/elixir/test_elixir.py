"""Repositories of Elixir from their files to facts and plans."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot import stacks
from bot.stacks import elixir
from bot.types import Copy, Run, Topic, Workdir
from tests.bot.stacks.pictures import (
    CATALOGUE,
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

if TYPE_CHECKING:
    from bot.types import Stage

RUNTIME = """import Config
if System.get_env("PHX_SERVER"), do: config(:shop, Web.Endpoint, server: true)
port = String.to_integer(System.get_env("PORT") || "4000")
secret = System.get_env("SECRET_KEY_BASE") || raise "no"
"""


def mixed(*deps: str, project: str = "", app: str = "shop", module: str = "mod: {Shop.Application, []}") -> str:
    """A mix.exs."""
    listed = ", ".join(deps)
    return f"""defmodule Shop.MixProject do
  def project do
    [
      app: :{app},
      elixir: "~> 1.18",
      {project}
      deps: [{listed}]
    ]
  end

  def application, do: [{module}]
end
"""


PHOENIX = '{:phoenix, "~> 1.8"}'


def test_a_phoenix_is_released_and_told_to_listen() -> None:
    files = {"mix.exs": mixed(PHOENIX), "mix.lock": "%{}", "config/runtime.exs": RUNTIME, "config/config.exs": ""}

    plan = planned(files)

    assert plan.start == ("/app/bin/shop", "start")
    assert plan.port == 4000
    assert plan.health
    assert environment(plan.stages[-1]) == {"LANG": "C.UTF-8", "PHX_SERVER": "true", "PORT": "4000"}
    assert commands(plan.stages[0])[3:] == [
        "mix local.hex --force",
        "mix local.rebar --force",
        "mix deps.get --only prod --check-locked",
        "mix deps.compile",
        "mix compile",
        "mix release shop --path /out",
    ]
    assert copied(plan.stages[0]) == [("mix.exs", "mix.lock"), ("config/config.exs",), (".",)]
    assert str(plan.stages[0].image) == "elixir:1.20-slim"
    assert said(recognised(files), Topic.VARIABLE) == [("PHX_SERVER", "true"), ("SECRET_KEY_BASE", "", "required")]


def test_assets_are_made_by_the_aliases_of_the_project_before_its_release() -> None:
    project = 'aliases: ["assets.setup": ["esbuild.install"], "assets.deploy": ["phx.digest"], setup: ["x"]],'

    plan = planned({"mix.exs": mixed(PHOENIX, project=project)})

    assert commands(plan.stages[0])[-3:] == ["mix assets.setup", "mix assets.deploy", "mix release shop --path /out"]
    assert "**/priv/static/assets" in plan.ignore
    assert "**/priv/static/assets" not in planned({"mix.exs": mixed(PHOENIX)}).ignore


PACKAGES = '{"dependencies": {"topbar": "1"}}'


def test_packages_of_the_assets_are_installed_in_their_folder_with_node_beside() -> None:
    files = {"mix.exs": mixed(PHOENIX), "assets/package.json": PACKAGES, "assets/package-lock.json": "{}"}

    building = planned(files).stages[0]

    places = [step.path if isinstance(step, Workdir) else " ".join(step.commands[0]) for step in ran(building)]
    assert places[-6:] == [
        "mix deps.compile",
        "/src/assets",
        "npm ci",
        "/src",
        "mix compile",
        "mix release shop --path /out",
    ]
    assert ("assets/package.json", "assets/package-lock.json") in copied(building)
    assert any(
        step.source_image and step.source_image.name == "node" for step in building.steps if isinstance(step, Copy)
    )


def test_packages_that_may_need_any_file_are_installed_after_the_sources() -> None:
    hooked = '{"dependencies": {"topbar": "1"}, "scripts": {"postinstall": "x"}}'
    files = {"mix.exs": UMBRELLA, "apps/web/mix.exs": mixed(PHOENIX, app="web"), "apps/web/assets/package.json": hooked}

    building = planned(files).stages[0]

    assert copied(building)[-1] == (".",)
    places = [step.path for step in ran(building) if isinstance(step, Workdir)]
    assert places == ["/src", "/src/apps/web/assets", "/src"]
    assert "npm install" in commands(building)


def test_assets_without_an_alias_are_made_by_their_own_script_and_digested() -> None:
    package = '{"scripts": {"build": "a", "deploy": "webpack"}, "devDependencies": {"webpack": "4"}}'
    files = {"mix.exs": mixed(PHOENIX), "assets/package.json": package}

    plan = planned(files)

    assert commands(plan.stages[0])[-5:] == [
        "mix compile",
        "cd assets",
        "npm run deploy",
        "mix phx.digest",
        "mix release shop --path /out",
    ]
    assert "**/priv/static/assets" in plan.ignore
    assert "npm run deploy" not in commands(planned({**files, "mix.exs": mixed()}).stages[0])


def ran(stage: Stage) -> list[Run | Workdir]:
    return [step for step in stage.steps if isinstance(step, Run | Workdir)]


def test_a_phoenix_that_nothing_tells_to_listen_is_doubted() -> None:
    files = {"mix.exs": mixed(PHOENIX)}

    assert "Nothing in the configuration tells the release to listen" in doubts(recognised(files))
    assert "to listen" not in doubts(recognised({**files, "config/prod.exs": "server: true"}))


def test_a_plug_listens_where_its_code_starts_a_server() -> None:
    files = {
        "mix.exs": mixed('{:plug_cowboy, "~> 2.7"}'),
        "lib/shop/application.ex": "{Plug.Cowboy, plug: R, port: 5050}",
        "lib/shop/router.ex": 'get "/healthz" do\nget "/" do',
    }
    facts = recognised(files)

    assert said(facts, Topic.FRAMEWORK) == [("Plug",)]
    assert said(facts, Topic.PORT) == [("5050",)]
    assert cited(facts, Topic.PORT) == ["lib/shop/application.ex:1"]
    assert said(facts, Topic.HEALTH_PATH) == [("/healthz",)]


def test_a_server_that_nothing_starts_is_a_worker() -> None:
    assert said(recognised({"mix.exs": mixed('{:bandit, "~> 1.0"}')}), Topic.KIND) == [("worker",)]


@pytest.mark.parametrize(
    ("config", "port", "place"),
    [
        ('{:system, "PORT"}', "4000", "config/prod.exs:1"),
        ("http: [port: 4080]", "4080", "config/prod.exs:1"),
        ("", "4000", "mix.exs"),
    ],
)
def test_where_a_phoenix_listens(config: str, port: str, place: str) -> None:
    facts = recognised({"mix.exs": mixed(PHOENIX), "config/prod.exs": config, "config/dev.exs": "port: 4999"})

    assert said(facts, Topic.PORT) == [(port,)]
    assert cited(facts, Topic.PORT) == [place]


def test_only_configuration_requires_a_variable_and_proxies_are_nobodys() -> None:
    code = 'System.fetch_env!("A")\nSystem.get_env("HTTP_PROXY")\nSystem.get_env("no_proxy")'
    facts = recognised({"mix.exs": mixed(), "lib/shop.ex": code, "config/config.exs": 'System.fetch_env!("B")'})

    assert said(facts, Topic.VARIABLE) == [("B", "", "required"), ("A",)]


def test_an_address_that_nobody_outside_reaches_is_doubted() -> None:
    files = {"mix.exs": mixed(PHOENIX), "config/prod.exs": "http: [ip: {127, 0, 0, 1}, port: 4000]"}

    assert "listens on 127.0.0.1" in doubts(recognised(files))


def test_a_worker_has_no_port_and_the_init_of_its_virtual_machine() -> None:
    plan = planned({"mix.exs": mixed()})

    assert plan.port is None
    assert plan.health is None
    assert not plan.ends
    assert plan.start == ("/app/bin/shop", "start")


def test_a_library_is_no_program() -> None:
    assert stacks.recognise(picture({"mix.exs": mixed(module="")})) == ()


def test_a_lock_file_that_is_missing_is_doubted_where_something_is_asked_for() -> None:
    assert "There is no mix.lock" in doubts(recognised({"mix.exs": mixed(PHOENIX)}))
    assert "mix.lock" not in doubts(recognised({"mix.exs": mixed()}))


def test_of_several_releases_the_default_or_the_one_named_like_the_application_is_made() -> None:
    many = "releases: [admin: [], shop: []],"

    facts = recognised({"mix.exs": mixed(project=many)})

    assert said(facts, Topic.ENTRY) == [("shop",)]
    assert "shop is one of several releases; beside it stand admin." in doubts(facts)
    default = recognised({"mix.exs": mixed(project=f"{many} default_release: :admin,")})
    assert said(default, Topic.ENTRY) == [("admin",)]
    assert doubts(default) == ""
    first = recognised({"mix.exs": mixed(project="releases: [a: [], b: []],")})
    assert said(first, Topic.ENTRY) == [("a",)]


UMBRELLA = '[apps_path: "apps", deps: []]'


def test_an_umbrella_without_a_release_is_released_by_its_web_application() -> None:
    aliases = 'aliases: ["assets.deploy": ["phx.digest"]],'
    files = {
        "mix.exs": UMBRELLA,
        "apps/core/mix.exs": mixed(app="core"),
        "apps/web/mix.exs": mixed(PHOENIX, app="web", project=aliases),
    }

    facts = recognised(files)
    plan = planned(files)

    assert said(facts, Topic.ENTRY) == [("web", "apps/web")]
    assert "The umbrella declares no release: web was taken" in doubts(facts)
    assert commands(plan.stages[0])[-4:] == [
        "cd apps/web",
        "mix assets.deploy",
        "cd apps/web",
        "mix release web --path /out",
    ]
    assert copied(plan.stages[0])[:3] == [("mix.exs",), ("apps/core/mix.exs",), ("apps/web/mix.exs",)]


def test_an_umbrella_that_declares_a_release_makes_it() -> None:
    files = {"mix.exs": '[apps_path: "apps", releases: [all: []]]', "apps/core/mix.exs": mixed(app="core")}

    plan = planned(files)

    assert plan.start == ("/app/bin/all", "start")
    assert commands(plan.stages[0])[-1] == "mix release all --path /out"


def test_an_umbrella_in_which_no_name_is_known_is_no_program() -> None:
    files = {"mix.exs": UMBRELLA, "apps/core/mix.exs": "[mod: {A, []}]"}

    assert stacks.recognise(picture(files)) == ()


def test_of_an_umbrella_without_a_web_application_the_first_that_starts_is_released() -> None:
    files = {"mix.exs": UMBRELLA, "apps/a/mix.exs": mixed(app="a", module=""), "apps/b/mix.exs": mixed(app="b")}

    assert said(recognised(files), Topic.ENTRY) == [("b", "apps/b")]


def test_all_is_copied_first_where_a_dependency_is_a_folder() -> None:
    inside = planned({"mix.exs": mixed('{:near, path: "near"}')})
    outside = planned({"mix.exs": mixed('{:near, path: "../near"}')})

    assert copied(inside.stages[0]) == [(".",)]
    assert "outside of the folder" not in doubts(inside)
    assert "near is taken from ../near, outside of the folder that is built" in doubts(outside)


def test_an_import_of_what_is_not_there_is_doubted() -> None:
    config = 'import_config "prod.secret.exs"\nimport_config "#{config_env()}.exs"\nimport_config "more.exs"'
    files = {"mix.exs": mixed(), "config/prod.exs": config, "config/more.exs": ""}

    assert doubts(recognised(files)) == (
        "config/prod.exs imports prod.secret.exs, which is not in the repository: the build fails."
    )


def test_what_is_written_in_rust_is_doubted() -> None:
    assert "rustler" in doubts(recognised({"mix.exs": mixed(), "mix.lock": '%{\n  "rustler": {:hex, :rustler}}'}))
    assert "rustler" in doubts(recognised({"mix.exs": mixed('{:rustler, "~> 0.30"}', '{:rustler, "~> 0.30"}')}))


def test_migrations_are_said_as_what_a_release_runs() -> None:
    ecto = '{:ecto_sql, "~> 3.0"}'
    code = "defmodule Shop.Release do\n  def migrate do\n  end\nend"
    files = {"mix.exs": mixed(ecto), "priv/repo/migrations/1.exs": ""}

    assert "Nothing in a release runs the migrations" in doubts(recognised(files))
    by_module = recognised({**files, "lib/shop/release.ex": code})
    assert said(by_module, Topic.RELEASE) == [("/app/bin/shop", "eval", "Shop.Release.migrate()")]
    by_script = recognised({**files, "rel/overlays/bin/migrate": "x"})
    assert said(by_script, Topic.RELEASE) == [("/app/bin/migrate",)]
    assert "migrations" not in doubts(recognised({"mix.exs": mixed(ecto), "lib/shop/other.ex": code}))


@pytest.mark.parametrize(
    ("more", "image"),
    [
        ({}, "elixir:1.20-slim"),
        ({".tool-versions": "elixir 1.18.4-otp-27\n"}, "elixir:1.18-otp-27-slim"),
        ({".tool-versions": "elixir 1.18.4\nerlang 26.2\n"}, "elixir:1.18-otp-26-slim"),
        ({".tool-versions": "erlang ref:x\n"}, "elixir:1.20-slim"),
        ({"elixir_buildpack.config": "elixir_version=1.19.1\nerlang_version=28.1\n"}, "elixir:1.19-otp-28-slim"),
    ],
)
def test_the_image_has_the_elixir_and_the_erlang_that_are_asked_for(more: dict[str, str], image: str) -> None:
    assert str(planned({"mix.exs": mixed(), **more}).stages[0].image) == image


@pytest.mark.parametrize(
    ("requirement", "image"),
    [
        ("~> 1.17.0", "elixir:1.17-slim"),
        (">= 1.16.0 and < 1.18.0", "elixir:1.17-slim"),
        ("~> 1.15.0 or ~> 1.16.0", "elixir:1.16-slim"),
        ("~> 1.12", "elixir:1.20-slim"),
    ],
)
def test_requirements_are_read_as_elixir_means_them(requirement: str, image: str) -> None:
    text = mixed().replace("~> 1.18", requirement)

    assert str(planned({"mix.exs": text}).stages[0].image) == image


def test_an_erlang_that_no_image_has_is_doubted() -> None:
    plan = planned({"mix.exs": mixed(), ".tool-versions": "elixir 1.16\nerlang 27.3\n"})

    assert str(plan.stages[0].image) == "elixir:1.16-slim"
    assert "no image here of Elixir 1.16 with Erlang 27" in doubts(plan)


def test_an_umbrella_is_one_service_and_other_folders_are_others() -> None:
    umbrella = {"back/mix.exs": UMBRELLA, "back/apps/mix.exs": mixed(), "back/apps/web/mix.exs": mixed(app="web")}
    files = {**umbrella, "other/mix.exs": mixed()}

    found = elixir.recognise(picture(files))

    assert [(one.service.name, one.service.root) for one in found] == [("back", "back"), ("other", "other")]
    assert stacks.plan(found[0], CATALOGUE).context == "back"


def test_what_is_read_next_lies_beside_manifests() -> None:
    files = {"mix.exs": mixed(), "sub/gleam.toml": 'name = "x"'}
    others = (
        "config/runtime.exs",
        "lib/shop/application.ex",
        "lib/web/a/router.ex",
        "lib/web/a/b.ex",
        "sub/src/x.gleam",
    )

    found = elixir.follow(picture(files, *others))

    assert found == ("config/runtime.exs", "lib/shop/application.ex", "lib/web/a/router.ex", "sub/src/x.gleam")
    assert elixir.follow(picture({"a.py": ""}, "mix.exs", "config/x.exs")) == ()
