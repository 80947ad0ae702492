"""Tests of Elixir and Gleam: tokens, mix.exs, configuration, programs and images."""
