"""Benchmarks: each module measures one thing and prints its figures; `python -m tests.bench [NAME …]` runs them."""
