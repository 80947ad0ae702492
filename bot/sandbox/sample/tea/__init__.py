"""A small tea shop: what it sells, and how long to let it draw."""
