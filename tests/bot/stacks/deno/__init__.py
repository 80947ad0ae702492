"""Tests of Deno."""
