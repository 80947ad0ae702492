"""Repositories of .NET from their files to facts and plans."""

from __future__ import annotations

import pytest

from bot import stacks
from bot.stacks import dotnet
from bot.types import Copy, Topic
from tests.bot.stacks.dotnet.trees import MINIMAL, WEB, package, project, reference, solution
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

GLOBAL = '{\n  "sdk": {\n    "version": "8.0.100"%s\n  }%s\n}\n'


def facts_of(files: dict[str, str]) -> list[tuple[str, str]]:
    return [(facts.service.name, facts.service.root) for facts in stacks.recognise(picture(files))]


def test_a_program_with_arguments_is_told_the_port_as_one() -> None:
    plan = planned({"App.csproj": project(WEB), "Program.cs": MINIMAL})

    assert plan.start == ("dotnet", "App.dll", "--urls", "http://0.0.0.0:${PORT}")
    assert environment(plan.stages[-1]) == {"PORT": "8080"}
    assert plan.user == (1654, 1654)
    assert plan.health
    assert str(plan.stages[0].image) == "mcr.microsoft.com/dotnet/sdk:10.0"
    assert str(plan.stages[1].image) == "mcr.microsoft.com/dotnet/aspnet:10.0"


def test_a_program_without_arguments_is_told_by_a_variable() -> None:
    plan = planned({"App.csproj": project(WEB), "Program.cs": MINIMAL.replace("args", "")})

    assert plan.start == ("dotnet", "App.dll")
    assert environment(plan.stages[-1]) == {"PORT": "8080", "ASPNETCORE_HTTP_PORTS": "8080"}


def test_before_its_eighth_version_the_account_and_the_variable_are_others() -> None:
    plan = planned({"App.csproj": project(WEB, TargetFramework="net6.0"), "Program.cs": ""})

    assert plan.user == (10001, 10001)
    assert environment(plan.stages[-1])["ASPNETCORE_URLS"] == "http://+:8080"
    assert "reached its end of life" in doubts(plan)


@pytest.mark.parametrize(
    ("code", "settings", "port", "place"),
    [
        ('app.Run("http://0.0.0.0:3000");', "{}", "3000", "Program.cs:1"),
        ('var p = Get("PORT") ?? "5000";', "{}", "5000", "Program.cs:1"),
        ('var p = Get("PORT");', "{}", "8080", "Program.cs:1"),
        ("", '{"Kestrel": {"Endpoints": {"H": {"Url": "http://*:4000"}}}}', "4000", "appsettings.json:1"),
        ("", '{"Urls": "http://*:4001"}', "4001", "appsettings.json:1"),
        (MINIMAL, '{"Urls": "http://*:4001"}', "8080", "Program.cs:1"),
        ("", "{ // a comment\n}", "8080", "App.csproj:1"),
    ],
)
def test_where_it_listens(code: str, settings: str, port: str, place: str) -> None:
    facts = recognised({"App.csproj": project(WEB), "Program.cs": code, "appsettings.json": settings})

    assert said(facts, Topic.PORT) == [(port,)]
    assert cited(facts, Topic.PORT) == [place]


def test_an_address_that_nobody_outside_reaches_is_doubted() -> None:
    facts = recognised({"App.csproj": project(WEB), "Program.cs": 'app.Run("http://localhost:3000");'})

    assert "nobody outside a container" in doubts(facts)


def test_health_is_asked_where_a_route_says_so() -> None:
    routes = 'app.MapGet("/", x); app.MapGet("/items/{id}", y); app.MapHealthChecks("/healthz");'

    assert said(recognised({"App.csproj": project(WEB), "Program.cs": routes}), Topic.HEALTH_PATH) == [("/healthz",)]
    assert said(recognised({"App.csproj": project(WEB), "Program.cs": ""}), Topic.HEALTH_PATH) == [("/",)]


def test_variables_are_named_as_the_environment_has_them() -> None:
    code = """Environment.GetEnvironmentVariable("A") ?? throw new X();
Environment.GetEnvironmentVariable("A"); Environment.GetEnvironmentVariable("PORT"); Get.GetEnvironmentVariable("a b");
c.GetConnectionString("Main"); c.GetConnectionString("not one");"""
    facts = recognised({"App.csproj": project(WEB), "Program.cs": code})

    assert said(facts, Topic.VARIABLE) == [("A", "", "required"), ("ConnectionStrings__Main",)]


