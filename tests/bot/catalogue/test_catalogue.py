"""The shipped catalogue: what it knows is well formed, and no image outside it is ever named."""

from __future__ import annotations

import re

import pytest

from bot import catalogue
from bot.catalogue import Catalogue

SHIPPED = catalogue.load()


@pytest.mark.parametrize(
    ("name", "tag"),
    [
        ("python", "3.14-slim-trixie"),
        ("python", "3.13.5-slim-trixie"),
        ("node", "24-trixie-slim"),
        ("golang", "1.27-trixie"),
        ("oven/bun", "1-slim"),
        ("ghcr.io/astral-sh/uv", SHIPPED.tools["uv"]),
        ("nginxinc/nginx-unprivileged", "1.30"),
    ],
)
def test_known_images(name: str, tag: str) -> None:
    assert str(SHIPPED.image(name, tag)) == f"{name}:{tag}"


@pytest.mark.parametrize(
    ("name", "tag"),
    [
        ("python", "latest"),
        ("python", "2.7-slim-trixie"),
        ("python", "3x14-slim-trixie"),
        ("python", "3.14-slim-trixie; rm"),
        ("evil/python", "3.14-slim-trixie"),
        ("ghcr.io/astral-sh/uv", "0.0.1"),
        ("debian", ""),
        ("mcr.microsoft.com/playwright", "v1.2-noble"),
    ],
)
def test_images_that_nobody_invents(name: str, tag: str) -> None:
    assert not SHIPPED.allows(name, tag)
    with pytest.raises(KeyError, match="not in the catalogue"):
        SHIPPED.image(name, tag)


def test_a_digest_is_added_where_it_is_known() -> None:
    known = Catalogue(
        as_of="2026-01-01",
        runtimes={},
        images={"debian": ("trixie-slim",)},
        actions={},
        servers={},
        tools={},
        system_packages=(),
        digests={"debian:trixie-slim": "sha256:aa"},
    )

    assert str(known.image("debian", "trixie-slim")) == "debian:trixie-slim@sha256:aa"


def test_end_of_life_is_counted_from_the_catalogues_day() -> None:
    assert SHIPPED.past_end_of_life("python", "3.9") == "2025-10-31"
    assert SHIPPED.past_end_of_life("python", "3.14") == ""
    assert SHIPPED.past_end_of_life("go", "1.27") == ""
    assert SHIPPED.past_end_of_life("python", "2.7") == ""


def test_every_default_is_a_line_that_is_supported() -> None:
    for name, runtime in SHIPPED.runtimes.items():
        assert runtime.find(runtime.default), name
        assert not SHIPPED.past_end_of_life(name, runtime.default), name


def test_dates_pins_and_versions_are_well_formed() -> None:
    lines = [line for runtime in SHIPPED.runtimes.values() for line in runtime.versions]

    assert all(re.fullmatch(r"(\d{4}-\d\d-\d\d)?", line.eol) for line in lines)
    assert all(re.fullmatch(r"[\w.-]+/[\w./-]+@[0-9a-f]{40} # v[\d.]+", pin) for pin in SHIPPED.actions.values())
    assert all(re.fullmatch(r"\d+(\.\d+)+", version) for version in {**SHIPPED.servers, **SHIPPED.tools}.values())


def test_system_packages_are_names_that_apt_takes() -> None:
    names = [name for row in SHIPPED.system_packages for name in (*row.build, *row.run)]

    assert all(re.fullmatch(r"[a-z0-9][a-z0-9.+-]+", name) for name in names)
