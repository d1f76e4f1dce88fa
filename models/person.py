"""Who speaks with the coach."""

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from models.columns import UtcDateTime


class Person(SQLModel, table=True):
    """Know a person by the channel they write in and their address there, and nothing else."""

    __tablename__ = "person"
    __table_args__ = (UniqueConstraint("channel", "address"),)

    id: int | None = Field(default=None, primary_key=True)
    channel: str = Field(max_length=16)
    address: str = Field(max_length=64)
    created_at: datetime = Field(sa_type=UtcDateTime)
    last_seen_at: datetime = Field(sa_type=UtcDateTime)
    unreachable_since: datetime | None = Field(default=None, sa_type=UtcDateTime)
    # When they were let in; nobody who never was is kept where the bot is by invitation.
    admitted_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    # When they said yes to a history; without that it is kept no longer than the conversation.
    history_since: datetime | None = Field(default=None, sa_type=UtcDateTime)
    # When they were told that they will be erased because they are not here any more.
    warned_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
