"""When a person wants to be asked, and what they were asked."""

from datetime import date, datetime, time
from typing import cast

from sqlalchemy import ColumnElement, ForeignKey, delete
from sqlalchemy.orm import Session
from sqlmodel import Field, SQLModel, col, select

from models.columns import UtcDateTime


class RhythmRecord(SQLModel, table=True):
    """Keep the rhythm that a person said yes to; days and time are local, `due_at` is in UTC.

    `first_week` is a Monday of a week that counts, where it is every other week. `due_at` is None
    where nothing is to come: in a pause without an end, and after `asleep_since`.
    """

    __tablename__ = "rhythm"

    person_id: int = Field(
        primary_key=True, sa_column_args=[ForeignKey("person.id", ondelete="CASCADE")]
    )
    frequency: str = Field(max_length=16)
    weekday: int | None = None
    ordinal: int | None = None
    month_day: int | None = None
    at: time
    first_week: date | None = None
    begins: date | None = None
    agreed_at: datetime = Field(sa_type=UtcDateTime)
    due_at: datetime | None = Field(default=None, sa_type=UtcDateTime, index=True)
    unanswered: int = 0
    asleep_since: datetime | None = Field(default=None, sa_type=UtcDateTime)


class PauseRecord(SQLModel, table=True):
    """Keep days on which a person wants no prompt, both ends included; without a `last` none."""

    __tablename__ = "pause"
    __table_args__ = {"sqlite_autoincrement": True}

    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(index=True, sa_column_args=[ForeignKey("person.id", ondelete="CASCADE")])
    first: date
    last: date | None = None


class PromptRecord(SQLModel, table=True):
    """Keep what a person was asked: the line of the content that it is, and what became of it.

    `source` is the id of the block with the line's number («trin-2/ledelse/refleksion#1»), or ""
    where it asks about an agreement; `kind` is look, think or act. `sent_as` is the number that the
    channel gave the message.
    """

    __tablename__ = "prompt"
    __table_args__ = {"sqlite_autoincrement": True}

    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(index=True, sa_column_args=[ForeignKey("person.id", ondelete="CASCADE")])
    source: str = Field(max_length=120)
    kind: str = Field(max_length=8)
    step: int
    dimension: str = Field(max_length=16)
    agreement_id: int | None = Field(
        default=None, sa_column_args=[ForeignKey("agreement.id", ondelete="SET NULL")]
    )
    asked_at: datetime = Field(sa_type=UtcDateTime)
    sent_as: str | None = Field(default=None, max_length=32, index=True)
    answered_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    skipped_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class Schedule:
    """Read and write one person's rhythm, pauses and prompts, within a visit."""

    def __init__(self, session: Session, person_id: int, now: datetime) -> None:
        self._session = session
        self._person_id = person_id
        self._now = now

    def rhythm(self) -> RhythmRecord | None:
        """Give the rhythm; what is changed in it is saved with the visit."""
        return self._session.get(RhythmRecord, self._person_id)

    def set_rhythm(
        self,
        *,
        frequency: str,
        at: time,
        weekday: int | None,
        ordinal: int | None = None,
        month_day: int | None = None,
        first_week: date | None = None,
        begins: date | None = None,
        due_at: datetime | None,
    ) -> RhythmRecord:
        """Put a rhythm that the person said yes to in place of the one before."""
        rhythm = self.rhythm()
        if rhythm is None:
            rhythm = RhythmRecord(
                person_id=self._person_id, frequency=frequency, at=at, agreed_at=self._now
            )
            self._session.add(rhythm)
        rhythm.frequency, rhythm.at = frequency, at
        rhythm.weekday, rhythm.ordinal, rhythm.month_day = weekday, ordinal, month_day
        rhythm.first_week, rhythm.begins = first_week, begins
        rhythm.agreed_at, rhythm.due_at = self._now, due_at
        rhythm.unanswered, rhythm.asleep_since = 0, None
        self._session.flush()
        return rhythm

    def stop(self) -> None:
        """Delete the rhythm and the pauses."""
        for table in (PauseRecord, RhythmRecord):
            self._session.execute(delete(table).where(col(table.person_id) == self._person_id))

    def pauses(self) -> list[PauseRecord]:
        """List the pauses, earliest first."""
        rows = self._session.scalars(
            select(PauseRecord)
            .where(PauseRecord.person_id == self._person_id)
            .order_by(col(PauseRecord.first), col(PauseRecord.id))
        )
        return list(rows)

    def add_pause(self, first: date, last: date | None) -> None:
        """Add days without prompts."""
        self._session.add(PauseRecord(person_id=self._person_id, first=first, last=last))
        self._session.flush()

    def drop_pauses(self) -> None:
        """Take all pauses back."""
        self._session.execute(
            delete(PauseRecord).where(col(PauseRecord.person_id) == self._person_id)
        )

    def add_prompt(
        self,
        *,
        source: str,
        kind: str,
        step: int,
        dimension: str,
        agreement_id: int | None = None,
    ) -> int:
        """Record what is asked now and give its id."""
        prompt = PromptRecord(
            person_id=self._person_id,
            source=source,
            kind=kind,
            step=step,
            dimension=dimension,
            agreement_id=agreement_id,
            asked_at=self._now,
        )
        self._session.add(prompt)
        self._session.flush()
        return cast(int, prompt.id)

    def prompts(self, at_most: int | None = None) -> list[PromptRecord]:
        """List what was asked, newest first."""
        rows = self._session.scalars(
            select(PromptRecord)
            .where(PromptRecord.person_id == self._person_id)
            .order_by(col(PromptRecord.id).desc())
            .limit(at_most)
        )
        return list(rows)

    def prompt(self, prompt_id: int) -> PromptRecord | None:
        """Give one of the person's prompts."""
        return self._one(col(PromptRecord.id) == prompt_id)

    def prompt_sent_as(self, message: str) -> PromptRecord | None:
        """Give the person's prompt that the channel sent under a number."""
        return self._one(col(PromptRecord.sent_as) == message)

    def _one(self, condition: ColumnElement[bool]) -> PromptRecord | None:
        found = self._session.scalars(
            select(PromptRecord).where(condition, PromptRecord.person_id == self._person_id)
        )
        return found.first()
