"""Find the day on which a silence ends, in what is said of it."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import TypeAlias

from content.rhythm_words import RhythmWords
from nlp.rhythms.periods import Period, month_from, week_from, weekday_from
from nlp.rhythms.said import Said, normal, numbered

_DAY = timedelta(days=1)
_UNTIL = r"(?<!\S)(?:(?:ind)?til|foer)"
_LAST_INCLUDED = "(?: (og med|udgangen af|slutningen af))?"
_AFTER = "(?: (?:efter|over|engang i|starten af|begyndelsen af|foerst i|midten af))?"

Reads: TypeAlias = Callable[[re.Match[str], date], date]


class Ends:
    """Know how the end of a silence is said, as seen from a day."""

    def __init__(self, words: RhythmWords) -> None:
        self._months = {normal(name): number for number, name in enumerate(words.months, start=1)}
        self._weekdays = numbered(words.weekdays)
        month, weekday = "|".join(self._months), "|".join(self._weekdays)
        begin = f"{_UNTIL}{_LAST_INCLUDED}{_AFTER}"
        self._known: tuple[tuple[re.Pattern[str], Reads], ...] = (
            (re.compile(rf"{begin} uge (\d{{1,2}})(?!\S)"), self._week),
            (re.compile(rf"{begin} ({month})(?!\S)"), self._month),
            (re.compile(rf"{begin} (?:paa )?({weekday})(?!\S)(?! (?:d|den|i) )"), self._weekday),
            (re.compile(rf"{begin} (?:den|d) (\d{{1,2}})(?!\S)(?! (?:{month}))"), self._day),
            (re.compile(rf"{_UNTIL}{_AFTER} (?:det )?(?:nytaar|nye aar)(?!\S)"), _new_year),
            (re.compile(rf"{_UNTIL} efter (?:weekenden|ugen)(?!\S)"), _new_week),
            (re.compile(r"(?<!\S)(?:resten af|hele denne|denne) uge(?:n)?(?!\S)"), _new_week),
            (re.compile(r"(?<!\S)ugen ud(?!\S)"), _new_week),
            (re.compile(r"(?<!\S)(?:resten af|hele denne|denne) maaned(?:en)?(?!\S)"), _new_month),
            (re.compile(r"(?<!\S)maaneden ud(?!\S)"), _new_month),
            (re.compile(r"(?<!\S)(?:resten af aaret|aaret ud)(?!\S)"), _new_year),
        )

    def take(self, said: Said, today: date) -> date | None:
        """Give the first day after the silence; raise ValueError where there is no such day."""
        for wanted, read in self._known:
            found = said.take(wanted)
            if found:
                return read(found[0], today)
        return None

    @staticmethod
    def _week(found: re.Match[str], today: date) -> date:
        return _behind(week_from(int(found[2]), today), found)

    def _month(self, found: re.Match[str], today: date) -> date:
        return _behind(month_from(self._months[found[2]], today), found)

    def _weekday(self, found: re.Match[str], today: date) -> date:
        day = weekday_from(self._weekdays[found[2]], today)
        return _behind(Period(day, day), found)

    @staticmethod
    def _day(found: re.Match[str], today: date) -> date:
        number = int(found[2])
        first = today if number > today.day else _new_month(found, today)
        day = first.replace(day=number)
        return _behind(Period(day, day), found)


def _behind(period: Period, found: re.Match[str]) -> date:
    """Give the day after a period, where it is counted in, else its first day."""
    return period.last + _DAY if found[1] else period.first


def _new_week(found: re.Match[str], today: date) -> date:
    return today + _DAY * (7 - today.weekday())


def _new_month(found: re.Match[str], today: date) -> date:
    return (today.replace(day=1) + 31 * _DAY).replace(day=1)


def _new_year(found: re.Match[str], today: date) -> date:
    return date(today.year + 1, 1, 1)
