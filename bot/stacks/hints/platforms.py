"""Reads the files of platforms that run a repository without a Dockerfile: Fly, Railway, Nixpacks, Railpack, Heroku."""

from __future__ import annotations

from bot.stacks.claims import claim
from bot.stacks.folder import table, word, words
from bot.stacks.hints import needs, telling
from bot.stacks.hints.procfile import processes
from bot.stacks.hints.reads import APP_JSON, FLY
from bot.types import Topic

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.stacks.folder import Folder
    from bot.types import Claim, Doubt, Evidence


def read(folder: Folder) -> Iterator[Claim | Doubt]:
    """Of the folder's own files."""
    yield from _railway(folder, "railway.json", _relaxed(folder, "railway.json"))
    yield from _railway(folder, "railway.toml", folder.toml("railway.toml"))
    yield from _fly(folder)
    yield from _packs(folder)
    yield from _heroku(folder)


def _relaxed(folder: Folder, name: str) -> dict[str, object]:
    """A JSON file that may hold comments, {} when it is not there; raises ManifestUnreadable."""
    if not folder.text(name):
        return {}
    from bot.stacks.javascript import relaxed

    return relaxed.load(folder, name)


def _at(folder: Folder, file: str, key: str) -> Evidence:
    return folder.find(file, rf"^\s*[\"']?{key}[\"']?\s*[:=]")


def _fly(folder: Folder) -> Iterator[Claim | Doubt]:
    data = folder.toml(FLY)
    named = {name: text for name, text in table(data, "processes").items() if isinstance(text, str) and text}
    yield from processes({name: (text, _at(folder, FLY, name)) for name, text in named.items()}, FLY)
    if release := word(data, "deploy", "release_command"):
        yield from telling.released(release, _at(folder, FLY, "release_command"), FLY)
    services = data.get("services")
    first = services[0] if isinstance(services, list) and services else {}
    for one in (table(data, "http_service"), table({"": first}, "")):
        yield from telling.port(str(one.get("internal_port", "")), _at(folder, FLY, "internal_port"), FLY)
        for checks in (one.get("checks"), one.get("http_checks")):
            yield from _checks(folder, checks if isinstance(checks, list) else [])
    yield from _checks(folder, [*table(data, "checks").values()])
    for name, value in table(data, "env").items():
        yield from telling.named(folder, FLY, name, str(value))


def _checks(folder: Folder, checks: list[object]) -> Iterator[Claim]:
    for check in checks:
        if path := word({"": check}, "", "path"):
            yield from telling.health(path, _at(folder, FLY, "path"), FLY)


def _railway(folder: Folder, file: str, data: dict[str, object]) -> Iterator[Claim | Doubt]:
    if start := word(data, "deploy", "startCommand"):
        yield from telling.started(start, _at(folder, file, "startCommand"), file)
    if path := word(data, "deploy", "healthcheckPath"):
        yield from telling.health(path, _at(folder, file, "healthcheckPath"), file)
    if build := word(data, "build", "buildCommand"):
        yield from telling.built(build, _at(folder, file, "buildCommand"), file)
    for text in (word(data, "deploy", "preDeployCommand"), *words(data, "deploy", "preDeployCommand")):
        if text:
            yield from telling.released(text, _at(folder, file, "preDeployCommand"), file)


def _packs(folder: Folder) -> Iterator[Claim | Doubt]:
    nixpacks = folder.toml("nixpacks.toml")
    if start := word(nixpacks, "start", "cmd"):
        yield from telling.started(start, _at(folder, "nixpacks.toml", "cmd"), "nixpacks.toml")
    for name, value in table(nixpacks, "variables").items():
        yield from telling.named(folder, "nixpacks.toml", name, str(value))
    if start := word(_relaxed(folder, "railpack.json"), "deploy", "startCommand"):
        yield from telling.started(start, _at(folder, "railpack.json", "startCommand"), "railpack.json")


def _heroku(folder: Folder) -> Iterator[Claim | Doubt]:
    """Heroku's app.json; Expo and React Native have another file of this name."""
    data = folder.json(APP_JSON)
    if "expo" in data:
        return
    for name, entry in table(data, "env").items():
        place = _at(folder, APP_JSON, name)
        value = entry if isinstance(entry, str) else word({"": entry}, "", "value")
        generated = bool(word({"": entry}, "", "generator"))
        optional = table({"": entry}, "").get("required") is False
        yield from telling.variable(name, value, place, required=not (value or optional) or generated)
    addons = data.get("addons")
    for addon in addons if isinstance(addons, list) else []:
        text = addon if isinstance(addon, str) else word({"": addon}, "", "plan")
        if service := needs.of_addon(text):
            yield claim(Topic.NEEDS, service, at=folder.find(APP_JSON, f'"{text.partition(":")[0]}'), why="an add-on")
    if script := word(data, "scripts", "postdeploy"):
        yield from telling.released(script, _at(folder, APP_JSON, "postdeploy"), APP_JSON)
