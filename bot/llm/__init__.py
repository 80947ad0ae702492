"""Language models behind one port: OpenAI by its SDK, every other provider by LangChain, and a chain of them."""
