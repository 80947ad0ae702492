"""Reads a shell script: its shell, the commands it calls, the variables it reads, and whether it listens or repeats."""

from __future__ import annotations

import re

from bot.frozen import dataclass
from bot.lazy import pattern

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

LIMIT = 100_000  # characters; nobody writes a longer script
WIDTH = 300  # of a line; what is longer is data, and is cut off so that no pattern is tried on much of it
_SHEBANG = pattern(r"#!\s*(?:/usr/bin/env\s+(?:-S\s+)?)?(?:\S*/)?([\w.-]+)")
# What is never closed reaches to the end, so that no start of it is looked at twice.
_QUOTED = pattern(
    r"\\.|'(?P<single>[^']*)(?:'|\Z)|\"(?P<double>(?:[^\"\\]|\\.)*)(?:\"|\\?\Z)|(?:(?<=\s)|^)#(?P<comment>[^\n]*)",
    re.DOTALL | re.MULTILINE,
)
_SUBSTITUTION = pattern(r"\$\([^()]*\)|`[^`]*`|\$\{[^{}]*\}|\$\w+")
_COMMAND = pattern(
    r"(?:^|[;&|({`])[ \t]*(?:(?:then|do|else|if|elif|while|until|exec|time|nohup|env|!|[A-Za-z_]\w*=\S*)[ \t]+)*"
    r"([A-Za-z][\w.+-]*)",
    re.MULTILINE,
)
_VARIABLE = pattern(r"\$(?:\{([A-Z][A-Z0-9_]+)(:?[-=?+])?([^{}]*)\}|([A-Z][A-Z0-9_]+))")
_ASSIGNED = pattern(
    r"(?:^|[;&|({]|\b(?:export|local|readonly|declare|then|do|else)(?=\s))[ \t]*([A-Z][A-Z0-9_]+)="
    r"|\bfor[ \t]+([A-Z]\w+)\b|\bread[ \t][^\n;|&]*?\b([A-Z][A-Z0-9_]+)\b",
    re.MULTILINE,
)
_STRICT = pattern(r"^[ \t]*set[ \t]+(?:-[a-z]*u|-o[ \t]+nounset)", re.MULTILINE)
_ENDLESS = pattern(
    r"\bwhile[ \t]+(?:true|:|\[\[?[ \t]+1|sleep[ \t])|\buntil[ \t]+false\b|\bfor[ \t]*\(\([ \t]*;[ \t]*;[ \t]*\)\)"
    r"|\bsleep[ \t]+infinity\b|\btail[ \t]+(?:-\w+[ \t]+|\d+[ \t]+)*-[fF]\b"
)
_LISTENS = pattern(
    r"\bsocat\b[^\n]*\bTCP\d?-L(?:ISTEN)?:(?P<socat>\d*)|\b(?:nc|ncat|netcat)\b[^\n]*[ \t]-\w*l\w*\b[^\n\d]*(?P<nc>\d*)"
    r"|\bpython3?[ \t]+-m[ \t]+http\.server\b[ \t]*(?P<python>\d*)|\bhttpd\b[^\n]*[ \t]-p[ \t]*(?P<httpd>\d*)",
    re.IGNORECASE,
)
SHELLS = {"sh": "sh", "bash": "bash", "dash": "sh", "zsh": "zsh"}
# Set by the shell itself, by Docker or by this image.
_OWN = frozenset(
    {
        *("PATH", "HOME", "PWD", "OLDPWD", "UID", "EUID", "USER", "HOSTNAME", "SHELL", "TERM", "LANG", "IFS", "RANDOM"),
        *("SECONDS", "LINENO", "REPLY", "OPTARG", "OPTIND", "PIPESTATUS", "FUNCNAME", "PPID", "BASH_SOURCE", "BASH"),
        *("BASH_VERSION", "BASH_REMATCH", "EPOCHSECONDS", "EPOCHREALTIME"),
    }
)
# Commands that a slim Debian lacks, and the packages that have them.
PACKAGES = {
    "bc": ("bc",),
    "convert": ("imagemagick",),
    "curl": ("ca-certificates", "curl"),
    "dig": ("bind9-dnsutils",),
    "ffmpeg": ("ffmpeg",),
    "file": ("file",),
    "git": ("ca-certificates", "git"),
    "gpg": ("gnupg",),
    "httpd": ("busybox",),
    "inotifywait": ("inotify-tools",),
    "ip": ("iproute2",),
    "java": ("default-jre-headless",),
    "jq": ("jq",),
    "make": ("make",),
    "mysql": ("default-mysql-client",),
    "mysqldump": ("default-mysql-client",),
    "nc": ("netcat-openbsd",),
    "ncat": ("ncat",),
    "netcat": ("netcat-openbsd",),
    "node": ("nodejs",),
    "openssl": ("openssl",),
    "pg_dump": ("postgresql-client",),
    "php": ("php-cli",),
    "ping": ("iputils-ping",),
    "pgrep": ("procps",),
    "ps": ("procps",),
    "psql": ("postgresql-client",),
    "python3": ("python3",),
    "redis-cli": ("redis-tools",),
    "rsync": ("rsync",),
    "ruby": ("ruby",),
    "socat": ("socat",),
    "sqlite3": ("sqlite3",),
    "ssh": ("openssh-client",),
    "top": ("procps",),
    "unzip": ("unzip",),
    "wget": ("ca-certificates", "wget"),
    "xz": ("xz-utils",),
    "zip": ("zip",),
}
UNPACKAGED = ("aws", "az", "docker", "gcloud", "go", "helm", "kubectl", "python", "terraform", "yq")


