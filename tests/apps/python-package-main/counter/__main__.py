from counter.core import count

print(f"counted to {count(10)}")
