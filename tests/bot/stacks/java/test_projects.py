"""Repositories that Gradle builds, from their scripts to their plans."""

from __future__ import annotations

import pytest

from bot import stacks
from bot.stacks import java
from bot.stacks.java import wrapper
from bot.types import Topic
from tests.bot.stacks.java.poms import MAIN, code
from tests.bot.stacks.pictures import CATALOGUE, commands, copied, doubts, picture, planned, recognised, said

MEMORY = "-XX:MaxRAMPercentage=75.0"
WEB = "dependencies { implementation 'org.springframework.boot:spring-boot-starter-web' }"
BOOT = f"plugins {{ id 'java'\nid 'org.springframework.boot' version '3.5.7' }}\n{WEB}\n"
WRAPPED = {
    "gradlew": "",
    "gradle/wrapper/gradle-wrapper.properties": "distributionUrl=https\\://x/gradle-8.14.3-bin.zip",
}


def wrapped(version: str) -> dict[str, str]:
    return {**WRAPPED, "gradle/wrapper/gradle-wrapper.properties": f"distributionUrl=x/gradle-{version}-all.zip"}


def test_spring_boot_is_built_by_the_wrapper_and_run_from_its_layers() -> None:
    plan = planned({"build.gradle": BOOT, "settings.gradle": "rootProject.name = 'shop'", **WRAPPED, **MAIN})

    assert [str(stage.image) for stage in plan.stages] == [
        "eclipse-temurin:21-jdk-noble",
        "eclipse-temurin:21-jre-noble",
        "eclipse-temurin:21-jre-noble",
    ]
    assert copied(plan.stages[0]) == [("build.gradle", "settings.gradle", "gradlew"), ("gradle/",), (".",)]
    assert commands(plan.stages[0]) == [
        "chmod +x gradlew",
        "./gradlew --no-daemon dependencies",
        "chmod +x gradlew",
        "./gradlew --no-daemon bootJar",
    ]
    assert copied(plan.stages[1]) == [("/src/build/libs/*.jar",)]
    assert (plan.port, plan.ignore) == (8080, ("build", "**/.gradle"))


def test_without_a_wrapper_the_image_s_gradle_builds() -> None:
    plan = planned({"build.gradle.kts": BOOT.replace("'", '"').replace('id "', 'id("').replace('"\n', '")\n')})

    assert str(plan.stages[0].image) == "gradle:9-jdk21-noble"
    assert "no wrapper" in doubts(plan)


@pytest.mark.parametrize(
    ("script", "task", "source", "start"),
    [
        ("id 'io.quarkus'", "quarkusBuild", "/src/build/quarkus-app/lib/", ("-jar", "quarkus-run.jar")),
        ("id 'io.ktor.plugin' version '3.0'", "buildFatJar", "/src/build/libs/*-all.jar", ("-jar", "app.jar")),
        ("id 'com.gradleup.shadow'\napplication", "shadowJar", "/src/build/libs/*-all.jar", ("-jar", "app.jar")),
        ("application", "installDist", "/src/build/install/shop/lib/", ("-cp", "lib/*", "com.example.Main")),
        (
            "id 'io.micronaut.application'",
            "installDist",
            "/src/build/install/shop/lib/",
            ("-cp", "lib/*", "com.example.Main"),
        ),
        ("war", "war", "/src/build/libs/*.war", ("run",)),
    ],
)
def test_each_plugin_has_its_task(script: str, task: str, source: str, start: tuple[str, ...]) -> None:
    plan = planned({"build.gradle": f"plugins {{\n{script}\n}}", "settings.gradle": "rootProject.name='shop'", **MAIN})

    assert commands(plan.stages[0])[-1] == f"gradle --no-daemon {task}"
    assert copied(plan.stages[-1])[0] == (source,)
    assert plan.start[-len(start) :] == start


def test_a_war_with_spring_boot_runs_by_itself() -> None:
    plan = planned({"build.gradle": BOOT.replace("id 'java'", "id 'war'")})

    assert commands(plan.stages[0])[-1] == "gradle --no-daemon bootWar"
    assert copied(plan.stages[-1]) == [("/src/build/libs/*.war",)]


