"""When prompts must come, found by walking day by day; written apart from the calendar."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import holidays

from bot.coach.calendar import DaysOff, Rhythm
from nlp.rhythms.values import Frequency

COPENHAGEN = ZoneInfo("Europe/Copenhagen")
FREE = holidays.Denmark(years=range(2023, 2037))


def is_nominal(rhythm: Rhythm, day: date) -> bool:
    """Tell whether a rhythm names a day, by looking at that day alone."""
    if rhythm.begins and day < rhythm.begins:
        return False
    if rhythm.frequency is Frequency.MONTHLY:
        days_left = ((day.replace(day=28) + timedelta(days=4)).replace(day=1) - day).days - 1
        if rhythm.month_day == -1:
            return days_left == 0
        if rhythm.month_day is not None:
            return day.day == rhythm.month_day or (days_left == 0 and day.day < rhythm.month_day)
        if day.weekday() != rhythm.weekday:
            return False
        return days_left < 7 if rhythm.ordinal == -1 else (day.day - 1) // 7 + 1 == rhythm.ordinal
    if day.weekday() != rhythm.weekday:
        return False
    if rhythm.frequency is Frequency.WEEKLY:
        return True
    assert rhythm.first_week
    monday = day - timedelta(days=day.weekday())
    return (monday - rhythm.first_week).days % 14 == 0


def expected(
    rhythm: Rhythm, days_off: Sequence[DaysOff], first: date, last: date
) -> list[datetime]:
    """Walk day by day; what waits for a working day is let out on the first one."""
    found, waits = [], False
    day = first
    while day <= last:
        off = day in FREE or any(each.first <= day <= (each.last or date.max) for each in days_off)
        named = is_nominal(rhythm, day)
        if off:
            waits = waits or named
        elif named or (waits and day.weekday() < 5):
            found.append(day)
            if day.weekday() < 5:
                waits = False
        day += timedelta(days=1)
    return [wall(day, rhythm.at) for day in found]


def wall(day: date, at: time) -> datetime:
    return datetime.combine(day, at, COPENHAGEN).astimezone(UTC)
