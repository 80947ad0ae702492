"""What a Go program needs besides its sources: files that it opens, folders that it embeds, C that it links."""

from __future__ import annotations

from bot.stacks import beside
from bot.stacks.claims import claim, doubt
from bot.stacks.folder import table
from bot.stacks.go.modfile import join
from bot.types import Topic

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.stacks.folder import Folder
    from bot.stacks.go.commands import Command
    from bot.types import Claim, Doubt

# Modules that are C inside, and the names under which the catalogue knows what they need.
CGO = {
    "github.com/mattn/go-sqlite3": "github.com/mattn/go-sqlite3",
    "github.com/confluentinc/confluent-kafka-go": "confluent-kafka-go",
    "github.com/h2non/bimg": "h2non/bimg",
    "github.com/davidbyttow/govips": "davidbyttow/govips",
    "github.com/google/gopacket": "google/gopacket",
    "github.com/otiai10/gosseract": "otiai10/gosseract",
    "gopkg.in/gographics/imagick.v3": "gopkg.in/gographics/imagick.v3",
    "github.com/marcboeker/go-duckdb": "marcboeker/go-duckdb",
}
_SKIPPED = (".go", "go.mod", "go.sum")
# What stands in a folder so that git keeps it, or so that the build finds something.
_PLACEHOLDERS = (".gitkeep", ".keep", ".gitignore", ".placeholder", "placeholder", "README.md")


def dependencies(folder: Folder, command: Command) -> Iterator[Claim]:
    """What go.mod requires; a module that is C inside under the catalogue's name for it."""
    file = join(command.module.root, "go.mod")
    for path, version, line in command.module.requires():
        bare = next((known for known in CGO if path == known or path.startswith(f"{known}/")), "")
        yield claim(Topic.DEPENDENCY, CGO.get(bare, path), version, at=folder.at(file, line))


def opened(folder: Folder, command: Command) -> Iterator[Claim]:
    """COPY: files and folders of the repository that a literal path in the code names."""
    named = (
        (word, folder.at(file, line)) for file, picture in command.files.items() for word, line in picture.opens.items()
    )
    return beside.claims(folder, named, *_SKIPPED)


def embedded(folder: Folder, command: Command) -> Iterator[Claim | Doubt]:
    """OUTPUT: the output of a front end that the program embeds and the repository does not hold."""
    for file, picture in command.files.items():
        for word, line in picture.embeds.items():
            target = join(file.rpartition("/")[0], word.rstrip("*").rstrip("/"))
            if target.startswith("..") or _held(folder, target):
                continue
            yield from _missing(folder, target, file, line)
            return


def _held(folder: Folder, target: str) -> bool:
    """Whether the repository holds what is embedded, and not only what keeps its folder."""
    if folder.has(target) or "*" in target:
        return True
    return any(not path.endswith(_PLACEHOLDERS) for path in folder.match(f"{target}/**"))


def _missing(folder: Folder, target: str, file: str, line: int) -> Iterator[Claim | Doubt]:
    place = folder.at(file, line)
    parts = target.split("/")
    above = ["/".join(parts[:depth]) for depth in range(len(parts) - 1, 0, -1)]
    known = ("web", "frontend", "ui", "client", "app", "")
    for root in (*above, *known):
        manifest = join(root, "package.json")
        if folder.has(manifest) and "build" in table(folder.json(manifest), "scripts"):
            lock = join(root, "package-lock.json")
            locked = (folder.at(lock),) if folder.has(lock) else ()
            evidence = (place, folder.find(manifest, r'"build"\s*:'), *locked)
            why = "the program embeds what this front end's build writes"
            yield claim(Topic.OUTPUT, target, root or ".", at=evidence, why=why)
            return
    yield doubt(
        Topic.OUTPUT,
        f"The program embeds {target}, which the repository does not hold, and no front end that builds it was found.",
        "Commit it, or have the build make it.",
        place,
    )
