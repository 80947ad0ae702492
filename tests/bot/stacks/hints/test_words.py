"""A command line as plain words; what takes a shell is none."""

from __future__ import annotations

import pytest

from bot.stacks.hints import words


@pytest.mark.parametrize(
    ("text", "argv"),
    [
        ("gunicorn app:app --bind 0.0.0.0:$PORT", "gunicorn app:app --bind 0.0.0.0:${PORT}"),
        ("NODE_ENV=production node server.js", "node server.js"),
        ("exec env A=1 poetry run uvicorn main:app", "uvicorn main:app"),
        ("bash -c 'python manage.py migrate && gunicorn x'", "gunicorn x"),
        ('sh -c "exec gunicorn x --port ${PORT:-8000}"', "gunicorn x --port ${PORT}"),
        ("sh -c start", "start"),
        ('gunicorn "app:create_app()"', "gunicorn app:create_app()"),
        ("tini -- node x.js", "node x.js"),
        ("npx --no-install serve", "serve"),
        ("npx -y serve", "npx -y serve"),
        ("cd api && npm start", "npm start"),
    ],
)
def test_plain_words(text: str, argv: str) -> None:
    said = words.read(text)

    assert said
    assert " ".join(said.argv) == argv


@pytest.mark.parametrize(
    "text",
    [
        *("", "a | b", "a; b", "a $X", "a `b`", "a > b", "A=1", "a &&", "a 'b", "sh -c 'a; b'", "a ~/b", "x" * 3000),
        *('sh -c "sh -c \'sh -c \\"sh -c a\\"\'"', "exec 'x"),
    ],
)
def test_what_takes_a_shell_is_no_command(text: str) -> None:
    assert words.read(text) is None


def test_what_stands_before_the_last_command() -> None:
    said = words.read("cd ./api && A=1 python manage.py migrate && gunicorn x --port ${PORT:-8000}")

    assert said
    assert said.before == (("python", "manage.py", "migrate"),)
    assert (said.folder, said.port, said.settings) == ("api", "8000", (("A", "1"),))


def test_lists_of_words() -> None:
    listed = words.of_argv(("gunicorn", "app:make()", "-b", "0.0.0.0:$PORT"))
    shell = words.of_argv(("sh", "-c", "a && b"))

    assert listed
    assert listed.argv[-1] == "0.0.0.0:${PORT}"
    assert shell
    assert shell.argv == ("b",)
    assert words.of_argv(()) is None


@pytest.mark.parametrize("text", ["python manage.py runserver", "npm run dev", "uvicorn a:b --reload", "nodemon x"])
def test_what_is_for_a_developers_machine(text: str) -> None:
    said = words.read(text)

    assert said
    assert said.develops


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("gunicorn -b 0.0.0.0:5000 x", "5000"),
        ("uvicorn x --port=80", "80"),
        ("uvicorn x --port ${PORT}", ""),
        ("node x -p", ""),
        ("node x -p 99999", ""),
        ("node x", ""),
    ],
)
def test_the_port_that_the_words_name(text: str, number: str) -> None:
    assert words.port(tuple(text.split())) == number


def test_whose_program_it_is() -> None:
    assert words.ecosystem(("gunicorn", "x")) == "python"
    assert words.ecosystem(("./x",)) == ""
    assert words.ecosystem(()) == ""
    assert words.starts_programs(("npm", "start"))
    assert not words.starts_programs(("npm", "install"))
    assert not words.starts_programs(("make", "start"))
