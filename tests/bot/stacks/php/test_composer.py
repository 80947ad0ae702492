"""composer.json and composer.lock: versions, extensions, packages, and what is wrong with them."""

from __future__ import annotations

import json

from bot.stacks.php import composer
from bot.stacks.versions import resolve
from bot.types import Claim, Doubt, Facts, Service, Topic
from tests.bot.stacks.pictures import CATALOGUE, folder

PACKAGES = {"php": "^8.1", "slim/slim": "^4", "ext-intl": "*"}


def manifest(**entries: object) -> str:
    return json.dumps(entries, indent=1)


def lock(*packages: tuple[str, dict[str, str]]) -> str:
    return json.dumps({"packages": [{"name": name, "require": require} for name, require in packages]}, indent=1)


def version(files: dict[str, str]) -> str:
    place = folder(files)
    claims = tuple(composer.versions(place, composer.read(place)))
    return resolve(Facts(service=Service(name="x"), stack="php", claims=claims), "php", CATALOGUE).version


def installs(files: dict[str, str]) -> list[Claim | Doubt]:
    place = folder(files)
    return list(composer.installs(place, composer.read(place)))


def test_versions_by_composers_own_rules() -> None:
    assert version({"composer.json": manifest(require={"php": "~8.2"})}) == "8.5"
    assert version({"composer.json": manifest(require={"php": "~8.2.0"})}) == "8.2"
    assert version({"composer.json": manifest(require={"php": "^8.1"}, config={"platform": {"php": "8.3.1"}})}) == "8.5"
    assert (
        version({"composer.json": manifest(require={"php": ">=8.2,<8.4"}, config={"platform": {"php": "8.3"}})})
        == "8.3"
    )
    assert version({"composer.json": "{}", ".php-version": "8.2.5\n"}) == "8.2"
    assert version({"composer.json": "{}", ".php-version": "latest"}) == "8.5"


def test_a_locked_package_that_a_version_is_too_new_for_decides() -> None:
    locked = lock(("a/a", {"php": "^7.4 || ^8.0"}), ("b/b", {"php": "8.1 - 8.4"}), ("c/c", {"php": "8.1 - 8.4"}))

    assert version({"composer.json": manifest(require=PACKAGES), "composer.lock": locked}) == "8.4"


def test_extensions_are_required_by_the_project_and_by_its_packages() -> None:
    locked = lock(("a/a", {"ext-gd": "*", "b/b": "1"}))
    found = composer.read(folder({"composer.json": manifest(require=PACKAGES), "composer.lock": locked}))

    assert [(name, place.path, why) for name, place, why in found.extensions] == [
        ("intl", "composer.json", "composer.json requires it"),
        ("gd", "composer.lock", "a/a requires it"),
    ]


def test_packages_come_before_sources_and_without_scripts() -> None:
    said = installs({"composer.json": manifest(require=PACKAGES), "composer.lock": lock(("slim/slim", {}))})
    values = {one.topic: one.value for one in said if isinstance(one, Claim)}

    assert values[Topic.MANIFEST] == ("composer.json", "composer.lock")
    assert "--no-scripts" in values[Topic.INSTALL]
    assert values[Topic.BUILD][:2] == ("composer", "dump-autoload")
    assert values[Topic.DEPENDENCY] == ("slim/slim", "^4")
    assert not [one for one in said if isinstance(one, Doubt)]


def test_what_asks_for_php_alone_installs_nothing() -> None:
    assert [one.topic for one in installs({"composer.json": manifest(require={"php": "^8"})})] == [
        Topic.PACKAGE_MANAGER
    ]
    assert installs({"index.php": ""}) == []


def test_classes_alone_are_found_by_an_autoloader() -> None:
    topics = [one.topic for one in installs({"composer.json": manifest(autoload={"psr-4": {"A\\": "src/"}})})]

    assert Topic.BUILD in topics
    assert Topic.INSTALL not in topics


def test_packages_in_the_repository_need_all_of_it() -> None:
    said = installs({"composer.json": manifest(require=PACKAGES, repositories=[{"type": "path", "url": "lib/*"}])})

    assert (".",) in [one.value for one in said if isinstance(one, Claim)]


def test_a_missing_or_drifted_lock_and_another_index_are_said() -> None:
    missing = installs({"composer.json": manifest(require=PACKAGES)})
    drifted = installs({"composer.json": manifest(require=PACKAGES), "composer.lock": lock(("a/a", {}))})
    named = {"own": {"type": "composer", "url": "https://packages.example"}, "x": {"type": "vcs", "url": "y"}}
    elsewhere = installs({"composer.json": manifest(require=PACKAGES, repositories=named)})

    assert any("no composer.lock" in one.sentence for one in missing if isinstance(one, Doubt))
    assert any("lacks slim/slim" in one.sentence for one in drifted if isinstance(one, Doubt))
    assert any("packages.example" in one.sentence for one in elsewhere if isinstance(one, Doubt))


def test_shapes_that_nobody_writes_say_nothing() -> None:
    odd = {"composer.json": manifest(require=[1], repositories="x"), "composer.lock": '{"packages": "x"}'}

    assert composer.read(folder(odd)).packages == {}
