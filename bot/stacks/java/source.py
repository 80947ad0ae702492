"""Reads Java and Kotlin by their tokens: where a program begins and listens, its routes, the variables it reads."""

from __future__ import annotations

import re

from bot.frozen import dataclass
from bot.lazy import pattern
from bot.stacks.code import arguments, follows
from bot.stacks.java.tokens import tokens

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bot.stacks.code import Token

_HEALTH = pattern(r"/?(?:[\w-]+/)*_?(?:health|healthz|healthcheck|health-check|livez?|ready|readyz|ping|up|status)/?")
# A call or constructor that listens, and the package that has to be imported for it to mean that; the framework's name.
_LISTENS = {
    "HttpServer": ("com.sun.net.httpserver", ""),
    "HttpsServer": ("com.sun.net.httpserver", ""),
    "ServerSocket": ("java.net", ""),
    "ServerSocketChannel": ("java.nio", ""),
    "Javalin": ("io.javalin", "Javalin"),
    "Spark": ("spark", "Spark"),
    "port": ("spark", "Spark"),
    "embeddedServer": ("io.ktor", "Ktor"),
    "EngineMain": ("io.ktor", "Ktor"),
    "createHttpServer": ("io.vertx", "Vert.x"),
    "Undertow": ("io.undertow", "Undertow"),
    "WebServer": ("io.helidon", "Helidon"),
    "ServerBootstrap": ("io.netty", "Netty"),
    "Tomcat": ("org.apache.catalina", "embedded Tomcat"),
    "ServerBuilder": ("io.grpc", "gRPC"),
    "NettyServerBuilder": ("io.grpc", "gRPC"),
    "Jooby": ("io.jooby", "Jooby"),
    "runApp": ("io.jooby", "Jooby"),
    "asServer": ("org.http4k", "http4k"),
}
# Annotations of what answers requests, and the packages that they are of.
_ANSWERS = {
    "RestController": ("org.springframework.web",),
    "Controller": ("org.springframework.stereotype", "io.micronaut.http"),
    "Path": ("jakarta.ws.rs", "javax.ws.rs"),
}
_JETTY = "org.eclipse.jetty"
# Calls whose argument is the port.
_PORT = frozenset(
    {"InetSocketAddress", "ServerSocket", "start", "port", "embeddedServer", "listen", "addHttpListener", "bind"}
    | {"Server", "setPort", "forPort", "asServer", "withPort"}
)
_WAITS = frozenset({"Scheduled", "EnableScheduling", "KafkaListener", "RabbitListener", "JmsListener", "SqsListener"})
_LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """What one file says; lines are counted from 1, 0 says that nothing was found."""

    main: str = ""  # the class with the main method, with its package
    main_line: int = 0
    framework: str = ""
    listens: int = 0
    port: tuple[int, int] = (0, 0)  # and its line
    reads_port: int = 0
    default: tuple[int, int] = (0, 0)  # what is taken where $PORT is not set
    loopback: int = 0
    endless: int = 0
    spring: int = 0  # @SpringBootApplication
    scheduled: int = 0
    health: tuple[str, int] = ("", 0)
    variables: tuple[tuple[str, int], ...] = ()


def parse(text: str, file: str) -> Picture:
    """The picture of a file by its text and its name."""
    reader = _Reader(tokens(text), file)
    for place in range(len(reader.found)):
        reader.look(place)
    return reader.picture()


