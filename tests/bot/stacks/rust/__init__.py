"""Tests of how Rust repositories are recognised and planned."""
