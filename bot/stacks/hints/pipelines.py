"""Reads CI pipelines (GitHub's and GitLab's): the versions and services that they set up, and what they build."""

from __future__ import annotations

from bot.lazy import pattern
from bot.stacks.claims import claim
from bot.stacks.folder import Folder
from bot.stacks.hints import needs, words
from bot.stacks.hints.container import RUNTIMES
from bot.stacks.hints.reads import GITLAB, WORKFLOWS
from bot.stacks.hints.yaml import parse
from bot.types import Topic

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.stacks.hints.yaml import Node
    from bot.types import Claim

OURS = ".github/workflows/dockerize.yml"
MOST = 12  # files
# What an action is told → the ecosystem that it is the version for.
_WITH = {
    "node-version": "node",
    "python-version": "python",
    "go-version": "go",
    "java-version": "java",
    "dotnet-version": "dotnet",
    "ruby-version": "ruby",
    "php-version": "php",
    "elixir-version": "elixir",
    "bun-version": "bun",
    "deno-version": "deno",
    "toolchain": "rust",
}
_VERSION = pattern(r"v?(\d+(?:\.\d+){0,2})(?:\.x)?")
_SCRIPT = pattern(r"(?:npm|pnpm|yarn|bun)(?: run)? [\w:-]*build[\w:-]*|python manage\.py collectstatic.*")


def read(folder: Folder) -> Iterator[Claim]:
    """What the pipelines of the whole repository say; `working-directory` tells whose build it is."""
    above = Folder(snapshot=folder.snapshot)
    names = [name for glob in WORKFLOWS for name in above.match(glob) if name != OURS and above.text(name)]
    for name in names[:MOST]:
        data = parse(above.text(name))
        for job in data.get("jobs").fields.values():
            yield from _services(above, name, [one.get("image") for one in job.get("services").fields.values()])
            home = job.get("defaults", "run", "working-directory").text
            for step in job.get("steps").items:
                yield from _step(above, name, step, (home, folder.root))
    if above.text(GITLAB):
        yield from _gitlab(above, folder.root)


def _services(above: Folder, name: str, images: list[Node]) -> Iterator[Claim]:
    for image in images:
        if service := needs.of_image(image.text):
            yield claim(Topic.NEEDS, service, at=above.at(name, image.line), why="the tests run with it")


def _step(above: Folder, name: str, step: Node, home: tuple[str, str]) -> Iterator[Claim]:
    for key, tool in _WITH.items():
        told = step.get("with", key)
        if found := _VERSION.fullmatch(told.text):
            at = above.at(name, told.line)
            yield claim(Topic.RUNTIME, found[1], tool, at=at, why="the tests run on it", certain=False)
    run = step.get("run")
    where = (step.get("working-directory").text or home[0]).strip("./")
    if where == home[1]:
        yield from _builds(above, name, run)


def _builds(above: Folder, name: str, run: Node) -> Iterator[Claim]:
    for offset, line in enumerate(run.text.split("\n")):
        said = words.read(line)
        if said and _SCRIPT.fullmatch(" ".join(said.argv)):
            at = above.at(name, run.line + offset + ("\n" in run.text))
            yield claim(Topic.BUILD, *said.argv, at=at, why="the tests build it so", certain=False)


def _gitlab(above: Folder, root: str) -> Iterator[Claim]:
    data = parse(above.text(GITLAB))
    jobs = [data, *(one for one in data.fields.values() if one.get("script"))]
    for job in jobs:
        images = [one if one.text else one.get("name") for one in job.get("services").items]
        yield from _services(above, GITLAB, images)
        image = job.get("image") if job.get("image").text else job.get("image", "name")
        name, _, tag = image.text.partition(":")
        if (tool := RUNTIMES.get(name)) and (found := _VERSION.match(tag)):
            at = above.at(GITLAB, image.line)
            yield claim(Topic.RUNTIME, found[1], tool, at=at, why="the tests run on it", certain=False)
        if not root:
            for line in job.get("script").items:
                yield from _builds(above, GITLAB, line)
