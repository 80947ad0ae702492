"""The settings of a server, and the only reader of the environment: `DOCKERIZE_…` variables, or a `.env` file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Final, Literal, Self

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    SecretStr,
    ValidationError,
    ValidationInfo,
    field_validator,
)
from pydantic_core import PydanticCustomError
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from bot.errors import BadSettings

PREFIX = "DOCKERIZE_"
_FILE: Final = "github_private_key_file"
Role = Literal["web", "worker", "all"]

_WHERE = "on the App's page: GitHub, Settings, Developer settings, GitHub Apps"
_NEEDED = {
    "github_app_id": ("worker", "all"),
    "github_private_key": ("worker", "all"),
    "github_webhook_secret": ("web", "all"),
}


def _url(value: str) -> str:
    if not value.startswith(("http://", "https://")):
        raise ValueError("it is not an http or https address")
    return value.rstrip("/")


def _database(value: str) -> str:
    """SQLAlchemy's address with the one driver of each database that is installed."""
    scheme, separator, rest = value.partition("://")
    known = {
        "sqlite": "sqlite",
        "postgres": "postgresql",
        "postgresql": "postgresql",
        "postgresql+psycopg": "postgresql",
    }
    if not separator or scheme not in known:
        raise ValueError("it starts neither with sqlite:// nor with postgresql://")
    return f"{'postgresql+psycopg' if known[scheme] == 'postgresql' else 'sqlite'}://{rest}"


def _graphql(done: dict[str, Any]) -> str:
    """GraphQL beside REST: github.com and GHE.com have `/graphql`, GitHub Enterprise Server `/api/graphql`."""
    return str(done["github_api_url"]).removesuffix("/v3") + "/graphql"


def _web(done: dict[str, Any]) -> str:
    scheme, _, host = str(done["github_api_url"]).removesuffix("/api/v3").partition("://")
    return f"{scheme}://{host.removeprefix('api.')}"


def _main_database(done: dict[str, Any]) -> str:
    return f"sqlite:///{done['data_dir'] / 'dockerize.db'}"


def _workflow_database(done: dict[str, Any]) -> str:
    """DBOS shares a Postgres database in a schema of its own; beside a SQLite file it needs a second file."""
    url = str(done["database_url"])
    return url if url.startswith("postgresql") else f"{url.removesuffix('.db')}-workflows.db"


Url = Annotated[str, AfterValidator(_url)]
DatabaseUrl = Annotated[str, AfterValidator(_database)]


