"""Writes the workflow: a template, the same bytes for every repository but for validated scalars."""

from __future__ import annotations

import re

from bot.errors import Unwritable
from bot.files import dockerfile
from bot.files.words import scalar
from bot.lazy import pattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bot.catalogue import Catalogue
    from bot.types import Plan

PATH = ".github/workflows/dockerize.yml"

_BRANCH = pattern(r"[A-Za-z0-9][A-Za-z0-9._/-]*")
_FOLDER = pattern(r"(?:[A-Za-z0-9_@.-]+(?:/[A-Za-z0-9_@.-]+)*)?")
_URL_PATH = pattern(r"/[A-Za-z0-9._~/-]*")

HEAD = """\
# Builds the image, starts it, waits until it is well, asks for its page, and stops it.
# Made by dockerize; yours to change.
name: Docker image

on:
  pull_request:
  push:
@BRANCHES@    tags: ["**"]

concurrency:
  group: docker-image-${{ github.ref }}
  cancel-in-progress: true

permissions: {}

jobs:
"""

JOB = """\
  @JOB@:
    name: @TITLE@
    runs-on: ubuntu-24.04
    timeout-minutes: 30
    permissions:
      contents: read # to check out
    env:
      CONTEXT: @CONTEXT@
      DOCKERFILE: @DOCKERFILE@
      EXPECT: @EXPECT@ # healthy, running (no port to ask) or exit (ends by itself)
      PORT: @PORT@
      PROBE: @PROBE@
      VARIABLES: @VARIABLES@ # read without a default; here they are only filled in
    steps:
      - name: Check out
        uses: @CHECKOUT@
        with:
          persist-credentials: false

      - name: Build
        run: docker build --tag dockerize-ci --file "$DOCKERFILE" "$CONTEXT"

      - name: Start
        run: |
          flags=(--env "PORT=$PORT" --publish "127.0.0.1:$PORT:$PORT")
          for name in $VARIABLES; do flags+=(--env "$name=placeholder"); done
          docker run --detach --name dockerize-ci "${flags[@]}" dockerize-ci

      - name: Wait until it is well
        run: |
          for second in $(seq 120); do
            format='{{.State.ExitCode}} {{.State.Status}}/{{if .State.Health}}{{.State.Health.Status}}{{end}}'
            read -r code state <<< "$(docker inspect --format "$format" dockerize-ci)"
            case "$EXPECT/$state" in
              healthy/running/healthy) echo "healthy after $second s"; exit 0 ;;
              running/running/) [ "$second" -lt 15 ] || { echo "still running after $second s"; exit 0; } ;;
              exit/exited/*) [ "$code" != 0 ] || { echo "ended with 0 after $second s"; exit 0; }; break ;;
              */exited/*|*/dead/*|*/running/unhealthy) break ;;
            esac
            sleep 1
          done
          echo "::error::wanted: $EXPECT; after $second s the container is $state (exit code $code)"
          exit 1

      - name: Ask for its page
        if: env.EXPECT == 'healthy'
        run: |
          url="http://127.0.0.1:$PORT$PROBE"
          code=$(curl --silent --show-error --max-time 20 --output /dev/null --write-out '%{http_code}' "$url")
          echo "GET $PROBE answered $code"
          [ "$code" -ge 200 ] && [ "$code" -lt 500 ]

      - name: Stop it with SIGTERM
        if: env.EXPECT != 'exit'
        run: |
          docker stop --time 10 dockerize-ci
          code=$(docker inspect --format '{{.State.ExitCode}}' dockerize-ci)
          echo "stopped with exit code $code"
          [ "$code" != 137 ] || { echo "::error::it did not stop within 10 s and was killed"; exit 1; }

      - name: Show what it printed
        if: failure()
        run: docker logs --tail 200 dockerize-ci 2>&1 | sed 's/^/| /'
"""


def render(plans: tuple[Plan, ...], catalogue: Catalogue, base: str) -> str:
    """One job for each service. A branch with unusual characters is left out: pull requests and tags still run."""
    branches = f"    branches: [{scalar(base)}]\n" if _BRANCH.fullmatch(base) else ""
    checkout = catalogue.actions["actions/checkout"]
    return _fill(HEAD, branches=branches) + "\n".join(
        _job(plan, f"image-{number}" if number else "image", checkout) for number, plan in enumerate(plans)
    )


def _job(plan: Plan, job: str, checkout: str) -> str:
    return _fill(
        JOB,
        job=job,
        title=scalar(f"Build, start and probe {plan.service.root}".strip()),
        context=scalar(_valid(_FOLDER, plan.context, "folder") or "."),
        dockerfile=scalar(_valid(_FOLDER, dockerfile.path(plan), "path")),
        expect=plan.expects(),
        port=scalar(str(plan.port or 8080)),
        probe=scalar(_valid(_URL_PATH, plan.health.path if plan.health else "/", "health path")),
        variables=scalar(" ".join(plan.required())),
        checkout=checkout,
    )


def _fill(template: str, **scalars: str) -> str:
    return re.sub(r"@([A-Z]+)@", lambda found: scalars[found[1].lower()], template)


def _valid(pattern: re.Pattern[str], text: str, what: str) -> str:
    if not pattern.fullmatch(text):
        raise Unwritable(f"the {what} {text!r} has characters that are not written into a workflow")
    return text
