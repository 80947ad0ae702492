"""Which projects are programs, what each is, and the service that it belongs to."""

from __future__ import annotations

import pytest

from bot.stacks.dotnet import programs
from tests.bot.stacks.dotnet.trees import MINIMAL, PLAIN, WEB, package, project, reference, solution
from tests.bot.stacks.pictures import picture


def found(files: dict[str, str]) -> list[list[tuple[str, str, str]]]:
    every = programs.find(picture(files))
    return [[(one.project.name, one.kind, one.home) for one in service] for service in every]


@pytest.mark.parametrize(
    ("text", "code", "kind"),
    [
        (project(WEB), "", "web"),
        (project("Microsoft.NET.Sdk.Worker"), "", "worker"),
        (project("Microsoft.NET.Sdk.Worker"), MINIMAL, "web"),
        (project(OutputType="Exe"), "Console.WriteLine();", "job"),
        (project(OutputType="exe"), "class W : BackgroundService {}", "worker"),
        (project(OutputType="Exe"), "while (true) {}", "worker"),
        (project(OutputType="Exe"), "Console.ReadLine();", "job"),
        (project(OutputType="Exe"), MINIMAL, "web"),
        (project(OutputType="Exe"), "new HttpListener();", "web"),
    ],
)
def test_what_a_program_is(text: str, code: str, kind: str) -> None:
    assert found({"App.csproj": text, "Program.cs": code}) == [[("App", kind, "")]]


@pytest.mark.parametrize(
    "text",
    [
        project(),
        project(OutputType="Library"),
        project(WEB, OutputType="Library"),
        project(OutputType="Exe", IsTestProject="true"),
        project(WEB, package("xunit.v3")),
        project(WEB, package("Microsoft.NET.Test.Sdk")),
        project(OutputType="Exe", UseWPF="true"),
        project(OutputType="WinExe"),
        project(OutputType="Exe", TargetFramework="net10.0-windows"),
        project(OutputType="Exe", TargetFramework="net48"),
        project(OutputType="Exe", AzureFunctionsVersion="v4"),
        project("Aspire.AppHost.Sdk/13.0.0", OutputType="Exe"),
        '<Project ToolsVersion="15.0"><PropertyGroup><OutputType>Exe</OutputType></PropertyGroup></Project>',
        "",
    ],
)
def test_what_is_no_program_of_a_server(text: str) -> None:
    assert found({"App.csproj": text, "Program.cs": MINIMAL}) == []


@pytest.mark.parametrize(
    "name", ["App.Tests", "AppTests", "App.IntegrationTests", "App.Specs", "tests/Helper", "Samples/S"]
)
def test_tests_and_samples_are_no_programs(name: str) -> None:
    assert found({f"{name}.csproj": project(WEB)}) == []


def test_a_program_whose_name_only_ends_like_a_test_is_one() -> None:
    assert found({"Contest.csproj": project(WEB), "Latest.csproj": project(WEB)})


def test_what_migrates_a_database_ends() -> None:
    files = {"DbMigrator.csproj": project(OutputType="Exe"), "Program.cs": "class W : BackgroundService {}"}

    assert found(files) == [[("DbMigrator", "job", "")]]


def test_frameworks_are_those_that_run_on_linux() -> None:
    text = project(OutputType="Exe", TargetFramework="", TargetFrameworks="net48;net8.0;net9.0-windows;netcoreapp3.1")
    (program,) = programs.find(picture({"App.csproj": text}))[0]

    assert programs.frameworks(program.project) == ("net8.0", "netcoreapp3.1")


def test_a_program_without_a_framework_that_is_known_is_one_all_the_same() -> None:
    assert found({"App.csproj": project(WEB, TargetFramework="$(Elsewhere)")}) == [[("App", "web", "")]]


def test_one_program_of_a_solution_is_the_service_of_its_folder() -> None:
    files = {"x/App.sln": solution("src\\Web\\Web.csproj"), "x/src/Web/Web.csproj": project(WEB)}

    assert found(files) == [[("Web", "web", "x")]]


def test_each_that_serves_or_works_is_a_service_and_what_ends_is_none_beside_them() -> None:
    files = {
        "App.sln": solution("Api\\Api.csproj", "Jobs\\Jobs.csproj", "Seed\\Seed.csproj"),
        "Api/Api.csproj": project(WEB),
        "Jobs/Jobs.csproj": project("Microsoft.NET.Sdk.Worker"),
        "Seed/Seed.csproj": project(OutputType="Exe"),
    }

    assert found(files) == [[("Api", "web", "")], [("Jobs", "worker", "")]]


def test_of_several_that_end_the_one_named_like_the_solution_is_chosen_and_a_tool_comes_last() -> None:
    files = {
        "Tally.sln": solution("A\\A.csproj", "B\\Tally.csproj", "C\\C.csproj"),
        "A/A.csproj": project(OutputType="Exe", PackAsTool="true"),
        "B/Tally.csproj": project(OutputType="Exe"),
        "C/C.csproj": project(OutputType="Exe"),
    }

    assert [name for name, _, _ in found(files)[0]] == ["Tally", "C", "A"]


def test_pages_are_a_service_where_no_other_program_serves_them() -> None:
    pages = project(programs.PAGES)
    host = project(WEB, reference("..\\Pages\\Pages.csproj"))

    assert found({"Pages/Pages.csproj": pages}) == [[("Pages", "web", "Pages")]]
    assert found({"Pages/Pages.csproj": pages, "Host/Host.csproj": host}) == [[("Host", "web", "Host")]]


def test_without_a_solution_each_program_is_a_service_of_its_own_folder() -> None:
    files = {"b/B.csproj": project(WEB), "a/A.csproj": project(OutputType="Exe"), "other.sln": solution("c\\C.csproj")}

    assert found(files) == [[("A", "job", "a")], [("B", "web", "b")]]


def test_the_nearest_solution_decides() -> None:
    files = {
        "All.sln": solution("x\\Web\\Web.csproj"),
        "x/X.sln": solution("Web\\Web.csproj"),
        "x/Web/Web.csproj": project(WEB),
    }

    assert found(files) == [[("Web", "web", "x")]]


def test_sources_belong_to_the_nearest_project_and_what_tools_make_to_none() -> None:
    names = ["Zed.cs", "Program.cs", "Startup.cs", "sub/Inner/Program.cs", "obj/Made.cs", "A.Designer.cs", "tests/T.cs"]

    grouped = programs.sources(picture(dict.fromkeys(names, "x")), {"", "sub/Inner"})

    assert grouped == {"": ["Program.cs", "Startup.cs", "Zed.cs"], "sub/Inner": ["sub/Inner/Program.cs"]}
    assert programs.sources(picture({"a/b/X.fs": "x"}), set()) == {"": ["a/b/X.fs"]}


def test_plain_is_the_sdk_of_libraries_too() -> None:
    assert found({"App.csproj": project(PLAIN), "Program.cs": MINIMAL}) == []
