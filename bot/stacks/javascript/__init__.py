"""Reads JavaScript and TypeScript for whatever runs them: Node, Bun or Deno."""
