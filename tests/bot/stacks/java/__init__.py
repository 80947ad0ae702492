"""Tests of the JVM's ecosystem, on poms, scripts and sources of a few lines."""
