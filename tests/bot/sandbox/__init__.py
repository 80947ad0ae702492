"""Tests of the sandbox: in process for every branch, and a few over its socket."""
