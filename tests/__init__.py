"""Mirrors the tree: the test of bot/x/y.py is tests/x/test_y.py."""
