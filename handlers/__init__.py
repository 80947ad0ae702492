"""One file per GitHub event, one function per action: pure functions from a delivery to intents."""
