from tabulate import tabulate


def run() -> None:
    print(tabulate([["Reykjavik", -2], ["Lagos", 31]], headers=["city", "degrees"]))
