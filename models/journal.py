"""What is kept of a person's way: placements, reflections and agreements."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TypeAlias, TypeVar, cast

from sqlalchemy import JSON, ForeignKey, delete, update
from sqlalchemy.orm import Session
from sqlmodel import Field, SQLModel, col, select

from models.columns import EncryptedText, UtcDateTime


class PlacementRecord(SQLModel, table=True):
    """Keep a placement without the text that it was made from."""

    __tablename__ = "placement"
    # An id is never given twice: buttons carry it.
    __table_args__ = {"sqlite_autoincrement": True}

    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(index=True, sa_column_args=[ForeignKey("person.id", ondelete="CASCADE")])
    step: int
    probabilities: list[float] = Field(sa_type=JSON)
    dimensions: list[str] = Field(sa_type=JSON)
    placed_at: datetime = Field(sa_type=UtcDateTime)
    until: datetime | None = Field(default=None, sa_type=UtcDateTime, index=True)


class Reflection(SQLModel, table=True):
    """Keep what a person answered to a prompt."""

    __tablename__ = "reflection"
    __table_args__ = {"sqlite_autoincrement": True}

    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(index=True, sa_column_args=[ForeignKey("person.id", ondelete="CASCADE")])
    prompt_id: int | None = Field(
        default=None, sa_column_args=[ForeignKey("prompt.id", ondelete="SET NULL")]
    )
    text: str = Field(sa_type=EncryptedText)
    written_at: datetime = Field(sa_type=UtcDateTime)
    until: datetime | None = Field(default=None, sa_type=UtcDateTime, index=True)


class Agreement(SQLModel, table=True):
    """Keep what a person agreed to do, and whether they were asked how it went."""

    __tablename__ = "agreement"
    __table_args__ = {"sqlite_autoincrement": True}

    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(index=True, sa_column_args=[ForeignKey("person.id", ondelete="CASCADE")])
    text: str = Field(sa_type=EncryptedText)
    made_at: datetime = Field(sa_type=UtcDateTime)
    asked_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    until: datetime | None = Field(default=None, sa_type=UtcDateTime, index=True)


Entry = TypeVar("Entry", PlacementRecord, Reflection, Agreement)
AnyTable: TypeAlias = type[PlacementRecord] | type[Reflection] | type[Agreement]

ENTRIES: tuple[AnyTable, ...] = (Reflection, Agreement, PlacementRecord)


class Journal:
    """Read and write one person's entries, within a visit; lists come newest first.

    Entries are kept for as long as `lasts` says, for good where it says nothing.
    """

    def __init__(
        self,
        session: Session,
        person_id: int,
        now: datetime,
        lasts: timedelta | None = None,
    ) -> None:
        self._session = session
        self._person_id = person_id
        self._now = now
        self._lasts = lasts

    def add_placement(
        self, step: int, probabilities: Sequence[float], dimensions: Sequence[str]
    ) -> int:
        """Record a placement and give its id."""
        return self._add(
            PlacementRecord(
                person_id=self._person_id,
                step=step,
                probabilities=list(probabilities),
                dimensions=list(dimensions),
                placed_at=self._now,
            )
        )

    def add_reflection(self, text: str, prompt_id: int | None = None) -> int:
        """Record what was answered to a prompt and give the entry's id."""
        return self._add(
            Reflection(
                person_id=self._person_id, prompt_id=prompt_id, text=text, written_at=self._now
            )
        )

    def add_agreement(self, text: str) -> int:
        """Record what the person agreed to do and give the entry's id."""
        return self._add(Agreement(person_id=self._person_id, text=text, made_at=self._now))

    def placements(self, at_most: int | None = None) -> list[PlacementRecord]:
        """List the placements."""
        return self._list(PlacementRecord, at_most)

    def reflections(self, at_most: int | None = None) -> list[Reflection]:
        """List the reflections."""
        return self._list(Reflection, at_most)

    def agreements(self, at_most: int | None = None) -> list[Agreement]:
        """List the agreements."""
        return self._list(Agreement, at_most)

    def drop(self, table: AnyTable, entry_id: int) -> bool:
        """Delete one entry of the person; tell whether it was there."""
        done = self._session.execute(
            delete(table)
            .where(col(table.id) == entry_id, col(table.person_id) == self._person_id)
            .returning(col(table.id))
        )
        return done.first() is not None

    def drop_words_since(self, moment: datetime) -> None:
        """Delete what the person wrote from a moment on."""
        for table, written in ((Reflection, Reflection.written_at), (Agreement, Agreement.made_at)):
            self._session.execute(
                delete(table).where(col(table.person_id) == self._person_id, col(written) >= moment)
            )

    def drop_all(self) -> None:
        """Delete all entries of the person."""
        for table in ENTRIES:
            self._session.execute(delete(table).where(col(table.person_id) == self._person_id))

    def keep_for(self, lasts: timedelta | None) -> None:
        """Keep what is there and what comes for so long."""
        self._lasts = lasts
        self._session.flush()
        for table in ENTRIES:
            self._session.execute(
                update(table)
                .where(col(table.person_id) == self._person_id)
                .values(until=self._until)
            )

    @property
    def _until(self) -> datetime | None:
        return self._now + self._lasts if self._lasts else None

    def _add(self, entry: Entry) -> int:
        entry.until = self._until
        self._session.add(entry)
        self._session.flush()
        return cast(int, entry.id)

    def _list(self, table: type[Entry], at_most: int | None) -> list[Entry]:
        rows = self._session.scalars(
            select(table)
            .where(
                table.person_id == self._person_id,
                col(table.until).is_(None) | (col(table.until) > self._now),
            )
            .order_by(col(table.id).desc())
            .limit(at_most)
        )
        return list(rows)
