"""Repositories that Maven builds, from their files to their plans."""

from __future__ import annotations

import pytest

from bot import stacks
from bot.stacks import java
from bot.types import Topic
from tests.bot.stacks.java.poms import MAIN, boot, build, code, needs, parent, plugin, pom, properties
from tests.bot.stacks.pictures import (
    CATALOGUE,
    cited,
    commands,
    copied,
    doubts,
    environment,
    picture,
    planned,
    recognised,
    said,
)

BOOTED = build(plugin("spring-boot-maven-plugin"))
WEB = needs("org.springframework.boot:spring-boot-starter-web")
MEMORY = "-XX:MaxRAMPercentage=75.0"
MODULES = "<packaging>pom</packaging><modules><module>lib</module><module>web</module></modules>"


def spring(*parts: str, version: str = "3.5.7", **more: str) -> dict[str, str]:
    """A repository with Spring Boot; in the names of more files `__` stands for a slash and `_dot_` for a point."""
    files = {name.replace("__", "/").replace("_dot_", "."): text for name, text in more.items()}
    return {"pom.xml": pom(boot(version), *parts, BOOTED), **MAIN, **files}


def settings(text: str) -> dict[str, str]:
    return {"src__main__resources__application_dot_properties": text}


def test_no_build_and_no_program_is_nothing() -> None:
    assert java.recognise(picture({"Main.java": code()})) == ()
    assert java.recognise(picture({"pom.xml": pom()})) == ()
    assert java.recognise(picture({"pom.xml": pom("<packaging>pom</packaging>"), **MAIN})) == ()
    assert java.recognise(picture({"gradlew": ""}, "pom.xml")) == ()


def test_spring_boot_runs_from_its_layers() -> None:
    plan = planned(spring(WEB))

    assert [str(stage.image) for stage in plan.stages] == [
        "maven:3.9-eclipse-temurin-17-noble",
        "eclipse-temurin:17-jre-noble",
        "eclipse-temurin:17-jre-noble",
    ]
    assert commands(plan.stages[0]) == [
        "mvn -B -ntp -fn dependency:go-offline",
        "mvn -B -ntp -Dmaven.test.skip=true package",
    ]
    assert copied(plan.stages[0]) == [("pom.xml",), (".",)]
    assert commands(plan.stages[1]) == ["java -Djarmode=tools -jar app.jar extract --layers --destination layers"]
    assert copied(plan.stages[-1])[-1] == ("/out/layers/application/",)
    assert plan.start == ("java", MEMORY, "-jar", "app.jar", "--server.port=${PORT}")
    assert (plan.port, plan.ignore, plan.ends) == (8080, ("target",), False)


@pytest.mark.parametrize(
    ("version", "last", "java_version"),
    [
        ("3.2.1", ("java", MEMORY, "org.springframework.boot.loader.launch.JarLauncher"), "17"),
        ("2.7.18", ("java", MEMORY, "org.springframework.boot.loader.JarLauncher"), "8"),
        ("2.3.0.RELEASE", ("java", MEMORY, "-jar", "app.jar"), "8"),
        ("4.0.0", ("java", MEMORY, "-jar", "app.jar"), "17"),
    ],
)
def test_each_age_of_spring_boot_is_started_its_own_way(version: str, last: tuple[str, ...], java_version: str) -> None:
    facts = recognised(spring(WEB, version=version))

    assert stacks.plan(facts, CATALOGUE).start == (*last, "--server.port=${PORT}")
    assert said(facts, Topic.RUNTIME) == [(java_version,)]


def test_an_older_spring_boot_is_taken_apart_by_its_own_tool() -> None:
    plan = planned(spring(WEB, version="2.7.18"))

    assert commands(plan.stages[1]) == ["java -Djarmode=layertools -jar app.jar extract --destination layers"]


