"""Whole walks over sockets: a real door, worker and databases, and a GitHub on this machine in its own process."""
