"""What packages a module of Maven: a plugin's one jar, Quarkus' folder, a WAR, or a jar beside its libraries."""

from __future__ import annotations

from bot.stacks.java import app

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bot.stacks.java.declared import Plugin
    from bot.stacks.java.pom import Pom
    from bot.types import Evidence

    Packed = tuple[str, tuple[str, ...], Evidence]  # framework, output, and what says so

BOOT = "spring-boot-maven-plugin"
PARENT = "org.springframework.boot:spring-boot-starter-parent"
NO_RUN = frozenset({"test", "provided", "import", "system"})


def packed(module: Pom) -> Packed:
    """Framework, output and what says so; a plain jar where no plugin makes more of it."""
    packers = (_by_boot, _by_quarkus, _by_war, _by_micronaut, _by_shade, _by_assembly)
    return next((found for packer in packers if (found := packer(module))), None) or _by_jar(module)


def _by_boot(module: Pom) -> Packed | None:
    plugin = module.plugin(BOOT)
    if not plugin or not plugin.bound:
        return None
    parent = module.parent()[0]
    if "repackage" not in plugin.goals and parent != PARENT:
        return None  # nothing binds it to the build
    if plugin.word("skip") == "true" or ((skip := module.property("spring-boot.repackage.skip")) and skip[0] == "true"):
        return None
    classifier = module.value(plugin.word("classifier"))
    name = f"target/{module.value(plugin.word('finalName')) or module.name}{f'-{classifier}' if classifier else ''}"
    layered = plugin.told and any(one.word("layers", "enabled") == "false" for one in plugin.told)
    custom = any(one.word("layers", "configuration") for one in plugin.told)
    kind = app.JAR if layered or custom or module.packaging == "war" else app.boot_kind(boot(module))
    return "Spring Boot", (f"{name}.{module.packaging}", kind), plugin.place


def boot(module: Pom) -> tuple[int, int]:
    """Spring Boot's version: the parent's, else that of its list of versions, else the plugin's."""
    parent, version, _ = module.parent()
    if parent == PARENT:
        return app.two(version)
    managed = module.managed("spring-boot-dependencies")
    plugin = module.plugin(BOOT)
    return app.two(managed[0] if managed else plugin.version if plugin else "")


def _by_quarkus(module: Pom) -> Packed | None:
    plugin = module.plugin("quarkus-maven-plugin")
    if not plugin or not plugin.bound or not ("build" in plugin.goals or module.packaging == "quarkus"):
        return None
    told = module.property("quarkus.package.jar.type") or module.property("quarkus.package.type")
    if told and told[0] in {"uber-jar", "legacy-jar"}:
        return "Quarkus", (f"target/{module.name}-runner.jar", app.JAR), plugin.place
    return "Quarkus", ("target/quarkus-app", app.QUARKUS), plugin.place


def _by_war(module: Pom) -> Packed | None:
    if module.packaging != "war":
        return None
    plugin = module.plugin("maven-war-plugin")
    name = (module.value(plugin.word("warName")) if plugin else "") or module.name
    return "", (f"target/{name}.war", app.WAR, tomcat(module)), module.at(module.node.first("packaging"))


def tomcat(module: Pom) -> str:
    """The line of Tomcat that speaks the servlet API which a module is written for."""
    for needed in module.dependencies():
        group, _, artifact = needed.name.partition(":")
        if group.startswith("jakarta.") and needed.version:
            numbers = app.two(needed.version)
            new = numbers >= (6, 1) if "servlet" in artifact else numbers >= (11, 0)
            return "11.0" if new else "10.1" if numbers >= (5, 0) else "9.0"
        if group.startswith("javax."):
            return "9.0"
        if group == "org.springframework" and needed.version:
            return "11.0" if app.two(needed.version) >= (7, 0) else "10.1" if needed.version >= "6" else "9.0"
    release = boot(module)
    return "11.0" if release >= (4, 0) else "9.0" if (0, 0) < release < (3, 0) else "10.1"


def _by_micronaut(module: Pom) -> Packed | None:
    parent = module.parent()[0]
    if parent not in {"io.micronaut.platform:micronaut-parent", "io.micronaut:micronaut-parent"}:
        return None
    return "Micronaut", (f"target/{module.name}.jar", app.JAR), module.parent_place()


def _by_shade(module: Pom) -> Packed | None:
    plugin = module.plugin("maven-shade-plugin")
    if not plugin or not plugin.bound or "shade" not in plugin.goals or not main_of(module, plugin):
        return None
    name = module.value(plugin.word("finalName")) or module.name
    if plugin.word("shadedArtifactAttached") == "true":
        name += f"-{plugin.word('shadedClassifierName') or 'shaded'}"
    return "", (f"target/{name}.jar", app.JAR), plugin.place


def _by_assembly(module: Pom) -> Packed | None:
    plugin = module.plugin("maven-assembly-plugin")
    if not plugin or not plugin.bound or not plugin.goals & {"single", "assembly"} or not main_of(module, plugin):
        return None
    if plugin.word("descriptorRef") != "jar-with-dependencies":
        return None
    name = module.value(plugin.word("finalName")) or module.name
    ending = "" if plugin.word("appendAssemblyId") == "false" else "-jar-with-dependencies"
    return "", (f"target/{name}{ending}.jar", app.JAR), plugin.place


def _by_jar(module: Pom) -> Packed:
    """A plain jar: its main class stands in a plugin, or in the sources, which somebody else looks at."""
    place = module.at(module.node.first("artifactId"))
    runs = [one for one in module.dependencies() if one.scope not in NO_RUN]
    if not runs and (jar := module.plugin("maven-jar-plugin")) and main_of(module, jar):
        return "", (f"target/{module.name}.jar", app.JAR), jar.place
    return "", (f"target/{module.name}.jar", app.LIBRARIES, "target/dependency" if runs else ""), place


def main_of(module: Pom, plugin: Plugin) -> str:
    return module.value(plugin.word("mainClass") or plugin.word("Main-Class"))