def test_layers_of_somebody_s_own_are_left_in_the_jar() -> None:
    for told in ("<enabled>false</enabled>", "<configuration>x.xml</configuration>"):
        own = build(plugin("spring-boot-maven-plugin", f"<layers>{told}</layers><classifier>exec</classifier>"))
        plan = planned({"pom.xml": pom(boot(), WEB, own), **MAIN})

        assert copied(plan.stages[-1]) == [("/src/target/shop-1.0-exec.jar",)]


def test_a_port_of_the_settings_is_the_port() -> None:
    facts = recognised(spring(WEB, **settings("server.port=9090\nserver.servlet.context-path=/shop/")))

    assert said(facts, Topic.PORT) == [("9090",)]
    assert cited(facts, Topic.PORT) == ["src/main/resources/application.properties:1"]
    assert said(facts, Topic.HEALTH_PATH) == [("/shop/",)]


def test_a_program_that_reads_port_by_itself_is_told_nothing() -> None:
    plan = planned(spring(WEB, **settings("server.port=${PORT:5000}")))

    assert plan.start == ("java", MEMORY, "-jar", "app.jar")
    assert plan.port == 5000


def test_a_port_for_administrators_alone_is_not_taken() -> None:
    facts = recognised(spring(WEB, **settings("server.port=80")))

    assert said(facts, Topic.PORT) == [("8080",)]
    assert "may not listen" in doubts(facts)


def test_health_is_what_the_framework_answers_about_itself() -> None:
    web = needs(
        "org.springframework.boot:spring-boot-starter-web", "org.springframework.boot:spring-boot-starter-actuator"
    )

    assert said(recognised(spring(web)), Topic.HEALTH_PATH) == [("/actuator/health",)]
    moved = settings("management.endpoints.web.base-path=/manage\nserver.servlet.context-path=shop")
    assert said(recognised(spring(web, **moved)), Topic.HEALTH_PATH) == [("/shop/manage/health",)]
    apart = settings("management.server.port=9001")
    assert said(recognised(spring(web, **apart)), Topic.HEALTH_PATH) == [("/",)]
    strange = settings("management.endpoints.web.base-path=/a b\nserver.servlet.context-path=/x y")
    assert said(recognised(spring(web, **strange)), Topic.HEALTH_PATH) == [("/",)]


def test_an_empty_source_says_nothing() -> None:
    assert said(recognised(spring(WEB) | {"src/main/java/com/example/None.java": ""}), Topic.KIND) == [("web",)]


def test_a_route_for_health_is_asked() -> None:
    files = spring(WEB) | {"src/main/java/com/example/Main.java": code('@GetMapping("/healthz")')}

    assert said(recognised(files), Topic.HEALTH_PATH) == [("/healthz",)]


def test_a_program_that_does_not_listen_is_a_job_or_a_worker() -> None:
    plain = recognised(spring(needs("org.springframework.boot:spring-boot-starter")))
    kafka = recognised(spring(needs("org.springframework.kafka:spring-kafka")))
    timed = recognised(spring() | {"src/main/java/com/example/Main.java": code("@Scheduled(x)")})
    off = recognised(spring(WEB, **settings("spring.main.web-application-type=none")))

    assert [said(one, Topic.KIND)[0][0] for one in (plain, kafka, timed, off)] == ["job", "worker", "worker", "job"]
    assert said(plain, Topic.PORT) == []


def test_a_program_whose_code_answers_requests_listens() -> None:
    imports = ("org.springframework.web.bind.annotation.RestController",)
    files = spring() | {"src/main/java/com/example/Main.java": code("@RestController", imports=imports)}

    assert said(recognised(files), Topic.KIND) == [("web",)]
    assert cited(recognised(files), Topic.KIND) == ["src/main/java/com/example/Main.java:5"]


def test_variables_of_code_and_settings_and_which_are_required() -> None:
    text = settings("a=${DB_URL}\nb=${GREETING:hi}\nc=${app.name}\nserver.port=${PORT:8081}")
    files = spring(WEB, **text) | {"src/main/java/com/example/Main.java": code('getenv("TOKEN"); getenv("HOME")')}

    assert said(recognised(files), Topic.VARIABLE) == [("DB_URL", "", "required"), ("GREETING",), ("TOKEN",)]


