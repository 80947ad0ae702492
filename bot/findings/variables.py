"""The variables that ENV, ARG and a RUN may set, and to what: those that steer a tool are a closed table."""

from __future__ import annotations

import re

from bot.catalogue.names import is_public, looks_secret
from bot.lazy import pattern

_PATH = r"/(?:app|opt|srv|root|home|usr/local|go|data|tmp)(?:/[A-Za-z0-9_.+-]+)*"

# name → the values that it may have
STEERING = {
    "PATH": rf"(?:{_PATH}:)+\$(?:PATH|\{{PATH\}})",
    "HOME": _PATH,
    "CI": "true|1",
    "LANG": r"C\.UTF-8",
    "LC_ALL": r"C\.UTF-8",
    "TZ": r"[A-Za-z_/+-]+",
    "DEBIAN_FRONTEND": "noninteractive",
    # Python
    "PYTHONUNBUFFERED": "1",
    "PYTHONDONTWRITEBYTECODE": "1",
    "PYTHONFAULTHANDLER": "1",
    "PYTHONHASHSEED": "random",
    "PYTHONOPTIMIZE": "[12]",
    "PYTHONPATH": _PATH,
    "PIP_NO_CACHE_DIR": "1|off|on",
    "PIP_DISABLE_PIP_VERSION_CHECK": "1|on",
    "PIP_ROOT_USER_ACTION": "ignore",
    "PIP_NO_COMPILE": "1",
    "PIP_PYTHON": _PATH,
    "PIP_DEFAULT_TIMEOUT": r"\d+",
    "VIRTUAL_ENV": _PATH,
    "UV_COMPILE_BYTECODE": "1",
    "UV_LINK_MODE": "copy",
    "UV_PYTHON": _PATH,
    "UV_PYTHON_DOWNLOADS": "never|0",
    "UV_PROJECT_ENVIRONMENT": _PATH,
    "UV_NO_CACHE": "1",
    "UV_NO_DEV": "1",
    "UV_FROZEN": "1",
    "UV_LOCKED": "1",
    "UV_SYSTEM_PYTHON": "1",
    "UV_NO_SYNC": "1",
    "POETRY_NO_INTERACTION": "1",
    "POETRY_VIRTUALENVS_CREATE": "true|false|1|0",
    "POETRY_VIRTUALENVS_IN_PROJECT": "true|false|1|0",
    "POETRY_CACHE_DIR": _PATH,
    "PIPENV_VENV_IN_PROJECT": "1",
    "PDM_CHECK_UPDATE": "false",
    "PLAYWRIGHT_BROWSERS_PATH": rf"{_PATH}|0",
    # Node
    "NODE_ENV": "production|development",
    "NODE_OPTIONS": r"--enable-source-maps|--max-old-space-size=\d+|--openssl-legacy-provider",
    "NPM_CONFIG_UPDATE_NOTIFIER": "false",
    "NPM_CONFIG_FUND": "false",
    "NPM_CONFIG_AUDIT": "false",
    "PNPM_HOME": _PATH,
    "COREPACK_ENABLE_DOWNLOAD_PROMPT": "0",
    "COREPACK_HOME": _PATH,
    "YARN_ENABLE_TELEMETRY": "0",
    "YARN_NODE_LINKER": "node-modules",
    "YARN_CACHE_FOLDER": _PATH,
    "YARN_ENABLE_GLOBAL_CACHE": "true|false",
    "PUPPETEER_SKIP_DOWNLOAD": "true|1",
    "PUPPETEER_SKIP_CHROMIUM_DOWNLOAD": "true|1",
    "PUPPETEER_EXECUTABLE_PATH": "/usr/bin/chromium",
    "BUN_INSTALL": _PATH,
    "DENO_DIR": _PATH,
    # compiled languages
    "CGO_ENABLED": "0|1",
    "GOOS": "linux",
    "GOARCH": "amd64|arm64",
    "GOTOOLCHAIN": "local",
    "GOFLAGS": r"-mod=(?:vendor|readonly)|-buildvcs=false",
    "GOCACHE": _PATH,
    "GOMODCACHE": _PATH,
    "CARGO_HOME": r"/usr/local/cargo|/app/\.cargo",
    "CARGO_TARGET_DIR": _PATH,
    "CARGO_TERM_COLOR": "never|always",
    "CARGO_INCREMENTAL": "0",
    "CARGO_NET_RETRY": r"\d+",
    "RUST_BACKTRACE": "0|1",
    "RUST_LOG": "[a-z]+",
    "MAVEN_CONFIG": "",
    "GRADLE_OPTS": r"-Dorg\.gradle\.daemon=false",
    "GRADLE_USER_HOME": _PATH,
    "JAVA_TOOL_OPTIONS": r"-XX:MaxRAMPercentage=\d+(?:\.\d+)?",
    "JAVA_OPTS": r"-XX:MaxRAMPercentage=\d+(?:\.\d+)?",
    "DOTNET_CLI_TELEMETRY_OPTOUT": "1|true",
    "DOTNET_NOLOGO": "1|true",
    "DOTNET_RUNNING_IN_CONTAINER": "true",
    "DOTNET_EnableDiagnostics": "0",
    "ASPNETCORE_URLS": r"http://(?:\+|0\.0\.0\.0|\*):\d{2,5}",
    "ASPNETCORE_HTTP_PORTS": r"\d{2,5}",
    "NUGET_PACKAGES": _PATH,
    # PHP, Ruby, Elixir
    "COMPOSER_ALLOW_SUPERUSER": "1",
    "COMPOSER_HOME": _PATH,
    "COMPOSER_CACHE_DIR": _PATH,
    "PHP_INI_SCAN_DIR": r":[A-Za-z0-9_./-]+",
    "RAILS_ENV": "production",
    "RACK_ENV": "production",
    "RUBY_YJIT_ENABLE": "1",
    "BUNDLE_DEPLOYMENT": "1|true",
    "BUNDLE_WITHOUT": r"[a-z_: ]+",
    "BUNDLE_PATH": r"/usr/local/bundle|/app/vendor/bundle|vendor/bundle",
    "BUNDLE_FROZEN": "1|true",
    "BUNDLE_GLOBAL_GEM_CACHE": "true",
    "BOOTSNAP_CACHE_DIR": _PATH,
    "MIX_ENV": "prod",
    "ERL_AFLAGS": r"-proto_dist inet6_tcp",
    "GCP_BUILDPACKS": "true",
}

