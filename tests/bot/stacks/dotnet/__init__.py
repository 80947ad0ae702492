"""Tests of .NET: project files, programs, sources, pins, builds and images."""