def test_a_plugin_that_nothing_binds_packages_nothing() -> None:
    managed = needs("org.springframework.boot:spring-boot-dependencies:3.4.0")
    bom = f"<dependencyManagement>{managed}</dependencyManagement>"
    facts = recognised({"pom.xml": pom(bom, WEB, BOOTED), **MAIN})
    bound = build(plugin("spring-boot-maven-plugin", goal="repackage"))
    skipped = build(plugin("spring-boot-maven-plugin", "<skip>true</skip>", goal="repackage"))

    assert said(facts, Topic.OUTPUT) == [("target/shop-1.0.jar", "jar and libraries", "target/dependency")]
    assert said(recognised({"pom.xml": pom(bom, WEB, bound), **MAIN}), Topic.OUTPUT)[0][1] == "layers"
    assert said(recognised({"pom.xml": pom(bom, WEB, skipped), **MAIN}), Topic.OUTPUT)[0][1] == "jar and libraries"
    assert said(recognised({"pom.xml": pom(WEB, bound), **MAIN}), Topic.OUTPUT)[0][1] == "jar"


def test_repackaging_that_a_property_skips() -> None:
    off = "<properties><spring-boot.repackage.skip>true</spring-boot.repackage.skip></properties>"

    assert said(recognised(spring(WEB, off)), Topic.OUTPUT)[0][1] == "jar and libraries"


def test_quarkus_is_a_folder_or_one_file() -> None:
    made = build(plugin("quarkus-maven-plugin", goal="build"))
    rest = needs("io.quarkus:quarkus-rest", "io.quarkus:quarkus-smallrye-health")
    plan = planned({"pom.xml": pom(rest, made), "src/main/java/A.java": "class A {}"})
    one = planned({"pom.xml": pom(rest, made, properties(quarkus_package_jar_type="uber-jar"))})

    assert plan.start == ("java", MEMORY, "-Dquarkus.http.port=${PORT}", "-jar", "quarkus-run.jar")
    assert copied(plan.stages[-1])[0] == ("/src/target/quarkus-app/lib/",)
    assert plan.health
    assert plan.health.path == "/q/health"
    assert copied(one.stages[-1]) == [("/src/target/shop-1.0-runner.jar",)]
    assert java.recognise(picture({"pom.xml": pom(build(plugin("quarkus-maven-plugin")))})) == ()


def test_micronaut_is_packaged_by_its_parent() -> None:
    above = parent("io.micronaut.platform", "micronaut-parent", "4.6.3")
    text = pom(above, "<packaging>${packaging}</packaging>", properties(packaging="jar", jdk_version="17"), _MICRONAUT)
    plan = planned({"pom.xml": text, **MAIN})

    assert plan.start == ("java", MEMORY, "-Dmicronaut.server.port=${PORT}", "-jar", "app.jar")
    assert plan.health
    assert plan.health.path == "/health"


_MICRONAUT = needs("io.micronaut:micronaut-http-server-netty", "io.micronaut:micronaut-management")


def test_a_jar_with_everything_in_it() -> None:
    shaded = build(plugin("maven-shade-plugin", "<mainClass>a.B</mainClass>", goal="shade"), name="all")
    attached = "<mainClass>a.B</mainClass><shadedArtifactAttached>true</shadedArtifactAttached>"
    assembled = "<descriptorRef>jar-with-dependencies</descriptorRef><mainClass>a.B</mainClass>"
    plain = assembled + "<appendAssemblyId>false</appendAssemblyId>"
    names = {
        shaded: "all",
        build(plugin("maven-shade-plugin", attached, goal="shade")): "shop-1.0-shaded",
        build(plugin("maven-assembly-plugin", assembled, goal="single")): "shop-1.0-jar-with-dependencies",
        build(plugin("maven-assembly-plugin", plain, goal="single")): "shop-1.0",
    }

    for text, name in names.items():
        facts = recognised({"pom.xml": pom(needs("g:a:1"), text), **MAIN})
        assert said(facts, Topic.OUTPUT)[0][:2] == (f"target/{name}.jar", "jar")
        assert said(facts, Topic.ENTRY) == [("a.B",)]


