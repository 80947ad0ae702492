"""Tests of what is rendered: the Dockerfile, the ignore file, the workflow."""
