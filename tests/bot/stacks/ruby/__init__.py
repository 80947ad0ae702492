"""Tests that hold Ruby's applications to what is said and planned of them."""