@pytest.mark.parametrize(
    "unbound",
    [
        plugin("maven-shade-plugin", "<mainClass>a.B</mainClass>"),
        plugin("maven-shade-plugin", goal="shade"),
        plugin("maven-assembly-plugin", "<mainClass>a.B</mainClass>"),
        plugin("maven-assembly-plugin", "<mainClass>a.B</mainClass><descriptorRef>bin</descriptorRef>", goal="single"),
    ],
)
def test_a_plugin_that_makes_no_program_leaves_a_jar_beside_its_libraries(unbound: str) -> None:
    plan = planned({"pom.xml": pom(needs("g:a:1"), build(unbound)), **MAIN})

    assert commands(plan.stages[0])[-2:] == [
        "mvn -B -ntp -Dmaven.test.skip=true package dependency:copy-dependencies -DincludeScope=runtime",
        "mkdir -p target/dependency",
    ]
    assert plan.start[:3] == ("java", MEMORY, "-cp")
    assert copied(plan.stages[-1]) == [("/src/target/dependency/",), ("/src/target/shop-1.0.jar",)]


def test_a_jar_that_needs_nothing_runs_by_its_manifest_or_its_main_class() -> None:
    by_class = planned({"pom.xml": pom(needs("g:t:1:test")), **MAIN})
    jar = plugin("maven-jar-plugin", "<archive><manifest><mainClass>a.B</mainClass></manifest></archive>")
    managed = f"<build><pluginManagement><plugins>{jar}</plugins></pluginManagement></build>"
    by_manifest = planned({"pom.xml": pom(managed), **MAIN})

    assert by_class.start == ("java", MEMORY, "-cp", "app.jar", "com.example.Main")
    assert copied(by_class.stages[-1]) == [("/src/target/shop-1.0.jar",)]
    assert by_manifest.start == ("java", MEMORY, "-jar", "app.jar")


def test_the_main_class_is_the_one_that_is_named_or_listens() -> None:
    imports = ("com.sun.net.httpserver.HttpServer",)
    files = {
        "src/main/java/com/example/Tool.java": code(name="Tool"),
        "src/main/java/com/example/z/Web.java": code("HttpServer.create(x);", name="Web", imports=imports),
    }

    assert said(recognised({"pom.xml": pom(), **files}), Topic.ENTRY) == [("com.example.Web",)]
    named = properties(exec_mainClass="a.B")
    assert said(recognised({"pom.xml": pom(named), **files}), Topic.ENTRY) == [("a.B",)]


def test_a_plain_server_listens_where_its_code_says() -> None:
    imports = ("com.sun.net.httpserver.HttpServer",)
    text = code('HttpServer.create(new InetSocketAddress("localhost", 8085), 0);', imports=imports)
    facts = recognised({"pom.xml": pom(), "src/main/java/com/example/Main.java": text})

    assert said(facts, Topic.PORT) == [("8085",)]
    assert "nobody outside" in doubts(facts)
    quiet = text.replace('"localhost", 8085', "x")
    assert said(recognised({"pom.xml": pom(), "src/main/java/com/example/Main.java": quiet}), Topic.PORT) == [("8080",)]


def test_a_loop_without_an_end_is_a_worker() -> None:
    files = {"pom.xml": pom(), "src/main/java/com/example/Main.java": code("while (true) {}")}

    assert said(recognised(files), Topic.KIND) == [("worker",)]