class _Reader:
    """Goes through the tokens once."""

    def __init__(self, found: tuple[Token, ...], file: str) -> None:
        self.found = found
        self.kotlin = file.endswith(".kt")
        self.stem = file.rpartition("/")[2].rpartition(".")[0]
        self.package = ""
        self.imports: list[str] = []
        self.importing = 0
        self.depth = 0
        self.outer = ""  # the class at the top that the reader is in
        self.seen: dict[str, int] = {}
        self.words: dict[str, str] = {}
        self.port = (0, 0)
        self.default = (0, 0)
        self.variables: dict[str, int] = {}

    def look(self, place: int) -> None:
        token = self.found[place]
        if token.kind == "punct":
            self.depth += (token.text == "{") - (token.text == "}")
        elif token.kind == "string":
            self._string(place, token)
        elif token.kind == "name":
            self._declares(place, token)
            self._begins(place, token)
            self._calls(place, token)

    def _string(self, place: int, token: Token) -> None:
        given = bool(place) and self.found[place - 1].text in {"(", ",", "="} and len(token.text) < 100
        if given and "health" not in self.words and _HEALTH.fullmatch(token.text):
            self.words["health"] = f"/{token.text.strip('/')}"
            self.seen["health"] = token.line

    def _declares(self, place: int, token: Token) -> None:
        if token.text in {"package", "import"} and not self.depth:
            name = self._dotted(place + 1)
            if token.text == "package":
                self.package = self.package or name
            else:
                self.imports.append(name)
                self.importing = token.line
        if token.text in {"class", "object", "record", "enum", "interface"} and not self.depth:
            after = self.found[place + 1 : place + 2]
            self.outer = after[0].text if after and after[0].kind == "name" else self.outer

    def _dotted(self, place: int) -> str:
        parts: list[str] = []
        line = self.found[place].line if place < len(self.found) else 0
        for token in self.found[place : place + 40]:
            if token.line != line or (token.kind != "name" and token.text not in {".", "*"}):
                break
            if token.text != "static":
                parts.append(token.text)
        return "".join(parts)

    def _begins(self, place: int, token: Token) -> None:
        """A main method: `static void main(`, `fun main(`."""
        if token.text != "main" or not follows(self.found, place + 1, "(") or "main" in self.seen:
            return
        before = [one.text for one in self.found[max(0, place - 4) : place]]
        if before[-1:] == ["void"] and "static" in before:
            self._main(self.outer or self.stem, token)
        elif before[-1:] == ["fun"] and not self.depth:
            self._main(f"{self.stem[:1].upper()}{self.stem[1:]}Kt", token)
        elif before[-1:] == ["fun"] and any(one.text == "JvmStatic" for one in self.found[max(0, place - 6) : place]):
            self._main(self.outer, token)

    def _main(self, name: str, token: Token) -> None:
        self.words["main"] = f"{self.package}.{name}" if self.package else name
        self.seen["main"] = token.line

    def _calls(self, place: int, token: Token) -> None:
        if token.line == self.importing:
            return  # what is imported is not used yet
        self._serves(place, token)
        name, line = token.text, token.line
        if name == "SpringBootApplication":
            self.seen.setdefault("spring", line)
        elif name in _WAITS:
            self.seen.setdefault("scheduled", line)
        elif name == "while" and follows(self.found, place + 1, "(", "true", ")"):
            self.seen.setdefault("endless", line)
        elif name in {"getenv", "getOrDefault"}:
            self._variable(place)
        if name in _PORT and follows(self.found, place + 1, "("):
            self._bound(place, line)

    def _serves(self, place: int, token: Token) -> None:
        """A name that listens, where what it belongs to is imported."""
        listens = _LISTENS.get(token.text)
        if listens and self._imported(listens[0]):
            self._listening(token.line, listens[1])
        elif any(map(self._imported, _ANSWERS.get(token.text, ()))):
            self._listening(token.line, "")
        elif token.text == "Server" and self._imported(_JETTY) and follows(self.found, place + 1, "("):
            self._listening(token.line, "Jetty")
        elif token.text == "Application" and self._imported("io.dropwizard"):
            self._listening(token.line, "Dropwizard")

    def _listening(self, line: int, framework: str) -> None:
        self.seen.setdefault("listens", line)
        if framework:
            self.words.setdefault("framework", framework)

    def _imported(self, package: str) -> bool:
        return any(one == package or one.startswith(f"{package}.") for one in self.imports)

    def _variable(self, place: int) -> None:
        """`getenv("X")`, `getenv().getOrDefault("X", "8080")`, and the number that follows for PORT."""
        if not follows(self.found, place + 1, "("):
            return
        named = self.found[place + 2 : place + 3]
        if not named or named[0].kind != "string" or not re.fullmatch(r"[A-Z][A-Z0-9_]*", named[0].text):
            return
        self.variables.setdefault(named[0].text, named[0].line)
        if named[0].text == "PORT":
            self.seen.setdefault("reads", named[0].line)
            for token in self.found[place + 3 : place + 24]:
                if token.kind in {"number", "string"} and re.fullmatch(r"\d{2,5}", token.text) and not self.default[0]:
                    self.default = (int(token.text), token.line)

    def _bound(self, place: int, line: int) -> None:
        """The port and the address among the arguments of a call that may listen."""
        given = arguments(self.found, place + 1)
        for token in given:
            if token.kind == "number" and re.fullmatch(r"\d{2,5}", token.text) and not self.port[0]:
                self.port = (int(token.text), token.line)
            if token.kind == "string" and token.text in _LOCAL:
                self.seen.setdefault("loopback", line)

    def picture(self) -> Picture:
        listens = self.seen.get("listens", 0)
        return Picture(
            main=self.words.get("main", ""),
            main_line=self.seen.get("main", 0),
            framework=self.words.get("framework", ""),
            listens=listens,
            port=self.port if listens else (0, 0),
            reads_port=self.seen.get("reads", 0),
            default=self.default,
            loopback=self.seen.get("loopback", 0) if listens else 0,
            endless=self.seen.get("endless", 0),
            spring=self.seen.get("spring", 0),
            scheduled=self.seen.get("scheduled", 0),
            health=(self.words.get("health", ""), self.seen.get("health", 0)),
            variables=tuple(self.variables.items()),
        )
