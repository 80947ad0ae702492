"""Reads a compose file: the service that is built from a folder, and the images that stand beside it."""

from __future__ import annotations

import posixpath

from bot.stacks.claims import claim
from bot.stacks.folder import Folder
from bot.stacks.hints import needs, telling, words
from bot.stacks.hints.reads import COMPOSES as NAMES
from bot.stacks.hints.yaml import parse
from bot.types import Topic

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.stacks.hints.yaml import Node
    from bot.types import Claim, Doubt


def read(folder: Folder) -> Iterator[Claim | Doubt]:
    """Of the files in the repository's own folder and in this one."""
    for home in dict.fromkeys(("", folder.root)):
        above = Folder(snapshot=folder.snapshot, root=home)
        name = above.first(*NAMES)
        if name:
            yield from _file(above, name, folder.root)


def builds(above: Folder, name: str) -> dict[str, Node]:
    """The folder of the repository that each built service comes from → what is said of the first one."""
    found: dict[str, Node] = {}
    for one in parse(above.text(name)).get("services").fields.values():
        build = one.get("build")
        context = build.text or build.get("context").text
        if context and not context.startswith(("/", "~", "$")) and "://" not in context:
            folder = posixpath.dirname(build.get("dockerfile").text)  # a service below a context that many share
            place = posixpath.normpath(posixpath.join(above.root, context, folder))
            found.setdefault("" if place == "." else place, one)
    return found


def _file(above: Folder, name: str, root: str) -> Iterator[Claim | Doubt]:
    data = parse(above.text(name))
    mine = builds(above, name).get(root)
    if mine:
        yield from _service(above, name, mine)
    if mine or above.root == root:
        wanted = {one.text for one in mine.get("depends_on").items} if mine else set()
        wanted |= set(mine.get("depends_on").fields) if mine else set()
        for key, one in data.get("services").fields.items():
            image = one.get("image")
            service = needs.of_image(image.text)
            if service and not one.get("build") and (not wanted or key in wanted):
                yield claim(Topic.NEEDS, service, at=above.at(name, image.line), why=f"{name} runs it beside")


def _service(above: Folder, name: str, one: Node) -> Iterator[Claim | Doubt]:
    command = one.get("command")
    said = words.of_argv(tuple(word.text for word in command.items)) if command.items else words.read(command.text)
    if said and not said.develops and not _mounts_sources(one):
        yield from telling.of_command(said, above.at(name, command.line), name)
    for port in one.get("ports").items[:1]:
        number = port.get("target").text or port.text.rpartition(":")[2].partition("/")[0]
        yield from telling.port(number, above.at(name, port.line), name)
    test = one.get("healthcheck", "test")
    text = test.text or " ".join(word.text for word in test.items)
    if "://" in text:
        yield from telling.health(text, above.at(name, test.line), name)
    yield from _variables(above, name, one.get("environment"))


def _mounts_sources(one: Node) -> bool:
    """Whether it runs a developer's own files: then its command is for development, too."""
    return any(volume.text.startswith((".:", "./:", "./src", "./app")) for volume in one.get("volumes").items)


def _variables(above: Folder, name: str, node: Node) -> Iterator[Claim]:
    pairs = [(key, value.text, value.line) for key, value in node.fields.items()]
    pairs += [(item.text.partition("=")[0], item.text.partition("=")[2], item.line) for item in node.items]
    for key, value, line in pairs:
        yield from telling.variable(key, "" if "$" in value else value, above.at(name, line))
        if service := needs.of_address(value):
            yield claim(Topic.NEEDS, service, at=above.at(name, line), why=f"{key} leads to it")
