"""The kinds of words that a known command may hold: a pattern each, and a question to repository or catalogue."""

from __future__ import annotations

import re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bot.catalogue import Catalogue
    from bot.findings.rule import Context

_NAME = r"[A-Za-z0-9_][A-Za-z0-9_.-]*"
_RELATIVE = r"[A-Za-z0-9_.@][A-Za-z0-9_.@+/,=-]*"
# Where an application may put things; never what the base image and the package manager own.
_PLACE = (
    r"/(?:app|srv|opt|data|out|home|run|tmp|build|usr/src|usr/share/nginx/html|var/(?:lib|cache|log|run|www))"
    r"(?:/[A-Za-z0-9_.@+/,=-]*)?"
)
_VERSION = r"\d+(?:\.\d+)+"
_LDFLAG = r"(?:-s|-w|-X [A-Za-z0-9_./-]+=[A-Za-z0-9_.+-]+|-extldflags=-static)"
_OPTION_VALUE = r"(?!.*://)[A-Za-z0-9_@%+=:,./*-]+"

PATTERNS = {
    # paths
    "FILE": rf"{_RELATIVE}|{_PLACE}",
    "PLACE": _PLACE,
    "REMOVED": rf"{_RELATIVE}|{_PLACE}(?:(?<=/)\*)?|/var/lib/apt/lists/\*|/root/\.(?:cache|npm)(?:/[a-z]+)?",
    "SCRIPT": rf"{_RELATIVE}|{_PLACE}",
    "MODULE": r"[A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z_][A-Za-z0-9_]*)*",
    "EXECUTABLE": rf"\./{_RELATIVE}|(?:bin|target|build|dist|out)/[A-Za-z0-9_./+-]+|{_PLACE}|/{_NAME}",
    # names and numbers
    "NAME": _NAME,
    "NAMES": rf"{_NAME}(?:[, ]{_NAME})*",
    "NUMBER": r"\d{1,9}",
    "ID": r"[1-9]\d{0,8}",
    "OWNER": r"(?:[1-9]\d{0,8}|[a-z][a-z0-9_-]*)(?::(?:[1-9]\d{0,8}|[a-z][a-z0-9_-]*))?",
    "MODE": r"0?[0-7]{3}|[ugoa]{0,4}[+=-][rwxX]+",
    "NOLOGIN": r"/usr/sbin/nologin|/sbin/nologin|/bin/false",
    "EMPTY": r"",
    "VERSION": _VERSION,
    "JOBS": r"-j\d{0,3}",
    "ARG": _OPTION_VALUE,
    # packages
    "SYSTEM": r"[a-z0-9][a-z0-9+.-]+(?:=[A-Za-z0-9.+:~-]+)?",
    "PYPI": r"\.(?:\[[A-Za-z0-9_,-]+\])?|\./[A-Za-z0-9_./-]+(?:\[[A-Za-z0-9_,-]+\])?|[A-Za-z0-9_.-]+==[0-9a-z.]+",
    "NODETOOL": rf"(?:npm|pnpm|yarn|bun|corepack)@{_VERSION}",
    "EXTENSION": r"[a-z][a-z0-9_]+",
    # what build tools take
    "TASK": r"(?!.*//)[A-Za-z0-9][A-Za-z0-9:_./-]*",
    "WORKSPACE": r"(?:@[a-z0-9][a-z0-9._-]*/)?[A-Za-z0-9][A-Za-z0-9._/-]*|\./[A-Za-z0-9._/-]+",
    "FILTER": r"(?:@[a-z0-9][a-z0-9._-]*/)?[A-Za-z0-9][A-Za-z0-9._/-]*(?:\.{3})?",
    "GOPACKAGE": r"(?!.*/\.\./)\.(?:/[A-Za-z0-9_.-]+)*/?",
    "LDFLAGS": rf"{_LDFLAG}(?: {_LDFLAG})*",
    "TRIPLE": r"[a-z0-9_]+(?:-[a-z0-9_]+){2,3}",
    "SKIP": r"-D[A-Za-z][A-Za-z0-9.-]*[sS]kip[A-Za-z0-9.-]*(?:=true)?|-DskipTests",
    "PROPERTY": r"-D(?:quarkus\.package\.jar\.type=[a-z-]+|java\.version=\d+)",
    "PROFILE": r"-P[A-Za-z0-9_,.-]+",
    "GOAL": r"clean|compile|package|verify|install|dependency:(?:go-offline|resolve|resolve-plugins)",
    "GRADLETASK": r"(?::?[A-Za-z0-9_-]+:)*(?:clean|classes|assemble|build|jar|war|bootJar|bootWar|installDist|shadowJar"
    r"|distTar|quarkusBuild|buildFatJar|nativeCompile|dependencies)",
    "MSBUILD": r"[-/]p:[A-Za-z]+=[A-Za-z0-9.]+",
    "CMAKE": r"-D[A-Z][A-Z0-9_]*(?::[A-Z]+)?=[A-Za-z0-9_./+-]+",
    "LIBRARY": r"-l[a-z][a-z0-9_+]*",
    "LEVEL": r"-O[0-3s]",
    "WITH": r"--(?:with|enable)-[a-z][a-z0-9-]*(?:=[a-z/]+)?",
    # what servers take
    "APPREF": r"[A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z_][A-Za-z0-9_]*)*(?::[A-Za-z_][A-Za-z0-9_.]*(?:\(\))?)?",
    "HOST": r"0\.0\.0\.0|::|\[::\]|127\.0\.0\.1|localhost",
    "BIND": r"(?:tcp://)?(?:0\.0\.0\.0|\[::\]|\*)?:\d{1,5}",
    "LIST": r"(?!.*://)[A-Za-z0-9_*.,:/-]+",
    "JVM": r"-X(?:mx|ms|ss)\d{1,6}[kKmMgG]"
    r"|-XX:[+-](?:Use(?:G1|Z|Serial|Parallel)GC|UseContainerSupport|UseStringDeduplication|ExitOnOutOfMemoryError)"
    r"|-XX:(?:(?:Max|Initial|Min)RAMPercentage=\d{1,3}(?:\.\d+)?|TieredStopAtLevel=\d|SharedArchiveFile=[A-Za-z0-9_./-]+)"
    r"|-D(?:server\.(?:port|address)|spring\.profiles\.active|java\.security\.egd|quarkus\.http\.(?:host|port)|file\.encoding"
    r"|micronaut\.server\.(?:host|port)|ktor\.deployment\.(?:host|port)|user\.timezone|java\.util\.logging\.manager)"
    r"=[A-Za-z0-9_.,:/-]+",
    "CLASS": r"[a-z][a-z0-9_]*(?:\.[A-Za-z][A-Za-z0-9_]*)+",
    "ALLOW": r"(?:--allow-(?:net|env|read|write|sys)(?:=[A-Za-z0-9_.,:/-]+)?|-[NERWS])",
    "DAEMON": r"daemon off;",
}

