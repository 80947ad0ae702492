"""Tests of how C and C++ repositories are recognised and planned."""
