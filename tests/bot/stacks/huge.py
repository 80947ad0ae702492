"""Reads a large manifest, made of one piece over and over: `python -m tests.bot.stacks.huge NAME`.

A process of its own, so that the system can bound what it takes: a crash of the interpreter, or an endless run, is the
failure of one test and not the end of them all.
"""

from __future__ import annotations

import resource
import sys
import time

from tests.bot.stacks.pictures import decided

SIZE = 32_000  # of 512,000 that are read at most: what grows with the square of it shows all the same
SECONDS = 40  # of processor time for all pieces of one name: several times what it takes
MEMORY = 3_000_000_000
NAMES = (
    *("package.json", "package-lock.json", "pnpm-lock.yaml", "pnpm-workspace.yaml", "deno.json", "deno.lock"),
    *("requirements.txt", "uv.lock", "pyproject.toml", "Pipfile", "main.py", "manage.py", ".python-version"),
    *(".tool-versions", "mise.toml", "server.js", "main.ts", "next.config.js", "vite.config.ts", "go.mod", "go.work"),
    *("main.go", "Cargo.toml", "src/main.rs", "rust-toolchain.toml", "CMakeLists.txt", "meson.build", "Makefile"),
    *("main.c", "main.cpp", "pom.xml", "build.gradle", "build.gradle.kts", "settings.gradle", "app.csproj", "app.sln"),
    *("global.json", "composer.json", "composer.lock", "index.php", "Gemfile", "Gemfile.lock", "config.ru", "mix.exs"),
    *("gleam.toml", "Procfile", "docker-compose.yml", ".github/workflows/ci.yml", "fly.toml", "railway.json"),
    *("render.yaml", "app.json", "heroku.yml", ".env.example", "README.md", "Staticfile", "start.sh", "mkdocs.yml"),
    *("hugo.toml", "_config.yml"),
)
# What a program of each kind is found by, where the manifest alone is none.
BESIDE = {
    "requirements.txt": {"app.py": "import flask\napp = flask.Flask('x')\n"},
    "uv.lock": {"app.py": "print(1)\n", "pyproject.toml": "[project]\nname = 'x'\n"},
    "Pipfile": {"app.py": "print(1)\n"},
    "package-lock.json": {"package.json": '{"scripts": {"start": "node a.js"}}'},
    "pnpm-lock.yaml": {"package.json": '{"scripts": {"start": "node a.js"}}'},
    "pnpm-workspace.yaml": {"package.json": '{"scripts": {"start": "node a.js"}}'},
    "server.js": {"package.json": '{"scripts": {"start": "node server.js"}}'},
    "main.ts": {"package.json": '{"scripts": {"start": "tsx main.ts"}}'},
    "go.work": {"a/go.mod": "module a\n", "a/main.go": "package main\nfunc main() {}\n"},
    "main.go": {"go.mod": "module a\n"},
    "src/main.rs": {"Cargo.toml": "[package]\nname = 'x'\n"},
    "main.c": {"Makefile": "all:\n\tcc main.c\n"},
    "Gemfile.lock": {"Gemfile": "gem 'rails'\n", "config/application.rb": ""},
    "composer.lock": {"composer.json": "{}", "index.php": "<?php\n"},
    "Staticfile": {"index.html": ""},
    "hugo.toml": {"content/a.md": ""},
    "_config.yml": {"index.md": ""},
    "render.yaml": {"app.py": "print(1)\n"},
    "Procfile": {"app.py": "print(1)\n"},
    "docker-compose.yml": {"app.py": "print(1)\n"},
    ".github/workflows/ci.yml": {"app.py": "print(1)\n"},
    "Makefile": {"main.c": "int main() {}\n"},
}
PIECES = (
    *(
        "[",
        "{",
        "(",
        "<a>",
        "<",
        "'",
        '"',
        "`",
        "\\",
        "#",
        "/*",
        "//",
        "//\n",
        "$(",
        "${",
        "%{",
        "=",
        ":",
        ",",
        ".",
        "*",
    ),
    *(
        " ",
        "\n",
        "\t",
        "a",
        "a ",
        "a\n",
        "a=",
        "a = 1\n",
        "a: b\n",
        "- a\n",
        " - a",
        "  a:\n",
        "a: [",
        '"a": {',
        "&a [*a,",
    ),
    *("[a]\n", "[[a]]\n", "[a.b.c]\n", '{"a":', '"a",', "'a' ", "a==1\n", "-r a.txt\n", "a[b,c]>=1\\\n", "0", "9", "-"),
    *(
        "if (",
        "if x\n",
        "do |x|\n",
        "end\n",
        "fn f() {",
        "func main() {",
        "def f():",
        " def f",
        "lambda:",
        "a.b(",
        "a,",
    ),
    *(
        "require (\n",
        "use ./a\n",
        "add_executable(a a.c)\n",
        "executable('a',",
        "target: dep\n",
        "\tcc a\n",
        "@@",
        "!!a ",
    ),
    *(
        "process.env.A\n",
        "os.getenv('A')\n",
        "x = x + 1\n",
        "import a\n",
        "from . import a\n",
        "let a = `${",
        "</a>",
        "&a;",
    ),
    *(
        "gem 'a'\n",
        "implementation('a')\n",
        "web: a\n",
        "RUN a \\\n",
        "nc -l ",
        "read ",
        "$A",
        "'''",
        '"""',
        "=begin\n",
    ),
)


def main(name: str) -> None:
    """Every piece, repeated to the whole size."""
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    for piece in PIECES:
        before = time.process_time()
        decided({**BESIDE.get(name, {}), name: piece * (SIZE // len(piece))})
        print(f"{time.process_time() - before:6.2f} {piece!r}", flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
