"""A provider of models on this machine, with OpenAI's two APIs and Anthropic's, that misbehaves as it is told."""

from __future__ import annotations

import json
import select
import socket
import struct
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    Behaviour = Callable[["Handler"], None]


class Provider(ThreadingHTTPServer):
    """Keeps every request it got; `behaviours` are used one after another, the last one for ever."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.behaviours: list[Behaviour] = []
        self.requests: list[dict[str, Any]] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/v1"

    def next(self) -> Behaviour:
        return self.behaviours.pop(0) if len(self.behaviours) > 1 else self.behaviours[0]


class Handler(BaseHTTPRequestHandler):
    """One request."""

    protocol_version = "HTTP/1.1"
    server: Provider

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.requests.append(
            {"path": self.path, "headers": {name.lower(): value for name, value in self.headers.items()}, "body": body}
        )
        self.server.next()(self)

    def log_message(self, *_: object) -> None:
        """Says nothing."""

    def hung_up(self) -> bool:
        """Whether the caller is gone."""
        ready, _, _ = select.select([self.connection], [], [], 0)
        return bool(ready) and self.connection.recv(1, socket.MSG_PEEK) == b""

    def send(self, status: int, body: bytes, headers: Mapping[str, str] | None = None) -> None:
        self.send_response(status)
        for name, value in {"Content-Type": "application/json", **(headers or {})}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def answer(self, said: Mapping[str, Any], *, usage: bool = True) -> None:
        """As the API that was asked has it."""
        api = _chat if self.path.endswith("/chat/completions") else _message if "/messages" in self.path else _response
        self.send(200, json.dumps(api(said, usage=usage)).encode())


def says(text: str, *, usage: bool = True) -> Behaviour:
    """A reply as it should be, of whatever text."""
    return lambda handler: handler.answer({"text": text}, usage=usage)


def refuses() -> Behaviour:
    return lambda handler: handler.answer({"refusal": "I will not."})


def cuts_off() -> Behaviour:
    return lambda handler: handler.answer({"text": '{"port": 80', "cut": True})


def filters() -> Behaviour:
    return lambda handler: handler.answer({"text": "", "filtered": True})


def sends(body: bytes, status: int = 200, headers: Mapping[str, str] | None = None) -> Behaviour:
    return lambda handler: handler.send(status, body, headers)


def fails(status: int, code: str = "", headers: Mapping[str, str] | None = None) -> Behaviour:
    body = json.dumps({"error": {"message": "no", "type": "error", "code": code or None}}).encode()
    return sends(body, status, headers)


def dawdles(seconds: float) -> Behaviour:
    """Says nothing for a while, and then too late what is right."""

    def behave(handler: Handler) -> None:
        time.sleep(seconds)
        if not handler.hung_up():
            says('{"port": 8000}')(handler)

    return behave


def trickles(seconds: float) -> Behaviour:
    """Sends a byte now and then: each read is in time, the whole is not."""

    def behave(handler: Handler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", "application/json")
        handler.send_header("Content-Length", "1000")
        handler.end_headers()
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if handler.hung_up():
                handler.close_connection = True
                return
            handler.wfile.write(b" ")
            time.sleep(0.05)

    return behave


def resets() -> Behaviour:
    """Ends the connection without an answer."""

    def behave(handler: Handler) -> None:
        handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        handler.connection.close()
        handler.close_connection = True

    return behave


def _chat(said: Mapping[str, Any], *, usage: bool) -> dict[str, Any]:
    reason = "length" if said.get("cut") else "content_filter" if said.get("filtered") else "stop"
    message = {"role": "assistant", "content": said.get("text"), "refusal": said.get("refusal")}
    counts = {"prompt_tokens": 100, "completion_tokens": 20, "total_tokens": 120}
    answer = {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": 1,
        "model": "tiny",
        "choices": [{"index": 0, "message": message, "finish_reason": reason}],
    }
    details = {"prompt_tokens_details": {"cached_tokens": 60}}
    return {**answer, "usage": {**counts, **details}} if usage else answer


def _response(said: Mapping[str, Any], *, usage: bool) -> dict[str, Any]:
    part = {"type": "output_text", "text": said.get("text", ""), "annotations": []}
    if "refusal" in said:
        part = {"type": "refusal", "refusal": said["refusal"]}
    reason = "max_output_tokens" if said.get("cut") else "content_filter" if said.get("filtered") else ""
    answer = {
        "id": "resp_1",
        "object": "response",
        "created_at": 1,
        "model": "tiny",
        "status": "incomplete" if reason else "completed",
        "incomplete_details": {"reason": reason} if reason else None,
        "output": [{"type": "message", "id": "m", "role": "assistant", "status": "completed", "content": [part]}],
    }
    counts = {"input_tokens": 100, "input_tokens_details": {"cached_tokens": 60}, "output_tokens": 20}
    details = {"output_tokens_details": {"reasoning_tokens": 0}, "total_tokens": 120}
    return {**answer, "usage": {**counts, **details}} if usage else answer


def _message(said: Mapping[str, Any], *, usage: bool) -> dict[str, Any]:
    """Anthropic's: structured output is the input of a tool."""
    reason = "max_tokens" if said.get("cut") else "refusal" if "refusal" in said or said.get("filtered") else "tool_use"
    content: list[dict[str, Any]] = [{"type": "text", "text": said.get("text") or "No."}]
    try:
        content = [{"type": "tool_use", "id": "t", "name": "decisions", "input": json.loads(said["text"])}]
    except (KeyError, ValueError, RecursionError):
        reason = "end_turn" if reason == "tool_use" else reason
    counts = {"input_tokens": 40, "cache_read_input_tokens": 60, "cache_creation_input_tokens": 0, "output_tokens": 20}
    answer = {"id": "msg_1", "type": "message", "role": "assistant", "model": "tiny", "content": content}
    return {**answer, "stop_reason": reason, "stop_sequence": None, "usage": counts if usage else None}


@contextmanager
def providing() -> Iterator[Provider]:
    """A provider that listens until the block ends."""
    with Provider() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
