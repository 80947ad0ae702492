"""Asks a page until it answers: called here, or given whole to a Python inside a container's network."""

import http.client
import sys
import time

LIMIT = 100_000  # bytes of a page


def ask(host: str, port: int, path: str, seconds: float) -> str:
    """The status and the page, a space between them; "" when nobody answered in time. Redirects are not followed."""
    deadline = time.monotonic() + seconds
    while True:
        connection = http.client.HTTPConnection(host, port, timeout=10)
        try:
            connection.request("GET", path, headers={"User-Agent": "dockerize"})
            answer = connection.getresponse()
            return f"{answer.status} {answer.read(LIMIT).decode(errors='replace')}"
        except (OSError, http.client.HTTPException):
            if time.monotonic() >= deadline:
                return ""
            time.sleep(0.1)
        finally:
            connection.close()


if __name__ == "__main__":  # pragma: no cover  inside a container
    print(ask(sys.argv[1], int(sys.argv[2]), sys.argv[3], float(sys.argv[4])))
