"""Project files: properties with what they inherit, packages with central versions, references and imports."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import ManifestUnreadable
from bot.stacks.dotnet import projects
from tests.bot.stacks.dotnet.trees import package, project, reference, solution
from tests.bot.stacks.pictures import picture

if TYPE_CHECKING:
    from bot.stacks.dotnet.projects import Project


def read(files: dict[str, str], file: str = "a/App.csproj") -> Project:
    found = projects.read(picture(files), file)
    assert found
    return found


def test_a_property_is_the_last_one_without_a_condition_and_others_are_filled_in() -> None:
    text = """<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup><Line>8</Line><Name>$(MSBuildProjectName).Run</Name></PropertyGroup>
  <PropertyGroup><TargetFramework>net$(Line).0</TargetFramework></PropertyGroup>
  <PropertyGroup><TargetFramework Condition="'$(X)'==''">net6.0</TargetFramework></PropertyGroup>
  <PropertyGroup><Only Condition="x">1</Only><Circle>$(Circle)</Circle><Gone>$(Nowhere)</Gone></PropertyGroup>
</Project>"""

    found = read({"a/App.csproj": text})

    assert found.word("TargetFramework") == "net8.0"
    assert found.word("Name") == "App.Run"
    assert found.word("Only") == "1"
    assert found.word("Circle") == ""
    assert found.said("Gone") is None
    assert found.said("NeverSaid") is None


def test_properties_that_grow_when_they_are_filled_in_stay_short_and_quick() -> None:
    grown = "".join(f"<P{n}>{f'$(P{n - 1})' * 50}</P{n}>" for n in range(1, 60))
    text = f'<Project Sdk="x"><PropertyGroup><P0>abcdef</P0>{grown}</PropertyGroup></Project>'

    found = read({"a/App.csproj": text})

    assert len(found.word("P9")) <= projects.LONGEST
    assert len(found.word("P59")) <= projects.LONGEST


def test_what_stands_in_folders_above_is_inherited_from_the_nearest() -> None:
    files = {
        "Directory.Build.props": "<Project><PropertyGroup><A>far</A><B>far</B></PropertyGroup></Project>",
        "a/Directory.Build.props": "<Project><PropertyGroup><A>near</A></PropertyGroup></Project>",
        "a/App.csproj": project(),
    }

    found = read(files)

    assert (found.word("A"), found.word("B")) == ("near", "")


def test_the_nearest_may_take_the_next_one() -> None:
    above = "$([MSBuild]::GetPathOfFileAbove('Directory.Build.props', '$(MSBuildThisFileDirectory)../'))"
    files = {
        "Directory.Build.props": "<Project><PropertyGroup><A>far</A><B>far</B></PropertyGroup></Project>",
        "a/Directory.Build.props": f'<Project><Import Project="{above}"/>'
        "<PropertyGroup><A>near</A></PropertyGroup></Project>",
        "a/App.csproj": project(),
    }

    found = read(files)

    assert (found.word("A"), found.word("B")) == ("near", "far")
    assert found.unclear is None


def test_files_that_are_imported_by_name_are_read_and_others_are_said() -> None:
    files = {
        "build/common.props": "<Project><PropertyGroup><Level>9</Level></PropertyGroup></Project>",
        "a/App.csproj": '<Project Sdk="x">\n<Import Project="..\\build\\common.props"/>\n'
        '<Import Project="Sdk.props" Sdk="y"/>'
        '<Import Project="maybe.props" Condition="x"/><Import Project="gone.props"/><Import/></Project>',
        "b/App.csproj": '<Project Sdk="x">\n<Import Project="$(Where)/common.props"/></Project>',
    }

    assert read(files).word("Level") == "9"
    assert read(files).unclear is None
    unclear = read(files, "b/App.csproj").unclear
    assert unclear
    assert (unclear.value, unclear.line) == ("$(Where)/common.props", 2)
    assert projects.imported(read(files)) == (
        "build/common.props",
        "a/Sdk.props",
        "a/maybe.props",
        "a/gone.props",
    )


def test_imports_that_go_in_circles_end() -> None:
    files = {
        "a/App.csproj": '<Project Sdk="x"><Import Project="one.props"/></Project>',
        "a/one.props": '<Project><Import Project="App.csproj"/><Import Project="one.props"/></Project>',
    }

    assert len(read(files).documents) == 2


def test_sdks_are_named_as_attribute_element_or_import_without_their_versions() -> None:
    text = '<Project Sdk="One/1.2; Two">\n<Sdk Name="Three" Version="1"/>\n<Import Sdk="Four" Project="p"/></Project>'

    found = read({"a/App.csproj": text}).sdks()

    assert [(one.value, one.line) for one in found] == [("One", 1), ("Two", 1), ("Three", 2), ("Four", 3)]


def test_packages_have_their_own_or_their_central_version() -> None:
    nested = '<PackageReference Include="C"><Version>3</Version></PackageReference>'
    files = {
        "Directory.Packages.props": "<Project><PropertyGroup><Level>9</Level></PropertyGroup><ItemGroup>"
        '<PackageVersion Include="b" Version="2"/>'
        '<GlobalPackageReference Include="D" Version="4"/></ItemGroup></Project>',
        "a/App.csproj": project("x", package("A", "1"), package("B"), nested, "<PackageReference Update='E'/>"),
    }

    found = [(name, version) for name, version, _ in read(files).packages()]

    assert found == [("D", "4"), ("A", "1"), ("B", "2"), ("C", "3")]
    assert read(files).word("Level") == "9"


def test_references_are_paths_of_the_repository() -> None:
    text = project(
        "x", reference("..\\b\\B.csproj;..\\c\\C.csproj"), reference("..\\..\\..\\out.csproj"), reference("*.x")
    )

    assert read({"a/App.csproj": text}).references() == ("b/B.csproj", "c/C.csproj")
    assert projects.located("a/App.csproj", "$(MSBuildThisFileDirectory)..\\x.props") == "x.props"


def test_all_that_a_project_refers_to_is_found_once_and_in_circles_too() -> None:
    files = {
        "a/App.csproj": project("x", reference("../b/B.csproj"), reference("../gone/Gone.csproj")),
        "b/B.csproj": project("x", reference("../a/App.csproj")),
    }

    found = projects.closure(picture(files), read(files))

    assert [one.file for one in found] == ["a/App.csproj", "b/B.csproj"]


def test_solutions_list_their_projects_in_both_forms() -> None:
    listed = '<Solution><Folder Name="/s/"><Project Path="s/A.csproj"/></Folder><Project Path="web.esproj"/></Solution>'
    files = {"a.sln": solution("s\\A.csproj", "docs", "s\\A.csproj"), "b.slnx": listed, "c.slnx": ""}

    assert projects.members(picture(files), "a.sln") == ("s/A.csproj",)
    assert projects.members(picture(files), "b.slnx") == ("s/A.csproj",)
    assert projects.members(picture(files), "c.slnx") == ()


def test_a_project_without_a_text_is_none() -> None:
    assert projects.read(picture({}, "a/App.csproj"), "a/App.csproj") is None


def test_what_does_not_parse_is_said_with_its_file_and_line() -> None:
    with pytest.raises(ManifestUnreadable, match=r"a/App\.csproj:2"):
        read({"a/App.csproj": "<Project>\n</Projekt>"})


WORDS = st.sampled_from(
    [
        "<Project>",
        "</Project>",
        "<Import Project='a.csproj'/>",
        "<PropertyGroup>",
        "</PropertyGroup>",
        "<A>$(A)$(B)</A>",
    ]
)


@given(st.one_of(st.text(), st.lists(WORDS).map("".join)), st.text())
def test_any_text_is_a_project_or_a_typed_error(text: str, beside: str) -> None:
    files = {"a.csproj": text, "Directory.Build.props": beside, "b.sln": beside}
    projects.members(picture(files), "b.sln")
    try:
        found = projects.read(picture(files), "a.csproj")
    except ManifestUnreadable:
        return
    if found:
        assert len(found.word("A")) <= projects.LONGEST
        assert [*found.packages()] == []
        assert projects.closure(picture(files), found)