class Settings(BaseSettings):
    """What a server must be told; every field is `DOCKERIZE_` and its name in capitals."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_ignore_empty=True, extra="ignore", frozen=True, hide_input_in_errors=True
    )

    role: Role = Field("all", description="What this process does: `web` takes deliveries, `worker` works them off.")
    github_app_id: int | None = Field(
        None, gt=0, validate_default=True, description=f"The App's number ({_WHERE}, “App ID”)."
    )
    github_private_key_file: Path | None = Field(None, description="The file that holds the App's private key.")
    github_private_key: SecretStr = Field(
        SecretStr(""),
        validate_default=True,
        description=f"The App's private key itself, in PEM ({_WHERE}, “Private keys”); or name its file above.",
    )
    github_webhook_secret: SecretStr = Field(
        SecretStr(""),
        validate_default=True,
        description=f"The secret that signs deliveries ({_WHERE}, “Webhook secret”).",
    )
    github_webhook_secret_old: SecretStr = Field(
        SecretStr(""), description="The secret before, which is accepted too while it is being replaced."
    )
    github_api_url: Url = Field(
        "https://api.github.com", description="REST; `https://HOST/api/v3` on Enterprise Server."
    )
    github_graphql_url: Url = Field(
        default_factory=_graphql, description="GraphQL; beside REST unless it is said otherwise."
    )
    github_web_url: Url = Field(default_factory=_web, description="Where people look; derived from the REST address.")
    data_dir: Annotated[Path, AfterValidator(lambda path: path.expanduser().absolute())] = Field(
        Path("data"), validate_default=True, description="The folder for everything that is kept on this machine."
    )
    database_url: DatabaseUrl = Field(
        default_factory=_main_database,
        repr=False,
        description="`sqlite:///FILE` or `postgresql://USER:PASSWORD@HOST/NAME`; a file in the data folder unless set.",
    )
    workflow_database_url: DatabaseUrl = Field(
        default_factory=_workflow_database,
        repr=False,
        description="Where DBOS keeps its checkpoints: beside the database, unless it is said otherwise.",
    )
    storage: str = Field(
        default_factory=lambda done: str(done["data_dir"] / "artifacts"),
        description="Where the files of each run are kept: a folder, or `s3://BUCKET/PREFIX`.",
    )
    host: str = Field("0.0.0.0", description="The address that is listened on.")  # noqa: S104  GitHub has to reach it
    port: int = Field(8080, ge=0, le=65535, description="The port that is listened on; 0 takes a free one.")
    body_limit: int = Field(26_214_400, ge=1024, description="Bytes of the largest delivery; GitHub sends up to 25 MB.")
    inbox_limit: int = Field(1000, ge=1, description="Deliveries that may wait for one commit; more are answered 503.")
    installation_concurrency: int = Field(5, ge=1, le=100, description="Runs of one installation at the same time.")
    write_pace_seconds: float = Field(
        1.0, ge=0, le=60, description="Seconds between two writes for one installation; GitHub asks for one."
    )
    payload_days: int = Field(7, ge=0, description="Days after which the payload of a finished delivery is emptied.")
    log_level: Annotated[Literal["DEBUG", "INFO", "WARNING", "ERROR"], BeforeValidator(str.upper)] = Field(
        "INFO", description="The least that is logged."
    )
    http_timeout_seconds: float = Field(20.0, gt=0, le=300, description="Seconds that GitHub has for one answer.")

    @property
    def webhook_secrets(self) -> tuple[str, ...]:
        """The secrets that a delivery may be signed with, the new one first."""
        both = (self.github_webhook_secret, self.github_webhook_secret_old)
        return tuple(secret.get_secret_value() for secret in both if secret.get_secret_value())

    @property
    def private_key(self) -> str:
        """The App's private key in PEM, "" where the role does not need it."""
        return self.github_private_key.get_secret_value()

    @classmethod
    def load(cls, env_file: str | Path | None = ".env", **given: Any) -> Self:
        """Reads the environment, then `env_file` where there is one; `given` wins over both. Raises BadSettings."""
        try:
            return cls(**{"_env_file": env_file, "_env_file_encoding": "utf-8", **given})
        except ValidationError as wrong:
            raise BadSettings(_sentence(wrong)) from None
        except (OSError, UnicodeDecodeError) as problem:
            raise BadSettings(
                f"{env_file} cannot be read ({problem}): make it a UTF-8 file of NAME=value lines."
            ) from None

    @classmethod
    def of(cls, **given: Any) -> Settings:
        """Settings of these values alone, whatever the environment says: for the demo. Raises BadSettings."""
        return _Given.load(None, **given)

    @field_validator("github_private_key", mode="after")
    @classmethod
    def _key(cls, value: SecretStr, info: ValidationInfo) -> SecretStr:
        """The key as PEM with real line ends, from the variable or from the file; web processes do without."""
        if info.data.get("role") == "web":
            return SecretStr("")
        file = info.data.get("github_private_key_file")
        text = value.get_secret_value().replace("\\n", "\n")
        if not text and file:
            return SecretStr(_read(file))
        if text and not _is_key(text):
            raise ValueError("it is not an RSA private key in PEM without a password")
        return SecretStr(text)

    @field_validator("github_app_id", "github_private_key", "github_webhook_secret", mode="after")
    @classmethod
    def _given(cls, value: Any, info: ValidationInfo) -> Any:
        """What the role cannot do without is there."""
        missing = value is None or (isinstance(value, SecretStr) and not value.get_secret_value())
        if missing and info.data.get("role", "all") in _NEEDED[str(info.field_name)]:
            raise ValueError("missing")
        return value


class _Given(Settings):
    """Settings that no environment has a say in."""

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],  # noqa: ARG003  pydantic-settings passes it
        init_settings: PydanticBaseSettingsSource,
        *_: PydanticBaseSettingsSource,
        **__: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        return (init_settings,)


def _read(file: Path) -> str:
    try:
        text = file.expanduser().read_text(encoding="ascii")
    except (OSError, UnicodeDecodeError):
        raise _bad_file(f"the file {file} cannot be read as PEM") from None
    if not _is_key(text):
        raise _bad_file(f"the file {file} holds no RSA private key in PEM without a password")
    return text


def _bad_file(message: str) -> PydanticCustomError:
    """What is wrong with the file is said of its setting, not of the key's."""
    return PydanticCustomError(_FILE, "{message}", {"message": message})


def _is_key(text: str) -> bool:
    """GitHub makes RSA keys without a password, and signs and verifies RS256 alone."""
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    try:
        return isinstance(load_pem_private_key(text.encode(), password=None), RSAPrivateKey)
    except (ValueError, TypeError):  # TypeError: it has a password
        return False


def _sentence(wrong: ValidationError) -> str:
    """One line for each setting that is missing or wrong, with what to do; no value of a secret is shown."""
    lines = []
    for error in wrong.errors(include_url=False, include_context=False):
        if error["type"] == "default_factory_not_called":
            continue  # it follows from another line
        name = _FILE if error["type"] == _FILE else str(error["loc"][0])
        message = error["msg"].removeprefix("Value error, ")
        state = "is missing" if message == "missing" else f"is wrong: {message[0].lower()}{message[1:]}"
        lines.append(f"  {PREFIX}{name.upper()} {state}. {Settings.model_fields[name].description}")
    head = "One setting is" if len(lines) == 1 else f"{len(lines)} settings are"
    return "\n".join([f"{head} missing or wrong (set them in the environment or in a .env file):", *lines])
