"""The probes answer as they say, and nothing else passes for one."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import TYPE_CHECKING

import pytest

from bot.catalogue import probes
from bot.errors import Unwritable

if TYPE_CHECKING:
    from collections.abc import Iterator


class _Answers(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response({"/ok": 200, "/moved": 302, "/gone": 404, "/broken": 500}[self.path])
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the name that the base class gives it
        pass


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    server = HTTPServer(("127.0.0.1", 0), _Answers)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server.server_port
    server.shutdown()
    thread.join()
    server.server_close()


ANSWERS = [("/ok", 0), ("/moved", 0), ("/gone", 0), ("/broken", 1)]


@pytest.mark.parametrize(("path", "code"), ANSWERS)
def test_the_python_probe_ends_with_0_below_500(port: int, path: str, code: int) -> None:
    argv = [sys.executable, "-c", probes.python_http(path)]

    ran = subprocess.run(argv, env={"PORT": str(port)}, capture_output=True, check=False)

    assert ran.returncode == code


@pytest.mark.skipif(not shutil.which("node"), reason="needs node on PATH")
@pytest.mark.parametrize(("path", "code"), ANSWERS)
def test_the_node_probe_ends_with_0_below_500(port: int, path: str, code: int) -> None:
    argv = ["node", "-e", probes.node_http(path)]

    ran = subprocess.run(argv, env={"PORT": str(port), "PATH": os.environ["PATH"]}, capture_output=True, check=False)

    assert ran.returncode == code


@pytest.mark.skipif(not shutil.which("perl"), reason="needs perl on PATH")
@pytest.mark.parametrize(("path", "code"), ANSWERS)
def test_the_perl_probe_ends_with_0_below_500(port: int, path: str, code: int) -> None:
    argv = ["perl", "-e", probes.perl_http(path)]

    ran = subprocess.run(argv, env={"PORT": str(port), "PATH": os.environ["PATH"]}, capture_output=True, check=False)

    assert ran.returncode == code


@pytest.mark.skipif(not shutil.which("wget"), reason="needs wget on PATH")
@pytest.mark.parametrize(("path", "works"), [("/ok", True), ("/gone", False), ("/broken", False)])
def test_the_wget_probe_ends_with_0_below_400(port: int, path: str, works: bool) -> None:
    ran = subprocess.run(probes.wget_http(port, path), capture_output=True, check=False)

    assert (ran.returncode == 0) is works


def test_a_probe_fails_when_nobody_listens() -> None:
    ran = subprocess.run(
        [sys.executable, "-c", probes.python_http()], env={"PORT": "1"}, capture_output=True, check=False
    )

    assert ran.returncode == 1


@pytest.mark.parametrize(
    "program", ["python", "python3", "python3.13", "/usr/local/bin/python", "/app/.venv/bin/python"]
)
def test_the_python_probe_is_known_again(program: str) -> None:
    assert probes.is_probe(program, probes.python_http("/healthz"))


@pytest.mark.parametrize("program", ["node", "bun", "/nodejs/bin/node"])
def test_the_node_probe_is_known_again(program: str) -> None:
    assert probes.is_probe(program, probes.node_http("/a/b-c.d"))


@pytest.mark.parametrize("program", ["perl", "/usr/bin/perl"])
def test_the_perl_probe_is_known_again(program: str) -> None:
    assert probes.is_probe(program, probes.perl_http("/a"))


@pytest.mark.parametrize(
    ("program", "code"),
    [
        ("python", probes.node_http()),
        ("node", probes.python_http()),
        ("perl", probes.python_http()),
        ("./python", probes.python_http()),
        ("/tmp/python", probes.python_http()),
        ("python", ""),
        ("python", "print(1)"),
        ("python", probes.python_http() + ";import evil"),
        ("python", probes.python_http("/a").replace("/a", "/');import os;('")),
        ("python", probes.python_http("/a").replace("/a", "/a\n")),
        ("python", probes.python_http("/a").replace("127.0.0.1", "127.0.0.2")),
    ],
)
def test_nothing_else_is_a_probe(program: str, code: str) -> None:
    assert not probes.is_probe(program, code)


@pytest.mark.parametrize("program", [("wget",), ("/usr/bin/wget",), ("/busybox", "wget"), ("/bin/busybox", "wget")])
def test_the_wget_probe_is_known_again(program: tuple[str, ...]) -> None:
    assert probes.is_wget_probe(probes.wget_http(8080, "/x", program))


@pytest.mark.parametrize(
    "argv",
    [
        (),
        ("wget", "http://127.0.0.1:80/"),
        (*probes.wget_http(80)[:-1], "http://evil.example:80/"),
        (*probes.wget_http(80)[:-1], "http://127.0.0.1:80/?a=b"),
        ("wget", "-q", "-T", "3", "-O", "/etc/passwd", "http://127.0.0.1:80/"),
        probes.wget_http(80, "/", ("curl",)),
        probes.wget_http(80, "/", ("busybox", "nc")),
        probes.wget_http(80, "/", ("/tmp/busybox", "wget")),
        probes.wget_http(80, "/", ("sh", "-c", "wget")),
    ],
)
def test_no_other_words_are_a_wget_probe(argv: tuple[str, ...]) -> None:
    assert not probes.is_wget_probe(argv)


@pytest.mark.parametrize("path", ["", "x", "/a b", "/'", "/é", "/" + "a" * 300, "/a\n", "/a?b"])
def test_a_path_of_other_characters_is_refused(path: str) -> None:
    for write in (probes.python_http, probes.node_http, probes.perl_http):
        with pytest.raises(Unwritable):
            write(path)
