"""What came in and is not handled yet, and what is to go out and is not sent yet."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, delete, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import Field, SQLModel, col

from models.columns import EncryptedJson, UtcDateTime


class Inbox(SQLModel, table=True):
    """Keep an update from the moment it is fetched until it is handled.

    Its number stays for a while after that, without what it held: an update may be delivered twice.
    """

    __tablename__ = "inbox"

    update_id: int = Field(primary_key=True, sa_type=BigInteger)
    payload: dict[str, Any] = Field(sa_type=EncryptedJson)
    received_at: datetime = Field(sa_type=UtcDateTime)
    handled_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class Outbox(SQLModel, table=True):
    """Keep a message of the coach until it is sent; ids give the order.

    `prompt_id` is given where the message is a prompt: such a one is sent at most once, an answer
    at least once. `begun_at` says that a prompt was on its way out.
    """

    __tablename__ = "outbox"
    # An id is never given twice: else a message might be dropped for one that was sent.
    __table_args__ = {"sqlite_autoincrement": True}

    id: int | None = Field(default=None, primary_key=True)
    channel: str = Field(max_length=16)
    address: str = Field(max_length=64, index=True)
    message: dict[str, Any] = Field(sa_type=EncryptedJson)
    written_at: datetime = Field(sa_type=UtcDateTime)
    prompt_id: int | None = None
    begun_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


async def drop_messages(session: AsyncSession, channel: str, address: str) -> None:
    """Let go of all that waits for an address."""
    await session.execute(
        delete(Outbox).where(col(Outbox.channel) == channel, col(Outbox.address) == address)
    )


async def take_update(session: AsyncSession, update_id: int, now: datetime) -> bool:
    """Mark an update as handled; tell whether it was not."""
    taken = await session.execute(
        update(Inbox)
        .where(col(Inbox.update_id) == update_id, col(Inbox.handled_at).is_(None))
        .values(handled_at=now, payload={})
        .returning(col(Inbox.update_id))
    )
    return taken.first() is not None