def test_a_listener_of_its_own_is_no_framework() -> None:
    files = {"App.csproj": project(OutputType="Exe"), "Program.cs": "new HttpListener();"}

    assert said(recognised(files), Topic.FRAMEWORK) == []
    assert str(planned(files).stages[-1].image) == "mcr.microsoft.com/dotnet/runtime:10.0"


def test_packages_of_aspnet_bring_its_runtime() -> None:
    shared = '<FrameworkReference Include="Microsoft.AspNetCore.App" />'
    for item in (package("Serilog.AspNetCore", "9.0.0"), shared):
        plan = planned({"App.csproj": project("Microsoft.NET.Sdk.Worker", item)})

        assert str(plan.stages[-1].image) == "mcr.microsoft.com/dotnet/aspnet:10.0"


def test_packages_of_debian_are_installed_where_the_catalogue_says_so() -> None:
    plan = planned({"App.csproj": project(WEB, package("System.Drawing.Common", "6.0.0"))})

    assert "libgdiplus" in " ".join(commands(plan.stages[-1]))


def test_a_job_ends_and_is_started_without_an_init() -> None:
    plan = planned({"App.csproj": project(OutputType="Exe", AssemblyName="tally"), "Program.cs": ""})

    assert plan.ends
    assert plan.start == ("dotnet", "tally.dll")
    assert environment(plan.stages[-1]) == {}


def test_manifests_come_before_sources_with_all_that_they_inherit_and_refer_to() -> None:
    feed = '<configuration><packageSources><add key="l" value="feed" /></packageSources></configuration>'
    files = {
        "App.sln": solution("src\\Web\\Web.csproj"),
        "src/Web/Web.csproj": project(WEB, reference("..\\Core\\Core.csproj"), reference("..\\Gone\\Gone.csproj")),
        "src/Core/Core.csproj": project(),
        "Directory.Build.props": "<Project/>",
        "nuget.config": feed,
        "feed/a.nupkg": "x",
    }

    plan = planned(files)

    assert copied(plan.stages[0])[:4] == [
        ("Directory.Build.props", "nuget.config"),
        ("src/Core/Core.csproj",),
        ("src/Web/Web.csproj",),
        ("feed/",),
    ]
    assert commands(plan.stages[0])[0] == "dotnet restore src/Web/Web.csproj"
    assert "refers to src/Gone/Gone.csproj, which is not in the repository" in doubts(plan)


def test_all_is_copied_where_an_import_is_not_known() -> None:
    text = project(WEB).replace("<PropertyGroup>", '<Import Project="$(X)/y.props" /><PropertyGroup>', 1)
    plan = planned({"App.csproj": text, "global.json": GLOBAL % ("", "")})

    assert copied(plan.stages[0]) == [(".",)]
    assert "global.json" not in plan.ignore


def test_each_service_of_a_solution_is_built_from_the_folder_that_holds_all() -> None:
    files = {
        "App.sln": solution("Api\\Api.csproj", "Jobs\\Jobs.csproj"),
        "Api/Api.csproj": project(WEB),
        "Jobs/Jobs.csproj": project("Microsoft.NET.Sdk.Worker", reference("..\\Core\\Core.csproj")),
        "Core/Core.csproj": project(),
    }

    plans = [stacks.plan(facts, CATALOGUE) for facts in stacks.recognise(picture(files))]

    assert [(plan.service.name, plan.service.root, plan.context) for plan in plans] == [
        ("Api", "Api", "Api"),
        ("Jobs", "Jobs", ""),
    ]
    assert commands(plans[0].stages[0])[0] == "dotnet restore Api.csproj"
    assert commands(plans[1].stages[0])[0] == "dotnet restore Jobs/Jobs.csproj"


def test_a_service_below_a_folder_that_it_needs_more_of_is_built_from_there() -> None:
    files = {"x/a/A.csproj": project(WEB, reference("../b/B.csproj")), "x/b/B.csproj": project()}

    (plan,) = [stacks.plan(facts, CATALOGUE) for facts in stacks.recognise(picture(files))]

    assert (plan.service.root, plan.context) == ("x/a", "x")


