"""Claims how an application of the JVM is started, whether and where it listens, and what it reads."""

from __future__ import annotations

import re

from bot.lazy import pattern
from bot.stacks.claims import claim, doubt
from bot.stacks.java import app, config, source
from bot.types import Topic

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.stacks.folder import Folder
    from bot.stacks.java.app import App
    from bot.stacks.java.config import Settings
    from bot.stacks.java.source import Picture
    from bot.types import Claim, Doubt, Evidence

PORT = 8080
MEMORY = "-XX:MaxRAMPercentage=75.0"  # of the container's memory; the JVM's own default is a quarter
# Dependencies that listen, by the end of group:artifact.
_WEB = pattern(
    r"org\.springframework\.boot:spring-boot-starter-(?:web|webmvc|webflux|jersey|jetty|tomcat|undertow|websocket|graphql"
    r"|data-rest|web-services|hateoas|thymeleaf|oauth2-authorization-server)"
    r"|org\.springframework\.cloud:spring-cloud-(?:starter-gateway|config-server|starter-netflix-eureka-server)[\w-]*"
    r"|io\.quarkus:quarkus-(?:rest|resteasy|reactive-routes|vertx-http|undertow|smallrye|grpc|websockets|spring-web)[\w-]*"
    r"|de\.codecentric:spring-boot-admin-starter-server|com\.vaadin:vaadin-spring-boot-starter"
    r"|io\.micronaut(?:\.servlet)?:micronaut-http-server-[\w-]+"
)
_LASTING = pattern(
    r"org\.springframework\.(?:boot:spring-boot-starter-(?:amqp|activemq|artemis|integration|rsocket|quartz)|kafka:.*"
    r"|cloud:spring-cloud-stream.*)|io\.quarkus:quarkus-(?:messaging|smallrye-reactive-messaging|scheduler|quartz)[\w-]*"
    r"|io\.micronaut\.(?:kafka|rabbitmq|jms|nats):.*"
)
_FRAMEWORKS = ("Spring Boot", "Quarkus", "Micronaut")
_KEYS = {
    "Spring Boot": ("server.port", "--server.port=${PORT}"),
    "Quarkus": ("quarkus.http.port", "-Dquarkus.http.port=${PORT}"),
    "Micronaut": ("micronaut.server.port", "-Dmicronaut.server.port=${PORT}"),
}
_PATHS = {
    "Spring Boot": ("server.servlet.contextpath", "spring.webflux.basepath", "spring.mvc.servlet.path"),
    "Quarkus": ("quarkus.http.rootpath",),
    "Micronaut": ("micronaut.server.contextpath",),
}
_PATH = pattern(r"/[A-Za-z0-9/_.~-]{0,150}")


class Seen:
    """What the sources and settings of one application say; its own module comes first."""

    def __init__(self, folder: Folder, made: App) -> None:
        self.folder = folder
        self.settings: Settings = {}
        self.files: dict[str, Picture] = {}
        for root in made.sources:
            self.settings = {**config.read(folder, root), **self.settings}
            for language in ("java", "kotlin"):
                base = "/".join(part for part in (root, "src/main", language) if part)
                for name in (*folder.match(f"{base}/**/*.java"), *folder.match(f"{base}/**/*.kt")):
                    if folder.text(name):
                        self.files[name] = source.parse(folder.text(name), name)

    def begins(self, made: App) -> bool:
        """Whether a main class is known, by the build or by the sources."""
        return bool(made.main or self.main(made.root))

    def main(self, root: str) -> tuple[str, Evidence] | None:
        """The main class in a module's own sources: an annotated one, one that listens, one named for it."""
        own = {
            name: one
            for name, one in self.files.items()
            if one.main and name.startswith(f"{root}/" if root else "src/")
        }
        ranked = sorted(own.items(), key=lambda pair: _rank(*pair))
        return next(((one.main, self.folder.at(name, one.main_line)) for name, one in ranked), None)


def _rank(name: str, one: Picture) -> tuple[bool, bool, bool, int]:
    named = bool(re.search(r"(?:Main|App|Application|Server|Launcher|Program)\.\w+$", name))
    return not one.spring, not one.listens, not named, name.count("/")


