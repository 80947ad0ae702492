"""Tests of the room that makes a Snapshot."""
