"""What settings say, in three notations."""

from __future__ import annotations

from bot.stacks.java import config
from tests.bot.stacks.pictures import folder


def read(name: str, text: str) -> dict[str, str]:
    found = config.read(folder({f"src/main/resources/{name}": text}), "")
    return {key: one.value for key, one in found.items()}


def test_properties() -> None:
    text = "# a\n! b\nserver.port = 81\nserver.context-path: /x\n%dev.a=1\nplain\n#---\nserver.port=82"

    assert read("application.properties", text) == {"server.port": "81", "server.contextpath": "/x"}


def test_yaml() -> None:
    text = """---
# a comment
server:
  port: 8081 # here
  servlet:
    context-path: "/api"
"%dev":
  server:
    port: 1
list:
  - a
name: x
---
name: y
"""
    assert read("application.yml", text) == {"server.port": "8081", "server.servlet.contextpath": "/api", "name": "x"}


def test_hocon() -> None:
    text = 'ktor {\n  deployment {\n    port = 8080\n    port = ${?PORT}\n  }\n  a.b = "x" // y\n}\n}\nnone\nc: 1,'

    assert read("application.conf", text) == {"ktor.deployment.port": "${?PORT}", "ktor.a.b": "x", "c": "1"}


def test_deep_notations_end() -> None:
    deep = "\n".join(f"{' ' * depth}a: 1" for depth in range(60))

    assert len(read("application.yml", deep)) == 19
    assert "a = 1" not in read("application.conf", "a {\n" * 60 + "a = 1")


def test_a_setting_names_variables_with_and_without_default() -> None:
    (found,) = config.read(folder({"config/application.properties": "a=${X:1}/${Y}"}), "").values()

    assert list(found.variables()) == [("X", "1"), ("Y", None)]
    assert found.resolved() == "1/"
    assert str(found.place) == "config/application.properties:1"


def test_settings_of_a_module_are_below_it() -> None:
    found = config.read(folder({"web/src/main/resources/application.yaml": "a: 1"}), "web")

    assert found["a"].value == "1"
