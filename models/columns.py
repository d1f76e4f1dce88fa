"""Column types that mean the same on SQLite and PostgreSQL, and those that hide what they hold."""

import json
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import DateTime, Dialect, Text
from sqlalchemy.types import TypeDecorator

from models.keys import KeyFileError, KeyRing

# Where an engine's dialect carries the keys of its database: column types are given that alone.
KEYS = "trinvis_keys"


class UtcDateTime(TypeDecorator[datetime]):
    """Store moments in UTC and give them back aware; SQLite itself forgets the zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse naive moments; turn the others to UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment without a time zone can't be stored")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give the moment its zone."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class EncryptedText(TypeDecorator[str]):
    """Store a text so that nobody reads it without the keys; where there are none, as it is."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Encrypt."""
        return None if value is None else _lock(value, dialect)

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
        """Decrypt."""
        return None if value is None else _unlock(value, dialect)


class EncryptedJson(TypeDecorator[Any]):
    """Store a JSON value so that nobody reads it without the keys."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str:
        """Encrypt."""
        return _lock(json.dumps(value), dialect)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        """Decrypt."""
        return None if value is None else json.loads(_unlock(value, dialect))


# What Fernet writes begins so; what stands there without was written before there were keys.
_LOCKED = "gAAAA"


def _lock(text: str, dialect: Dialect) -> str:
    keys: KeyRing | None = getattr(dialect, KEYS, None)
    return keys.lock(text) if keys else text


def _unlock(text: str, dialect: Dialect) -> str:
    if not text.startswith(_LOCKED):
        return text
    keys: KeyRing | None = getattr(dialect, KEYS, None)
    if keys is None:
        raise KeyFileError("the database is encrypted, and its key file is missing")
    return keys.unlock(text)
