"""What a server is told: GitHub, databases, storage, and how much it takes."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, SecretStr, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.settings.addresses import DatabaseUrl, Url, graphql, main_database, web, workflow_database
from bot.settings.keys import is_key, read

PREFIX = "DOCKERIZE_"
Role = Literal["web", "worker", "all"]

_WHERE = "on the App's page: GitHub, Settings, Developer settings, GitHub Apps"
_NEEDED = {
    "github_app_id": ("worker", "all"),
    "github_private_key": ("worker", "all"),
    "github_webhook_secret": ("web", "all"),
}


class ServerSettings(BaseSettings):
    """What a server must be told of GitHub, of where things are kept, and of how much it takes."""

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
        default_factory=graphql, description="GraphQL; beside REST unless it is said otherwise."
    )
    github_web_url: Url = Field(default_factory=web, description="Where people look; derived from the REST address.")
    data_dir: Annotated[Path, AfterValidator(lambda path: path.expanduser().absolute())] = Field(
        Path("data"), validate_default=True, description="The folder for everything that is kept on this machine."
    )
    database_url: DatabaseUrl = Field(
        default_factory=main_database,
        repr=False,
        description="`sqlite:///FILE` or `postgresql://USER:PASSWORD@HOST/NAME`; a file in the data folder unless set.",
    )
    workflow_database_url: DatabaseUrl = Field(
        default_factory=workflow_database,
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

    @field_validator("github_private_key", mode="after")
    @classmethod
    def _key(cls, value: SecretStr, info: ValidationInfo) -> SecretStr:
        """The key as PEM with real line ends, from the variable or from the file; web processes do without."""
        if info.data.get("role") == "web":
            return SecretStr("")
        file = info.data.get("github_private_key_file")
        text = value.get_secret_value().replace("\\n", "\n")
        if not text and file:
            return SecretStr(read(file))
        if text and not is_key(text):
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
