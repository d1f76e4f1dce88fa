"""Load what the coach proposes where a rhythm for its prompts is agreed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time
from functools import cache
from pathlib import Path
from typing import Any

from content.errors import ContentError
from content.tables import part, phrase_table, read_toml

RHYTHMS_FILE = Path(__file__).parent / "rhythms_da.toml"
# Nothing comes outside of these unless a person asks for it.
EARLIEST, LATEST = time(7), time(20)

_PARTS = frozenset({"morning", "forenoon", "noon", "afternoon", "evening"})
_ORDINALS = frozenset({-1, 1, 2, 3, 4})
_WEEKDAYS = range(7)
_LAST_MONTH_DAY = 31


@dataclass(frozen=True)
class DayOfMonth:
    """Hold a day that comes once a month: a weekday with its ordinal, or a date; -1 is the last."""

    weekday: int | None = None
    ordinal: int | None = None
    month_day: int | None = None


@dataclass(frozen=True)
class Proposals:
    """Hold what is proposed: the first choices, and more for who asks for others.

    `parts` gives a time for each part of the day; `fits` is what people say to what suits them,
    `pause` is put before an answer on how long a pause is.
    """

    parts: Mapping[str, time]
    times: tuple[time, ...]
    more_times: tuple[time, ...]
    weekdays: tuple[int, ...]
    more_weekdays: tuple[int, ...]
    month_days: tuple[DayOfMonth, ...]
    more_month_days: tuple[DayOfMonth, ...]
    pause_weeks: tuple[int, ...]
    fits: tuple[str, ...]
    pause: str


@cache
def load_proposals(path: Path = RHYTHMS_FILE) -> Proposals:
    """Load and check the proposals; raise ContentError with the file where they are broken."""
    table = read_toml(path)
    parts = part(path, table, "parts")
    if set(parts) != _PARTS:
        raise ContentError(path, 1, f"«parts» names {', '.join(sorted(_PARTS))} and nothing else")
    for name, at in parts.items():
        _check(path, f"parts: {name}", _is_daytime(at), "a time from 07:00:00 to 20:00:00")
    words = phrase_table(path, table, "words")
    return Proposals(
        parts=parts,
        times=_times(path, table, "first"),
        more_times=_times(path, table, "more"),
        weekdays=_weekdays(path, table, "first"),
        more_weekdays=_weekdays(path, table, "more"),
        month_days=_month_days(path, table, "first"),
        more_month_days=_month_days(path, table, "more"),
        pause_weeks=_weeks(path, table),
        fits=part(path, words, "fits"),
        pause=part(path, words, "pause")[0],
    )


def _times(path: Path, table: Mapping[str, Any], key: str) -> tuple[time, ...]:
    found = _rows(path, table, "times", key)
    good = all(map(_is_daytime, found))
    _check(path, f"times: {key}", good, "a list of times from 07:00:00 to 20:00:00")
    return found


def _weekdays(path: Path, table: Mapping[str, Any], key: str) -> tuple[int, ...]:
    found = _rows(path, table, "weekdays", key)
    good = all(type(each) is int and each in _WEEKDAYS for each in found)
    _check(path, f"weekdays: {key}", good, "a list of days from 0, Monday, to 6")
    return found


def _weeks(path: Path, table: Mapping[str, Any]) -> tuple[int, ...]:
    found = _rows(path, table, "pauses", "weeks")
    good = all(type(each) is int and each > 0 for each in found)
    _check(path, "pauses: weeks", good, "a list of numbers of weeks")
    return found


def _month_days(path: Path, table: Mapping[str, Any], key: str) -> tuple[DayOfMonth, ...]:
    try:
        days = tuple(DayOfMonth(**row) for row in _rows(path, table, "month_days", key))
    except TypeError:
        days = (DayOfMonth(),)
    good = all(map(_is_day_of_month, days))
    _check(path, f"month_days: {key}", good, "a list of weekdays with an ordinal, or of dates")
    return days


def _rows(path: Path, table: Mapping[str, Any], name: str, key: str) -> tuple[Any, ...]:
    rows = part(path, part(path, table, name), key)
    _check(path, f"{name}: {key}", isinstance(rows, list) and bool(rows), "a list")
    return tuple(rows)


def _is_daytime(value: object) -> bool:
    return isinstance(value, time) and EARLIEST <= value <= LATEST


def _is_day_of_month(day: DayOfMonth) -> bool:
    if day.month_day is None:
        return day.weekday in _WEEKDAYS and day.ordinal in _ORDINALS
    dated = day.month_day == -1 or 1 <= day.month_day <= _LAST_MONTH_DAY
    return dated and day.weekday is None and day.ordinal is None


def _check(path: Path, name: str, good: bool, wanted: str) -> None:
    if not good:
        raise ContentError(path, 1, f"«{name}» is {wanted}")
