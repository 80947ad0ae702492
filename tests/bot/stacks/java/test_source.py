"""What the sources say."""

from __future__ import annotations

import pytest

from bot.stacks.java.source import Picture, parse
from tests.bot.stacks.java.poms import code


def java(*lines: str, imports: tuple[str, ...] = ()) -> Picture:
    return parse(code(*lines, imports=imports), "src/Main.java")


def test_a_main_method_is_of_its_outer_class() -> None:
    assert java().main == "com.example.Main"
    assert parse("class A { static class B {} public static void main(String[] a) {} }", "A.java").main == "A"
    assert parse("record R() {}\nclass A { void main() {} static int main() { return 1; } }", "A.java").main == ""
    assert parse("void x() { main(); }", "A.java").main == ""


@pytest.mark.parametrize(
    ("text", "main"),
    [
        ("package a.b\nfun main() {}", "a.b.ServerKt"),
        ("package a.b\nfun main(args: Array<String>) {}\nfun main() {}", "a.b.ServerKt"),
        ("object Start {\n @JvmStatic fun main(args: Array<String>) {} }", "Start"),
        ("class A { fun main() {} }", ""),
    ],
)
def test_a_main_function_of_kotlin(text: str, main: str) -> None:
    assert parse(text, "src/server.kt").main == main


@pytest.mark.parametrize(
    ("line", "package", "framework", "port"),
    [
        ("HttpServer.create(new InetSocketAddress(8081), 0);", "com.sun.net.httpserver.HttpServer", "", 8081),
        ("new ServerSocket(9000);", "java.net.*", "", 9000),
        ("Javalin.create().start(7070);", "io.javalin.Javalin", "Javalin", 7070),
        ("port(4567);", "static spark.Spark.*", "Spark", 4567),
        ("new Server(8082);", "org.eclipse.jetty.server.Server", "Jetty", 8082),
        ("vertx.createHttpServer().listen(8888);", "io.vertx.core.Vertx", "Vert.x", 8888),
        ("Application<Conf> x;", "io.dropwizard.core.Application", "Dropwizard", 0),
    ],
)
def test_what_listens(line: str, package: str, framework: str, port: int) -> None:
    found = java(line, imports=(package,))

    assert found.listens
    assert (found.framework, found.port[0]) == (framework, port)


def test_a_name_that_was_not_imported_means_something_else() -> None:
    assert not java("Javalin.x(); new Server(80); Application a; new ServerSocket(80);").listens
    assert java("start(8080);").port == (0, 0)


def test_the_port_of_the_environment_and_its_default() -> None:
    text = 'int p = Integer.parseInt(System.getenv().getOrDefault("PORT", "7070"));'

    assert java(text).default == (7070, 4)
    assert java('String p = System.getenv("PORT"); int q = p == null ? 8081 : 9;').default == (8081, 4)
    assert java('System.getenv("PORT");').reads_port == 4
    assert parse('val p = System.getenv("PORT")?.toInt() ?: 8082', "a.kt").default == (8082, 1)


def test_variables_are_those_of_the_environment() -> None:
    found = java('getenv("A_B"); getenv(name); map.getOrDefault("x", 1); getenv; getenv(')

    assert found.variables == (("A_B", 4),)


def test_an_address_of_this_machine_alone_is_seen() -> None:
    text = 'HttpServer.create(new InetSocketAddress("localhost", 8081), 0);'

    assert java(text, imports=("com.sun.net.httpserver.HttpServer",)).loopback == 5


def test_what_waits_and_what_answers() -> None:
    assert java("while (true) {}").endless
    assert java("@Scheduled(x)").scheduled
    assert java("@SpringBootApplication").spring
    assert java('@GetMapping("/healthz")').health == ("/healthz", 4)
    assert java('@Path("health") x; @Path("ready")').health == ("/health", 4)
    assert java('"/health"').health == ("", 0)


def test_broken_sources_do_no_harm() -> None:
    assert parse("class", "a.java").main == ""
    assert parse("import", "a.java").main == ""
    assert parse("import static x.y\nclass 5", "a.java").main == ""
