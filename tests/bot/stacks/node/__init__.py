"""Tests of the Node stack."""
