"""A uv.lock says up to which Python its packages have wheels."""

from __future__ import annotations

from bot.stacks.python import locks
from tests.bot.stacks.pictures import folder

PURE = 'name = "click"\nversion = "8.3.1"\nwheels = [\n{ url = "https://x/click-8.3.1-py3-none-any.whl" },\n]\n'
STABLE = (
    'name = "crypt"\nversion = "1"\nwheels = [\n{ url = "https://x/crypt-1-cp39-abi3-manylinux_2_28_x86_64.whl" },\n]\n'
)
WINDOWS = 'name = "pywin32"\nversion = "1"\nwheels = [\n{ url = "https://x/pywin32-1-cp311-cp311-win_amd64.whl" },\n]\n'
TO_313 = (
    'name = "pydantic-core"\nversion = "2.27.1"\nwheels = [\n'
    '{ url = "https://x/pydantic_core-2.27.1-cp313-cp313-manylinux_2_17_x86_64.manylinux2014_x86_64.whl" },\n'
    '{ url = "https://x/pydantic_core-2.27.1-cp312-cp312-manylinux_2_17_x86_64.manylinux2014_x86_64.whl" },\n]\n'
)
TO_312 = 'name = "orjson"\nversion = "3"\nwheels = [\n{ url = "https://x/orjson-3-cp312-none-linux_x86_64.whl" },\n]\n'


def limits(*packages: str) -> list[tuple[str, str, str]]:
    text = "version = 1\n\n" + "".join(f"[[package]]\n{package}\n" for package in packages)
    found = locks.newest_python(folder({"uv.lock": text}))
    return [(claim.value[0], claim.evidence[0].text, claim.reason) for claim in found]


def test_packages_that_go_on_set_no_limit() -> None:
    assert limits(PURE, STABLE, WINDOWS) == []
    assert limits() == []


def test_the_package_with_the_oldest_wheels_sets_the_limit() -> None:
    assert limits(PURE, TO_313, TO_312, STABLE) == [
        ("<3.13", 'name = "orjson"', "orjson 3 is locked, and has wheels up to Python 3.12")
    ]


def test_the_newest_wheel_of_a_package_counts() -> None:
    assert limits(TO_313)[0][0] == "<3.14"
