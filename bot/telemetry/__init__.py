"""What the rim alone uses to make itself seen: logs and metrics."""
