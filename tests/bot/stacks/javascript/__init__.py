"""Tests of the reading of JavaScript and TypeScript."""
