"""Tests of what each event asks for."""
