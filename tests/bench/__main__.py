"""`python -m tests.bench` prints all figures but those that take long; names of benchmarks as arguments choose some.

`plan --profile` also says where the time of the slowest application goes, `apps --write` keeps its figures.
"""

from __future__ import annotations

import importlib
import sys

BENCHMARKS = ("acknowledge", "start", "large_tree", "plan")
LONG = ("apps",)  # only when it is named


def main(names: list[str]) -> int:
    """Runs each by its `main()`, whose answer is an exit code: the worst of all; 2 when a name is not known."""
    worst = 0
    flags = [name for name in names if name.startswith("--")]
    names = [name for name in names if name not in flags]
    if unknown := set(names) - {*BENCHMARKS, *LONG}:
        print(f"There is no benchmark {', '.join(sorted(unknown))}: choose from {', '.join((*BENCHMARKS, *LONG))}.")
        return 2
    for name in names or BENCHMARKS:
        module = importlib.import_module(f"tests.bench.{name}")
        if unknown := set(flags) - set(getattr(module, "FLAGS", ())):
            print(f"{name} has no flag {', '.join(sorted(unknown))}.")
            return 2
        print(f"--- {name}: {(module.__doc__ or '').strip()}")
        worst = max(worst, module.main(flags) if flags else module.main())
    return worst


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
