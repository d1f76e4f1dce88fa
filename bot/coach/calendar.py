"""When prompts come: local days and times, holidays, days off, and clock changes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from heapq import heappop, heappush
from itertools import count, islice
from typing import Self
from zoneinfo import ZoneInfo

from holidays import country_holidays

from models import PauseRecord, RhythmRecord
from nlp.rhythms.values import Frequency

_DAY, _WEEK = timedelta(days=1), timedelta(days=7)
_SATURDAY = 5


@dataclass(frozen=True)
class Rhythm:
    """Hold when a person wants to be asked.

    Monday is 0; `ordinal` and `month_day` count from 1, -1 is the last of the month. `first_week`
    is a Monday of a week that counts, where it is every other week.
    """

    frequency: Frequency
    at: time
    weekday: int | None = None
    ordinal: int | None = None
    month_day: int | None = None
    first_week: date | None = None
    begins: date | None = None

    @classmethod
    def of(cls, record: RhythmRecord) -> Self:
        """Read what the database keeps."""
        return cls(
            Frequency(record.frequency),
            record.at,
            record.weekday,
            record.ordinal,
            record.month_day,
            record.first_week,
            record.begins,
        )


@dataclass(frozen=True)
class DaysOff:
    """Hold days without prompts, both ends included; without a `last` there is no end."""

    first: date
    last: date | None

    @classmethod
    def of(cls, record: PauseRecord) -> Self:
        """Read what the database keeps."""
        return cls(record.first, record.last)

    def __contains__(self, day: date) -> bool:
        return self.first <= day and (self.last is None or day <= self.last)


class Calendar:
    """Know the days of one time zone, and the public holidays of Denmark.

    What falls on a holiday or on days off moves to the next working day; what moves onto the same
    day comes once. A time that a clock change skips comes an hour later, one that it repeats comes
    the first time.
    """

    def __init__(self, timezone: ZoneInfo) -> None:
        self._timezone = timezone
        self._holidays = country_holidays("DK")

    def local(self, moment: datetime) -> datetime:
        """Give a moment as the clock on the wall shows it."""
        return moment.astimezone(self._timezone)

    def today(self, moment: datetime) -> date:
        """Give the local day of a moment."""
        return self.local(moment).date()

    def at(self, day: date, clock: time) -> datetime:
        """Give the moment in UTC at which the clock on the wall shows a time."""
        return datetime.combine(day, clock, self._timezone).astimezone(UTC)

    def is_holiday(self, day: date) -> bool:
        """Tell whether a day is a public holiday."""
        return day in self._holidays

    def is_working_day(self, day: date, days_off: Sequence[DaysOff]) -> bool:
        """Tell whether people are at work on a day."""
        return day.weekday() < _SATURDAY and not self._is_free(day, days_off)

    def next_working_moment(
        self, clock: time, days_off: Sequence[DaysOff], after: datetime
    ) -> datetime | None:
        """Give the next moment of a working day at a time, None where days off have no end."""
        every_day = (self.today(after) + _DAY * ahead for ahead in count())
        for day in every_day:
            if any(off.last is None and day in off for off in days_off):
                return None
            moment = self.at(day, clock)
            if moment > after and self.is_working_day(day, days_off):
                return moment
        return None

    def next_due(
        self, rhythm: Rhythm, days_off: Sequence[DaysOff], after: datetime
    ) -> datetime | None:
        """Give the next moment in UTC after another, None where days off have no end."""
        return next(self._after(rhythm, days_off, after), None)

    def coming(
        self, rhythm: Rhythm, days_off: Sequence[DaysOff], after: datetime, number: int
    ) -> list[datetime]:
        """Give the next moments in UTC, fewer where days off have no end."""
        return list(islice(self._after(rhythm, days_off, after), number))

    def _after(
        self, rhythm: Rhythm, days_off: Sequence[DaysOff], after: datetime
    ) -> Iterator[datetime]:
        first = self.today(after)
        # What was to come before may have moved to this day, or past it.
        while not self.is_working_day(first - _DAY, days_off):
            first -= _DAY
        for day in self._landed(rhythm, days_off, first):
            moment = self.at(day, rhythm.at)
            if moment > after:
                yield moment

    def _landed(self, rhythm: Rhythm, days_off: Sequence[DaysOff], first: date) -> Iterator[date]:
        """Give each day once on which something comes, in order."""
        waiting: list[date] = []
        for nominal in _nominal_days(rhythm, first):
            while waiting and waiting[0] < nominal:
                yield _pop_all(waiting)
            landed = self._moved(nominal, days_off)
            if landed is None:
                break
            heappush(waiting, landed)
        while waiting:
            yield _pop_all(waiting)

    def _moved(self, day: date, days_off: Sequence[DaysOff]) -> date | None:
        """Move a day that is free to the next working day, None where there is none."""
        moved = day
        while self._is_free(moved, days_off) or (moved != day and moved.weekday() >= _SATURDAY):
            if any(off.last is None and moved in off for off in days_off):
                return None
            moved += _DAY
        return moved

    def _is_free(self, day: date, days_off: Sequence[DaysOff]) -> bool:
        return self.is_holiday(day) or any(day in off for off in days_off)


def _pop_all(waiting: list[date]) -> date:
    """Take the earliest day, however often it stands there."""
    day = heappop(waiting)
    while waiting and waiting[0] == day:
        heappop(waiting)
    return day


def _nominal_days(rhythm: Rhythm, first: date) -> Iterator[date]:
    """Give the days of a rhythm from a day on, before any is moved."""
    first = max(first, rhythm.begins or first)
    if rhythm.frequency is Frequency.MONTHLY:
        yield from _days_of_months(rhythm, first)
        return
    step = _WEEK if rhythm.frequency is Frequency.WEEKLY else 2 * _WEEK
    # Any Monday serves every week.
    begins = (rhythm.first_week or date(2024, 1, 1)) + _DAY * (rhythm.weekday or 0)
    day = first + (begins - first) % step
    while True:
        yield day
        day += step


def _days_of_months(rhythm: Rhythm, first: date) -> Iterator[date]:
    month = first.replace(day=1)
    while True:
        following = (month + 31 * _DAY).replace(day=1)
        day = _day_of_month(rhythm, month, following - _DAY)
        if day >= first:
            yield day
        month = following


def _day_of_month(rhythm: Rhythm, first: date, last: date) -> date:
    if rhythm.month_day is not None:
        wanted = last.day if rhythm.month_day < 0 else min(rhythm.month_day, last.day)
        return first.replace(day=wanted)
    weekday, ordinal = rhythm.weekday or 0, rhythm.ordinal or 1
    if ordinal < 0:
        return last - _DAY * ((last.weekday() - weekday) % 7)
    return first + _DAY * ((weekday - first.weekday()) % 7) + _WEEK * (ordinal - 1)
