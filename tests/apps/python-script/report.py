"""Prints a report and ends."""

import platform


def main() -> None:
    print(f"Report from Python {platform.python_version()}")


if __name__ == "__main__":
    main()