def starts(made: App, seen: Seen) -> bool:
    """Whether there is anything to start: a jar that nothing packages needs a main class."""
    if made.output[1] in {app.LIBRARIES, app.INSTALLED}:
        return seen.begins(made)
    return True


def claims(folder: Folder, made: App, seen: Seen) -> Iterator[Claim | Doubt]:
    """Everything but versions and what an install needs."""
    main = made.main or seen.main(made.root)
    framework = made.framework or next((one.framework for one in seen.files.values() if one.framework), "")
    if made.framework:
        yield claim(Topic.FRAMEWORK, made.framework, at=made.framework_place or made.place)
    elif place := next((folder.at(name, one.listens) for name, one in seen.files.items() if one.framework), None):
        yield claim(Topic.FRAMEWORK, framework, at=place)
    yield claim(Topic.ENTRY, main[0] if main else made.output[0], at=main[1] if main else made.place)
    yield claim(Topic.OUTPUT, *made.output, at=made.place)
    yield claim(Topic.STOP_SIGNAL, "SIGTERM", at=made.place, why="the JVM ends in order when it is told to")
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    listening = _listening(made, seen)
    if listening:
        yield claim(Topic.KIND, "web", at=listening)
        yield from _port(made, seen, framework, listening)
        yield from _health(made, seen, framework, listening)
        before, after = _told(made, seen, framework)
    else:
        yield _unheard(made, seen)
    if made.output[1] == app.WAR:
        yield claim(Topic.START, "catalina.sh", "run", at=made.place)
    else:
        words = ("java", MEMORY, *before, *_runs(made, main[0] if main else ""), *after, *_arguments(folder, framework))
        yield claim(Topic.START, *words, at=main[1] if main else made.place)
    yield from _variables(folder, seen)


def _runs(made: App, main: str) -> tuple[str, ...]:
    """What `java` is given: a jar, or the class path with a main class."""
    kind = made.output[1]
    if kind == app.LAYERTOOLS:
        loader = "org.springframework.boot.loader"
        return (f"{loader}.launch.JarLauncher" if made.major >= (3, 2) else f"{loader}.JarLauncher",)
    if kind == app.QUARKUS:
        return "-jar", "quarkus-run.jar"
    if kind == app.INSTALLED:
        return "-cp", "lib/*", main
    if kind == app.LIBRARIES:
        return "-cp", "app.jar:lib/*" if made.output[2] else "app.jar", main
    return "-jar", "app.jar"


def _arguments(folder: Folder, framework: str) -> tuple[str, ...]:
    """Dropwizard is told what to do, and its configuration."""
    if framework != "Dropwizard":
        return ()
    found = folder.first("config.yml", "config.yaml", "configuration.yml")
    return ("server", found) if found else ("server",)


def _listening(made: App, seen: Seen) -> tuple[Evidence, ...]:
    """What says that the program listens."""
    if made.output[1] == app.WAR:
        return (made.place,)
    off = seen.settings.get("spring.main.webapplicationtype")
    if made.framework == "Spring Boot" and off and off.value == "none":
        return ()
    if needed := next((place for name, place in made.needs.items() if _WEB.fullmatch(name)), None):
        return needed
    return tuple(seen.folder.at(name, one.listens) for name, one in seen.files.items() if one.listens)[:1]


def _unheard(made: App, seen: Seen) -> Claim:
    """A worker, or a job that ends by itself."""
    if lasting := next((place for name, place in made.needs.items() if _LASTING.fullmatch(name)), None):
        return claim(Topic.KIND, "worker", at=lasting, why="it waits for messages or times")
    for name, one in seen.files.items():
        if line := one.scheduled or (one.endless if one.main else 0):
            return claim(Topic.KIND, "worker", at=seen.folder.at(name, line), why="it runs until it is stopped")
    return claim(Topic.KIND, "job", at=made.place, why="nothing in it listens, waits or repeats", certain=False)