def test_several_that_end_are_one_service_with_a_doubt() -> None:
    files = {
        "App.sln": solution("A\\A.csproj", "B\\B.csproj"),
        "A/A.csproj": project(OutputType="Exe"),
        "B/B.csproj": project(OutputType="Exe"),
    }

    assert "A is one of several programs; beside it stand B" in doubts(recognised(files))
    assert doubts(recognised({**files, "A/A.csproj": project(WEB)})) == ""


def test_a_lock_file_is_strict_in_both_commands() -> None:
    plan = planned({"App.csproj": project(WEB), "packages.lock.json": "{}"})

    restoring, publishing = commands(plan.stages[0])
    assert restoring == "dotnet restore App.csproj --locked-mode"
    assert publishing.endswith("-p:RestoreLockedMode=true")


def test_a_floating_version_without_a_lock_file_is_doubted() -> None:
    files = {"App.csproj": project(WEB, package("A", "1.*"), package("A", "1.*"))}

    assert "A 1.* is another version each time" in doubts(recognised(files))
    assert "another version" not in doubts(recognised({**files, "packages.lock.json": "{}"}))


def test_what_asks_for_a_host_of_its_own_is_switched_off() -> None:
    plan = planned({"App.csproj": project(WEB, PublishAot="true", PublishTrimmed="true", RuntimeIdentifier="win-x64")})

    assert commands(plan.stages[0])[1].endswith("-p:PublishAot=false -p:PublishTrimmed=false -p:SelfContained=false")
    assert "is built for win-x64, and the image is Linux" in doubts(plan)


def test_of_many_frameworks_the_newest_is_published() -> None:
    plan = planned({"App.csproj": project(WEB, TargetFramework="", TargetFrameworks="net8.0;net10.0;net48")})

    assert "--framework net10.0" in commands(plan.stages[0])[1]
    assert str(plan.stages[-1].image).endswith("aspnet:10.0")


def test_a_framework_that_nobody_names_is_doubted_and_a_pin_is_taken() -> None:
    files = {"App.csproj": project(WEB, TargetFramework="$(X)"), ".tool-versions": "dotnet 9.0.100\n"}

    plan = planned(files)

    assert str(plan.stages[-1].image).endswith("aspnet:9.0")
    assert str(plan.stages[0].image).endswith("sdk:9.0")
    assert "does not say for which framework" in doubts(plan)


def test_the_sdk_is_the_newest_that_anything_is_built_for() -> None:
    files = {
        "App.sln": solution("A\\A.csproj"),
        "A/A.csproj": project(WEB, reference("..\\B\\B.csproj"), TargetFramework="net8.0"),
        "B/B.csproj": project(TargetFramework="", TargetFrameworks="net9.0;netstandard2.0"),
    }

    plan = planned(files)

    assert str(plan.stages[0].image).endswith("sdk:9.0")
    assert str(plan.stages[1].image).endswith("aspnet:8.0")


@pytest.mark.parametrize(
    ("more", "else_", "kept", "sentence"),
    [
        ("", "", False, "the build does not see the file"),
        (',\n"rollForward": "latestFeature"', "", True, ""),
        ("", ',\n"msbuild-sdks": {"X": "1"}', True, "the build may refuse it"),
    ],
)
def test_a_pin_of_the_sdk_that_no_image_promises_is_left_out_and_said(
    more: str, else_: str, kept: bool, sentence: str
) -> None:
    plan = planned({"App.csproj": project(WEB), "global.json": GLOBAL % (more, else_)})

    assert (("App.csproj", "global.json") in copied(plan.stages[0])) is kept
    assert ("global.json" in plan.ignore) is not kept
    assert sentence in doubts(plan)
    assert ("global.json" in doubts(plan)) is bool(sentence)


def test_a_global_json_without_a_version_is_kept() -> None:
    plan = planned({"App.csproj": project(WEB), "global.json": '{"sdk": {"version": "newest"}}'})

    assert copied(plan.stages[0])[0] == ("App.csproj", "global.json")


def test_an_sdk_newer_than_all_images_is_doubted() -> None:
    pin = '{"sdk": {"version": "99.0.100", "rollForward": "minor"}}'

    plan = planned({"App.csproj": project(WEB), "global.json": pin})

    assert str(plan.stages[0].image).endswith("sdk:10.0")
    assert "no image here of the SDK 99.0" in doubts(plan)


