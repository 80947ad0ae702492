"""Tests that build and start the applications of `tests/apps`, and hold what is planned for each to a golden text."""
