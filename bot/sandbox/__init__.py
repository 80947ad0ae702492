"""A GitHub on this machine, for the demo and the tests: stateful, on real git repositories, reached over a socket."""
