"""The handle on a sandbox in a process of its own: start, what people do, signed webhooks, journal, end."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

import pytest

from bot.sandbox.handle import Sandbox, SandboxFailed
from bot.sandbox.hooks import sign

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SHOP = {"app.py": "print(1)\n", "bin/run": "#!/bin/sh\necho hi\n"}


@contextmanager
def listener(status: int) -> Iterator[tuple[str, list[tuple[dict[str, str], bytes]]]]:
    """A server that keeps what is posted to it."""
    got: list[tuple[dict[str, str], bytes]] = []

    class Keep(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            got.append((dict(self.headers), self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(status)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Keep)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/webhook", got
    finally:
        server.shutdown()
        server.server_close()


def git(*words: str, cwd: Path) -> str:
    done = subprocess.run(["git", *words], cwd=cwd, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_a_clone_has_the_folder_as_it_was(sandbox: Sandbox, tmp_path: Path) -> None:
    folder = tmp_path / "shop"
    (folder / "bin").mkdir(parents=True)
    (folder / ".git").mkdir()
    (folder / ".git" / "config").write_text("not to be copied")
    (folder / "hollow").mkdir()
    (folder / "app.py").write_text("print(1)\n")
    (folder / "bin" / "run").write_text("#!/bin/sh\n")
    (folder / "bin" / "run").chmod(0o755)
    (folder / "link").symlink_to("app.py")

    sandbox.install("octo", {"shop": folder})
    git("clone", "-q", f"{sandbox.url}/octo/shop.git", "clone", cwd=tmp_path)

    clone = tmp_path / "clone"
    assert git("ls-files", "-s", cwd=clone).splitlines() == [
        f"100644 {git('hash-object', 'app.py', cwd=clone)} 0	app.py",
        f"100755 {git('hash-object', 'bin/run', cwd=clone)} 0\tbin/run",
        f"120000 {git('rev-parse', 'HEAD:link', cwd=clone)} 0\tlink",
    ]
    assert (clone / "link").readlink().name == "app.py"
    assert git("fsck", "--strict", cwd=clone) == ""


def test_a_push_over_http_is_refused(sandbox: Sandbox, tmp_path: Path) -> None:
    sandbox.install("octo", {"shop": SHOP})
    git("clone", "-q", f"{sandbox.url}/octo/shop.git", "clone", cwd=tmp_path)

    with pytest.raises(subprocess.CalledProcessError):
        git("push", "-q", "origin", "HEAD:refs/heads/other", cwd=tmp_path / "clone")

    assert list(sandbox.refs("octo", "shop")) == ["refs/heads/main"]


def test_webhooks_are_signed_and_their_status_comes_back(sandbox: Sandbox) -> None:
    octo = sandbox.install("octo", {"shop": SHOP})

    with listener(202) as (url, got):
        sandbox.set_hook(url, "a secret")
        sent = sandbox.installation_delivery(octo.id, delivery_id="72d3162e-cc78-11e3-81ab-4c9367dc0958")

    headers, body = got[0]
    assert sent.status == 202
    assert sent.delivery == headers["X-GitHub-Delivery"] == "72d3162e-cc78-11e3-81ab-4c9367dc0958"
    assert headers["X-GitHub-Event"] == "installation"
    assert headers["User-Agent"].startswith("GitHub-Hookshot/")
    assert headers["X-Hub-Signature-256"] == sign("a secret", body)
    assert sandbox.deliveries() == [{"id": sent.delivery, "event": "installation", "status": 202}]


def test_what_people_do_changes_the_repository_and_is_told(sandbox: Sandbox) -> None:
    sandbox.install("octo", {"shop": SHOP})

    with listener(202) as (url, got):
        sandbox.set_hook(url, "s")
        pushed = sandbox.push("octo", "shop", {"app.py": "print(2)\n", "bin/run": None}, author="ann")
        number = sandbox.issue("octo", "shop", "A wish")
        commented = sandbox.comment("octo", "shop", number, "/dockerize")
        quiet = sandbox.comment("octo", "shop", number, "psst", quiet=True)
        sandbox.ping()
        sandbox.deliver("star", {"action": "created"})

    assert [headers["X-GitHub-Event"] for headers, _ in got] == ["push", "issue_comment", "ping", "star"]
    assert sandbox.refs("octo", "shop")["refs/heads/main"] == pushed.made["commit"]
    assert [each["body"] for each in sandbox.comments("octo", "shop", number)] == ["/dockerize", "psst"]
    assert (commented.status, quiet.status, quiet.delivery) == (202, 0, "")


def test_repositories_come_go_and_are_configured(sandbox: Sandbox) -> None:
    octo = sandbox.install("octo", {"shop": SHOP})

    added = sandbox.select(octo.id, add={"late": {"a": "b"}})
    removed = sandbox.select(octo.id, remove=["shop"])
    sandbox.configure("octo", "late", archived=True)

    assert list(added.made["repositories"]) == ["late"]
    assert removed.made["repositories"] == {"shop": octo.repositories["shop"]}


def test_what_is_wrong_is_refused_with_a_sentence(sandbox: Sandbox) -> None:
    with pytest.raises(SandboxFailed, match="404"):
        sandbox.change_pull("octo", "nothing", 1, "closed")
    with pytest.raises(SandboxFailed, match="not a free name"):
        sandbox.install("octo", {"../out": SHOP})


def test_an_emptied_sandbox_remembers_nothing(sandbox: Sandbox) -> None:
    sandbox.settings(latency_ms=1, token_seconds=60)
    sandbox.fault(path="/nothing", times=1)
    sandbox.expire_tokens()
    sandbox.install("octo", {"shop": SHOP})

    sandbox.reset()
    sandbox.install("octo", {"shop": {}})

    assert sandbox.refs("octo", "shop") == {}
    assert sandbox.journal() == []
    assert sandbox.pulls("octo", "shop") == []


def test_a_sandbox_that_cannot_start_says_so(tmp_path: Path) -> None:
    taken = tmp_path / "file"
    taken.write_text("in the way")

    with pytest.raises(SandboxFailed, match="did not start"):
        Sandbox.start(taken)


def test_a_process_that_does_not_listen_is_ended_by_force(tmp_path: Path) -> None:
    deaf = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print(flush=True); time.sleep(60)"
    process = subprocess.Popen([sys.executable, "-c", deaf], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert process.stdout is not None
    process.stdout.readline()

    Sandbox(process, {"url": "http://127.0.0.1:1", "app_id": 1, "private_key": tmp_path}).stop(patience=0.1)

    assert process.returncode == -signal.SIGKILL


def test_the_process_ends_with_its_handle(tmp_path: Path) -> None:
    with Sandbox.start(tmp_path) as sandbox:
        process, before = sandbox._process, sandbox.alive

    sandbox.stop()

    assert (before, sandbox.alive) == (True, False)
    assert process.returncode is not None
    assert (tmp_path / "app.pem").stat().st_mode & 0o077 == 0