def _port(made: App, seen: Seen, framework: str, place: tuple[Evidence, ...]) -> Iterator[Claim | Doubt]:
    key = _KEYS.get(framework, ("", ""))[0] or ("ktor.deployment.port" if framework == "Ktor" else "")
    setting = seen.settings.get(key) if made.output[1] != app.WAR else None
    if setting and (number := setting.resolved()).isdecimal() and 1024 <= int(number[:6]) <= 65535:
        yield claim(Topic.PORT, number, at=setting.place, why="what the settings name")
        return
    if setting:
        shown = repr(setting.value[:40])
        sentence = f"The settings name {shown} as port, where a container's user may not listen; {PORT} is taken."
        yield doubt(Topic.PORT, sentence, "Name a port from 1024 on, or ${PORT:8080}.", setting.place)
    if made.output[1] != app.WAR and framework not in _FRAMEWORKS:
        for name, one in seen.files.items():
            taken, line = one.default if one.default[0] else one.port
            if 1024 <= taken <= 65535:
                yield claim(Topic.PORT, str(taken), at=seen.folder.at(name, line), why="the port that the code takes")
                if one.loopback:
                    sentence = "The code listens on an address where nobody outside a container can reach it."
                    yield doubt(Topic.PORT, sentence, "Listen on 0.0.0.0.", seen.folder.at(name, one.loopback))
                return
    yield claim(Topic.PORT, str(PORT), at=place, why="the usual one: none is named", certain=False)


def _told(made: App, seen: Seen, framework: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What the JVM and the program are told, so that $PORT is where they listen; nothing where the settings read it."""
    key, flag = _KEYS.get(framework, ("", ""))
    setting = seen.settings.get(key)
    if not flag or made.output[1] == app.WAR or (setting and any(name == "PORT" for name, _ in setting.variables())):
        return (), ()
    return ((flag,), ()) if flag.startswith("-D") else ((), (flag,))


def _health(made: App, seen: Seen, framework: str, place: tuple[Evidence, ...]) -> Iterator[Claim]:
    base = next((told for key in _PATHS.get(framework, ()) if (told := seen.settings.get(key))), None)
    above = f"/{base.resolved().strip('/')}".rstrip("/") if base else ""
    above = above if _PATH.fullmatch(above or "/") else ""
    own = _own_health(made, seen, framework)
    if own:
        yield claim(Topic.HEALTH_PATH, f"{above}{own[0]}", at=own[1], why="what the framework answers about itself")
        return
    for name, one in seen.files.items():
        path, line = one.health
        if path and _PATH.fullmatch(path):
            yield claim(Topic.HEALTH_PATH, f"{above}{path}", at=seen.folder.at(name, line))
            return
    at = (base.place,) if base else place
    yield claim(Topic.HEALTH_PATH, f"{above}/", at=at, why="no route for health was found", certain=False)


def _own_health(made: App, seen: Seen, framework: str) -> tuple[str, tuple[Evidence, ...]] | None:
    """The path of a framework's own health check, where the dependency that answers it is there."""
    named = {
        "Spring Boot": ("org.springframework.boot:spring-boot-starter-actuator", "/actuator/health"),
        "Quarkus": ("io.quarkus:quarkus-smallrye-health", "/q/health"),
        "Micronaut": ("io.micronaut:micronaut-management", "/health"),
    }.get(framework)
    if not named or named[0] not in made.needs or "management.server.port" in seen.settings:
        return None
    path = named[1]
    if framework == "Spring Boot" and (told := seen.settings.get("management.endpoints.web.basepath")):
        path = f"/{told.resolved().strip('/')}/health".replace("//", "/")
    return (path, made.needs[named[0]]) if _PATH.fullmatch(path) else None


def _variables(folder: Folder, seen: Seen) -> Iterator[Claim]:
    """What the code and the settings read, but for PORT, which the image sets."""
    found: dict[str, Claim] = {}
    for setting in seen.settings.values():
        for name, default in setting.variables():
            if re.fullmatch(r"[A-Z][A-Z0-9_]*", name):
                more = ("", "required") if default is None and "${?" not in setting.value else ()
                found.setdefault(name, claim(Topic.VARIABLE, name, *more, at=setting.place))
    for file, one in seen.files.items():
        for name, line in one.variables:
            found.setdefault(name, claim(Topic.VARIABLE, name, at=folder.at(file, line)))
    yield from (one for name, one in found.items() if name not in {"PORT", "PATH", "HOME"})
