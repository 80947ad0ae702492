"""GitHub behind its port: one file per concern, over githubkit."""
