"""Plans: how an image reads."""

from __future__ import annotations

from bot.types import Image


def test_an_image_reads_as_docker_writes_it() -> None:
    assert str(Image(name="python", tag="3.14")) == "python:3.14"
    assert str(Image(name="python", tag="3.14", digest="sha256:0")) == "python:3.14@sha256:0"
