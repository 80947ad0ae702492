"""Tests of the words for the model and of their loader."""
