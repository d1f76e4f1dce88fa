"""Where a person is in the conversation."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import JSON, ForeignKey
from sqlmodel import Field, SQLModel

from models.columns import EncryptedJson, UtcDateTime

MEMORY_LASTS = timedelta(days=7)


class Conversation(SQLModel, table=True):
    """Keep what is expected next, and for a while what the person wrote.

    `state` holds no word of the person's; `memory` does, and is emptied at `memory_until`.
    """

    __tablename__ = "conversation"

    person_id: int = Field(
        primary_key=True, sa_column_args=[ForeignKey("person.id", ondelete="CASCADE")]
    )
    state: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    memory: dict[str, Any] = Field(default_factory=dict, sa_type=EncryptedJson)
    memory_until: datetime | None = Field(default=None, sa_type=UtcDateTime, index=True)

    def expire(self, now: datetime) -> None:
        """Forget what the person wrote where its time is up."""
        if self.memory_until and self.memory_until <= now:
            self.memory, self.memory_until = {}, None
