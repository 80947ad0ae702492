"""Tests of the core, one folder a room."""
