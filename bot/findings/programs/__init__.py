"""The programs that a RUN may call, and how; a program that is not here may not be called."""

from __future__ import annotations

from functools import lru_cache

from bot.findings.grammar import table
from bot.findings.programs.compiled import COMPILED
from bot.findings.programs.node import NODE
from bot.findings.programs.python import PYTHON
from bot.findings.programs.scripted import SCRIPTED
from bot.findings.programs.system import SYSTEM

TYPE_CHECKING = False
if TYPE_CHECKING:
    from bot.findings.grammar import Table

# Where `sed -i` gives the unprivileged nginx image the page for unknown paths of a single-page application.
SPA_RULE = "s#location / {#location / { try_files $uri $uri/ /index.html;#"
SPA_FILE = "/etc/nginx/conf.d/default.conf"
# Where `sed -i` makes Apache, as PHP's image sets it up, listen on $PORT and serve the folder that a variable names.
APACHE = (
    ("s#^Listen 80#Listen ${PORT}#", "/etc/apache2/ports.conf"),
    ("s#:80>#:${PORT}>#", "/etc/apache2/sites-available/000-default.conf"),
    ("s#/var/www/html#${APACHE_DOCUMENT_ROOT}#", "/etc/apache2/sites-available/000-default.conf"),
)
EDITS = frozenset({(SPA_RULE, SPA_FILE), *APACHE})


@lru_cache(maxsize=1)
def programs() -> Table:
    """The whole table: program → usages."""
    return table(PYTHON + NODE + COMPILED + SCRIPTED + SYSTEM)
