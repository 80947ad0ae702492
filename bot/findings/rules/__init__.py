"""One rule a file: what it is called, how serious it is, what it finds in a parsed Dockerfile."""
