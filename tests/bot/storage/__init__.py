"""Tests of where artifacts are kept."""
