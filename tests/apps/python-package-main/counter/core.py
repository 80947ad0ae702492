def count(limit: int) -> int:
    return sum(1 for _ in range(limit))
