"""Share the sending among processes: who is alive, and who sends to which address."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, func, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import Field, SQLModel, col, select

from models.columns import UtcDateTime
from models.database import Transaction
from models.post import Outbox
from models.schedule import PromptRecord

# A process that was silent for so long has died: longer than a database may be gone for.
DEAD_AFTER = timedelta(seconds=60)
# Much sooner, the others may send at its pace, too; should it come back, nothing goes out twice.
SILENT_AFTER = timedelta(seconds=8)


class Worker(SQLModel, table=True):
    """Know a process that sends, and when it was last heard of."""

    __tablename__ = "worker"

    id: str = Field(primary_key=True, max_length=36)
    beat_at: datetime = Field(sa_type=UtcDateTime)


class Claim(SQLModel, table=True):
    """Give one process the right to send to an address, so that its messages stay in order."""

    __tablename__ = "claim"

    channel: str = Field(primary_key=True, max_length=16)
    address: str = Field(primary_key=True, max_length=64)
    worker_id: str = Field(max_length=36, index=True)


@dataclass(frozen=True)
class Waiting:
    """Hold a message that is to be sent."""

    id: int
    message: dict[str, Any]
    prompt_id: int | None = None


class Claims:
    """Claim addresses for one process, and note what it sent.

    A prompt is marked as begun just before it is sent: if the process dies then, it may have been
    sent or not, and is dropped rather than sent twice. An answer is sent again.
    """

    def __init__(self, transaction: Transaction, insert: Callable[[Any], Any], worker: str) -> None:
        self._transaction = transaction
        self._insert = insert
        self._worker = worker

    async def beat(self, now: datetime) -> int:
        """Say that this process is alive, and tell how many were heard of just now."""
        async with self._transaction() as session:
            await session.execute(
                self._insert(Worker)
                .values(id=self._worker, beat_at=now)
                .on_conflict_do_update(index_elements=["id"], set_={"beat_at": now})
            )
            await session.execute(delete(Worker).where(col(Worker.beat_at) < now - DEAD_AFTER))
            heard = await session.scalar(
                select(func.count())
                .select_from(Worker)
                .where(col(Worker.beat_at) >= now - SILENT_AFTER)
            )
            return max(heard or 0, 1)

    async def leave(self) -> None:
        """Give back all that this process claimed, and say that it ends."""
        async with self._transaction() as session:
            held = await session.scalars(select(Claim).where(col(Claim.worker_id) == self._worker))
            for claim in list(held):
                await _give_back(session, claim.channel, claim.address)
            await session.execute(delete(Worker).where(col(Worker.id) == self._worker))

    async def be_alone(self) -> None:
        """Take all other processes for dead, as an embedded database allows."""
        async with self._transaction() as session:
            await session.execute(delete(Worker).where(col(Worker.id) != self._worker))

    async def drop_dead(self) -> list[int]:
        """Free what dead processes claimed; give the prompts that are perhaps lost with them."""
        living = select(Worker.id).scalar_subquery()
        async with self._transaction() as session:
            freed = await session.execute(
                delete(Claim)
                .where(col(Claim.worker_id).not_in(living))
                .returning(col(Claim.channel), col(Claim.address))
            )
            lost: list[int] = []
            for channel, address in freed.all():
                dropped = await session.scalars(
                    delete(Outbox)
                    .where(
                        col(Outbox.channel) == channel,
                        col(Outbox.address) == address,
                        col(Outbox.begun_at).is_not(None),
                    )
                    .returning(col(Outbox.prompt_id))
                )
                lost += [prompt for prompt in dropped if prompt is not None]
            return lost

    async def claim(self, channel: str, address: str) -> list[Waiting] | None:
        """Give what waits for an address, None where another process sends to it."""
        async with self._transaction() as session:
            claimed = await session.execute(
                self._insert(Claim)
                .values(channel=channel, address=address, worker_id=self._worker)
                .on_conflict_do_nothing()
                .returning(col(Claim.address))
            )
            if claimed.first() is None:
                return None
            return await _waiting(session, channel, address)

    async def begin(self, message_id: int, now: datetime) -> None:
        """Note that a message goes out now."""
        async with self._transaction() as session:
            await session.execute(
                update(Outbox).where(col(Outbox.id) == message_id).values(begun_at=now)
            )

    async def sent(self, message_id: int, sent_as: str | None = None) -> None:
        """Take a message that is sent, or can't be, out of the outbox."""
        async with self._transaction() as session:
            dropped = await session.execute(
                delete(Outbox).where(col(Outbox.id) == message_id).returning(col(Outbox.prompt_id))
            )
            prompt_id = dropped.scalar()
            if prompt_id is not None and sent_as is not None:
                await session.execute(
                    update(PromptRecord)
                    .where(col(PromptRecord.id) == prompt_id)
                    .values(sent_as=sent_as)
                )

    async def go_on(self, channel: str, address: str) -> list[Waiting]:
        """Give what came meanwhile; where nothing did, let go of the address."""
        async with self._transaction() as session:
            waiting = await _waiting(session, channel, address)
            if not waiting:
                await _give_back(session, channel, address)
            return waiting

    async def give_back(self, channel: str, address: str) -> None:
        """Let go of an address though something waits for it."""
        async with self._transaction() as session:
            await _give_back(session, channel, address)


async def _waiting(session: AsyncSession, channel: str, address: str) -> list[Waiting]:
    rows = await session.scalars(
        select(Outbox)
        .where(Outbox.channel == channel, Outbox.address == address)
        .order_by(col(Outbox.id))
    )
    return [Waiting(row.id or 0, row.message, row.prompt_id) for row in rows]


async def _give_back(session: AsyncSession, channel: str, address: str) -> None:
    await session.execute(
        delete(Claim).where(col(Claim.channel) == channel, col(Claim.address) == address)
    )
    await session.execute(
        update(Outbox)
        .where(
            col(Outbox.channel) == channel,
            col(Outbox.address) == address,
            col(Outbox.begun_at).is_not(None),
        )
        .values(begun_at=None)
    )
