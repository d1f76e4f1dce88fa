"""What came in and is not handled yet, and what is to go out and is not sent yet."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import BigInteger, bindparam, delete, select, update
from sqlalchemy.orm import Session
from sqlmodel import Field, SQLModel

from models.columns import EncryptedJson, UtcDateTime

# So long an update is taken to be in hand; then whoever had it has died, and another takes it up.
IN_HAND = timedelta(seconds=60)


class Inbox(SQLModel, table=True):
    """Keep an update from the moment it is fetched until it is handled.

    Its number stays for a while after that, without what it held: an update may be delivered twice.
    """

    __tablename__ = "inbox"

    update_id: int = Field(primary_key=True, sa_type=BigInteger)
    payload: dict[str, Any] = Field(sa_type=EncryptedJson)
    # The chat, so that another process can tell what comes first there.
    address: str | None = Field(default=None, max_length=64, index=True)
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


INBOX, OUTBOX = (SQLModel.metadata.tables[table.__tablename__] for table in (Inbox, Outbox))
TO_ADDRESS = (OUTBOX.c.channel == bindparam("to_channel"), OUTBOX.c.address == bindparam("to"))
# Written once: every message passes through these, and making them takes longer than they do.
_THIS = INBOX.alias()
_EARLIER = (
    select(INBOX.c.update_id)
    .join(_THIS, _THIS.c.address == INBOX.c.address)
    .where(
        _THIS.c.update_id == bindparam("this"),
        INBOX.c.update_id < bindparam("this"),
        INBOX.c.handled_at.is_(None),
        INBOX.c.received_at > bindparam("since"),
    )
    .limit(1)
)
_TAKE = (
    update(INBOX)
    .where(INBOX.c.update_id == bindparam("this"), INBOX.c.handled_at.is_(None))
    .values(handled_at=bindparam("now"), payload={})
    .returning(INBOX.c.update_id)
)


def drop_messages(session: Session, channel: str, address: str) -> None:
    """Let go of all that waits for an address."""
    session.execute(delete(OUTBOX).where(*TO_ADDRESS), {"to_channel": channel, "to": address})


def is_first(session: Session, update_id: int, since: datetime) -> bool:
    """Tell whether no earlier update of the chat waits that came in since a moment."""
    connection = session.connection()
    earlier = connection.execute(_EARLIER, {"this": update_id, "since": since})
    return earlier.first() is None


def take_update(session: Session, update_id: int, now: datetime) -> bool:
    """Mark an update as handled; tell whether it was not."""
    connection = session.connection()
    taken = connection.execute(_TAKE, {"this": update_id, "now": now})
    return taken.first() is not None
