import time


def work(round_: int) -> None:
    print(f"worked {round_} times")


if __name__ == "__main__":
    count = 0
    while True:
        count += 1
        work(count)
        time.sleep(1)
