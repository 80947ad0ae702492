"""Evaluation: how many decisions about known repositories are right, with how much certainty."""

from bot.evals.golden import Case, Result, judge, load, report

__all__ = ["Case", "Result", "judge", "load", "report"]
