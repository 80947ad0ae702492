"""The project's own words: each source, and whose word counts."""
