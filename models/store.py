"""Read and write what is remembered."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any, cast

from sqlalchemy import Engine, bindparam, delete, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session
from sqlmodel import col, select

from models.claims import Claim, Claims
from models.columns import KEYS
from models.conversation import Conversation
from models.database import migrate, open_engine
from models.invitations import Invitations
from models.journal import ENTRIES
from models.keys import KeyRing
from models.lapsed import Lapsed
from models.locking import lock_again
from models.person import Person
from models.post import INBOX, Inbox, Outbox, drop_messages, take_update
from models.schedule import PauseRecord, RhythmRecord
from models.visit import Visit

# Longer numbers are addresses.
_LONG = 10
# When a person was last seen need not be known to the minute.
_SEEN_JUST_NOW = timedelta(hours=1)
# Written once; both rows are locked, so that what is read is what another process just wrote.
_KNOWN = (
    select(Person, Conversation)
    .join(Conversation, col(Conversation.person_id) == Person.id)
    .where(col(Person.channel) == bindparam("to_channel"), col(Person.address) == bindparam("to"))
    .with_for_update()
)


class Store:
    """Open the database and hand out visits."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._keep = self._insert(INBOX).on_conflict_do_nothing().returning(INBOX.c.update_id)

    @classmethod
    def open(cls, url: str, keys: KeyRing | None = None) -> "Store":
        """Connect and apply missing migrations; what people write is encrypted with the keys."""
        store = cls(open_engine(url))
        setattr(store.engine.dialect, KEYS, keys)
        try:
            migrate(store.engine)
        except BaseException:
            store.close()
            raise
        return store

    def read_one(self) -> None:
        """Read something that is encrypted, if there is any; raise KeyFileError where it can't."""
        with self._session() as session:
            session.scalars(select(Conversation).limit(1)).first()

    def lock_again(self) -> int:
        """Encrypt with the newest key all that is kept; tell how many rows."""
        with self._session() as session:
            return lock_again(session)

    def close(self) -> None:
        """Let go of all connections."""
        self.engine.dispose()

    @contextmanager
    def visit(self, channel: str, address: str, now: datetime) -> Iterator[Visit]:
        """Find or make the person, lock their conversation, and save at the end."""
        with self._session() as session:
            known = session.execute(_KNOWN, {"to_channel": channel, "to": address})
            found = known.first()
            person, conversation, is_new = (
                (*found, False) if found else self._new(session, channel, address, now)
            )
            conversation.expire(now)
            came_back = person.unreachable_since is not None
            if now - person.last_seen_at >= _SEEN_JUST_NOW:
                person.last_seen_at = now
            person.unreachable_since = person.warned_at = None
            yield Visit(session, person, conversation, now, is_new=is_new, came_back=came_back)

    @contextmanager
    def due(self, channel: str, now: datetime, at_most: int) -> Iterator[list[Visit]]:
        """Open visits of people whose prompt is due, and who no other process holds just now."""
        with self._session() as session:
            rows = session.execute(
                select(Person, RhythmRecord, Conversation)
                .join(RhythmRecord, col(RhythmRecord.person_id) == Person.id)
                .join(Conversation, col(Conversation.person_id) == Person.id)
                .where(
                    Person.channel == channel,
                    col(Person.unreachable_since).is_(None),
                    col(RhythmRecord.due_at) <= now,
                )
                .order_by(col(RhythmRecord.due_at), col(RhythmRecord.person_id))
                .limit(at_most)
                # The others, too: what another process just changed is looked at again.
                .with_for_update(of=[Person, RhythmRecord, Conversation], skip_locked=True)
            )
            visits = []
            for person, _, conversation in rows.all():
                conversation.expire(now)
                visits.append(Visit(session, person, conversation, now, is_new=False))
            yield visits

    def put_off(self, person_id: int, until: datetime) -> None:
        """Let a person's next prompt be due later."""
        with self._session() as session:
            session.execute(
                update(RhythmRecord)
                .where(col(RhythmRecord.person_id) == person_id)
                .values(due_at=until)
            )

    def next_due(self, channel: str) -> datetime | None:
        """Give the moment when the next prompt is due."""
        with self._session() as session:
            moments = session.scalars(
                select(RhythmRecord.due_at)
                .join(Person, col(RhythmRecord.person_id) == Person.id)
                .where(
                    Person.channel == channel,
                    col(Person.unreachable_since).is_(None),
                    col(RhythmRecord.due_at).is_not(None),
                )
                .order_by(col(RhythmRecord.due_at))
                .limit(1)
            )
            return moments.first()

    def rhythms(self, channel: str) -> list[tuple[RhythmRecord, list[PauseRecord]]]:
        """List the rhythms of all who can be reached, each with its pauses."""
        with self._session() as session:
            rhythms = session.scalars(
                select(RhythmRecord)
                .join(Person, col(RhythmRecord.person_id) == Person.id)
                .where(Person.channel == channel, col(Person.unreachable_since).is_(None))
            )
            pauses: dict[int, list[PauseRecord]] = {}
            for pause in session.scalars(select(PauseRecord)):
                pauses.setdefault(pause.person_id, []).append(pause)
            return [(rhythm, pauses.get(rhythm.person_id, [])) for rhythm in rhythms]

    @contextmanager
    def look_at(self, who: str, now: datetime) -> Iterator[Visit | None]:
        """Open what is known of a person by their number here or their address; None of nobody."""
        with self._session() as session:
            by_number = int(who) if who.isascii() and who.isdigit() and len(who) < _LONG else -1
            found = session.scalars(
                select(Person)
                .where((col(Person.address) == who) | (col(Person.id) == by_number))
                .order_by((col(Person.address) == who).desc())
                .with_for_update()
            )
            person = found.first()
            conversation = session.get(Conversation, person.id) if person else None
            if person is None or conversation is None:
                yield None
            else:
                yield Visit(session, person, conversation, now, is_new=False)

    def keep_update(
        self, update_id: int, payload: dict[str, Any], now: datetime, address: str | None = None
    ) -> bool:
        """Put an update in the inbox, with the chat that it is of; tell whether it was new."""
        row = {
            "update_id": update_id,
            "payload": payload,
            "received_at": now,
            "address": address,
        }
        with self.engine.begin() as connection:
            kept = connection.execute(self._keep, row)
            return kept.first() is not None

    def waiting_updates(self, until: datetime | None = None) -> list[dict[str, Any]]:
        """List the updates that are not handled, oldest first; those that came until a moment."""
        waiting = select(Inbox).where(col(Inbox.handled_at).is_(None))
        if until:
            waiting = waiting.where(col(Inbox.received_at) <= until)
        with self._session() as session:
            rows = session.scalars(waiting.order_by(col(Inbox.update_id)))
            return [row.payload for row in rows]

    def drop_update(self, update_id: int, now: datetime) -> None:
        """Mark an update that needs no answer as handled."""
        with self._session() as session:
            take_update(session, update_id, now)

    def unsent(self, channel: str, address: str) -> list[tuple[int, dict[str, Any]]]:
        """List a person's messages that are not sent, with their ids, in order."""
        with self._session() as session:
            rows = session.scalars(
                select(Outbox)
                .where(Outbox.channel == channel, Outbox.address == address)
                .order_by(col(Outbox.id))
            )
            return [(row.id or 0, row.message) for row in rows]

    def waiting_addresses(self, channel: str) -> list[str]:
        """List the addresses that have messages not sent, and that no process sends to now."""
        claimed = select(Claim.address).where(col(Claim.channel) == channel)
        with self._session() as session:
            rows = session.scalars(
                select(Outbox.address)
                .where(Outbox.channel == channel, col(Outbox.address).not_in(claimed))
                .distinct()
            )
            return list(rows)

    def claims(self, worker: str) -> Claims:
        """Give a process, by its own name, its part in the sending."""
        return Claims(self.engine, self._insert, worker)

    @property
    def invitations(self) -> Invitations:
        """Give what lets people in."""
        return Invitations(self._session)

    @property
    def lapsed(self) -> Lapsed:
        """Give what finds people who are gone."""
        return Lapsed(self._session)

    @property
    def is_shared(self) -> bool:
        """Tell whether several processes may use the database."""
        return self.engine.dialect.name == "postgresql"

    def mark_unreachable(self, channel: str, address: str, now: datetime) -> None:
        """Note that a person blocked the coach, and drop what was to be sent to them."""
        with self._session() as session:
            drop_messages(session, channel, address)
            session.execute(
                update(Person)
                .where(col(Person.channel) == channel, col(Person.address) == address)
                .values(unreachable_since=now)
            )

    def forget_old_memories(self, now: datetime) -> int:
        """Empty the memories whose time is up, and drop such entries; tell how many."""
        with self._session() as session:
            for table in ENTRIES:
                session.execute(delete(table).where(col(table.until) <= now))
            done = session.execute(
                update(Conversation)
                .where(col(Conversation.memory_until) <= now)
                .values(memory={}, memory_until=None)
                .returning(col(Conversation.person_id))
            )
            return len(done.all())

    def forget_handled_updates(self, before: datetime) -> None:
        """Drop the numbers of updates that were handled before a moment."""
        with self._session() as session:
            session.execute(delete(Inbox).where(col(Inbox.handled_at) < before))

    @contextmanager
    def _session(self) -> Iterator[Session]:
        with Session(self.engine, expire_on_commit=False) as session, session.begin():
            yield session

    def _new(
        self, session: Session, channel: str, address: str, now: datetime
    ) -> tuple[Person, Conversation, bool]:
        """Insert the person unless there: two visits may meet a new person at once.

        Tells whether this one is the first. Where another visit erases the person between the
        two, it begins again.
        """
        while True:
            session.execute(
                self._insert(Person)
                .values(channel=channel, address=address, created_at=now, last_seen_at=now)
                .on_conflict_do_nothing()
            )
            found = session.scalars(
                select(Person)
                .where(Person.channel == channel, Person.address == address)
                .with_for_update()
            )
            person = found.one_or_none()
            if person is None:
                continue
            conversation = session.get(Conversation, person.id)
            if conversation is not None:
                return person, conversation, False
            conversation = Conversation(person_id=cast(int, person.id))
            session.add(conversation)
            return person, conversation, True

    def _insert(self, table: Any) -> Any:
        dialect = postgresql if self.is_shared else sqlite
        return dialect.insert(table)
