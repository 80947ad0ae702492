"""Tables, the store, and migrations; a row never leaves this folder."""
