"""Tests of the set-up chain that `make` runs before anything else."""
