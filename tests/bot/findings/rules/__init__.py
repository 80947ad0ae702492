"""One test a rule: a table of what it catches, and one of what it lets pass."""