def test_a_jar_with_a_manifest_is_a_program_and_a_library_is_none() -> None:
    script = "plugins { id 'java' }\n{}"
    jar = "jar { manifest { attributes 'Main-Class': 'a.B' } }"

    assert commands(planned({"build.gradle": script.replace("{}", jar)}).stages[0])[-1] == "gradle --no-daemon jar"
    assert java.recognise(picture({"build.gradle": script, **MAIN})) == ()
    android = "plugins { id 'com.android.application'\napplication }"
    assert java.recognise(picture({"build.gradle": android, **MAIN})) == ()
    assert java.recognise(picture({"build.gradle": "plugins { application }"})) == ()


def test_a_jar_without_what_it_depends_on_is_said() -> None:
    needs = "dependencies { implementation 'g:a:1' }\n"
    manifest = "manifest { attributes 'Main-Class': 'a.B' }"
    bare = recognised({"build.gradle": f"{needs}jar {{ {manifest} }}", "gradlew": ""})
    whole = recognised({"build.gradle": f"{needs}jar {{ {manifest}\nfrom {{ configurations.x }} }}", "gradlew": ""})

    assert "classes alone" in doubts(bare)
    assert doubts(whole) == ""


def test_the_main_class_of_a_script_is_taken() -> None:
    script = "plugins { application }\napplication { mainClass = 'a.B' }"

    assert said(recognised({"build.gradle": script}), Topic.ENTRY) == [("a.B",)]


CATALOG = """[versions]
boot = "3.4.0"
java = "17"
[plugins]
spring-boot = { id = "org.springframework.boot", version.ref = "boot" }
shadow = "com.gradleup.shadow:9.0"
ktor = { id = "io.ktor.plugin", version = "3.0" }
[libraries]
web = { module = "org.springframework.boot:spring-boot-starter-web" }
pg = { group = "org.postgresql", name = "postgresql" }
redis = "redis.clients:jedis:5.0"
"""
ALIASED = """plugins { alias(libs.plugins.spring.boot) }
dependencies { implementation(libs.web); implementation(libs.pg)
implementation(libs.redis); implementation(libs.gone) }
kotlin { jvmToolchain(libs.versions.java.get().toInt()) }
"""


def test_aliases_are_looked_up_in_the_version_catalogue() -> None:
    facts = recognised({"build.gradle.kts": ALIASED, "gradle/libs.versions.toml": CATALOG})

    assert said(facts, Topic.FRAMEWORK) == [("Spring Boot",)]
    assert said(facts, Topic.OUTPUT)[0][1] == "layers"
    assert [one[0] for one in said(facts, Topic.DEPENDENCY)] == [
        "org.springframework.boot:spring-boot-starter-web",
        "org.postgresql:postgresql",
        "redis.clients:jedis",
    ]
    assert said(facts, Topic.RUNTIME) == [("17",)]
    shadow = "plugins { alias(libs.plugins.shadow); alias(libs.plugins.none) }"
    found = recognised({"build.gradle": shadow, "gradle/libs.versions.toml": CATALOG})
    assert said(found, Topic.BUILD) == [("gradle", "--no-daemon", "shadowJar")]


def test_an_alias_of_a_version_that_is_none_is_passed_over() -> None:
    strange = CATALOG.replace('"17"', '"seventeen"')

    assert said(recognised({"build.gradle": ALIASED, "gradle/libs.versions.toml": strange}), Topic.RUNTIME) == [("21",)]


SETTINGS = "rootProject.name = 'all'\ninclude 'core', 'apps:web', 'gone', '..:x'\n"


def test_the_application_among_projects_is_built_by_its_path() -> None:
    files = {
        "settings.gradle": SETTINGS,
        "build.gradle": "plugins { id 'org.springframework.boot' version '2.7.0' apply false }",
        "core/build.gradle": f"plugins {{ id 'java' }}\n{WEB}",
        "apps/web/build.gradle": "apply plugin: 'org.springframework.boot'\n"
        "dependencies { testImplementation 't:t:1'\nimplementation project(':core')\nimplementation project(':core') }",
        "core/src/main/resources/application.yml": "server:\n  port: 8081\n",
    }
    plan = planned(files)

    assert commands(plan.stages[0])[-1] == "gradle --no-daemon :apps:web:bootJar"
    assert copied(plan.stages[1]) == [("/src/apps/web/build/libs/*.jar",)]
    assert commands(plan.stages[1])[0].startswith("java -Djarmode=layertools")
    assert (plan.port, plan.service.root) == (8081, "")
    assert plan.ignore[:3] == ("build", "core/build", "apps/web/build")