def test_dropwizard_is_told_to_serve() -> None:
    text = code("Application<X> a;", imports=("io.dropwizard.core.Application",))
    shaded = build(plugin("maven-shade-plugin", "<mainClass>a.B</mainClass>", goal="shade"))
    files = {"pom.xml": pom(shaded), "src/main/java/com/example/Main.java": text}

    assert planned(files).start[-1:] == ("server",)
    assert planned({**files, "config.yml": ""}).start[-2:] == ("server", "config.yml")
    assert said(recognised(files), Topic.FRAMEWORK) == [("Dropwizard",)]


@pytest.mark.parametrize(
    ("needed", "image"),
    [
        ("jakarta.servlet:jakarta.servlet-api:6.1.0:provided", "tomcat:11.0-jre25-temurin-noble"),
        ("jakarta.servlet:jakarta.servlet-api:6.0.0:provided", "tomcat:10.1-jre25-temurin-noble"),
        ("jakarta.platform:jakarta.jakartaee-api:11.0.0:provided", "tomcat:11.0-jre25-temurin-noble"),
        ("jakarta.servlet:jakarta.servlet-api:4.0.4:provided", "tomcat:9.0-jre25-temurin-noble"),
        ("javax.servlet:javax.servlet-api:4.0.1:provided", "tomcat:9.0-jre25-temurin-noble"),
        ("org.springframework:spring-webmvc:5.3.1", "tomcat:9.0-jre25-temurin-noble"),
        ("org.springframework:spring-webmvc:6.1.0", "tomcat:10.1-jre25-temurin-noble"),
        ("org.springframework:spring-webmvc:7.0.0", "tomcat:11.0-jre25-temurin-noble"),
        ("g:a:1", "tomcat:10.1-jre25-temurin-noble"),
    ],
)
def test_a_war_runs_in_the_tomcat_that_speaks_its_api(needed: str, image: str) -> None:
    plan = planned({"pom.xml": pom("<packaging>war</packaging>", needs(needed))})

    assert str(plan.stages[-1].image) == image
    assert plan.start == ("catalina.sh", "run")
    assert copied(plan.stages[-1]) == [("/src/target/shop-1.0.war",)]
    assert environment(plan.stages[-1]) == {"PORT": "8080", "CATALINA_BASE": "/app"}
    assert "server.xml" in doubts(plan)


def test_a_war_of_an_old_java_gets_what_its_tomcat_runs_on() -> None:
    war = ("<packaging>war</packaging>", build(plugin("maven-war-plugin", "<warName>ROOT</warName>")))
    plan = planned({"pom.xml": pom(*war, properties(java_version="1.8"))})
    odd = planned({"pom.xml": pom(*war, properties(java_version="26"))})

    assert str(plan.stages[-1].image) == "tomcat:10.1-jre11-temurin-noble"
    assert str(odd.stages[-1].image) == "tomcat:10.1-jre25-temurin-noble"
    assert copied(plan.stages[-1]) == [("/src/target/ROOT.war",)]


def test_a_war_that_spring_boot_packages_runs_by_itself() -> None:
    plan = planned(spring("<packaging>war</packaging>", WEB))

    assert copied(plan.stages[-1]) == [("/src/target/shop-1.0.war",)]
    assert plan.start[:4] == ("java", MEMORY, "-jar", "app.jar")


@pytest.mark.parametrize(
    ("told", "version"),
    [
        (properties(maven_compiler_release="21"), "21"),
        (properties(java_version="1.8"), "8"),
        (properties(maven_compiler_source="16"), "17"),
        (properties(maven_compiler_source="${java.version}", java_version="11"), "11"),
        (properties(java_version="${gone}", maven_compiler_target="11"), "11"),
        (build(plugin("maven-compiler-plugin", "<release>11</release>")), "11"),
        (build(plugin("maven-compiler-plugin", "<release>8</release>", version="3.11.0")), "11"),
        (build(plugin("maven-compiler-plugin", "<release>8</release>", version="3.13.0")), "8"),
        (build(plugin("kotlin-maven-plugin", "<jvmTarget>17</jvmTarget>")), "17"),
        (needs("org.jetbrains.kotlin:kotlin-stdlib:2.0"), "21"),
        ("", "25"),
    ],
)
def test_the_java_of_a_build_is_what_it_compiles_for(told: str, version: str) -> None:
    plan = planned({"pom.xml": pom(told), **MAIN})

    assert str(plan.stages[0].image) == f"maven:3.9-eclipse-temurin-{version}-noble"


