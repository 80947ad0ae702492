"""mix.exs and mix.lock."""

from __future__ import annotations

import time

from hypothesis import given
from hypothesis import strategies as st

from bot.stacks.elixir import mix

WHOLE = """defmodule A.MixProject do
  # app: :no
  def project do
    [
      app: :shop,
      elixir: "~> 1.15",
      default_release: :shop,
      releases: [
        shop: [applications: [shop: :permanent], steps: [:assemble]],
        "other": []
      ],
      aliases: aliases(),
      deps: deps(Mix.env())
    ]
  end

  def application, do: [mod: {Shop.Application, []}]

  defp aliases do
    [setup: ["deps.get", "cmd npm install"], test: "run x", "assets.deploy": &deploy/1]
  end

  defp deps(_) do
    [
      {:phoenix, "~> 1.8"},
      {:credo, ">= 0.0.0", only: [:dev, :test]},
      {:bcrypt, "3.0", only: :prod},
      {:icons, github: "a/b", sparse: "x", only: [:prod, :dev]},
      {:near, path: "../near"},
      {:odd, path: near()},
      {:core, in_umbrella: true},
      {:ok, "not a version"},
      {:last, "~> 1.0"}
    ]
  end
end
"""


def test_what_a_project_says() -> None:
    found = mix.read(WHOLE)

    assert (found.app, found.app_line) == ("shop", 5)
    assert (found.elixir, found.elixir_line) == ("~> 1.15", 6)
    assert found.module == 17
    assert found.escript == 0
    assert found.releases == {"shop": 9, "other": 10}
    assert found.default_release == "shop"
    assert found.aliases["setup"] == (20, "deps.get ; cmd npm install")
    assert found.aliases["test"] == (20, "run x")
    assert "assets.deploy" in found.aliases


def test_dependencies_know_where_they_come_from_and_whether_a_release_has_them() -> None:
    found = {one.name: one for one in mix.read(WHOLE).dependencies}

    assert [*found] == ["phoenix", "credo", "bcrypt", "icons", "near", "odd", "core", "last"]
    assert (found["phoenix"].requirement, found["phoenix"].line) == ("~> 1.8", 25)
    assert [name for name, one in found.items() if not one.prod] == ["credo"]
    assert found["icons"].git
    assert (found["near"].path, found["odd"].path) == ("../near", "")
    whole = mix.read(WHOLE)
    assert whole.dependency("gone", "phoenix") == found["phoenix"]
    assert whole.dependency("credo") is None


def test_an_empty_file_says_nothing() -> None:
    assert mix.read("") == mix.Mix()


def test_a_value_may_be_an_attribute_of_the_module() -> None:
    found = mix.read('@version "1.0"\n@wanted "~> 1.18"\n@app :shop\n[app: @app, elixir: @wanted, elixir: @gone]')

    assert (found.app, found.elixir, found.elixir_line) == ("shop", "~> 1.18", 2)
    assert mix.read("elixir: @gone\nelixir: @").elixir == ""


def test_an_umbrella_and_an_escript() -> None:
    found = mix.read('[apps_path: "apps", escript: [main_module: A]]')

    assert found.umbrella == "apps"
    assert found.escript == 1


def test_lists_that_are_computed_are_not_known() -> None:
    assert mix.read("releases: releases()\ndefp releases, do: compute()").releases == {}
    assert mix.read("aliases\ndefp aliases do\n  x").aliases == {}


def test_a_lock_names_what_it_locks_and_where_from() -> None:
    text = (
        '%{\n  "a": {:hex, :a, "1.0.0", "x", [:mix], [], "hexpm", "y"},\n  "b": {:git, "https://x", "r", []},\n  "c": {'
    )

    assert mix.locked(text) == {"a": "hex", "b": "git"}
    assert mix.locked("") == {}


def test_what_is_opened_a_hundred_thousand_times_takes_no_time() -> None:
    started = time.process_time()

    for text in ("{:a, " * 20_000, "aliases: [" + "a: [" * 20_000, "releases: [" + "a: {" * 20_000):
        mix.read(text)

    assert time.process_time() - started < 10  # it takes half a second where nothing counts lines


@given(st.text(), st.text(':,"{}[]ab \n'))
def test_any_text_is_a_project_that_says_little(text: str, odd: str) -> None:
    assert isinstance(mix.read(text + odd).app, str)
    assert isinstance(mix.locked(text + odd), dict)
