"""Whatever poms, scripts, settings and sources hold: a typed error or a plan that can be written, in bounded time."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot import files, stacks
from bot.errors import ManifestUnreadable, Unwritable
from bot.stacks import java
from tests.bot.stacks.java.poms import pom
from tests.bot.stacks.pictures import CATALOGUE, picture

if TYPE_CHECKING:
    from collections.abc import Mapping

FUZZ = settings(max_examples=120, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
NAMES = (
    *("pom.xml", "web/pom.xml", "build.gradle", "build.gradle.kts", "settings.gradle", "app/build.gradle"),
    *("gradle/libs.versions.toml", "gradle/wrapper/gradle-wrapper.properties", ".java-version", ".sdkmanrc"),
    *("system.properties", ".tool-versions", "mise.toml", "src/main/resources/application.properties"),
    *("src/main/resources/application.yml", "src/main/resources/application.conf", "src/main/java/a/Main.java"),
    *("src/main/kotlin/a/App.kt", "buildSrc/src/main/kotlin/x.gradle.kts", "mvnw", "gradlew"),
)
WORDS = (
    *(
        "plugins {",
        "}",
        "id 'org.springframework.boot' version '3.5'",
        "application",
        "alias(libs.plugins.x)",
        "{",
        "(",
    ),
    *("dependencies {", "implementation(libs.a.b)", "include ':app'", "mainClass = 'a.B'", "jvmToolchain(99)", '"""'),
    *(
        "java=",
        "21.0.1-tem",
        "1.8",
        "server:",
        "  port: ${PORT:99999999999999999999}",
        "server.port=0",
        "a {",
        "port = ${?P}",
    ),
    *(
        "public static void main(",
        "fun main(",
        "class X {",
        "getenv(",
        '"PORT"',
        ")",
        "HttpServer",
        "[versions]",
        'x = "1"',
    ),
)
TAGS = ("artifactId", "version", "packaging", "modules", "module", "build", "plugins", "plugin", "parent", "properties")
TEXT = (
    "war",
    "jar",
    "pom",
    "${a}",
    "web",
    "..",
    "spring-boot-maven-plugin",
    "maven-shade-plugin",
    "1.0",
    "\x00",
    "a b",
    "'",
)
LINES = st.lists(st.sampled_from(WORDS) | st.text(max_size=20), max_size=12).map("\n".join)
ELEMENTS = st.recursive(
    st.sampled_from(TEXT),
    lambda inner: st.lists(st.tuples(st.sampled_from(TAGS), inner), max_size=4).map(
        lambda pairs: "".join(f"<{name}>{text}</{name}>" for name, text in pairs)
    ),
    max_leaves=14,
)


def decided(texts: Mapping[str, str]) -> None:
    """Everything that is hermetic, from a picture to rendered files."""
    snapshot = picture(texts)
    java.follow(snapshot)
    try:
        plans = tuple(stacks.plan(facts, CATALOGUE) for facts in java.recognise(snapshot))
        files.render(plans, CATALOGUE, "main", snapshot)
    except (ManifestUnreadable, Unwritable):
        return
    assert len(plans) < 10


@FUZZ
@given(st.dictionaries(st.sampled_from(NAMES), LINES, max_size=6))
def test_arbitrary_texts(texts: dict[str, str]) -> None:
    decided({"build.gradle": "plugins { application }", **texts})


@FUZZ
@given(ELEMENTS, ELEMENTS, LINES)
def test_elements_in_any_place(outer: str, inner: str, code: str) -> None:
    texts = {"pom.xml": pom(outer, "<modules><module>web</module></modules>"), "web/pom.xml": pom(inner, artifact="w")}

    decided({**texts, "src/main/java/a/Main.java": code, "web/src/main/java/a/Main.java": code})


def test_big_and_deep_texts_take_bounded_time() -> None:
    began = time.process_time()

    decided({"pom.xml": "<a>" * 50_000})
    decided({"pom.xml": pom("<x/>" * 50_000)})
    decided({"build.gradle": "plugins { " + "id 'a' " * 30_000 + "}"})
    decided({"build.gradle": "a {(" * 30_000})
    decided({"build.gradle": "dependencies { " + "implementation 'a:b:1'\n" * 20_000})
    decided({"settings.gradle": "include " + "'a'," * 50_000, "build.gradle": "application { ( ) { } }"})
    decided({"pom.xml": pom(), "src/main/java/a/Main.java": '"' * 200_000 + "import " * 10_000})
    decided({"pom.xml": pom(), "src/main/resources/application.yml": "a:\n" * 50_000})

    assert time.process_time() - began < 15
