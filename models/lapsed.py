"""Find people who are not here any more, and erase them."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from sqlalchemy import ColumnElement
from sqlalchemy.orm import Session
from sqlmodel import col, select

from models.conversation import Conversation
from models.database import Transaction
from models.person import Person
from models.visit import Visit


class Lapsed:
    """Open visits of people who are gone, and who no other process holds just now."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    @contextmanager
    def untold(
        self, channel: str, seen_before: datetime, now: datetime, at_most: int
    ) -> Iterator[list[Visit]]:
        """Open visits of people who were not here since, can be reached, and were not told yet."""
        where = (
            col(Person.last_seen_at) <= seen_before,
            col(Person.unreachable_since).is_(None),
            col(Person.warned_at).is_(None),
        )
        with self._transaction() as session:
            yield _visits(session, channel, now, at_most, *where)

    def erase(
        self, channel: str, told_before: datetime, seen_before: datetime, now: datetime
    ) -> int:
        """Delete all that is known of people who were told long ago, or can't be; tell how many."""
        told = col(Person.warned_at) <= told_before
        cannot_be = col(Person.unreachable_since).is_not(None)
        where = told | (cannot_be & (col(Person.last_seen_at) <= seen_before))
        with self._transaction() as session:
            visits = _visits(session, channel, now, None, where)
            for visit in visits:
                visit.forget_person()
            return len(visits)


def _visits(
    session: Session,
    channel: str,
    now: datetime,
    at_most: int | None,
    *where: ColumnElement[bool],
) -> list[Visit]:
    rows = session.execute(
        select(Person, Conversation)
        .join(Conversation, col(Conversation.person_id) == Person.id)
        .where(Person.channel == channel, *where)
        .order_by(col(Person.id))
        .limit(at_most)
        .with_for_update(of=[Person], skip_locked=True)
    )
    return [
        Visit(session, person, conversation, now, is_new=False)
        for person, conversation in rows.all()
    ]
