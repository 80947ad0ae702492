"""The closed list of what may hold a secret."""

from __future__ import annotations

import pytest

from bot.catalogue.sensitive import holds_secret, may_hold_secret

SECRET = """
    .env .env.local .env.production api/.ENV prod.env .envrc .npmrc web/.npmrc .yarnrc .pypirc .netrc _netrc
    .git-credentials .git/config sub/.git/HEAD .ssh/config .aws/credentials .docker/config.json .dockercfg .htpasswd
    id_rsa deploy/id_ed25519 id_ecdsa_sk server.pem tls/private.key app.p12 app.pfx release.keystore upload.jks
    vault.kdbx putty.ppk secring.gpg key.asc terraform.tfvars terraform.tfstate terraform.tfstate.backup
    credentials credentials.json gcp-credentials.json client_secret.json client_secret_123.json secrets.yml secrets.toml
    config/secrets.yml.enc .streamlit/secrets.toml app.secrets.json service-account.json my-service_account-1.json
    auth.json kubeconfig .kube/config .vault_pass .vault-password.txt .pgpass .my.cnf passwords.txt .m2/settings.xml
    .bundle/config aws-credentials .secrets db_password
"""

HARMLESS = """
    .env.example .env.sample api/.env.template .env.dist .env.defaults example.env app.py secrets.py credentials.go
    package.json Dockerfile key.py keys.json environment.yml env.py README.md .gitignore .github/workflows/ci.yml
    docs/passwords.md monkey.txt .yarnrc.yml settings.xml src/secret/index.js pyproject.toml auth.py .envoy service.json
    account.json env key
"""

SURE = """
    .env .env.local api/.ENV prod.env .netrc .git-credentials .ssh/config .aws/credentials .kube/config id_rsa
    deploy/id_ed25519 tls/private.key app.p12 server-key.pem privkey.pem terraform.tfvars credentials.json
    secrets.yml client_secret.json service-account.json .htpasswd .vault_pass
"""

DOUBTFUL = """
    .npmrc auth.json ca.pem pub_key.pem docker.asc key.gpg truststore.jks config/credentials.yml.enc .docker/nginx.conf
    .git/HEAD .ssh/known_hosts .ssh/id_rsa.pub reset-password common-passwords.txt credentials .m2/settings.xml
"""


@pytest.mark.parametrize("path", SECRET.split())
def test_it_is_on_the_list(path: str) -> None:
    assert may_hold_secret(path)


@pytest.mark.parametrize("path", HARMLESS.split())
def test_it_is_not_on_the_list(path: str) -> None:
    assert not may_hold_secret(path)


def test_a_line_end_in_a_name_hides_nothing() -> None:
    assert may_hold_secret("a\nb/.env")
    assert may_hold_secret(".env.\nx")


@pytest.mark.parametrize("path", SURE.split())
def test_it_leaves_no_doubt(path: str) -> None:
    assert holds_secret(path)


@pytest.mark.parametrize("path", DOUBTFUL.split())
def test_it_may_hold_a_secret_and_may_not(path: str) -> None:
    assert may_hold_secret(path)
    assert not holds_secret(path)


@pytest.mark.parametrize("path", HARMLESS.split())
def test_what_is_not_on_the_list_holds_none(path: str) -> None:
    assert not holds_secret(path)
