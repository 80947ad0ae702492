"""PHP's extensions: which every image has, which the code needs without saying so, and how the others get in."""

from __future__ import annotations

from bot.stacks.claims import claim, doubt
from bot.types import Topic

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from bot.stacks.folder import Folder
    from bot.stacks.php.source import Read
    from bot.types import Claim, Doubt, Evidence

    Found = tuple[str, Evidence, str]  # an extension, where it was read, and why it is needed

# Compiled into the official images.
THERE = frozenset(
    {
        *("core", "ctype", "curl", "date", "dom", "fileinfo", "filter", "hash", "iconv", "json", "libxml", "mbstring"),
        *("mysqlnd", "openssl", "pcre", "pdo", "pdo_sqlite", "phar", "posix", "random", "readline", "reflection"),
        *("session", "simplexml", "sodium", "spl", "sqlite3", "standard", "tokenizer", "xml", "xmlreader", "xmlwriter"),
        "zlib",
    }
)
# Part of PHP's own sources: docker-php-ext-install compiles them.
CORE = frozenset(
    {
        *("bcmath", "bz2", "calendar", "dba", "enchant", "exif", "ffi", "ftp", "gd", "gettext", "gmp", "intl", "ldap"),
        *("mysqli", "opcache", "pcntl", "pdo_mysql", "pdo_pgsql", "pgsql", "shmop", "snmp", "soap", "sockets"),
        *("sysvmsg", "sysvsem", "sysvshm", "tidy", "xsl", "zip"),
    }
)
# From PECL: the installer in FrankenPHP's image knows them.
PECL = frozenset(
    {
        *("amqp", "apcu", "ds", "event", "grpc", "igbinary", "imagick", "imap", "mailparse", "maxminddb", "memcached"),
        *("mongodb", "msgpack", "oauth", "protobuf", "rdkafka", "redis", "ssh2", "swoole", "uuid", "xlswriter", "yaml"),
        *("zmq", "zstd"),
    }
)
# What code calls or makes → the extension that has it.
_NAMES = {
    "mysqli": "mysqli",
    "mysqli_connect": "mysqli",
    "pg_connect": "pgsql",
    "imagecreate": "gd",
    "imagecreatetruecolor": "gd",
    "ZipArchive": "zip",
    "Redis": "redis",
    "Memcached": "memcached",
    "Imagick": "imagick",
    "NumberFormatter": "intl",
    "IntlDateFormatter": "intl",
    "bcadd": "bcmath",
    "bcmul": "bcmath",
    "gmp_init": "gmp",
    "exif_read_data": "exif",
    "SoapClient": "soap",
    "ldap_connect": "ldap",
    "pcntl_fork": "pcntl",
    "pcntl_signal": "pcntl",
    "socket_create": "sockets",
}
_SOURCES = {"mysql:": "pdo_mysql", "pgsql:": "pdo_pgsql"}  # what a PDO is made for
NEEDS = {
    "mysqli": "MySQL",
    "pdo_mysql": "MySQL",
    "pgsql": "PostgreSQL",
    "pdo_pgsql": "PostgreSQL",
    "redis": "Redis",
    "memcached": "Memcached",
    "mongodb": "MongoDB",
}


INSTALLER = "install-php-extensions"
UNSURE = "nothing says which database it is"  # why the drivers of all that are usual are installed


def claims(found: Iterable[Found]) -> Iterator[Claim | Doubt]:
    """INSTALL for each that the image lacks, the first reason of each; what nobody here can install is a doubt."""
    first: dict[str, Found] = {}
    for name, place, why in found:
        first.setdefault(name.lower().removeprefix("zend-"), (name, place, why))
    for known, (name, place, why) in first.items():
        if known in THERE:
            continue
        if known not in CORE | PECL:
            sentence = f"The extension {name} is none that is known here: it is not installed."
            yield doubt(Topic.INSTALL, sentence, "Add the RUN that installs it to the Dockerfile.", place)
            continue
        yield claim(Topic.INSTALL, INSTALLER, known, at=place, why=why)
        if known in NEEDS and why != UNSURE:
            yield claim(Topic.NEEDS, NEEDS[known], at=place, why=f"the extension {known} speaks to it", certain=False)


def used(folder: Folder, files: Mapping[str, Read]) -> Iterator[Found]:
    """What code needs, though no manifest asks for it."""
    for file, said in files.items():
        for name, line in _used(said):
            yield name, folder.at(file, line), "the code uses it, and no manifest asks for it"


def _used(said: Read) -> Iterator[tuple[str, int]]:
    for name, line in said.names.items():
        if name in _NAMES:
            yield _NAMES[name], line
    if "PDO" in said.names:
        for text, line in said.strings.items():
            yield from ((extension, line) for start, extension in _SOURCES.items() if text.startswith(start))
