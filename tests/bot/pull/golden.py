"""Writes the golden body anew: python -m tests.bot.pull.golden, then read the difference."""

from __future__ import annotations

from tests.bot.pull.test_body import GOLDEN, body

if __name__ == "__main__":
    GOLDEN.write_text(body(), encoding="utf-8")