@pytest.mark.parametrize(
    ("file", "text", "version"),
    [
        (".java-version", "temurin-21.0.2\n", "21"),
        (".java-version", "1.8\n", "8"),
        (".sdkmanrc", "# sdk\njava=21.0.1-tem\n", "21"),
        ("system.properties", "java.runtime.version=21", "21"),
        (".tool-versions", "java temurin-21.0.2+13\n", "21"),
        (".tool-versions", "java graalvm-ce-java17-22.3\n", "17"),
        ("mise.toml", '[tools]\njava = "zulu-8.86"', "8"),
        (".tool-versions", "java graal\n", "11"),
    ],
)
def test_a_pin_for_people_says_which_java(file: str, text: str, version: str) -> None:
    plan = planned({"pom.xml": pom(properties(java_version="11" if version > "11" else "1.8")), file: text, **MAIN})
    wanted = "8" if version == "11" else version

    assert str(plan.stages[-1].image) == f"eclipse-temurin:{wanted}-jre-noble"


def test_the_wrapper_builds_on_a_jdk() -> None:
    files = {"mvnw": "", ".mvn/wrapper/maven-wrapper.properties": "", "pom.xml": pom(), **MAIN}
    plan = planned(files)

    assert str(plan.stages[0].image) == "eclipse-temurin:25-jdk-noble"
    assert commands(plan.stages[0])[:2] == ["chmod +x mvnw", "./mvnw -B -ntp -fn dependency:go-offline"]
    assert copied(plan.stages[0])[:2] == [("pom.xml", "mvnw"), (".mvn/",)]


def test_what_checks_style_or_asks_git_is_skipped() -> None:
    checks = build(
        plugin("maven-checkstyle-plugin"), plugin("git-commit-id-maven-plugin"), plugin("frontend-maven-plugin")
    )
    facts = recognised({"pom.xml": pom(checks), **MAIN})

    assert "-Dcheckstyle.skip" in said(facts, Topic.BUILD)[0]
    assert "-Dmaven.gitcommitid.skip" in said(facts, Topic.BUILD)[0]
    assert "frontend-maven-plugin" in doubts(facts)


def test_one_application_of_many_modules_is_built_with_what_it_needs() -> None:
    files = {
        "pom.xml": pom(MODULES, artifact="up"),
        "lib/pom.xml": pom(WEB, artifact="lib"),
        "lib/src/main/java/L.java": "class L {}",
        "web/pom.xml": pom(boot(), needs("g:lib:1", "g:lib:1", "g:gone:1:test"), BOOTED, artifact="web"),
        "web/src/main/java/com/example/Main.java": code(),
    }
    plan = planned(files)

    assert commands(plan.stages[0])[-1] == "mvn -B -ntp -pl web -am -Dmaven.test.skip=true package"
    assert copied(plan.stages[0]) == [("pom.xml",), ("lib/pom.xml",), ("web/pom.xml",), (".",)]
    assert copied(plan.stages[1]) == [("/src/web/target/web-1.0.jar",)]
    assert plan.ignore == ("target", "lib/target", "web/target")
    assert (plan.service.root, plan.port) == ("", 8080)