# Paths have no way up in them, and no empty part.
_PATHS = frozenset({"FILE", "PLACE", "REMOVED", "SCRIPT", "EXECUTABLE"})

# Tools that install what a manifest names; each only with an exact version, the catalogue's where it has one.
INSTALLERS = ("uv", "poetry", "pdm", "pipenv", "poetry-plugin-export", "pip", "setuptools", "wheel")


def fits(kind: str, word: str, context: Context) -> bool:
    """Whether a word is of a kind; a kind that has no pattern is a choice of literal words, as in `main|prod`."""
    pattern = PATTERNS.get(kind)
    if pattern is None:
        return word in kind.split("|")
    if not re.fullmatch(pattern, word) or (kind in _PATHS and ("//" in word or ".." in word.split("/"))):
        return False
    if kind == "SCRIPT":
        return context.has(word)
    if kind == "MODULE":
        return _module(word, context)
    return _pinned(word, context.catalogue) if kind == "PYPI" and "==" in word else True


def _module(name: str, context: Context) -> bool:
    """Whether the repository has the module that `python -m` would run."""
    path = name.replace(".", "/")
    return any(
        context.has(f"{folder}{path}{end}")
        for folder in ("", "src/")
        for end in (".py", "/__main__.py", "/__init__.py")
    )


def _pinned(word: str, catalogue: Catalogue) -> bool:
    name, _, version = word.partition("==")
    wanted = catalogue.servers.get(name) or catalogue.tools.get(name)
    if wanted:
        return version == wanted
    return name in INSTALLERS and re.fullmatch(_VERSION, version) is not None
