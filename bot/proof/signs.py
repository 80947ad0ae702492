"""The words by which tools say what is wrong, each class with its own; the first class that matches is taken."""

from __future__ import annotations

from bot.lazy import pattern
from bot.types import Failure

_LOCK_DRIFT = (
    r"package\.json and (?:package-lock\.json|npm-shrinkwrap\.json).* in sync",  # npm ci
    r"ERR_PNPM_OUTDATED_LOCKFILE|ERR_PNPM_LOCKFILE_CONFIG_MISMATCH|ERR_PNPM_NO_LOCKFILE",
    r"[Yy]our lockfile needs to be updated|The lockfile would have been (?:modified|created) by this install",  # yarn
    r"lockfile had changes, but lockfile is frozen",  # bun
    r"lockfile at `uv\.lock` needs to be updated|Unable to find lockfile at `uv\.lock`",
    r"poetry\.lock (?:was last generated|is not up to date)|changed significantly since poetry\.lock",
    r"Pipfile\.lock \(.*\) out of date|[Ll]ock ?file.*(?:out of date|does not match|hash)",  # pipenv, pdm
    r"lock file .*(?:needs to be updated|because --locked was passed)",  # cargo
    r"missing go\.sum entry|updates to go\.(?:mod|sum) needed|go: inconsistent vendoring",
    r"lock file is not up to date with the latest changes in composer\.json",
    r"lockfile can't be updated because frozen mode is set|Gemfile\.lock.*(?:frozen|deployment mode)",  # bundler
    r"THESE PACKAGES DO NOT MATCH THE HASHES",  # pip
    r"the lock ?file is outdated|lock is out of date",  # mix, deno
)
_RUNTIME_VERSION = (
    r"requires a different Python|[Cc]urrent Python version \(.*\) is not allowed|Python [\d.]+ is incompatible",
    r"because the (?:requested|current) Python version|incompatible with the project's Python requirement",
    r"The engine \"\w+\" is incompatible|ERR_PNPM_UNSUPPORTED_ENGINE|Unsupported engine|requires Node(?:\.js)? ",
    r"go: .*requires go >= ",
    r"requires rustc \d|rustc [\d.]+ is not supported|feature `edition20\d\d` is required",
    r"Unsupported class file major version|UnsupportedClassVersionError|invalid (?:target|source) release",
    r"release version \d+ not supported|Cannot find a Java installation .* matching",
    r"Your Ruby version is|your php version \([^)]*\) does not satisfy",
    r"NETSDK1045|A compatible .NET SDK was not found",
    r"version `GLIBC(?:XX)?_[\d.]+' not found",
)
_BASE_IMAGE = (
    r"failed to resolve source metadata|manifest unknown|pull access denied",
    r"failed to load metadata for .*: not found|no match for platform",
)
_NETWORK = (
    r"Temporary failure (?:in name resolution|resolving)|Could not resolve host|ENOTFOUND|EAI_AGAIN|no such host",
    r"Name or service not known|getaddrinfo|dns error|[Ff]ailed to establish a new connection",
    r"[Cc]onnection timed out|ETIMEDOUT|i/o timeout|TLS handshake timeout|net/http: request canceled",
    r"Network is unreachable|ENETUNREACH|Read timed out|[Oo]peration timed out|SSL_ERROR_SYSCALL",
    r"tls: failed to verify certificate|CERTIFICATE_VERIFY_FAILED|SELF_SIGNED_CERT|429 Too Many Requests",
    r"ReadTimeoutError|Connection reset by peer|ECONNRESET",
)
_CONTEXT_FILE = (
    r"failed to (?:calculate checksum|compute cache key).*not found|: not found in build context",
    r"Could not open requirements file|can't open file '/app/|could not find `Cargo\.toml`|failed to load manifest",
    r"go\.mod file not found|replacement directory .* does not exist|go: cannot load module .* listed in go\.work",
    r"ENOENT: no such file or directory, (?:open|lstat|stat|scandir) '/app/|Cannot find module '(?:/app|\.)/",
    r"package\.json: no such file|Could not read package\.json|no such file or directory: '/app/",
    r"error TS(?:5058|5083|6053):|Could not resolve entry module|Missing script: ",
    r"Workspace member .* is missing|Readme file does not exist|No such file or directory: '(?:README|LICENSE)",
    r"Could not find the module or child|Child module .* does not exist|No Gemfile|Could not locate Gemfile",
)
_SYSTEM_PACKAGE = (
    r"error while loading shared libraries|cannot open shared object file|ImportError: lib\S+\.so",
    r"fatal error: \S+\.h(?:pp)?: No such file or directory|cannot find -l\w|unable to find library -l",
    r"pg_config executable not found|(?:mysql|mariadb)_config.*not found|Can not find valid pkg-config name",
    r"not found in the pkg-config search path|No package '[^']+' found|pkg-config.*(?:not found|could not)",
    r"Could not find directory of OpenSSL installation|Could NOT find \w+ \(missing|openssl/\w+\.h",
    r"command '(?:\S*/)?(?:gcc|cc|g\+\+|x86_64-linux-gnu-gcc|cmake|cargo|rustc)' failed: No such file",
    r"\b(?:gcc|cc|[gc]\+\+|make|cmake|git|pkg-config|protoc|curl|unzip|python3?)['\"`]?: (?:command )?not found",
    r"exec: \"(?:gcc|g\+\+|git|pkg-config)\": executable file not found|linker `\w+` not found",
    r"is `cmake` not installed|spawn git ENOENT",
    r"gyp ERR! find Python|gyp ERR! stack Error: not found: make",
    r"Unable to locate package|has no installation candidate",
    r"Dependency \"?[\w.+-]+\"? not found, tried|Native dependency '\w+' not found|libssl\.so|query engine library",
    r"requires? (?:the )?ext-\w+|requested PHP extension|Failed to launch the browser process",
)
_MODULE = (
    r"ModuleNotFoundError|No module named|Cannot find (?:module|package) '[^/.]|ERR_MODULE_NOT_FOUND",
    r"LoadError|cannot load such file|Class \"[\w\\]+\" not found|ClassNotFoundException|NoClassDefFoundError",
    r"No matching distribution found|404 Not Found - GET|could not find .* in registry|is not in this registry",
    r"no required module provides package|unresolved import|can't find crate",
)
_PERMISSION = (
    r"[Pp]ermission denied|EACCES|EPERM|PermissionError|Operation not permitted|[Rr]ead-only file system",
    r"attempt to write a readonly database|unable to open database file|AccessDeniedException",
)
_RESOURCES = (
    r"No space left on device|ENOSPC|JavaScript heap out of memory|Cannot allocate memory|signal: killed",
    r"OutOfMemoryError|exit code: 137|Killed$|ResourceExhausted",
)
_VARIABLE = (
    r"KeyError: '[A-Z][A-Z0-9_]+'|[Mm]issing (?:required )?env|[Ee]nvironment variable\b.*(?:not set|missing|required)",
    r"(?:must|should) be (?:set|defined|provided).*env|\b[A-Z][A-Z0-9_]{3,} (?:is not (?:set|defined)|must be set)",
    r"Set the [A-Z][A-Z0-9_]+ environment variable|[A-Z][A-Z0-9_]+ not found\. Declare it as envvar",
    r"Missing `?secret_key_base|SECRET_KEY setting must not be empty|Environment variable not found: [A-Z]",
    r"invalid (?:dsn|connection string|database url)|Could not parse (?:rfc1738 )?URL|getaddrinfo \w+ placeholder",
)
_SERVICE = (
    r"ECONNREFUSED|[Cc]onnection refused|could not connect to server|MongoServerSelectionError|PG::ConnectionBad",
    r"OperationalError.*(?:connect|server)|Can't reach database server|Error 111 connecting|ServerSelectionTimeout",
)
_OF = (
    (Failure.LOCK_DRIFT, _LOCK_DRIFT),
    (Failure.RUNTIME_VERSION, _RUNTIME_VERSION),
    (Failure.BASE_IMAGE, _BASE_IMAGE),
    (Failure.CONTEXT_FILE, _CONTEXT_FILE),
    (Failure.VARIABLE, _VARIABLE),
    (Failure.SERVICE, _SERVICE),
    (Failure.SYSTEM_PACKAGE, _SYSTEM_PACKAGE),
    (Failure.NETWORK, _NETWORK),
    (Failure.MODULE, _MODULE),
    (Failure.RESOURCES, _RESOURCES),
    (Failure.PERMISSION, _PERMISSION),
)
SIGNS = tuple((kind, pattern("|".join(words))) for kind, words in _OF)