# Families that tell a tool what to load, where to fetch it, or whom to trust: nothing of them but what is above.
_FAMILIES_WORDS = """
    PIP UV POETRY PDM PIPENV CONDA MAMBA NPM NODE PNPM YARN BUN DENO COREPACK ELECTRON PUPPETEER PLAYWRIGHT LD
    DYLD GIT SSH CGO CARGO RUST RUSTUP RUSTC MAVEN MVN GRADLE JAVA JDK NUGET DOTNET MSBUILD COMPOSER BUNDLE GEM
    HEX MIX ERL ELIXIR PERL PHP CURL WGET SSL OPENSSL REQUESTS HTTP HTTPS FTP ALL NO BASH DOCKER BUILDKIT BUILDX
    AWS AZURE GOOGLE CLOUDSDK KUBE APT DPKG DEB CMAKE GCP PROMPT VIRTUAL
"""
_FAMILIES = frozenset(_FAMILIES_WORDS.split())
_ALONE_WORDS = """
    CLASSPATH ENV IFS PATH HOME SHELL PS4 CDPATH CC CXX CPP AR TMPDIR TMP TEMP EDITOR PAGER GLOBIGNORE TERM
    DISPLAY MAIL USER LOGNAME UID
"""
_ALONE = frozenset(_ALONE_WORDS.split())
_STARTS = ("PYTHON", "RUBY", "PERL5", "JDK", "SSL")
_ENDS = ("FLAGS", "_PROXY", "_OPTS", "OPTIONS", "_ARGS")
_NAME = pattern(r"[A-Z][A-Z0-9_]{0,63}")
_VALUE = pattern(r"(?!.*://)[A-Za-z0-9_@%+=:,./ *-]{0,200}")
_PUBLIC_VALUE = pattern(r"[A-Za-z0-9_@%+=:,./ ?&#~*!()'-]{0,300}")
# What a build wants to see filled in, and never uses: a value that says so.
_THROW_AWAY = frozenset(
    {"build", "build only", "build-only", "dummy", "throw-away", "unused", "placeholder", "1", "true"}
)
_NO_SECRETS = (
    *(
        "dummy",
        "fake",
        "build",
        "example",
        "placeholder",
        "change",
        "test",
        "temp",
        "insecure",
        "not",
        "unused",
        "none",
    ),
    *("secret", "xxx", "false", "your"),
)


def allowed(name: str, value: str) -> bool:
    """Whether ENV or ARG may give the variable this value; an application's own variables take plain words."""
    if name in STEERING:
        return value == STEERING[name] or re.fullmatch(STEERING[name], value) is not None
    if not _NAME.fullmatch(name) or _steers(name):
        return False
    return (_PUBLIC_VALUE if is_public(name) else _VALUE).fullmatch(value) is not None


def _steers(name: str) -> bool:
    family, _, rest = name.partition("_")
    of_go = not rest and name.startswith("GO")  # GOFLAGS, GOPROXY, and whatever Go will read next
    return name in _ALONE or family in _FAMILIES or of_go or name.startswith(_STARTS) or name.endswith(_ENDS)


def allowed_once(name: str, value: str) -> bool:
    """Whether a RUN may set it for one command: as above, and a variable that is secret only to a throw-away value."""
    if looks_secret(name):
        return _NAME.fullmatch(name) is not None and value in _THROW_AWAY
    return allowed(name, value)


def is_throw_away(value: str) -> bool:
    """Whether a value says of itself that it is no secret."""
    return value.lower() in _THROW_AWAY or any(word in value.lower() for word in _NO_SECRETS)
