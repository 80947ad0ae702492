"""Configuration and code of Elixir."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.stacks.elixir import source


def test_ports_that_are_read_or_named() -> None:
    assert source.parse('port = String.to_integer(\n System.get_env("PORT") || "4000")').port == (4000, 2)
    assert source.parse('System.get_env("PORT", "5000")').port == (5000, 1)
    assert source.parse('{:system, "PORT"}').port == (0, 1)
    assert source.parse("http: [port: 4_040]\nport: 1, port: x").named == (4040, 1)
    assert source.parse("port: 70000").named == (0, 1)
    assert source.parse("url: [host: f(x), port: 443],\nhttps: [port: 443], http: [ip: {0}, port: 4000]").named == (
        4000,
        2,
    )
    assert source.parse("port:").named is None


def test_variables_and_those_that_are_required() -> None:
    text = """System.get_env("A")
System.get_env("B") ||
  raise "no"
System.fetch_env!("C")
System.get_env("PHX_SERVER")
System.get_env(name)
System.get_env "D"
System.get_env("A")
"""

    found = source.parse(text)

    assert found.variables == {"A": 1, "B": 2, "C": 4, "D": 7}
    assert found.required == {"B", "C"}
    assert found.server == 5


def test_what_listens_and_where() -> None:
    found = source.parse("{Bandit, plug: X}\n{Plug.Cowboy, []}\nserver: true, ip: {127, 0, 0, 1}")

    assert (found.listens, found.serves, found.loopback) == (1, 3, 3)
    assert source.parse("alias Bandit").listens == 0
    assert source.parse("server: false, ip: {0, 0, 0, 0}").serves == 0


def test_routes_but_for_those_in_a_scope() -> None:
    text = """get "/", P, :a
scope "/api" do
  get "/health", P, :b
end
scope "/" do
  forward "/healthz", H
  get "no", H
  post "/x", H
end"""

    assert source.parse(text).routes == [("/", 1), ("/healthz", 6)]
    assert source.health_route("/healthz")
    assert not source.health_route("/heal")


def test_migrations_and_imports() -> None:
    found = source.parse('import_config "prod.secret.exs"\ndef migrate do\nend\nRelease.migrate()')

    assert found.migrates == 2
    assert found.imports == {"prod.secret.exs": 1}


@given(st.text(), st.text('"(){}:,get_env|PORT \n'))
def test_any_text_has_a_picture(text: str, odd: str) -> None:
    assert source.parse(text + odd).listens >= 0
