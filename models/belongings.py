"""All that is known of one person, in whatever table it stands; a new table can't be forgotten."""

from datetime import date, datetime, time
from typing import Any

from sqlalchemy import Table, delete, select
from sqlalchemy.orm import Session
from sqlmodel import SQLModel

from models.person import Person
from models.post import Outbox


def everything_of(session: Session, person: Person) -> dict[str, Any]:
    """Give all rows of a person, by table, as JSON can hold them."""
    rows = {"person": [_plain({name: getattr(person, name) for name in Person.model_fields})]}
    for table in _tables():
        found = session.execute(select(table).where(table.c.person_id == person.id))
        rows[table.name] = [_plain(dict(row)) for row in found.mappings()]
    outbox = SQLModel.metadata.tables[Outbox.__tablename__]
    waiting = session.execute(
        select(outbox).where(outbox.c.channel == person.channel, outbox.c.address == person.address)
    )
    rows[outbox.name] = [_plain(dict(row)) for row in waiting.mappings()]
    return rows


def drop_everything_of(session: Session, person: Person) -> None:
    """Delete all rows that belong to a person; those that point at others go first."""
    for table in reversed(_tables()):
        session.execute(delete(table).where(table.c.person_id == person.id))


def _tables() -> list[Table]:
    return [table for table in SQLModel.metadata.sorted_tables if "person_id" in table.c]


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    return {
        key: value.isoformat() if isinstance(value, datetime | date | time) else value
        for key, value in row.items()
    }
