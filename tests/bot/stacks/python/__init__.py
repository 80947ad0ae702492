"""Tests of the Python stack."""
