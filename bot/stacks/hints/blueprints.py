"""Reads the YAML of platforms: Render's blueprint, and Heroku's heroku.yml."""

from __future__ import annotations

from bot.stacks.claims import claim
from bot.stacks.folder import Folder
from bot.stacks.hints import needs, telling
from bot.stacks.hints.procfile import processes
from bot.stacks.hints.reads import HEROKU, RENDER
from bot.stacks.hints.yaml import parse
from bot.types import Topic

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.stacks.hints.yaml import Node
    from bot.types import Claim, Doubt

_KINDS = {"web": "web", "pserv": "web", "worker": "worker"}


def read(folder: Folder) -> Iterator[Claim | Doubt]:
    """What the files in the repository's own folder say of this one."""
    above = Folder(snapshot=folder.snapshot)
    if above.has(RENDER):
        yield from _render(above, folder.root)
    if above.has(HEROKU) and not folder.root:
        yield from _heroku(above)


def _render(above: Folder, root: str) -> Iterator[Claim | Doubt]:
    data = parse(above.text(RENDER))
    mine = [one for one in data.get("services").items if one.get("rootDir").text.strip("./") == root]
    main = next((one for one in mine if one.get("type").text in {"web", "pserv"}), next(iter(mine), None))
    for one in mine:
        kind = _KINDS.get(one.get("type").text, "")
        start = one.get("startCommand") or one.get("dockerCommand")
        place = above.at(RENDER, start.line)
        if one is main and start and kind:
            yield from telling.started(start.text, place, RENDER, kind=kind)
        elif start and kind:
            yield from telling.process(start.text, place, one.get("name").text or "another service")
    if main:
        yield from _settings(above, main)
    kept = [*data.get("databases").items, *(one for one in data.get("services").items if one.get("type").text)]
    for one in kept:
        service = "PostgreSQL" if one in data.get("databases").items else needs.of_image(one.get("type").text)
        if service and (mine or not root):
            yield claim(Topic.NEEDS, service, at=above.at(RENDER, one.line), why=f"{RENDER} provides it")


def _settings(above: Folder, main: Node) -> Iterator[Claim | Doubt]:
    path, build, release = (main.get(key) for key in ("healthCheckPath", "buildCommand", "preDeployCommand"))
    if path:
        yield from telling.health(path.text, above.at(RENDER, path.line), RENDER)
    if build:
        yield from telling.built(build.text, above.at(RENDER, build.line), RENDER)
    if release:
        yield from telling.released(release.text, above.at(RENDER, release.line), RENDER)
    for one in main.get("envVars").items:
        key = one.get("key")
        wanted = bool(one.get("generateValue")) or one.get("sync").text == "false"
        if key.text == "PORT":
            yield from telling.port(one.get("value").text, above.at(RENDER, one.get("value").line), RENDER)
        yield from telling.variable(key.text, one.get("value").text, above.at(RENDER, key.line), required=wanted)


def _heroku(above: Folder) -> Iterator[Claim | Doubt]:
    data = parse(above.text(HEROKU))
    run: dict[str, str] = {}
    for name, one in data.get("run").fields.items():
        run[name] = one.text or " && ".join(line.text for line in one.get("command").items)
    places = {name: above.at(HEROKU, one.line) for name, one in data.get("run").fields.items()}
    yield from processes({name: (text, places[name]) for name, text in run.items() if text}, HEROKU)
    for line in data.get("release", "command").items:
        yield from telling.released(line.text, above.at(HEROKU, line.line), HEROKU)
    for addon in data.get("setup", "addons").items:
        plan = addon.get("plan")
        if service := needs.of_addon(plan.text):
            yield claim(Topic.NEEDS, service, at=above.at(HEROKU, plan.line), why="an add-on")
    for name, one in data.get("setup", "config").fields.items():
        yield from telling.variable(name, one.text, above.at(HEROKU, one.line))
