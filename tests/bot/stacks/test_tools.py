"""The version files that serve every language."""

from __future__ import annotations

from bot.stacks import tools
from tests.bot.stacks.pictures import folder


def pins(files: dict[str, str], *names: str) -> list[tuple[str, str]]:
    return [(claim.value[0], str(claim.evidence[0])) for claim in tools.pins(folder(files), *names)]


def test_asdf() -> None:
    text = "# ours\nnodejs 22.1.0 20\npython system\nruby\n"

    assert pins({".tool-versions": text}, "node", "nodejs") == [("22.1.0", ".tool-versions:2")]
    assert pins({".tool-versions": text}, "python") == [("system", ".tool-versions:3")]
    assert pins({".tool-versions": "python latest"}, "python") == []


def test_mise() -> None:
    text = '[tools]\nnode = "22"\npython = ["3.12", "3.11"]\ngo = { version = "1.26" }\nbun = "latest"\nruby = 3\n'

    assert pins({"mise.toml": text}, "node") == [("22", "mise.toml:2")]
    assert pins({".mise.toml": text}, "python") == [("3.12", ".mise.toml:3")]
    assert pins({"mise.toml": text}, "go") == [("1.26", "mise.toml:4")]
    assert pins({"mise.toml": text}, "bun") == pins({"mise.toml": text}, "ruby") == []
