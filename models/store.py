"""Read and write what is remembered."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any, cast

from sqlalchemy import delete, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession
from sqlmodel import col, select

from models.conversation import Conversation
from models.database import migrate, open_engine
from models.person import Person
from models.post import Inbox, Outbox, drop_messages, take_update
from models.visit import Visit


class Store:
    """Open the database and hand out visits."""

    def __init__(self, engine: AsyncEngine) -> None:
        self.engine = engine

    @classmethod
    async def open(cls, url: str) -> "Store":
        """Connect and apply missing migrations."""
        store = cls(open_engine(url))
        try:
            await migrate(store.engine)
        except BaseException:
            await store.close()
            raise
        return store

    async def close(self) -> None:
        """Let go of all connections."""
        await self.engine.dispose()

    @asynccontextmanager
    async def visit(self, channel: str, address: str, now: datetime) -> AsyncIterator[Visit]:
        """Find or make the person, lock their conversation, and save at the end."""
        async with self._session() as session:
            person = await self._ensured_person(session, channel, address, now)
            conversation = await session.get(Conversation, person.id)
            is_new = conversation is None
            if conversation is None:
                conversation = Conversation(person_id=cast(int, person.id))
                session.add(conversation)
            elif conversation.memory_until and conversation.memory_until <= now:
                conversation.memory, conversation.memory_until = {}, None
            person.last_seen_at = now
            person.unreachable_since = None
            yield Visit(session, person, conversation, now, is_new=is_new)

    async def keep_update(self, update_id: int, payload: dict[str, Any], now: datetime) -> bool:
        """Put an update in the inbox; tell whether it was new."""
        async with self._session() as session:
            kept = await session.execute(
                self._insert(Inbox)
                .values(update_id=update_id, payload=payload, received_at=now)
                .on_conflict_do_nothing()
                .returning(col(Inbox.update_id))
            )
            return kept.first() is not None

    async def waiting_updates(self) -> list[dict[str, Any]]:
        """List the updates that are not handled, oldest first."""
        async with self._session() as session:
            rows = await session.scalars(
                select(Inbox).where(col(Inbox.handled_at).is_(None)).order_by(col(Inbox.update_id))
            )
            return [row.payload for row in rows]

    async def drop_update(self, update_id: int, now: datetime) -> None:
        """Mark an update that needs no answer as handled."""
        async with self._session() as session:
            await take_update(session, update_id, now)

    async def unsent(self, channel: str, address: str) -> list[tuple[int, dict[str, Any]]]:
        """List a person's messages that are not sent, with their ids, in order."""
        async with self._session() as session:
            rows = await session.scalars(
                select(Outbox)
                .where(Outbox.channel == channel, Outbox.address == address)
                .order_by(col(Outbox.id))
            )
            return [(row.id or 0, row.message) for row in rows]

    async def waiting_addresses(self, channel: str) -> list[str]:
        """List the addresses that have messages not sent."""
        async with self._session() as session:
            rows = await session.scalars(
                select(Outbox.address).where(Outbox.channel == channel).distinct()
            )
            return list(rows)

    async def drop_message(self, message_id: int) -> None:
        """Take a message that is sent, or can't be, out of the outbox."""
        async with self._session() as session:
            await session.execute(delete(Outbox).where(col(Outbox.id) == message_id))

    async def mark_unreachable(self, channel: str, address: str, now: datetime) -> None:
        """Note that a person blocked the coach, and drop what was to be sent to them."""
        async with self._session() as session:
            await drop_messages(session, channel, address)
            await session.execute(
                update(Person)
                .where(col(Person.channel) == channel, col(Person.address) == address)
                .values(unreachable_since=now)
            )

    async def forget_old_memories(self, now: datetime) -> int:
        """Empty the memories whose time is up; tell how many."""
        async with self._session() as session:
            done = await session.execute(
                update(Conversation)
                .where(col(Conversation.memory_until) <= now)
                .values(memory={}, memory_until=None)
                .returning(col(Conversation.person_id))
            )
            return len(done.all())

    async def forget_handled_updates(self, before: datetime) -> None:
        """Drop the numbers of updates that were handled before a moment."""
        async with self._session() as session:
            await session.execute(delete(Inbox).where(col(Inbox.handled_at) < before))

    @asynccontextmanager
    async def _session(self) -> AsyncIterator[AsyncSession]:
        async with AsyncSession(self.engine, expire_on_commit=False) as session, session.begin():
            yield session

    async def _ensured_person(
        self, session: AsyncSession, channel: str, address: str, now: datetime
    ) -> Person:
        """Lock the person's row; insert it unless there: two visits may meet a new person at once.

        Where another visit erases the person between the two, it begins again.
        """
        while True:
            await session.execute(
                self._insert(Person)
                .values(channel=channel, address=address, created_at=now, last_seen_at=now)
                .on_conflict_do_nothing()
            )
            found = await session.scalars(
                select(Person)
                .where(Person.channel == channel, Person.address == address)
                .with_for_update()
            )
            person = found.one_or_none()
            if person:
                return person

    def _insert(self, table: Any) -> Any:
        dialect = postgresql if self.engine.dialect.name == "postgresql" else sqlite
        return dialect.insert(table)
