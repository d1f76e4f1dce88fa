"""The settings, from environment variables or a `.env` file."""

from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from platformdirs import user_data_path
from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict
from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

PREFIX = "TRINVIS_"
_MASK = "•••"
_LAST_PORT = 65_535


def host_and_port(value: str) -> tuple[str, int]:
    """Take an address and its port apart."""
    host, _, port = value.rpartition(":")
    return host.strip("[]"), int(port)


class SettingsError(ValueError):
    """Tell which setting is wrong and what to do."""


class Settings(BaseSettings):
    """Hold all that can be set; each field is `TRINVIS_` and its name in capitals."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_file=".env", env_ignore_empty=True, extra="ignore", frozen=True
    )

    data_dir: Path = Field(default_factory=lambda: user_data_path("trinvis", appauthor=False))
    database_url: str = ""
    telegram_token: SecretStr | None = None
    telegram_api_url: str = "https://api.telegram.org/bot"
    key_file: Path | None = None
    spacy_model: str = "da_core_news_sm"
    timezone: str = "Europe/Copenhagen"
    embeddings: bool = True
    messages_a_second: float = Field(default=30.0, gt=0)
    access: Literal["open", "invited"] = "open"
    operators: str = ""
    most_a_minute: int = Field(default=20, gt=0)
    most_a_day: int = Field(default=400, gt=0)
    erase_after_days: int = Field(default=365, ge=60)
    listen: str = "127.0.0.1:8080"
    operation_listen: str = ""

    @field_validator("database_url")
    @classmethod
    def _database_address(cls, value: str) -> str:
        try:
            make_url(value or "sqlite://")
        except (ArgumentError, ValueError):
            raise ValueError(
                "it is no valid URL; use sqlite:///… or postgresql+psycopg://…"
            ) from None
        return value

    @field_validator("timezone")
    @classmethod
    def _known_zone(cls, value: str) -> str:
        try:
            ZoneInfo(value)
        except (ZoneInfoNotFoundError, ValueError):
            raise ValueError(
                f"«{value}» is no time zone; use a name like Europe/Copenhagen"
            ) from None
        return value

    @field_validator("operators")
    @classmethod
    def _numbers(cls, value: str) -> str:
        if not all(number.strip().isdigit() for number in value.split(",") if number.strip()):
            raise ValueError("it must be chat numbers with commas between, as 123456,234567")
        return value

    @field_validator("listen", "operation_listen")
    @classmethod
    def _host_and_port(cls, value: str) -> str:
        host, _, port = value.rpartition(":")
        if value and not (host and port.isascii() and port.isdigit() and int(port) <= _LAST_PORT):
            raise ValueError("it must be an address and a port, as 127.0.0.1:8080")
        return value

    @field_validator("telegram_api_url")
    @classmethod
    def _web_address(cls, value: str) -> str:
        if not value.startswith(("http://", "https://")):
            raise ValueError("it must begin with http:// or https://")
        return value.rstrip("/")

    @property
    def database(self) -> str:
        """Give the database address: the one that is set, or SQLite in the data folder."""
        return self.database_url or f"sqlite:///{self.data_dir / 'trinvis.db'}"

    @property
    def keys(self) -> Path:
        """Give the key file: the one that is set, or one in the data folder."""
        return self.key_file or self.data_dir / "trinvis.key"

    @property
    def operator_addresses(self) -> frozenset[str]:
        """Give the chats of those who run the bot."""
        return frozenset(number.strip() for number in self.operators.split(",") if number.strip())

    @property
    def pictures(self) -> Path:
        """Give the folder of the drawn pictures."""
        return self.data_dir / "pictures"

    def shown(self) -> dict[str, str]:
        """List every setting with its value; secrets are masked."""
        url = make_url(self.database)
        token = self.telegram_token
        return {
            f"{PREFIX}DATA_DIR": str(self.data_dir),
            f"{PREFIX}DATABASE_URL": url.render_as_string(hide_password=True),
            f"{PREFIX}KEY_FILE": str(self.keys),
            f"{PREFIX}TELEGRAM_TOKEN": _MASK if token and token.get_secret_value() else "–",
            f"{PREFIX}TELEGRAM_API_URL": self.telegram_api_url,
            f"{PREFIX}SPACY_MODEL": self.spacy_model,
            f"{PREFIX}TIMEZONE": self.timezone,
            f"{PREFIX}EMBEDDINGS": "on" if self.embeddings else "off",
            f"{PREFIX}MESSAGES_A_SECOND": f"{self.messages_a_second:g}",
            f"{PREFIX}ACCESS": self.access,
            f"{PREFIX}OPERATORS": self.operators or "–",
            f"{PREFIX}MOST_A_MINUTE": str(self.most_a_minute),
            f"{PREFIX}MOST_A_DAY": str(self.most_a_day),
            f"{PREFIX}ERASE_AFTER_DAYS": str(self.erase_after_days),
            f"{PREFIX}LISTEN": self.listen,
            f"{PREFIX}OPERATION_LISTEN": self.operation_listen or "–",
        }


def load_settings() -> Settings:
    """Read the settings; raise SettingsError that names the one that is wrong."""
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors()[0]
        name = PREFIX + str(first["loc"][0]).upper() if first["loc"] else PREFIX
        reason = first["msg"].removeprefix("Value error, ")
        raise SettingsError(f"{name}: {reason}") from None
