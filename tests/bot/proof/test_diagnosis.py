"""Logs become diagnoses: the step, the class, and the lines that show it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.proof import diagnosis
from bot.types import Failure

LOG = """\
#1 [internal] load build definition from Dockerfile
#5 [build 1/4] FROM docker.io/library/python:3.14-slim
#6 [build 2/4] RUN apt-get update
#6 CANCELED
#7 [build 3/4] RUN pip install --requirement requirements.txt
#7 0.512 Collecting psycopg2==2.9.10
#7 1.204 Error: pg_config executable not found.
#7 1.204 pg_config is required to build psycopg2 from source.
#7 ERROR: process "/bin/sh -c pip install --requirement requirements.txt" did not complete successfully: exit code: 1
------
 > [build 3/4] RUN pip install --requirement requirements.txt:
------
Dockerfile:10
--------------------
  10 | >>> RUN pip install --requirement requirements.txt
--------------------
ERROR: failed to build: failed to solve: process "/bin/sh -c pip install …" did not complete successfully: exit code: 1
"""


def test_a_build_log_names_the_step_the_line_and_the_words() -> None:
    found = diagnosis.of_build(LOG)

    assert found.step == "[build 3/4] RUN pip install --requirement requirements.txt"
    assert found.kind is Failure.SYSTEM_PACKAGE
    assert found.line == 10
    assert found.lines[:2] == ("Collecting psycopg2==2.9.10", "Error: pg_config executable not found.")


def test_a_log_with_colours_and_with_times_of_github_reads_the_same() -> None:
    dressed = "".join(f"2026-11-25T03:00:00.1234567Z \x1b[31m{line}\x1b[0m\r\n" for line in LOG.splitlines())

    assert diagnosis.of_build(dressed) == diagnosis.of_build(LOG)


def test_a_build_whose_time_is_over_names_the_step_it_was_at() -> None:
    found = diagnosis.of_build(LOG, over=True)

    assert (found.step, found.kind) == (
        "[build 3/4] RUN pip install --requirement requirements.txt",
        Failure.TIMEOUT,
    )
    assert diagnosis.of_build("", over=True).step == "build"


def test_a_command_of_which_nothing_is_known_shows_its_last_lines() -> None:
    printed = "\n".join(f"#6 0.1 line {number}" for number in range(40))

    found = diagnosis.of_build(f"#6 [2/2] RUN make\n{printed}\n#6 ERROR: process did not complete")

    assert found.kind is Failure.COMMAND
    assert len(found.lines) == diagnosis.LAST
    assert found.lines[-2:] == ("line 39", "process did not complete")


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ('ERROR: failed to solve: failed to compute cache key: "/main.py": not found', Failure.CONTEXT_FILE),
        ("ERROR: failed to build: failed to solve: python:9: failed to resolve source metadata", Failure.BASE_IMAGE),
        ("engine went away", Failure.COMMAND),
    ],
)
def test_a_build_that_ends_before_any_step_does(line: str, kind: Failure) -> None:
    found = diagnosis.of_build(f"#2 transferring context\n{line}\n")

    assert (found.step, found.kind) == ("build", kind)


@pytest.mark.parametrize(
    ("line", "step"),
    [
        ("#7 [build 3/4] RUN make", "[build 3/4] RUN make"),
        ("#7 [2/2] COPY . ./", "[2/2] COPY . ./"),
        ("#1 [internal] load metadata", ""),
        ("#7 1.2 [build 3/4] RUN make", ""),
        ("#7 DONE 0.1s", ""),
    ],
)
def test_progress_is_the_beginning_of_steps(line: str, step: str) -> None:
    assert diagnosis.begins(line) == step


BUILD = [
    (
        "npm error `npm ci` can only install packages when your package.json and package-lock.json are in sync",
        "LOCK_DRIFT",
    ),
    ("ERR_PNPM_OUTDATED_LOCKFILE  Cannot install with frozen-lockfile", "LOCK_DRIFT"),
    ("error Your lockfile needs to be updated, but yarn was run with `--frozen-lockfile`.", "LOCK_DRIFT"),
    ("YN0028: The lockfile would have been modified by this install, which is explicitly forbidden.", "LOCK_DRIFT"),
    ("error: lockfile had changes, but lockfile is frozen", "LOCK_DRIFT"),
    ("error: The lockfile at `uv.lock` needs to be updated, but `--locked` was provided.", "LOCK_DRIFT"),
    ("pyproject.toml changed significantly since poetry.lock was last generated.", "LOCK_DRIFT"),
    ("Your Pipfile.lock (a1b2) out of date, but should be (c3d4).", "LOCK_DRIFT"),
    ("error: the lock file /app/Cargo.lock needs to be updated but --locked was passed", "LOCK_DRIFT"),
    ("error: cannot update the lock file /app/Cargo.lock because --locked was passed", "LOCK_DRIFT"),
    ("main.go:4:2: missing go.sum entry for module providing package x", "LOCK_DRIFT"),
    ("The lock file is not up to date with the latest changes in composer.json", "LOCK_DRIFT"),
    ("but the lockfile can't be updated because frozen mode is set", "LOCK_DRIFT"),
    ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.", "LOCK_DRIFT"),
    ("ERROR: Package 'x' requires a different Python: 3.9.1 not in '>=3.10'", "RUNTIME_VERSION"),
    ('error next@15: The engine "node" is incompatible with this module.', "RUNTIME_VERSION"),
    ("go: go.mod requires go >= 1.27 (running go 1.25; GOTOOLCHAIN=local)", "RUNTIME_VERSION"),
    ("error: package `x v1` cannot be built because it requires rustc 1.99 or newer", "RUNTIME_VERSION"),
    ("java.lang.IllegalArgumentException: Unsupported class file major version 69", "RUNTIME_VERSION"),
    ("error: release version 25 not supported", "RUNTIME_VERSION"),
    ("Your Ruby version is 3.3.0, but your Gemfile specified 3.4.1", "RUNTIME_VERSION"),
    ("./app: /lib/libc.so.6: version `GLIBC_2.38' not found (required by ./app)", "RUNTIME_VERSION"),
    ("COPY failed: requirements.txt: not found in build context", "CONTEXT_FILE"),
    ("ERROR: Could not open requirements file: [Errno 2] No such file or directory: 'dev.txt'", "CONTEXT_FILE"),
    ("error: failed to load manifest for workspace member `/app/core`", "CONTEXT_FILE"),
    ("go: example.com/x: replacement directory ../x does not exist", "CONTEXT_FILE"),
    ("Error: ENOENT: no such file or directory, open '/app/prisma/schema.prisma'", "CONTEXT_FILE"),
    ("src/x.c:1:10: fatal error: libpq-fe.h: No such file or directory", "SYSTEM_PACKAGE"),
    ("/usr/bin/ld: cannot find -lssl: No such file or directory", "SYSTEM_PACKAGE"),
    ("error: command 'gcc' failed: No such file or directory", "SYSTEM_PACKAGE"),
    ("/bin/sh: 1: git: not found", "SYSTEM_PACKAGE"),
    ("sh: 1: make: not found", "SYSTEM_PACKAGE"),
    ('cgo: C compiler "gcc" not found: exec: "gcc": executable file not found in $PATH', "SYSTEM_PACKAGE"),
    ("error: linker `cc` not found", "SYSTEM_PACKAGE"),
    ("gyp ERR! find Python", "SYSTEM_PACKAGE"),
    ("Could not find directory of OpenSSL installation", "SYSTEM_PACKAGE"),
    ("E: Unable to locate package libfoo-dev", "SYSTEM_PACKAGE"),
    ("npm error network request to https://registry.example failed, reason: getaddrinfo ENOTFOUND", "NETWORK"),
    ("Temporary failure in name resolution", "NETWORK"),
    ("dial tcp: lookup proxy.example: no such host", "NETWORK"),
    ("Error: Cannot find module 'express'", "MODULE"),
    ("ERROR: No matching distribution found for nosuch==1.0", "MODULE"),
    ("PermissionError: [Errno 13] Permission denied: '/app/data'", "PERMISSION"),
    ("FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory", "RESOURCES"),
    ("OSError: [Errno 28] No space left on device", "RESOURCES"),
]
START = [
    ("error while loading shared libraries: libpq.so.5: cannot open shared object file", "SYSTEM_PACKAGE"),
    ("ImportError: libGL.so.1: cannot open shared object file: No such file or directory", "SYSTEM_PACKAGE"),
    ("ModuleNotFoundError: No module named 'flask'", "MODULE"),
    ("Error [ERR_MODULE_NOT_FOUND]: Cannot find package 'koa' imported from /app/index.js", "MODULE"),
    ("Error: Cannot find module '/app/dist/index.js'", "CONTEXT_FILE"),
    ("python: can't open file '/app/main.py': [Errno 2] No such file or directory", "CONTEXT_FILE"),
    ("Error: EACCES: permission denied, mkdir '/app/uploads'", "PERMISSION"),
    ("listen EACCES: permission denied 0.0.0.0:80", "PERMISSION"),
    ("KeyError: 'SECRET_KEY'", "VARIABLE"),
    ("Environment variable not found: DATABASE_URL.", "VARIABLE"),
    ("django.core.exceptions.ImproperlyConfigured: The SECRET_KEY setting must not be empty.", "VARIABLE"),
    ("Error: connect ECONNREFUSED 127.0.0.1:5432", "SERVICE"),
    ("redis.exceptions.ConnectionError: Error 111 connecting to localhost:6379. Connection refused.", "SERVICE"),
    ("could not translate host name: Name or service not known", "SERVICE"),
    ("panic: runtime error: index out of range", "CRASH"),
]


@pytest.mark.parametrize(("line", "kind"), BUILD)
def test_words_of_tools_say_why_a_build_failed(line: str, kind: str) -> None:
    found = diagnosis.of_build(f"#6 [2/2] RUN it\n#6 1.0 {line}\n#6 ERROR: process did not complete")

    assert found.kind is Failure[kind]
    assert line in found.lines


@pytest.mark.parametrize(("line", "kind"), START)
def test_words_of_programs_say_why_a_start_failed(line: str, kind: str) -> None:
    found = diagnosis.of_start("start", ["before", line, "after"])

    assert found.kind is Failure[kind]
    assert found.lines == ("before", line, "after")


@given(st.text(max_size=2000))
def test_any_text_is_a_diagnosis(text: str) -> None:
    assert diagnosis.of_build(text).kind in Failure
    assert diagnosis.of_start("start", text.splitlines()).kind in Failure
