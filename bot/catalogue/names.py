"""What the name of an environment variable says of its value: public, secret, or neither."""

from __future__ import annotations

_PUBLIC = (
    "NEXT_PUBLIC_",
    "NUXT_PUBLIC_",
    "PUBLIC_",
    "VITE_",
    "REACT_APP_",
    "VUE_APP_",
    "GATSBY_",
    "EXPO_PUBLIC_",
    "NG_APP_",
)
# BuildKit's own check (SecretsUsedInArgOrEnv) goes by such words of a name, and so does every reader.
_TELLING_WORDS = """
    APIKEY ACCESSKEY PRIVATEKEY SECRETKEY KEY AUTH CREDENTIAL CREDENTIALS PASS PASSWORD PASSWD PWORD PASSPHRASE
    SECRET TOKEN AUTHTOKEN
"""
_TELLING = frozenset(_TELLING_WORDS.split())
# Addresses that usually hold a password.
_ADDRESSES = ("DATABASE_URL", "DB_URL", "DATABASE_URI", "_DSN", "REDIS_URL", "MONGO_URL", "MONGODB_URI", "MONGO_URI")
_SCHEMES = ("POSTGRES", "MYSQL", "AMQP", "RABBITMQ", "BROKER", "REDIS", "MONGO", "ELASTIC", "CLOUDAMQP", "JDBC")


def is_public(name: str) -> bool:
    """Whether a name says that its value is shown to everybody's browser anyway."""
    return name.startswith(_PUBLIC)


def looks_secret(name: str) -> bool:
    """Whether a variable's name says that it holds a secret (and not the file of one, or a public one)."""
    words = name.upper().split("_")
    if name == "SECRET_KEY_BASE_DUMMY" or is_public(name) or "PUBLIC" in words or words[-1] in ("FILE", "PATH", "URL"):
        return False
    return not _TELLING.isdisjoint(words)


def is_secret(name: str) -> bool:
    """Whether its value is to be kept from everybody: a secret by its name, or an address with a password in it."""
    upper = name.upper()
    addressed = upper.endswith(_ADDRESSES) or (upper.startswith(_SCHEMES) and upper.endswith(("URL", "URI", "DSN")))
    return looks_secret(name) or addressed or upper == "DSN"
