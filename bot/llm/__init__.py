"""Language models behind one port: OpenAI by its SDK, every other provider by LangChain, and a chain of them."""

from __future__ import annotations

from bot.llm.opening import PROVIDERS, Access, Models, open_models
from bot.llm.purse import Bounds

__all__ = ["PROVIDERS", "Access", "Bounds", "Models", "open_models"]
