"""Tests of the stacks, on pictures that are made of a few texts."""
