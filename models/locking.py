"""Encrypt again what is kept, in whatever table it stands; a new column can't be forgotten."""

from sqlalchemy import and_, select, update
from sqlalchemy.orm import Session
from sqlmodel import SQLModel

from models.columns import EncryptedJson, EncryptedText


def lock_again(session: Session) -> int:
    """Encrypt with the newest key all that is kept; tell how many rows."""
    number = 0
    for table in SQLModel.metadata.sorted_tables:
        locked = [
            column.name
            for column in table.columns
            if isinstance(column.type, EncryptedText | EncryptedJson)
        ]
        if not locked:
            continue
        found = session.execute(select(table).with_for_update())
        for row in found.mappings().all():
            this = and_(*(column == row[column.name] for column in table.primary_key))
            values = {name: row[name] for name in locked}
            session.execute(update(table).where(this).values(values))
            number += 1
    return number
