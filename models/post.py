"""What came in and is not handled yet, and what is to go out and is not sent yet."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger
from sqlmodel import Field, SQLModel

from models.columns import UtcDateTime


class Inbox(SQLModel, table=True):
    """Keep an update from the moment it is fetched until it is handled.

    Its number stays for a while after that, without what it held: an update may be delivered twice.
    """

    __tablename__ = "inbox"

    update_id: int = Field(primary_key=True, sa_type=BigInteger)
    payload: dict[str, Any] = Field(sa_type=JSON)
    received_at: datetime = Field(sa_type=UtcDateTime)
    handled_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class Outbox(SQLModel, table=True):
    """Keep a message of the coach until it is sent; ids give the order."""

    __tablename__ = "outbox"
    # An id is never given twice: else a message might be dropped for one that was sent.
    __table_args__ = {"sqlite_autoincrement": True}

    id: int | None = Field(default=None, primary_key=True)
    channel: str = Field(max_length=16)
    address: str = Field(max_length=64, index=True)
    message: dict[str, Any] = Field(sa_type=JSON)
    written_at: datetime = Field(sa_type=UtcDateTime)
