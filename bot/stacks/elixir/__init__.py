"""Elixir and Gleam: releases of mix, among them Phoenix, and shipments of Gleam, all on Erlang's virtual machine."""

from __future__ import annotations

from bot.stacks import tools
from bot.stacks.folder import Folder, roots
from bot.types import Claim, Doubt, Facts, Service

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.catalogue import Catalogue
    from bot.types import Plan, Snapshot

NAME = "elixir"
READS = (
    "mix.exs",
    "gleam.toml",
    *tools.READS,
    "*/mix.exs",
    "*/gleam.toml",
    "*/*/mix.exs",
    "*/*/gleam.toml",
    "**/mix.lock",
    "**/manifest.toml",
    "elixir_buildpack.config",
    "assets/package.json",
    "*/assets/package.json",
    "apps/*/assets/package.json",
)
# Beside a mix.exs, and in each application of an umbrella: what says how it is started.
_MIX = ("config/*.exs", "lib/*/application.ex", "lib/**/router.ex", "lib/**/release.ex", "lib/*.ex", "lib/*/*.ex")
_GLEAM = ("src/*.gleam", "src/*/*.gleam")
FOLLOWED = 60  # files beside manifests that are read


def follow(snapshot: Snapshot) -> tuple[str, ...]:
    """The configuration, and the code that starts a program."""
    found: dict[str, None] = {}
    for path, globs in (*_manifests(snapshot, "mix.exs", _MIX), *_manifests(snapshot, "gleam.toml", _GLEAM)):
        folder = Folder(snapshot=snapshot, root=path.rpartition("/")[0])
        found |= dict.fromkeys(folder.path(name) for glob in globs for name in folder.match(glob))
    return tuple(path for path in found if path not in snapshot.texts)[:FOLLOWED]


def _manifests(snapshot: Snapshot, name: str, globs: tuple[str, ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
    yield from ((path, globs) for path in snapshot.match(f"**/{name}") if path in snapshot.texts)


def recognise(snapshot: Snapshot) -> tuple[Facts, ...]:
    """One Facts for each folder with a program of mix or Gleam; an umbrella is one. Raises ManifestUnreadable."""
    if not any(snapshot.match(f"**/{name}") for name in ("mix.exs", "gleam.toml")):
        return ()
    found: list[Facts] = []
    for root in roots(snapshot, "mix.exs", "gleam.toml"):
        inside = any(not up.service.root or root.startswith(f"{up.service.root}/") for up in found)
        if not inside and (facts := _service(Folder(snapshot=snapshot, root=root))):
            found.append(facts)
    return tuple(found)


def _service(folder: Folder) -> Facts | None:
    from bot.stacks.elixir import gleam, programs

    said = programs.claims(folder) if folder.text("mix.exs") else gleam.claims(folder)
    if not said:
        return None
    name = folder.root.rpartition("/")[2] or folder.snapshot.name
    return Facts(
        service=Service(name=name, root=folder.root),
        stack=NAME,
        claims=tuple(one for one in said if isinstance(one, Claim)),
        doubts=tuple(one for one in said if isinstance(one, Doubt)),
    )


def plan(facts: Facts, catalogue: Catalogue) -> Plan:
    """A stage that makes the release or shipment, and one that runs it."""
    from bot.stacks.elixir import image

    return image.plan(facts, catalogue)
