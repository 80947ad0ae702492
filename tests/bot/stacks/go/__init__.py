"""Tests of how Go repositories are recognised and planned."""
