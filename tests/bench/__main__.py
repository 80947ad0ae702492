"""`python -m tests.bench` prints all figures; names of benchmarks as arguments choose some."""

from __future__ import annotations

import importlib
import sys

BENCHMARKS = ("acknowledge", "start", "large_tree")


def main(names: list[str]) -> int:
    """Runs each by its `main()`, whose answer is an exit code: the worst of all; 2 when a name is not known."""
    worst = 0
    if unknown := set(names) - set(BENCHMARKS):
        print(f"There is no benchmark {', '.join(sorted(unknown))}: choose from {', '.join(BENCHMARKS)}.")
        return 2
    for name in names or BENCHMARKS:
        module = importlib.import_module(f"tests.bench.{name}")
        print(f"--- {name}: {(module.__doc__ or '').strip()}")
        worst = max(worst, module.main())
    return worst


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
