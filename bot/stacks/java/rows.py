"""What the page about stacks says of Java and Kotlin."""

from __future__ import annotations

from bot.stacks.java.programs import MEMORY
from bot.stacks.rows import Install, Row

ROWS = (
    Row(
        what=("Spring Boot",),
        found="its plugin for Maven (bound to `repackage`) or Gradle; the jar is taken apart into layers",
        starts=(
            f"java {MEMORY} -jar app.jar …",
            f"java {MEMORY} org.springframework.boot.loader.launch.JarLauncher …",
            f"java {MEMORY} org.springframework.boot.loader.JarLauncher …",
        ),
    ),
    Row(
        what=("Quarkus",),
        found="its plugin; a fast jar as well as one file",
        starts=(f"java {MEMORY} -Dquarkus.http.port=<port> -jar quarkus-run.jar", f"java {MEMORY} …"),
    ),
    Row(
        what=("Micronaut",),
        found="its parent for Maven, or its plugin for Gradle with or without shadow",
        starts=(f"java {MEMORY} -Dmicronaut.server.port=<port> -jar app.jar", f"java {MEMORY} …"),
    ),
    Row(
        what=(
            *("Ktor", "Javalin", "Spark", "Vert.x", "Undertow", "Helidon", "Netty", "Jetty", "Dropwizard", "gRPC"),
            *("Jooby", "http4k", "embedded Tomcat", "any `main` method", "workers", "jobs"),
        ),
        found="what packages it: a plugin for one jar (shade, assembly, shadow, Ktor's), `application` of Gradle, a "
        "manifest with `Main-Class`, else a main method in the sources beside the libraries that it needs",
        starts=(
            f"java {MEMORY} -jar app.jar …",
            f"java {MEMORY} -cp app.jar:lib/* <class> …",
            f"java {MEMORY} -cp app.jar <class> …",
            f"java {MEMORY} -cp lib/* <class> …",
        ),
    ),
    Row(
        what=("a WAR",),
        found="`packaging` of `war`, or Gradle's `war` plugin, without Spring Boot's",
        starts=("catalina.sh run",),
    ),
)

INSTALLS = (
    Install(
        found="`pom.xml`",
        command="mvn -B -ntp -fn dependency:go-offline",
        otherwise="what cannot be fetched yet, the build asks for",
    ),
    Install(
        found="`mvnw` with its properties",
        command="./mvnw -B -ntp -fn dependency:go-offline",
        otherwise="the same, by the Maven that the wrapper pins, on a JDK's image",
    ),
    Install(
        found="`build.gradle(.kts)`",
        command="gradle --no-daemon dependencies",
        otherwise="where scripts look at other files, the build fetches what it needs",
    ),
    Install(found="`gradlew` with its properties", command="./gradlew --no-daemon dependencies"),
)

VERSIONS = (
    "`.java-version`, `.sdkmanrc`, `system.properties`, `.tool-versions`, `mise.toml`; else what the build compiles "
    "for (`maven.compiler.release`, `java.version`, the compiler's settings, `toolchain`, `jvmToolchain`, "
    "`sourceCompatibility`, `jvmTarget`), else Spring Boot's own; never newer than the wrapper's Gradle runs on."
)

NOTE = (
    "Of a build's modules the one that is packaged as an application is the service; where there are several, each is "
    "one, built as part of the whole. Tests are left out, and so are plugins that check style or need the history."
)
