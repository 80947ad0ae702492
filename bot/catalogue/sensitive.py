"""Which files may hold a secret, by name alone: a closed list, because what is never read can never leak."""

from __future__ import annotations

# Plain sets rather than one pattern, which takes 3 ms to compile in every start.
_FOLDERS = frozenset({".git", ".ssh", ".aws", ".azure", ".gnupg", ".kube", ".docker", ".m2", ".bundle"})
_NAMES = frozenset(
    {
        *(".env", ".envrc", ".npmrc", ".yarnrc", ".pypirc", ".netrc", "_netrc", ".git-credentials", ".htpasswd"),
        *(".dockercfg", ".pgpass", ".my.cnf", ".s3cfg", ".boto", ".terraformrc", "kubeconfig"),
        *("id_rsa", "id_dsa", "id_ecdsa", "id_ed25519", "id_ecdsa_sk", "id_ed25519_sk"),
        "auth.json",  # Composer's
        "terraform.tfstate.backup",
    }
)
_STARTS = (".env.", ".vault-pass", ".vault_pass")
_ENDINGS = frozenset(
    {
        *("env", "pem", "key", "p8", "p12", "pfx", "jks", "keystore", "kdb", "kdbx", "ppk", "gpg", "asc", "ovpn"),
        *("tfvars", "tfstate", "mobileprovision"),
    }
)
_WORDS = frozenset({"credential", "credentials", "secret", "secrets", "password", "passwords"})
_DATA = frozenset(
    {*("json", "yml", "yaml", "toml", "ini", "cfg", "conf", "properties", "txt", "xml"), "csv", "enc", "sh"}
)
_SAMPLES = frozenset(
    {
        *(".env.example", ".env.sample", ".env.template", ".env.dist", ".env.default", ".env.defaults"),
        *("example.env", "sample.env", "template.env"),
    }
)
# Of all these, the ones that hardly ever hold anything else; the rest may be settings, certificates or public keys.
_SURE_FOLDERS = frozenset({".ssh", ".aws", ".azure", ".gnupg", ".kube"})
_SURE_NAMES = _NAMES - {".envrc", ".npmrc", ".yarnrc", ".terraformrc", ".my.cnf", "auth.json"}
_SURE_ENDINGS = frozenset({"env", "key", "p8", "p12", "pfx", "kdb", "kdbx", "ppk", "ovpn", "tfvars", "tfstate"})
_SURE_STEMS = frozenset(
    {"credential", "credentials", "secret", "secrets", "client_secret", "service-account", "service_account"}
)
_PUBLIC = ("known_hosts", "authorized_keys")


def holds_secret(path: str) -> bool:
    """Whether a path is on the list and leaves hardly a doubt; `.npmrc`, `ca.pem` and `secrets.yml.enc` do."""
    *folders, name = path.lower().split("/")
    if not may_hold_secret(path) or name in _PUBLIC or name.endswith(".pub"):
        return False
    stem, _, ending = name.rpartition(".")
    sure = not _SURE_FOLDERS.isdisjoint(folders) or name in _SURE_NAMES or name.startswith(_STARTS)
    private = ending == "pem" and "key" in stem and "pub" not in stem
    return sure or private or ending in _SURE_ENDINGS or (ending != "enc" and stem in _SURE_STEMS)


def may_hold_secret(path: str) -> bool:
    """Whether a path is on the list; samples that are made to be read, such as `.env.example`, are not."""
    *folders, name = path.lower().split("/")
    if not _FOLDERS.isdisjoint(folders):
        return True
    if name in _SAMPLES:
        return False
    if name in _NAMES or name.startswith(_STARTS) or (name.rpartition(".")[2] in _ENDINGS and "." in name):
        return True
    return _is_data_about_secrets(name)


def _is_data_about_secrets(name: str) -> bool:
    """`credentials`, `client_secret_123.json`, `app.secrets.yml.enc`, `service-account.json`; not `secrets.py`."""
    parts = name.split(".")
    while len(parts) > 1 and parts[-1] in _DATA:
        parts.pop()
    bare = len(parts) == len(name.split("."))
    words = set("-".join(parts).replace("_", "-").split("-"))
    if bare:
        return not _WORDS.isdisjoint(parts[-1].replace("_", "-").split("-"))
    return not _WORDS.isdisjoint(words) or (name.endswith(".json") and {"service", "account"} <= words)
