"""The variables that ENV, ARG and a RUN may set, and to what: those that steer a tool are a closed table."""

from __future__ import annotations

import re

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
    "BOOTSNAP_CACHE_DIR": _PATH,
    "MIX_ENV": "prod",
    "ERL_AFLAGS": r"-proto_dist inet6_tcp",
    "GCP_BUILDPACKS": "true",
}

# Families that tell a tool what to load, where to fetch it, or whom to trust: nothing of them but what is above.
_STEERS = pattern(
    r"(?:PIP|UV|POETRY|PDM|PIPENV|CONDA|MAMBA|NPM|NODE|PNPM|YARN|BUN|DENO|COREPACK|ELECTRON|PUPPETEER|PLAYWRIGHT|LD|DYLD|GIT"
    r"|SSH|CGO|CARGO|RUST|RUSTUP|MAVEN|MVN|GRADLE|JAVA|JDK|NUGET|DOTNET|MSBUILD|COMPOSER|BUNDLE|GEM|HEX|MIX|ERL|ELIXIR|PERL|PHP"
    r"|CURL|WGET|SSL|OPENSSL|REQUESTS|HTTP|HTTPS|FTP|ALL|NO|BASH|DOCKER|BUILDKIT|BUILDX|AWS|AZURE|GOOGLE|CLOUDSDK|KUBE|APT|DPKG|DEB"
    r"|CMAKE|GCP)_.*"
    r"|PYTHON.*|RUBY.*|GO[A-Z0-9]*|RUSTFLAGS|RUSTC.*|JDK.*|CLASSPATH|PERL5.*|ENV|IFS|PATH|HOME|SHELL|PS4|PROMPT_COMMAND|CDPATH"
    r"|VIRTUAL_ENV|CC|CXX|CPP|LD|AR|.*FLAGS|TMPDIR|TMP|TEMP|EDITOR|PAGER|.*_PROXY|GLOBIGNORE|TERM|DISPLAY|NODE|MAIL|USER|LOGNAME|UID"
)
_NAME = pattern(r"[A-Z][A-Z0-9_]{0,63}")
_VALUE = pattern(r"(?!.*://)[A-Za-z0-9_@%+=:,./ *-]{0,200}")
_PUBLIC = pattern(
    r"(?:NEXT_PUBLIC|NUXT_PUBLIC|PUBLIC|VITE|REACT_APP|VUE_APP|GATSBY|EXPO_PUBLIC|NG_APP|STORYBOOK)_[A-Z0-9_]+"
)
_PUBLIC_VALUE = pattern(r"[A-Za-z0-9_@%+=:,./ ?&#~*!()'-]{0,300}")
# What a build wants to see filled in, and never uses: a value that says so.
_THROW_AWAY = pattern(r"(?:build|build[ -]only|dummy|throw-?away|unused|not-used|placeholder|1|true)")


def is_public(name: str) -> bool:
    """Whether a name says that its value is shown to everybody's browser anyway."""
    return _PUBLIC.fullmatch(name) is not None


def allowed(name: str, value: str) -> bool:
    """Whether ENV or ARG may give the variable this value; an application's own variables take plain words."""
    if name in STEERING:
        return re.fullmatch(STEERING[name], value) is not None
    if not _NAME.fullmatch(name) or _STEERS.fullmatch(name):
        return False
    return (_PUBLIC_VALUE if is_public(name) else _VALUE).fullmatch(value) is not None


def allowed_once(name: str, value: str) -> bool:
    """Whether a RUN may set it for one command: as above, and a variable that is secret only to a throw-away value."""
    if looks_secret(name):
        return _NAME.fullmatch(name) is not None and _THROW_AWAY.fullmatch(value) is not None
    return allowed(name, value)


# BuildKit's own check (SecretsUsedInArgOrEnv) goes by such words of a name, and so does every reader.
_SECRET = pattern(
    r"(?:.*_)?(?:API_?KEY|ACCESS_?KEY|PRIVATE_?KEY|SECRET_?KEY|ENCRYPTION_?KEY|KEY|AUTH|CREDENTIALS?|PASS|PASSWORD|PASSWD|PWORD|PASSPHRASE|SECRET|TOKEN)(?:_.*)?",
    re.IGNORECASE,
)


def looks_secret(name: str) -> bool:
    """Whether a variable's name says that it holds a secret (and not the file of one, or a public one)."""
    if name == "SECRET_KEY_BASE_DUMMY" or is_public(name) or "PUBLIC" in name.upper().split("_"):
        return False
    return _SECRET.fullmatch(name) is not None and not name.upper().endswith(("_FILE", "_PATH", "_URL"))
