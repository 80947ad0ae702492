"""What is read of pom.xml."""

from __future__ import annotations

import pytest

from bot.errors import ManifestUnreadable
from bot.stacks.java import pom as poms
from tests.bot.stacks.java.poms import build, needs, parent, plugin, pom, properties
from tests.bot.stacks.pictures import folder

MANAGED = "<build><pluginManagement><plugins>{}</plugins></pluginManagement></build>"


def test_a_module_inherits_from_the_parent_beside_it() -> None:
    above = pom("<packaging>pom</packaging>", properties(lib="2.1", java_version="17"), artifact="up", version="${lib}")
    files = {
        "pom.xml": above,
        "web/pom.xml": pom(parent("g", "up", "2.1"), needs("a:b:${lib}:test"), artifact="web", version=""),
    }

    module = poms.read(folder(files), "web")

    assert [one.file for one in module.line()] == ["web/pom.xml", "pom.xml"]
    assert (module.artifact, module.version, module.name, module.packaging) == ("web", "2.1", "web-2.1", "jar")
    assert [(one.name, one.version, one.scope) for one in module.dependencies()] == [("a:b", "2.1", "test")]
    value, place = module.property("java.version") or ("", None)
    assert (value, str(place)) == ("17", "pom.xml:7")
    assert module.parent() == ("", "", None)


def test_a_parent_that_is_another_one_or_outside_is_not_taken() -> None:
    files = {"pom.xml": pom(artifact="other"), "a/pom.xml": pom(parent("g", "up", "1"))}

    assert poms.read(folder(files), "a").parents == ()
    assert poms.read(folder({"pom.xml": pom(parent("g", "up", "1"))})).parents == ()
    assert poms.read(folder({"pom.xml": pom(parent("g", "up", "1"))})).parent()[0] == "g:up"


def test_a_parent_may_be_named_by_its_folder() -> None:
    relative = "<parent><artifactId>base</artifactId><relativePath>../base</relativePath></parent>"
    files = {"base/pom.xml": pom(artifact="base"), "a/pom.xml": pom(relative)}

    assert [one.root for one in poms.read(folder(files), "a").parents] == ["base"]


def test_variables_that_name_each_other_end() -> None:
    loop = pom(properties(a="${b}${b}", b="${a}${a}"), version="${a}")

    assert len(poms.read(folder({"pom.xml": loop})).version) <= poms.LONGEST
    assert poms.read(folder({"pom.xml": loop})).name == "*"
    chain = properties(**{f"p{number}": f"${{p{number + 1}}}" for number in range(12)})
    assert poms.read(folder({"pom.xml": pom(chain, version="${p0}")})).version == "${p8}"
    assert poms.read(folder({"pom.xml": pom(version="${gone}")})).name == "*"


def test_the_build_names_its_files() -> None:
    names = {
        "${project.artifactId}": "shop",
        "${artifactId}-${version}": "shop-1.0",
        "app": "app",
        "${project.build.directory}": "target",
        "${basedir}x": ".x",
    }

    for said, name in names.items():
        assert poms.read(folder({"pom.xml": pom(build(name=said))})).name == name


def test_the_version_of_a_parent_is_known_by_its_name() -> None:
    text = pom(parent("g", "up", "7"), build(name="x-${project.parent.version}"))

    assert poms.read(folder({"pom.xml": text})).name == "x-7"


def test_a_plugin_is_what_the_module_and_its_parents_say() -> None:
    above = pom(MANAGED.format(plugin("p", "<x>up</x><y>far</y>", goal="run", version="3")), artifact="up")
    files = {"pom.xml": above, "a/pom.xml": pom(parent("g", "up", "1"), build(plugin("p", "<x>own</x>")))}

    found = poms.read(folder(files), "a").plugin("p")

    assert found
    assert (found.bound, found.version, found.word("x"), found.word("y"), found.word("z")) == (
        True,
        "3",
        "own",
        "far",
        "",
    )
    assert found.goals == {"run"}
    managed = poms.read(folder(files)).plugin("p")
    assert managed
    assert not managed.bound


def test_a_reactor_is_every_module_once() -> None:
    modules = (
        "<modules><module>a</module><module>b/pom.xml</module><module>../out</module><module>gone</module></modules>"
    )
    files = {
        "pom.xml": pom(modules),
        "a/pom.xml": pom("<modules><module>..</module><module>c</module></modules>", artifact="a"),
        "a/c/pom.xml": pom(artifact="c"),
        "b/pom.xml": pom(artifact="b"),
    }

    assert [one.root for one in poms.reactor(folder(files))] == ["", "a", "b", "a/c"]


def test_parents_of_each_other_end() -> None:
    circle = "<parent><artifactId>{0}</artifactId><relativePath>../{0}</relativePath></parent>"
    files = {
        "a/pom.xml": pom(circle.format("b"), artifact="a"),
        "b/pom.xml": pom(circle.format("a"), artifact="b"),
    }

    assert len(poms.read(folder(files), "a").line()) <= poms.ANCESTORS + 1


def test_what_does_not_parse_says_where() -> None:
    with pytest.raises(ManifestUnreadable, match=r"a/pom.xml:2"):
        poms.read(folder({"a/pom.xml": "<project>\n<a></b>"}), "a")
    with pytest.raises(ManifestUnreadable, match="document type"):
        poms.read(folder({"pom.xml": '<!DOCTYPE x [<!ENTITY a "b">]>\n<project>&a;</project>'}))


def test_versions_that_are_managed() -> None:
    managed = f"<dependencyManagement>{needs('g:list:5.1')}</dependencyManagement>"

    found = poms.read(folder({"pom.xml": pom(managed)})).managed("list")

    assert found
    assert found[0] == "5.1"
    assert poms.read(folder({"pom.xml": pom(managed)})).managed("other") is None


def profile(activation: str, name: str) -> str:
    told = f"<activation>{activation}</activation>" if activation else ""
    return f"<profile>{told}<properties><found>{name}</found></properties></profile>"


@pytest.mark.parametrize(
    ("activation", "holds"),
    [
        ("", False),
        ("<activeByDefault>true</activeByDefault>", True),
        ("<jdk>17</jdk>", False),
        ("<property><name>!fast</name></property>", True),
        ("<property><name>fast</name></property>", False),
        ("<file><exists>src/main</exists></file>", True),
        ("<file><exists>${basedir}/gone</exists></file>", False),
        ("<file><missing>gone</missing></file>", True),
        ("<file><missing>pom.xml</missing></file>", False),
    ],
)
def test_a_profile_holds_by_default_or_by_a_file(activation: str, holds: bool) -> None:
    text = pom(f"<profiles>{profile(activation, 'yes')}</profiles>", properties(found="no"))
    module = poms.read(folder({"pom.xml": text, "src/main/java/A.java": ""}))

    found = module.property("found")
    assert found
    assert (found[0] == "yes") is holds
