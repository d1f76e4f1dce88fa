"""Share the sending among processes: who is alive, and who sends to which address."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, bindparam, delete, func, select, update
from sqlmodel import Field, SQLModel

from models.columns import UtcDateTime
from models.post import OUTBOX, TO_ADDRESS
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


T = TypeVar("T")

_WORKER, _CLAIM, _PROMPT = (
    SQLModel.metadata.tables[table.__tablename__] for table in (Worker, Claim, PromptRecord)
)
# Written once: a message passes through most of these, and making them takes longer than they do.
_CLAIMED = (_CLAIM.c.channel == bindparam("to_channel"), _CLAIM.c.address == bindparam("to"))
_WAITING = (
    select(OUTBOX.c.id, OUTBOX.c.message, OUTBOX.c.prompt_id)
    .where(*TO_ADDRESS)
    .order_by(OUTBOX.c.id)
)
_FREE = delete(_CLAIM).where(*_CLAIMED)
_NOT_BEGUN = update(OUTBOX).where(*TO_ADDRESS, OUTBOX.c.begun_at.is_not(None)).values(begun_at=None)
_BEGIN = update(OUTBOX).where(OUTBOX.c.id == bindparam("this")).values(begun_at=bindparam("now"))
_DROP = delete(OUTBOX).where(OUTBOX.c.id == bindparam("this")).returning(OUTBOX.c.prompt_id)
_SENT_AS = (
    update(_PROMPT).where(_PROMPT.c.id == bindparam("prompt")).values(sent_as=bindparam("number"))
)


class Claims:
    """Claim addresses for one process, and note what it sent.

    A prompt is marked as begun just before it is sent: if the process dies then, it may have been
    sent or not, and is dropped rather than sent twice. An answer is sent again.
    """

    def __init__(self, engine: Engine, insert: Callable[[Any], Any], worker: str) -> None:
        self._engine = engine
        self._worker = worker
        self._beat = insert(_WORKER).values(id=worker, beat_at=bindparam("now"))
        self._beat = self._beat.on_conflict_do_update(
            index_elements=["id"], set_={"beat_at": self._beat.excluded.beat_at}
        )
        self._claim = (
            insert(_CLAIM)
            .values(channel=bindparam("to_channel"), address=bindparam("to"), worker_id=worker)
            .on_conflict_do_nothing()
            .returning(_CLAIM.c.address)
        )

    def beat(self, now: datetime) -> int:
        """Say that this process is alive, and tell how many were heard of just now."""

        def beat(connection: Connection) -> int:
            connection.execute(self._beat, {"now": now})
            connection.execute(delete(_WORKER).where(_WORKER.c.beat_at < now - DEAD_AFTER))
            heard = connection.scalar(
                select(func.count())
                .select_from(_WORKER)
                .where(_WORKER.c.beat_at >= now - SILENT_AFTER)
            )
            return max(heard or 0, 1)

        return self._do(beat)

    def leave(self) -> None:
        """Give back all that this process claimed, and say that it ends."""

        def leave(connection: Connection) -> None:
            mine = select(_CLAIM.c.channel, _CLAIM.c.address)
            for held in connection.execute(mine.where(_CLAIM.c.worker_id == self._worker)).all():
                _give_back(connection, *held)
            connection.execute(delete(_WORKER).where(_WORKER.c.id == self._worker))

        self._do(leave)

    def be_alone(self) -> None:
        """Take all other processes for dead, as an embedded database allows."""

        def be_alone(connection: Connection) -> None:
            connection.execute(delete(_WORKER).where(_WORKER.c.id != self._worker))

        self._do(be_alone)

    def drop_dead(self) -> list[int]:
        """Free what dead processes claimed; give the prompts that are perhaps lost with them."""

        def drop_dead(connection: Connection) -> list[int]:
            living = select(_WORKER.c.id).scalar_subquery()
            freed = connection.execute(
                delete(_CLAIM)
                .where(_CLAIM.c.worker_id.not_in(living))
                .returning(_CLAIM.c.channel, _CLAIM.c.address)
            )
            lost: list[int] = []
            for channel, address in freed.all():
                dropped = connection.scalars(
                    delete(OUTBOX)
                    .where(*TO_ADDRESS, OUTBOX.c.begun_at.is_not(None))
                    .returning(OUTBOX.c.prompt_id),
                    _to(channel, address),
                )
                lost += [prompt for prompt in dropped if prompt is not None]
            return lost

        return self._do(drop_dead)

    def claim(self, channel: str, address: str) -> list[Waiting] | None:
        """Give what waits for an address, None where another process sends to it.

        Where nothing waits, the address stays free.
        """

        def claim(connection: Connection) -> list[Waiting] | None:
            if connection.execute(self._claim, _to(channel, address)).first() is None:
                return None
            return _waiting_or_free(connection, channel, address)

        return self._do(claim)

    def begin(self, message_id: int, now: datetime) -> None:
        """Note that a message goes out now."""

        def begin(connection: Connection) -> None:
            connection.execute(_BEGIN, {"this": message_id, "now": now})

        self._do(begin)

    def sent(
        self, channel: str, address: str, message_id: int, sent_as: str | None = None
    ) -> list[Waiting]:
        """Take a message that is sent, or can't be, out of the outbox, and give what waits still.

        Where nothing does, the address is let go of.
        """

        def sent(connection: Connection) -> list[Waiting]:
            prompt_id = connection.scalar(_DROP, {"this": message_id})
            if prompt_id is not None and sent_as is not None:
                connection.execute(_SENT_AS, {"prompt": prompt_id, "number": sent_as})
            return _waiting_or_free(connection, channel, address)

        return self._do(sent)

    def give_back(self, channel: str, address: str) -> None:
        """Let go of an address though something waits for it."""
        self._do(lambda connection: _give_back(connection, channel, address))

    def _do(self, work: Callable[[Connection], T]) -> T:
        """Do something in one transaction."""
        with self._engine.begin() as connection:
            return work(connection)


def _to(channel: str, address: str) -> dict[str, str]:
    return {"to_channel": channel, "to": address}


def _waiting_or_free(connection: Connection, channel: str, address: str) -> list[Waiting]:
    waiting = [Waiting(*row) for row in connection.execute(_WAITING, _to(channel, address))]
    if not waiting:
        connection.execute(_FREE, _to(channel, address))
    return waiting


def _give_back(connection: Connection, channel: str, address: str) -> None:
    connection.execute(_FREE, _to(channel, address))
    connection.execute(_NOT_BEGUN, _to(channel, address))
