"""How a container is reached: which way is taken, and what each way asks the engine for."""

from __future__ import annotations

import inspect
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import TYPE_CHECKING

import pytest

from bot.errors import DockerMissing
from bot.proof import asker, reach
from bot.proof.docker import Docker, Ran
from bot.types import Answer

if TYPE_CHECKING:
    from collections.abc import Iterator


class Told(Docker):
    """Answers each command by its first word, and remembers them."""

    def __init__(self, **answers: Ran) -> None:
        super().__init__()
        self.answers = answers
        self.asked: list[tuple[str, ...]] = []

    def run(self, *words: str, seconds: float = 60) -> Ran:
        self.asked.append(words)
        return self.answers.get(words[0], Ran(code=0))


class Page(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(302 if self.path == "/" else 404)
        self.end_headers()
        self.wfile.write(b"caf\xe9")

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def port() -> Iterator[int]:
    with HTTPServer(("127.0.0.1", 0), Page) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server.server_port
        server.shutdown()
        thread.join()


LOCAL = Ran(code=0, out="unix:///var/run/docker.sock\n")


def test_an_engine_of_this_machine_with_a_bridge_publishes_a_port() -> None:
    docker = Told(context=LOCAL)

    way = reach.find(docker, "python:3")

    assert isinstance(way, reach.Published)
    assert way.flags(8080) == ("--publish", "127.0.0.1::8080")


@pytest.mark.parametrize(
    "answers",
    [
        {"context": LOCAL, "network": Ran(code=1, err="network bridge not found")},
        {"context": Ran(code=0, out="ssh://build.example\n")},
        {"context": Ran(code=1, err="unknown command")},
    ],
    ids=["no bridge", "elsewhere", "not Docker's own command"],
)
def test_any_other_engine_is_asked_from_inside(answers: dict[str, Ran]) -> None:
    way = reach.find(Told(**answers), "python:3")

    assert isinstance(way, reach.Inside)
    assert way.flags(8080) == ("--network=none",)


def test_a_published_port_is_asked_from_here(port: int) -> None:
    docker = Told(port=Ran(code=0, out=f"127.0.0.1:{port}\n[::1]:1\n"))

    answer = reach.Published(docker=docker).ask("shop", 8080, "/health", 5)

    assert answer == Answer(path="/health", status=404, body="caf\N{REPLACEMENT CHARACTER}")
    assert docker.asked == [("port", "shop", "8080/tcp")]


def test_a_port_that_is_not_published_any_more_has_no_answer() -> None:
    docker = Told(port=Ran(code=1, err="no public port"))

    assert reach.Published(docker=docker).ask("shop", 8080, "/", 5) is None


def test_from_inside_another_container_asks_in_the_same_network() -> None:
    docker = Told(run=Ran(code=0, out="200 hello\n"))

    answer = reach.Inside(docker=docker, python="python:3").ask("shop", 8080, "/", 3.0)

    assert answer == Answer(path="/", status=200, body="hello\n")
    (asked,) = docker.asked
    assert asked[:5] == ("run", "--rm", "--network=container:shop", "--entrypoint=python", "python:3")
    assert asked[5:] == ("-c", inspect.getsource(asker), "127.0.0.1", "8080", "/", "3.0")


@pytest.mark.parametrize(
    "ran",
    [Ran(code=0, out="\n"), Ran(code=125, err="cannot join network of a non running container: shop")],
    ids=["silence", "it has ended"],
)
def test_from_inside_nobody_answers(ran: Ran) -> None:
    assert reach.Inside(docker=Told(run=ran), python="python:3").ask("shop", 8080, "/", 3.0) is None


def test_an_image_to_ask_with_that_cannot_be_had_is_not_the_programs_fault() -> None:
    docker = Told(run=Ran(code=125, err="Unable to find image 'python:3' locally"))

    with pytest.raises(DockerMissing, match="python:3, which asks the container for its page, does not start"):
        reach.Inside(docker=docker, python="python:3").ask("shop", 8080, "/", 3.0)


def test_redirects_are_not_followed(port: int) -> None:
    assert asker.ask("127.0.0.1", port, "/", 5).startswith("302 ")


def test_nobody_answers_in_time() -> None:
    with HTTPServer(("127.0.0.1", 0), Page) as closed:
        port = closed.server_port

    assert asker.ask("127.0.0.1", port, "/", 0.3) == ""
