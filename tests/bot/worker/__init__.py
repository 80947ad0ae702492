"""Tests of the durable worker."""
