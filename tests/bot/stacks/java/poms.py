"""Poms of a few lines, as an ecosystem's tests write them."""

from __future__ import annotations

BOOT = "org.springframework.boot"


def pom(*parts: str, artifact: str = "shop", version: str = "1.0") -> str:
    """A whole pom.xml; each part stands on lines of its own."""
    own = [f"<artifactId>{artifact}</artifactId>", f"<version>{version}</version>" if version else ""]
    return "\n".join(["<project>", *own, *parts, "</project>"])


def parent(group: str, artifact: str, version: str) -> str:
    parts = f"<groupId>{group}</groupId>\n<artifactId>{artifact}</artifactId>\n<version>{version}</version>"
    return f"<parent>\n{parts}</parent>"


def boot(version: str = "3.5.7") -> str:
    """Spring Boot's parent."""
    return parent(BOOT, "spring-boot-starter-parent", version)


def properties(**told: str) -> str:
    lines = (f"<{name.replace('_', '.')}>{text}</{name.replace('_', '.')}>" for name, text in told.items())
    return "\n".join(["<properties>", *lines, "</properties>"])


def needs(*names: str) -> str:
    """Dependencies: group:artifact[:version[:scope]]."""
    return "\n".join(["<dependencies>", *map(_need, names), "</dependencies>"])


def _need(name: str) -> str:
    group, artifact, version, scope = (*name.split(":"), "", "")[:4]
    parts = {"groupId": group, "artifactId": artifact, "version": version, "scope": scope}
    return "<dependency>\n" + "\n".join(f"<{k}>{v}</{k}>" for k, v in parts.items() if v) + "\n</dependency>"


def build(*plugins: str, name: str = "") -> str:
    final = f"<finalName>{name}</finalName>" if name else ""
    return "\n".join(["<build>", final, "<plugins>", *plugins, "</plugins>", "</build>"])


def plugin(artifact: str, configuration: str = "", goal: str = "", version: str = "") -> str:
    parts = [f"<plugin>\n<artifactId>{artifact}</artifactId>", f"<version>{version}</version>" if version else ""]
    if configuration:
        parts.append(f"<configuration>{configuration}</configuration>")
    if goal:
        parts.append(f"<executions><execution><goals><goal>{goal}</goal></goals></execution></executions>")
    return "\n".join([*parts, "</plugin>"])


def code(*lines: str, package: str = "com.example", name: str = "Main", imports: tuple[str, ...] = ()) -> str:
    """A class with a main method."""
    head = [f"package {package};", *(f"import {one};" for one in imports)]
    return "\n".join([*head, f"class {name} {{", "public static void main(String[] args) {", *lines, "}", "}"])


MAIN = {"src/main/java/com/example/Main.java": code()}
