"""Tests of the pull request: who may ask, when to refuse, what it says."""
