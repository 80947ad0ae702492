"""What is read of Gradle's scripts."""

from __future__ import annotations

import pytest

from bot.stacks.java.gradle import DEEPEST, PLUGINS, parse


def plugins(text: str) -> list[tuple[str, str, bool]]:
    return [(one.name, one.version, one.here) for one in parse(text).plugins]


def test_plugins_in_every_notation() -> None:
    script = """
plugins {
  id 'war'
  id("org.x") version "1.2" apply false
  id("org.y").version("2").apply(false)
  kotlin("jvm") version "2.0.0"
  application
  `java-library`
  alias(libs.plugins.spring.boot)
  foo.java
}
apply plugin: 'idea'
apply(plugin = "eclipse")
subprojects { apply plugin: 'java' }
"""
    assert plugins(script) == [
        ("war", "", True),
        ("org.x", "1.2", False),
        ("org.y", "2", False),
        ("org.jetbrains.kotlin.jvm", "2.0.0", True),
        ("application", "", True),
        ("java-library", "", True),
        ("spring.boot", "", True),
        ("idea", "", True),
        ("eclipse", "", True),
        ("java", "", False),
    ]
    assert [one.alias for one in parse(script).plugins].index(True) == 6


def test_a_plugin_of_the_old_way_has_its_version_from_the_class_path() -> None:
    script = """buildscript { dependencies {
 classpath "org.springframework.boot:spring-boot-gradle-plugin:2.7.1"
 classpath "a:b:1"
} }"""

    assert plugins(script) == [("org.springframework.boot", "2.7.1", False)]
    assert parse(script).needs == ()


def test_dependencies_in_every_notation() -> None:
    script = """
dependencyManagement { dependencies { dependency "m:n:1" } }
dependencies {
  implementation 'a:b:1.0'
  testImplementation("c:d")
  implementation(libs.web.core)
  testImplementation(libs.junit)
  implementation(project(":core:api"))
  implementation platform("e:f:2")
  implementation("no coordinate")
  implementation(files("x.jar"))
}
"""
    assert [(one.name, one.kind, one.tests) for one in parse(script).needs] == [
        ("a:b:1.0", "module", False),
        ("c:d", "module", True),
        ("web.core", "alias", False),
        ("junit", "alias", True),
        (":core:api", "project", False),
        ("e:f:2", "module", False),
    ]


@pytest.mark.parametrize(
    ("script", "topic", "text"),
    [
        ("application { mainClass = 'a.B' }", "main", "a.B"),
        ('application { mainClass.set("a.B") }', "main", "a.B"),
        ("mainClassName = 'a.B'", "main", "a.B"),
        ("jar { manifest { attributes 'Main-Class': 'a.B' } }", "manifest", "a.B"),
        ('tasks.jar { manifest { attributes["Main-Class"] = "a.B" } }', "manifest", "a.B"),
        ("java { toolchain { languageVersion = JavaLanguageVersion.of(21) } }", "toolchain", "21"),
        ("kotlin { jvmToolchain(17) }", "toolchain", "17"),
        ("kotlin { jvmToolchain(libs.versions.java.get().toInt()) }", "toolchain alias", "java"),
        ("sourceCompatibility = '1.8'", "level", "8"),
        ("java { sourceCompatibility = JavaVersion.VERSION_17 }", "level", "17"),
        ("compilerOptions { jvmTarget = JvmTarget.JVM_21 }", "level", "21"),
        ("options.release.set(11)", "level", "11"),
        ('rootProject.name = "shop"', "name", "shop"),
    ],
)
def test_what_a_script_says(script: str, topic: str, text: str) -> None:
    found = parse(script).first(topic)

    assert found
    assert (found.text, found.line) == (text, 1)


@pytest.mark.parametrize(
    "script",
    ["mainClass = x", 'mainClass = "$x"', "jvmToolchain {", "release(\n\n11)", "sourceCompatibility", "'Main-Class'"],
)
def test_what_is_no_word_is_not_said(script: str) -> None:
    assert parse(script).said == ()


def test_projects_that_settings_include() -> None:
    script = "include 'a', ':b:c'\ninclude(\n  \"d\",\n  'e')\ninclude(listOf('f'))\nx = 'no'"

    assert [one.text for one in parse(script).includes] == ["a", ":b:c", "d", "e", "f"]


def test_a_list_of_projects_that_is_never_closed_ends() -> None:
    assert len(parse("include 'a'" + ",\n" * 300 + "'b'").includes) == 1


def test_a_script_that_looks_at_other_files_says_so() -> None:
    assert parse('version = file("V").text').looks
    assert parse("apply from: 'x.gradle'").looks
    assert parse('includeBuild("logic")').looks
    assert not parse("dependencies { implementation files('x.jar') }").looks


def test_blocks_that_are_not_balanced_do_no_harm() -> None:
    assert parse("}}{ ) { plugins { id 'x' } ) {").plugins[0].name == "x"
    assert parse('tasks.named("x") { mainClass = "a" }; tasks.withType(X) { }').first("main")
    assert parse("(").said == ()
    assert parse("{").said == ()
    assert parse("id").plugins == ()
    assert parse("plugins { id; alias(; kotlin x }").plugins[0].name == ""
    assert parse("dependencies { project; libs }").needs == ()
    assert parse("apply plugin: x").plugins == ()


def test_a_chain_of_names_ends() -> None:
    assert [one.name for one in parse("plugins { alias(libs.plugins.a b) }").plugins] == ["a"]
    assert len(parse("plugins { alias(libs.plugins." + "a." * 40 + ") }").plugins[0].name) < 60


def test_what_is_nested_too_deeply_is_taken_to_stand_higher() -> None:
    deep = "a {" * (DEEPEST + 2)

    assert parse(f"{deep} }} }} }} mainClass = 'x'").first("main")
    assert len(parse("plugins { " + "id 'x'\n" * (PLUGINS + 2) + "}").plugins) == PLUGINS
