"""The settings of a server, and the only reader of the environment: `DOCKERIZE_…` variables, or a `.env` file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Self

from pydantic import AfterValidator, Field, SecretStr, ValidationError

from bot.errors import BadSettings
from bot.settings.addresses import Url  # noqa: TC001  pydantic reads it
from bot.settings.keys import FILE
from bot.settings.server import PREFIX, Role, ServerSettings

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from pydantic_settings import BaseSettings, PydanticBaseSettingsSource

__all__ = ["PREFIX", "Role", "Settings"]


def _chain(value: str) -> str:
    from bot.llm import spec

    spec.read(value)
    return value


class Settings(ServerSettings):
    """Everything, models included; every field is `DOCKERIZE_` and its name in capitals."""

    model: Annotated[str, AfterValidator(_chain)] = Field(
        "rules",
        description="Who advises: `openai:MODEL` or `langchain:PROVIDER:MODEL`, several by commas, each asked where "
        "the one before it does not answer; `rules` at the end lets the rules alone do then.",
    )
    model_keys: dict[str, SecretStr] = Field(
        default_factory=dict, description='Keys by provider, as JSON: `{"openai": "…", "anthropic": "…"}`.'
    )
    model_urls: dict[str, Url] = Field(
        default_factory=dict,
        description='Addresses by provider, as JSON, for servers that are compatible: `{"openai": "http://HOST/v1"}`.',
    )
    model_timeout_seconds: float = Field(60.0, gt=0, le=600, description="Seconds that a model has for one answer.")
    model_run_tokens: int = Field(60_000, ge=1000, description="Tokens that one run may use, of all its calls.")
    model_run_usd: float = Field(0.25, ge=0, description="US dollars that one run may cost, where prices are known.")
    model_installation_usd: float = Field(5.0, ge=0, description="US dollars that one installation may cost a day.")
    model_day_usd: float = Field(50.0, ge=0, description="US dollars that all of them may cost a day.")

    @property
    def keys_of_models(self) -> Mapping[str, str]:
        """Keys in the clear, by provider."""
        return {name: key.get_secret_value() for name, key in self.model_keys.items()}

    @property
    def secrets(self) -> tuple[str, ...]:
        """Everything that no log may show."""
        return (*self.webhook_secrets, self.private_key, *self.keys_of_models.values())

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


def _sentence(wrong: ValidationError) -> str:
    """One line for each setting that is missing or wrong, with what to do; no value of a secret is shown."""
    lines = []
    for error in wrong.errors(include_url=False, include_context=False):
        if error["type"] == "default_factory_not_called":
            continue  # it follows from another line
        name = FILE if error["type"] == FILE else str(error["loc"][0])
        message = error["msg"].removeprefix("Value error, ")
        state = "is missing" if message == "missing" else f"is wrong: {message[0].lower()}{message[1:]}"
        lines.append(f"  {PREFIX}{name.upper()} {state}. {Settings.model_fields[name].description}")
    head = "One setting is" if len(lines) == 1 else f"{len(lines)} settings are"
    return "\n".join([f"{head} missing or wrong (set them in the environment or in a .env file):", *lines])
