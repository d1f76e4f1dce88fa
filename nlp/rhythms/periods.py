"""Weeks and months as people name them: the next ones that are not over."""

from datetime import date, timedelta
from typing import NamedTuple

_DAY = timedelta(days=1)


class Period(NamedTuple):
    """Hold the first and the last day of a week or month."""

    first: date
    last: date


def weekday_from(number: int, today: date) -> date:
    """Give the next weekday of a number after today; Monday is 0."""
    return today + _DAY * ((number - today.weekday() - 1) % 7 + 1)


def week_from(number: int, today: date) -> Period:
    """Give the next ISO week of a number that is not over; raise ValueError where there is none."""
    for year in (today.isocalendar().year, today.isocalendar().year + 1):
        try:
            monday = date.fromisocalendar(year, number, 1)
        except ValueError:
            continue
        if monday + 6 * _DAY >= today:
            return Period(monday, monday + 6 * _DAY)
    raise ValueError("no such week")


def month_from(number: int, today: date) -> Period:
    """Give the next month of a number that is not over."""
    year = today.year + (number < today.month)
    first = date(year, number, 1)
    return Period(first, date(year + number // 12, number % 12 + 1, 1) - _DAY)
