"""The only code that a HEALTHCHECK may run: one line each, known to whoever writes a probe and to whoever judges it.

Each asks 127.0.0.1 for one path and ends with 0 when the answer's status is below 500, else with 1 (wget's: below 400).
A program that answers 401 or 404 serves: an API without a page at `/` is well. Nothing is installed for it.
"""

from __future__ import annotations

import re

from bot.errors import Unwritable
from bot.lazy import pattern

TIMEOUT_SECONDS = 3

_PATH = pattern(r"/[A-Za-z0-9/_.~-]{0,199}")
_MARK = "/PATH/"
_PYTHON = (
    "import http.client,os,sys;"
    f"c=http.client.HTTPConnection('127.0.0.1',int(os.environ['PORT']),timeout={TIMEOUT_SECONDS});"
    f"c.request('GET','{_MARK}');"
    "sys.exit(c.getresponse().status>=500)"
)
_NODE = (
    f"require('http').get({{host:'127.0.0.1',port:process.env.PORT,path:'{_MARK}',timeout:{TIMEOUT_SECONDS * 1000}}},"
    "r=>process.exit(r.statusCode<500?0:1))"
    ".on('timeout',function(){this.destroy()}).on('error',()=>process.exit(1))"
)
_PERL = (
    "use IO::Socket::INET;"
    f"my $s=IO::Socket::INET->new(PeerAddr=>'127.0.0.1',PeerPort=>$ENV{{PORT}},Timeout=>{TIMEOUT_SECONDS}) or exit 1;"
    f"print $s qq(GET {_MARK} HTTP/1.0\\r\\n\\r\\n);"
    "exit(<$s>=~m( [1-4]) ? 0 : 1)"
)
_FOLDERS = r"(?:/usr/local/bin/|/usr/bin/|/nodejs/bin/|/app/\.venv/bin/)?"
_PROGRAMS = (
    (pattern(_FOLDERS + r"python3?(?:\.\d{1,2})?"), _PYTHON),
    (pattern(_FOLDERS + r"(?:node|bun)"), _NODE),
    (pattern(r"(?:/usr/bin/)?perl"), _PERL),
)
_WGET = pattern(r"(?:/usr/bin/|/bin/)?wget")
_BUSYBOX = pattern(r"(?:/bin|/usr/local/bin)?/?busybox")


def python_http(path: str = "/") -> str:
    """The code for `python -c`; the port is the variable PORT. Raises Unwritable for a path of other characters."""
    return _PYTHON.replace(_MARK, _checked(path))


def node_http(path: str = "/") -> str:
    """The code for `node -e` (or `bun -e`); the port is the variable PORT. Raises Unwritable."""
    return _NODE.replace(_MARK, _checked(path))


def perl_http(path: str = "/") -> str:
    """The code for `perl -e`, which every Debian image has; the port is the variable PORT. Raises Unwritable."""
    return _PERL.replace(_MARK, _checked(path))


def wget_http(port: int, path: str = "/", program: tuple[str, ...] = ("wget",)) -> tuple[str, ...]:
    """The whole argv for an image that has wget, GNU's or busybox's; `program` may be `("/busybox", "wget")`."""
    url = f"http://127.0.0.1:{port}{_checked(path)}"
    return (*program, "-q", "-T", str(TIMEOUT_SECONDS), "-O", "/dev/null", url)


def is_probe(program: str, code: str) -> bool:
    """Whether the code is, character for character, what one of the functions above writes for this program."""
    for programs, template in _PROGRAMS:
        if programs.fullmatch(program):
            head, _, tail = template.partition(_MARK)
            path = code[len(head) : len(code) - len(tail)]
            return _PATH.fullmatch(path) is not None and code == f"{head}{path}{tail}"
    return False


def is_wget_probe(argv: tuple[str, ...]) -> bool:
    """Whether the words are what `wget_http` gives for some port and path."""
    *program, url = (*argv[:-6], argv[-1]) if len(argv) > 6 else ("", "")
    if not (_WGET.fullmatch(program[-1]) if len(program) == 1 else _is_busybox(program)):
        return False
    found = re.fullmatch(r"http://127\.0\.0\.1:(\d{1,5})(/.*)", url)
    if not found or not _PATH.fullmatch(found[2]):
        return False
    return argv == wget_http(int(found[1]), found[2], tuple(program))


def _is_busybox(program: list[str]) -> bool:
    return len(program) == 2 and program[1] == "wget" and _BUSYBOX.fullmatch(program[0]) is not None


def _checked(path: str) -> str:
    if not _PATH.fullmatch(path):
        raise Unwritable(f"{path!r} is not a path that a health check may ask for: it starts with / and is plain ASCII")
    return path
