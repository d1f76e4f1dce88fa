"""A rhythm that is spoken of and not agreed yet."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any, Self

from bot.coach.calendar import Rhythm
from content.rhythms import EARLIEST, LATEST
from models.schedule import RhythmRecord
from nlp.rhythms.values import Frequency, Pause, Unclear, Wish

_WEEK = timedelta(weeks=1)


@dataclass(frozen=True)
class Draft:
    """Hold what is known so far; a draft has its number, so that an old button can be told.

    `guessed` is set where the time was proposed for a part of the day, `changes` where a rhythm
    was agreed before. `first_week` is the Monday of a week that counts.
    """

    number: int = 0
    frequency: Frequency | None = None
    weekday: int | None = None
    ordinal: int | None = None
    month_day: int | None = None
    at: time | None = None
    guessed: bool = False
    parity: int | None = None
    first_week: date | None = None
    later: bool = False
    begins: date | None = None
    pauses: tuple[Pause, ...] = ()
    changes: bool = False

    @classmethod
    def of(cls, record: RhythmRecord) -> Self:
        """Begin with the rhythm that is agreed."""
        return cls(
            frequency=Frequency(record.frequency),
            weekday=record.weekday,
            ordinal=record.ordinal,
            month_day=record.month_day,
            at=record.at,
            first_week=record.first_week,
            begins=record.begins,
            changes=True,
        )

    @classmethod
    def from_dict(cls, row: Mapping[str, Any]) -> Self:
        """Read what `to_dict` wrote."""
        at, first_week, begins = (row.get(key) for key in ("at", "first_week", "begins"))
        return cls(
            **{
                **row,
                "frequency": Frequency(row["frequency"]) if row.get("frequency") else None,
                "at": time.fromisoformat(at) if at else None,
                "first_week": date.fromisoformat(first_week) if first_week else None,
                "begins": date.fromisoformat(begins) if begins else None,
                "pauses": tuple(
                    Pause(date.fromisoformat(first), date.fromisoformat(last))
                    for first, last in row.get("pauses", ())
                ),
            }
        )

    def to_dict(self) -> dict[str, Any]:
        """Turn into what JSON can hold."""
        row = {
            **vars(self),
            "at": self.at and self.at.isoformat(),
            "first_week": self.first_week and self.first_week.isoformat(),
            "begins": self.begins and self.begins.isoformat(),
            "pauses": [[each.first.isoformat(), each.last.isoformat()] for each in self.pauses],
        }
        # 0 is Monday, and the parity of even weeks.
        return {
            key: value
            for key, value in row.items()
            if value is not None and value is not False and value != []
        }

    @property
    def has_day(self) -> bool:
        """Tell whether the days are known."""
        if self.frequency is Frequency.MONTHLY:
            weekly = self.weekday is not None and self.ordinal is not None
            return weekly or self.month_day is not None
        return self.weekday is not None

    @property
    def missing(self) -> Unclear | None:
        """Give what must be asked next, or None where all is known."""
        if self.frequency is None:
            return Unclear.FREQUENCY
        if not self.has_day:
            return Unclear.DAY
        return Unclear.TIME if self.at is None else None

    @property
    def is_odd_time(self) -> bool:
        """Tell whether the time is one that a person must have asked for."""
        return self.at is not None and not EARLIEST <= self.at <= LATEST

    def rhythm(self) -> Rhythm:
        """Give what the calendar reckons with; only where nothing is missing."""
        if self.frequency is None or self.at is None:
            raise ValueError("a rhythm has a frequency and a time")
        return Rhythm(
            frequency=self.frequency,
            at=self.at,
            weekday=self.weekday,
            ordinal=self.ordinal,
            month_day=self.month_day,
            first_week=self.first_week,
            begins=self.begins,
        )

    def without(self, part: Unclear) -> Self:
        """Forget a part, so that it is asked for."""
        if part is Unclear.FREQUENCY:
            return replace(self, frequency=None, parity=None, first_week=None, later=False)
        if part is Unclear.DAY:
            return replace(self, weekday=None, ordinal=None, month_day=None)
        return replace(self, at=None, guessed=False)

    def with_wish(self, wish: Wish, times: Mapping[str, time]) -> Self:
        """Take in what was said; what was not said stays."""
        changed = self._with_frequency(wish)
        if wish.at is not None:
            changed = replace(changed, at=wish.at, guessed=False)
        elif wish.part is not None:
            changed = replace(changed, at=times[wish.part], guessed=True)
        if wish.start is not None:
            changed = replace(changed, begins=wish.start)
        if wish.parity is not None:
            changed = replace(changed, parity=wish.parity)
        return changed._fitted()._with_old_weeks_forgotten(self)

    def _with_frequency(self, wish: Wish) -> Self:
        """Take in how often and on which day; a day of the month says how often, too."""
        frequency = wish.frequency or self.frequency
        if wish.month_day is not None:
            return replace(
                self,
                frequency=wish.frequency or Frequency.MONTHLY,
                month_day=wish.month_day,
                weekday=None,
                ordinal=None,
            )
        if wish.ordinal is not None:
            frequency = wish.frequency or Frequency.MONTHLY
        elif wish.parity is not None:
            frequency = wish.frequency or Frequency.BIWEEKLY
        weekday = self.weekday if wish.weekday is None else wish.weekday
        return replace(
            self,
            frequency=frequency,
            weekday=weekday,
            ordinal=self.ordinal if wish.ordinal is None else wish.ordinal,
            month_day=self.month_day if wish.weekday is None else None,
        )

    def _fitted(self) -> Self:
        """Leave out what does not belong to how often it comes.

        Where a weekday that was agreed becomes monthly, the first of the month is proposed.
        """
        if self.frequency is Frequency.MONTHLY:
            if self.changes and self.weekday is not None and self.ordinal is None:
                return replace(self, ordinal=1, parity=None, first_week=None, later=False)
            return replace(self, parity=None, first_week=None, later=False)
        if self.frequency is None:
            return self
        changed = replace(self, ordinal=None, month_day=None)
        if self.frequency is Frequency.WEEKLY:
            return replace(changed, parity=None, first_week=None, later=False)
        return changed

    def _with_old_weeks_forgotten(self, before: Self) -> Self:
        """Let the first week be found anew where what it rests on changed.

        The weeks of a rhythm that was agreed stay, also on another day or at another time.
        """
        rests_on = (self.frequency, self.parity, self.begins)
        changed = rests_on != (before.frequency, before.parity, before.begins)
        if not self.changes:
            changed = changed or (self.weekday, self.at) != (before.weekday, before.at)
        return replace(self, first_week=None, later=False) if changed else self

    def with_first_week(self, now: datetime) -> Self:
        """Choose the week to start in: that of the next such day, of the parity that was said.

        `now` is local. Only what comes every other week has one.
        """
        if self.frequency is not Frequency.BIWEEKLY or self.first_week is not None:
            return self
        if self.weekday is None or self.at is None:
            return self
        earliest = max(now.date(), self.begins or now.date())
        day = earliest + timedelta(days=(self.weekday - earliest.weekday()) % 7)
        if day == now.date() and self.at <= now.time():
            day += _WEEK
        if self.parity is not None and day.isocalendar().week % 2 != self.parity:
            day += _WEEK
        return replace(self, first_week=day - timedelta(days=day.weekday()))

    def other_weeks(self) -> Self:
        """Start a week later; or, where that was done, a week earlier again."""
        if self.first_week is None:
            return self
        by = -_WEEK if self.later else _WEEK
        return replace(self, first_week=self.first_week + by, later=not self.later)
