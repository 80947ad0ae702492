"""What the page about stacks says of PHP."""

from __future__ import annotations

from bot.stacks.front import MANAGERS
from bot.stacks.php.frameworks import FRAMEWORKS
from bot.stacks.rows import Install, Row

_FRANKENPHP = "frankenphp php-server --listen :${PORT} --root <folder>"
_APACHE = "apache2 -DFOREGROUND -c php_flag display_errors off …"

ROWS = (
    Row(
        what=tuple(dict.fromkeys(FRAMEWORKS.values())),
        found="the package in `composer.json`, and `index.php` in the folder that is served (`public/`, `web/` …); its "
        "packages make FrankenPHP the server, which has images from PHP 8.2 on",
        starts=(_FRANKENPHP, _APACHE),
    ),
    Row(
        what=("plain sites", "WordPress"),
        found="`index.php`, in a folder such as `public/` or in the root; Apache, for their `.htaccess`; FrankenPHP "
        "where packages or extensions of PECL are needed",
        starts=(_APACHE, _FRANKENPHP),
    ),
    Row(
        what=("servers of their own", "workers", "jobs"),
        found="`bin` of `composer.json`, a file with a program's name, the only file",
        starts=("php <file>",),
    ),
)

INSTALLS = (
    Install(
        found="`composer.json`, `composer.lock`",
        command="composer install --no-dev --no-interaction --no-progress --prefer-dist --no-scripts --no-autoloader",
        otherwise="without a lock file the newest versions, said as a doubt",
    ),
    Install(found="`ext-*` of both, and functions that the code calls", command="install-php-extensions …"),
    *(
        Install(found=f"`{one.lock}`", command=" ".join(one.strict), otherwise=f"`{' '.join(one.loose)}`")
        for one in MANAGERS.values()
    ),
)

VERSIONS = "`.php-version`, `require.php` and `config.platform.php` of `composer.json`, what each package of "
VERSIONS += "`composer.lock` requires, `.tool-versions`, `mise.toml`."