def test_other_sources_of_packages_and_passwords_are_said_without_their_values() -> None:
    text = """<configuration>
  <packageSources><add key="c" value="https://corp.example/v3/index.json" /></packageSources>
  <packageSourceCredentials><c>
    <add key="ClearTextPassword" value="hunter2" />
    <add key="ClearTextPassword" value="%TOKEN%" />
  </c></packageSourceCredentials>
</configuration>"""

    facts = recognised({"App.csproj": project(WEB), "NuGet.config": text})

    assert "another index (corp.example)" in doubts(facts)
    assert doubts(facts).count("holds a password") == 1
    assert "hunter2" not in repr(facts)


def test_a_config_that_was_not_read_names_nothing() -> None:
    facts = stacks.recognise(picture({"App.csproj": project(WEB)}, "nuget.config"))[0]

    assert "index" not in doubts(facts)


def test_what_is_read_next_are_imports_and_sources() -> None:
    text = project(WEB).replace("<PropertyGroup>", '<Import Project="x.props" /><PropertyGroup>', 1)
    files = {"a/App.csproj": text, "a/Program.cs": "", "broken/B.csproj": "<", "c/C.csproj": ""}

    unread = ("a/x.props", "a/Endpoints.cs", "a/tests/T.cs", "lib/Code.cs")
    assert dotnet.follow(picture({**files, "lib/L.csproj": project()}, *unread)) == ("a/x.props", "a/Endpoints.cs")
    assert dotnet.follow(picture({"a.py": ""})) == ()
    assert dotnet.recognise(picture({"a.py": ""})) == ()


@pytest.mark.parametrize(
    ("item", "files"),
    [
        ('</ItemGroup><Target Name="T"><Exec Command="npm install" /></Target><ItemGroup>', {}),
        (reference("..\\front\\front.esproj"), {"front/front.esproj": '<Project Sdk="X/1.0" />'}),
    ],
)
def test_node_is_there_where_the_build_calls_it(item: str, files: dict[str, str]) -> None:
    plan = planned({"App/App.csproj": project(WEB, item, SpaRoot="ClientApp\\"), **files})

    (image,) = {step.source_image for step in plan.stages[0].steps if isinstance(step, Copy) and step.source_image}
    assert image.name == "node"
    assert all(path in {name for names in copied(plan.stages[0]) for name in names} for path in files)
    assert "node" in [claim.value[0] for claim in plan.decisions if claim.topic is Topic.SYSTEM_PACKAGE_BUILD]


def test_the_front_end_says_which_node_and_which_manager() -> None:
    item = '</ItemGroup><Target Name="T"><Exec Command="echo" /><Exec Command="pnpm install" /></Target><ItemGroup>'
    front = '{"packageManager": "pnpm@9.15.9", "engines": {"node": "22"}, "dependencies": {"a": "1"}}'
    files = {"App.csproj": project(WEB, item, SpaRoot="ClientApp\\"), "ClientApp/package.json": front}

    plan = planned(files)

    images = [str(step.source_image) for step in plan.stages[0].steps if isinstance(step, Copy) and step.source_image]
    assert images[0].startswith("node:22-")
    assert commands(plan.stages[0])[0] == "npm install --global pnpm@9.15.9"
    assert "node" not in commands(planned({"App.csproj": project(WEB)}).stages[0])


def test_pages_for_a_browser_are_served_by_nginx() -> None:
    plan = planned({"App.csproj": project("Microsoft.NET.Sdk.BlazorWebAssembly", TargetFramework="net8.0")})

    assert plan.start == ("nginx", "-g", "daemon off;")
    assert plan.port == 8080
    assert copied(plan.stages[-1]) == [("/out/wwwroot/",)]
    assert any("try_files" in one for one in commands(plan.stages[-1]))
    assert "**/obj" in plan.ignore
    assert "end of life" in doubts(plan)


def test_names_of_services() -> None:
    assert facts_of({"App.csproj": project(WEB)}) == [("demo", "")]
    assert facts_of({"back/App.csproj": project(WEB)}) == [("back", "back")]
