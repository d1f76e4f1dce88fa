"""Put a rhythm, its days and its moments into words."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from typing import Protocol

from bot.coach.calendar import Calendar
from bot.coach.dates import said_day, said_time, weekday_name
from bot.coach.voice import Voice
from content.rhythms import DayOfMonth


class Days(Protocol):
    """Hold how often and when, as a draft and a record do."""

    @property
    def frequency(self) -> str | None:
        """How often."""

    @property
    def weekday(self) -> int | None:
        """Which weekday; Monday is 0."""

    @property
    def ordinal(self) -> int | None:
        """Which of them in the month."""

    @property
    def month_day(self) -> int | None:
        """Which date of the month."""

    @property
    def at(self) -> time | None:
        """At which local time."""


class Span(Protocol):
    """Hold the days of a pause, both included; one without a last day has no end."""

    @property
    def first(self) -> date:
        """The first of them."""

    @property
    def last(self) -> date | None:
        """The last of them."""


class Saying:
    """Say what a person is to read of a rhythm."""

    def __init__(self, voice: Voice, calendar: Calendar) -> None:
        self._voice = voice
        self._calendar = calendar

    def rhythm(self, days: Days) -> str:
        """Say «hver anden torsdag kl. 8.30», as far as it is known."""
        ordinal_missing = days.frequency == "monthly" and days.ordinal is None
        weekday = None if days.weekday is None or ordinal_missing else days.weekday
        return self._voice.replies.render(
            "rhythm_line",
            frequency=days.frequency,
            weekday=None if weekday is None else weekday_name(weekday),
            ordinal=days.ordinal,
            month_day=days.month_day,
            at=None if days.at is None else said_time(days.at),
        )

    def month_day(self, day: DayOfMonth) -> str:
        """Say «første torsdag» or «15.»."""
        return self._voice.replies.render(
            "rhythm_month_day",
            weekday=None if day.weekday is None else weekday_name(day.weekday),
            ordinal=day.ordinal,
            month_day=day.month_day,
        )

    def moment(self, moment: datetime | None, now: datetime) -> str:
        """Say «torsdag 5. marts kl. 8.30»; nothing of what is not to come."""
        if moment is None:
            return ""
        local = self._calendar.local(moment)
        day = said_day(local.date(), self._calendar.today(now))
        return self._voice.replies.render("rhythm_moment", day=day, at=said_time(local.time()))

    def moments(self, moments: Iterable[datetime], now: datetime) -> list[str]:
        """Say several moments."""
        return [self.moment(each, now) for each in moments]

    def spans(self, pauses: Sequence[Span], now: datetime) -> list[dict[str, str]]:
        """Say the days of pauses that are not over; one without an end has no last day."""
        today = self._calendar.today(now)
        return [
            {
                "first": "" if each.first <= today else said_day(each.first, today),
                "last": "" if each.last is None else said_day(each.last, today),
            }
            for each in pauses
            if each.last is None or each.last >= today
        ]
