"""Tests that hold PHP's applications to what is said and planned of them."""
