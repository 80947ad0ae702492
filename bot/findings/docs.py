"""Writes docs/rules.md from the docstrings of the rules: `python -m bot.findings.docs > docs/rules.md`."""

from __future__ import annotations

import inspect

from bot.findings import RULES

HEAD = """\
# Rules

What `dockerize check` and every pull request hold a Dockerfile to. This page is written from the rules themselves
(`python -m bot.findings.docs > docs/rules.md`).

"In ours" is how serious a rule is in a Dockerfile that dockerize writes: an error there means that no pull request is
opened. "In yours" is how serious it is in one that a person wrote; a remark (info) is made once a file, and "not
asked" means that the rule only holds for what is generated.
"""


def render() -> str:
    """The whole page."""
    rows = [f"| [{rule.NAME}](#{rule.NAME}) | {rule.SEVERITY} | {rule.THEIRS or 'not asked'} |" for rule in RULES]
    table = ["| rule | in ours | in yours |", "|---|---|---|", *rows]
    parts = [f"## {rule.NAME}\n\n{inspect.getdoc(rule)}" for rule in RULES]
    return "\n\n".join([HEAD + "\n" + "\n".join(table), *parts]) + "\n"


if __name__ == "__main__":  # pragma: no cover  the test renders the page itself
    print(render(), end="")