def test_what_the_root_says_of_every_project_holds_for_each() -> None:
    every = "plugins { id 'org.springframework.boot' version '3.5.0' apply false }\n"
    files = {
        "settings.gradle": "include 'web', 'lib'",
        "build.gradle": f"{every}subprojects {{ apply plugin: 'org.springframework.boot'\n{WEB} }}",
        "web/build.gradle": "",
        "lib/build.gradle": "",
        "web/src/main/java/com/example/Main.java": code(),
    }
    facts = recognised(files)

    assert said(facts, Topic.BUILD) == [("gradle", "--no-daemon", ":web:bootJar")]
    assert said(facts, Topic.KIND) == [("web",)]


def test_repositories_of_somebody_s_own_are_said() -> None:
    own = "repositories { maven { url 'https://maven.example.com/all' } }"

    assert "maven.example.com" in doubts(recognised({"build.gradle": BOOT + own}))


def test_conventions_of_build_src_say_what_a_project_is() -> None:
    files = {
        "settings.gradle": "include 'app'",
        "app/build.gradle": "plugins { id 'conventions.app' }\napplication { mainClass = 'a.B' }",
        "buildSrc/build.gradle": "",
        "buildSrc/src/main/groovy/conventions.app.gradle": "plugins { id 'conventions.java'\nid 'application'\n"
        "id 'a b' }",
        "buildSrc/src/main/groovy/conventions.java.gradle": "plugins { id 'conventions.app' }\n"
        "java { toolchain { languageVersion = JavaLanguageVersion.of(17) } }",
    }
    facts = recognised(files)

    assert said(facts, Topic.OUTPUT) == [("app/build/install/app/lib", "libraries")]
    assert said(facts, Topic.RUNTIME) == [("17",)]
    assert ("buildSrc/",) in copied(stacks.plan(facts, CATALOGUE).stages[0])


def test_a_script_that_looks_at_files_is_not_run_before_they_are_there() -> None:
    files = {"build.gradle": BOOT + "version = file('VERSION').text", "VERSION": "1"}

    assert commands(planned(files).stages[0]) == ["gradle --no-daemon bootJar"]
    assert said(recognised({"build.gradle": BOOT, "settings.gradle": "includeBuild('x')"}), Topic.INSTALL) == []


@pytest.mark.parametrize(
    ("gradle", "asked", "version"),
    [
        ("9.1", "", "25"),
        ("8.5", "", "21"),
        ("7.4.2", "", "17"),
        ("6.9", "", "11"),
        ("4.10", "", "8"),
        ("8.14", "sourceCompatibility = 11", "11"),
        ("8.14", "java { toolchain { languageVersion = JavaLanguageVersion.of(19) } }", "21"),
    ],
)
def test_java_is_what_the_script_asks_for_else_what_its_gradle_runs_on(gradle: str, asked: str, version: str) -> None:
    facts = recognised({"build.gradle": BOOT + asked, **wrapped(gradle)})

    assert said(facts, Topic.RUNTIME) == [(version,)]


def test_a_java_that_the_wrapper_s_gradle_cannot_run_on_is_said() -> None:
    facts = recognised({"build.gradle": BOOT + "kotlin { jvmToolchain(21) }", **wrapped("7.6")})

    assert said(facts, Topic.RUNTIME) == [("21",)]
    assert "runs on Java up to 17" in doubts(facts)


def test_versions_of_gradle() -> None:
    assert wrapper.newest_java((0, 0)) == 8
    assert wrapper.newest_java((9, 5)) == 26


def test_ktor_listens_where_its_settings_say() -> None:
    conf = "ktor {\n  deployment {\n    port = 8088\n    port = ${?PORT}\n  }\n}\n"
    main = "package a\nimport io.ktor.server.netty.EngineMain\nfun main() { EngineMain.main() }"
    files = {
        "build.gradle.kts": 'plugins { id("io.ktor.plugin") version "3.0" }',
        "src/main/kotlin/a/App.kt": main,
        "src/main/resources/application.conf": conf.replace("    port = ${?PORT}\n", ""),
    }

    assert said(recognised(files), Topic.PORT) == [("8088",)]
    code_ = main.replace("EngineMain.main()", "embeddedServer(Netty, port = 8089)").replace(
        "netty.EngineMain", "engine.*"
    )
    assert said(
        recognised({**files, "src/main/kotlin/a/App.kt": code_, "src/main/resources/application.conf": ""}), Topic.PORT
    ) == [("8089",)]


def test_settings_alone_are_no_application() -> None:
    assert java.recognise(picture({"settings.gradle": "", "a/build.gradle": "x", "src/main/java/A.java": code()})) == ()
