"""Makes Advice: asks the model, judges what it says, and lays what holds over the facts; without one, rules alone."""

from __future__ import annotations

from bot.advice.applying import apply, composed
from bot.advice.asking import ROUNDS, ask
from bot.advice.vocabulary import READS

__all__ = ["READS", "ROUNDS", "apply", "ask", "composed"]
