"""Reads the calls of a Python module that say how it runs: what binds a port, never ends, or handles SIGTERM."""

from __future__ import annotations

import ast

from bot.stacks.python.seen import Listens, Module

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

_ENDLESS = frozenset(
    {
        *("run_forever", "serve_forever", "wait_closed", "start_consuming", "mainloop", "idle"),
        *("run_polling", "start_polling", "infinity_polling"),
    }
)
# Methods that bind a port where their package is imported: (package, method).
_BINDING = frozenset({("tornado", "listen"), ("tornado", "bind"), ("gradio", "launch")})
_SERVERS = frozenset(
    {
        *("uvicorn.run", "hypercorn.run", "waitress.serve", "granian.Granian", "fasthtml.common.serve"),
        *("aiohttp.web.run_app", "gevent.pywsgi.WSGIServer", "cheroot.wsgi.Server"),
        *("http.server.HTTPServer", "http.server.ThreadingHTTPServer", "wsgiref.simple_server.make_server"),
        *("socketserver.TCPServer", "socketserver.ThreadingTCPServer", "asyncio.start_server"),
    }
)


def note(node: ast.Call, module: Module) -> None:
    """Notes what a call says of how the program runs."""
    name = dotted(node.func, module)
    last = name.rpartition(".")[2]
    if (name == "signal.signal" or last == "add_signal_handler") and "SIGTERM" in ast.dump(node):
        module.note("sigterm", node.lineno)
    elif last in _ENDLESS:
        module.note("endless", node.lineno)
    elif last in {"add_argument", "option", "define"}:
        _option(node, module)
    binds = any(package in module.import_lines for package, method in _BINDING if method == last)
    if binds or name in _SERVERS or (last == "run" and any(word.arg == "port" for word in node.keywords)):
        module.listens.append(_listens(node, module))


def _option(node: ast.Call, module: Module) -> None:
    """`--port` of a command line, or Tornado's `define("port", default=8888)`: the port where nobody gives another."""
    names = [one.value for one in node.args if isinstance(one, ast.Constant) and isinstance(one.value, str)]
    default = [word.value for word in node.keywords if word.arg == "default"]
    if {"--port", "port"} & {*names} and (found := numbers(default)) and not module.port:
        module.port = found[-1]


def _listens(node: ast.Call, module: Module) -> Listens:
    """Host and port by keyword, by an address tuple, or by position."""
    given = {word.arg: word.value for word in node.keywords if word.arg}
    port = given.get("port") or given.get("server_port")
    host = given.get("host") or given.get("address") or given.get("server_name")
    if port is None and node.args and isinstance(node.func, ast.Attribute) and node.func.attr in {"listen", "bind"}:
        port = node.args[0]
    for argument in node.args:
        if isinstance(argument, ast.Tuple) and len(argument.elts) == 2:
            host, port = host or argument.elts[0], port or argument.elts[1]
    if port is None and len(node.args) > 1 and isinstance(node.args[1], ast.Constant | ast.Call | ast.Name):
        host, port = host or node.args[0], node.args[1]
    if isinstance(port, ast.Name):
        port = module.values.get(port.id, port)
    found = numbers([port] if port else [])
    return Listens(
        line=node.lineno,
        port=found[-1] if found else None,
        host=host.value if isinstance(host, ast.Constant) and isinstance(host.value, str) else None,
    )


def numbers(nodes: Sequence[ast.expr]) -> list[tuple[int, int]]:
    """The port numbers that stand in some expressions, also as strings, each with its line."""
    constants = [one for node in nodes for one in ast.walk(node) if isinstance(one, ast.Constant)]
    digits = [(str(one.value), one.lineno) for one in constants if isinstance(one.value, int | str)]
    ports = [(int(text), line) for text, line in digits if text.isascii() and text.isdecimal() and len(text) < 6]
    return [(number, line) for number, line in ports if 0 < number < 65536]


def dotted(node: ast.expr, module: Module) -> str:
    """The whole name of what is called, by the module's imports: `FastAPI` → `fastapi.FastAPI`."""
    parts: list[str] = []
    while isinstance(node, ast.Attribute):
        parts.append(node.attr)
        node = node.value
    if not isinstance(node, ast.Name):
        return ".".join(["", *reversed(parts)])
    return ".".join([module.imports.get(node.id, node.id), *reversed(parts)])