def test_each_of_several_applications_is_a_service_of_the_whole_build() -> None:
    files = {
        "pom.xml": pom(MODULES, artifact="up"),
        "lib/pom.xml": pom(boot(), WEB, BOOTED, artifact="lib"),
        "lib/src/main/java/com/example/Main.java": code(),
        "web/pom.xml": pom(needs("g:a:1"), build(plugin("maven-jar-plugin", "<mainClass>a.B</mainClass>"))),
    }
    lib, web = stacks.recognise(picture(files))
    plan = stacks.plan(web, CATALOGUE)

    assert [lib.service.root, web.service.root] == ["lib", "web"]
    assert (plan.service.path("Dockerfile"), plan.context) == ("web/Dockerfile", "")
    assert plan.start == ("java", MEMORY, "-cp", "app.jar:lib/*", "a.B")
    below = {f"back/{name}": text for name, text in files.items()}
    assert stacks.plan(stacks.recognise(picture(below))[1], CATALOGUE).context == "back"


def test_a_plugin_for_every_module_makes_no_program_of_a_library_and_samples_are_none() -> None:
    modules = MODULES.replace("</modules>", "<module>samples</module></modules>")
    above = parent("g", "up", "1.0")
    files = {
        "pom.xml": pom(boot(), modules, WEB, BOOTED, artifact="up"),
        **{f"{name}/pom.xml": pom(above, artifact=name) for name in ("lib", "web", "samples")},
        **{f"{name}/src/main/java/com/example/Main.java": code() for name in ("web", "samples")},
        "lib/src/main/java/L.java": "class L {}",
    }

    assert "-pl web" in commands(planned(files).stages[0])[-1]
    alone = {name: text for name, text in files.items() if not name.startswith("web/")}
    assert "-pl samples" in commands(planned(alone).stages[0])[-1]


def test_repositories_of_somebody_s_own_are_said() -> None:
    url = "<repositories><repository><url>https://maven.example.com/all</url></repository></repositories>"
    usual = url.replace("maven.example.com", "any.maven.org")
    facts = recognised({"pom.xml": pom(url), **MAIN})

    assert "maven.example.com" in doubts(facts)
    assert doubts(recognised({"pom.xml": pom(usual), **MAIN})) == ""


def test_a_war_for_the_whole_of_jakarta_ee_is_said() -> None:
    needed = needs("jakarta.platform:jakarta.jakartaee-api:10.0.0:provided")

    assert "whole of Jakarta EE" in doubts(recognised({"pom.xml": pom("<packaging>war</packaging>", needed)}))


def test_tests_that_another_module_takes_are_compiled() -> None:
    jar = "<dependencies><dependency><artifactId>x</artifactId><type>test-jar</type></dependency></dependencies>"

    assert "-DskipTests" in said(recognised({"pom.xml": pom(jar), **MAIN}), Topic.BUILD)[0]


def test_a_name_that_the_build_alone_knows_is_found_by_its_ending() -> None:
    plan = planned({"pom.xml": pom(boot(), WEB, BOOTED, version="${gone}"), **MAIN})

    assert copied(plan.stages[1]) == [("/src/target/*.jar",)]


def test_settings_and_sources_are_followed_the_telling_ones_first() -> None:
    files = {"pom.xml": pom(), "web/pom.xml": pom()}
    there = (
        "src/main/java/a/Util.java",
        "src/main/java/a/b/ShopApplication.java",
        "src/main/java/a/ShopController.java",
        "src/main/kotlin/a/Main.kt",
        "src/test/java/a/T.java",
        "web/src/main/resources/application.yml",
        "src/main/resources/config/application.yml",
        "a/b/c/pom.xml",
    )

    assert java.follow(picture(files, *there)) == (
        "a/b/c/pom.xml",
        "src/main/resources/config/application.yml",
        "web/src/main/resources/application.yml",
        "src/main/kotlin/a/Main.kt",
        "src/main/java/a/b/ShopApplication.java",
        "src/main/java/a/ShopController.java",
        "src/main/java/a/Util.java",
    )
    assert java.follow(picture({"a.txt": ""})) == ()


def test_a_service_that_the_application_talks_to_is_named() -> None:
    facts = recognised(spring(needs("org.postgresql:postgresql")))

    assert said(facts, Topic.NEEDS) == [("PostgreSQL",)]
    assert cited(facts, Topic.DEPENDENCY) == ["pom.xml:10", "pom.xml:11"]