@dataclass(frozen=True, slots=True, kw_only=True)
class Script:
    """What a script says; lines are counted from 1, 0 where nothing says it."""

    shell: str
    shebang: bool
    commands: dict[str, int]  # name → line of its first call
    variables: dict[str, int]  # read from the environment → line
    required: frozenset[str]
    listens: int = 0
    port: tuple[int, int] | None = None  # number, line
    endless: int = 0


def read(text: str) -> Script | None:
    """The script, or None for one that another program than sh, bash or zsh reads; without a first line, bash does."""
    named = _SHEBANG.match(text)
    shell = SHELLS.get(named[1]) if named else "bash"
    if shell is None:
        return None
    text = text[:LIMIT]
    plain = _code(text)
    quoted = _code(text, quoted=True)
    listens = _LISTENS.search(quoted)
    endless = _ENDLESS.search(plain)
    variables, required = _variables(plain)
    return Script(
        shell=shell,
        shebang=bool(named),
        commands=_commands(plain),
        variables=variables,
        required=required,
        listens=_line(quoted, listens),
        port=_port(quoted, listens),
        endless=_line(plain, endless),
    )


def packages(script: Script) -> Iterator[tuple[tuple[str, ...], str, int]]:
    """Debian packages that some called command needs, with that command and its line."""
    for command, line in script.commands.items():
        if command in PACKAGES:
            yield PACKAGES[command], command, line


def missing(script: Script) -> Iterator[tuple[str, int]]:
    """Called commands that no package of Debian brings."""
    yield from ((command, line) for command, line in script.commands.items() if command in UNPACKAGED)


def _code(text: str, *, quoted: bool = False) -> str:
    """The code without comments and what is quoted, but for what a shell replaces in double quotes; or with that."""

    def kept(found: re.Match[str]) -> str:
        whole = found[0]
        lines = "\n" * whole.count("\n")
        if found["comment"] is not None:
            return ""
        if quoted:
            return whole
        double = "".join(_SUBSTITUTION.findall(found["double"] or "")).replace("\n", " ")
        return (f'"{double}"' if found["double"] is not None else "_") + lines

    return "\n".join(line[:WIDTH] for line in _QUOTED.sub(kept, text).split("\n"))


def _commands(plain: str) -> dict[str, int]:
    found: dict[str, int] = {}
    for one in _COMMAND.finditer(plain):
        if one[1] not in found:
            found[one[1]] = _line(plain, one, 1)
    return found


def _variables(plain: str) -> tuple[dict[str, int], frozenset[str]]:
    """Variables that the environment gives, and those of them without which the script fails."""
    own = _OWN.union(*({name for name in one if name} for one in _ASSIGNED.findall(plain)))
    strict = bool(_STRICT.search(plain))
    found: dict[str, int] = {}
    required: set[str] = set()
    for one in _VARIABLE.finditer(plain):
        name, operator = one[1] or one[4], one[2] or ""
        if name in own:
            continue
        found.setdefault(name, _line(plain, one))
        if "?" in operator or (strict and not operator):
            required.add(name)
    return found, frozenset(required)


def _port(plain: str, listens: re.Match[str] | None) -> tuple[int, int] | None:
    """The default of the variable PORT, else the number that the listening command is given."""
    if listens is None:
        return None
    default = next((one for one in _VARIABLE.finditer(plain) if one[1] == "PORT" and one[3].isdecimal()), None)
    digits = default[3] if default else next((digits for digits in listens.groupdict().values() if digits), "")
    number = int(digits) if digits and len(digits) < 6 else 0
    return (number, _line(plain, default or listens)) if 0 < number < 65536 else None


def _line(plain: str, found: re.Match[str] | None, group: int = 0) -> int:
    return plain.count("\n", 0, found.start(group)) + 1 if found else 0
