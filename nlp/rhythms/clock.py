"""Find the time of day in what is said of a rhythm."""

import re
from dataclasses import dataclass
from datetime import time

from content.rhythm_words import PARTS, RhythmWords
from nlp.normalise import fold
from nlp.rhythms.said import Said, pattern
from nlp.rhythms.values import PartOfDay

# Before this, and without a word for the time of day, nobody knows which half of it is meant.
_SURELY_FORENOON = 7
_NOON, _HOURS, _MINUTES = 12, 24, 60
_HALF, _QUARTER = 30, 15
_LATE = frozenset({PartOfDay.AFTERNOON, PartOfDay.EVENING})


@dataclass(frozen=True)
class Clock:
    """Hold what was said: an exact time, a part of the day, or something that is unclear."""

    at: time | None = None
    part: PartOfDay | None = None
    unclear: bool = False


class Clocks:
    """Know how times are said."""

    def __init__(self, words: RhythmWords) -> None:
        numbers = [fold(word) for word in words.numbers]
        self._numbers = {word: number for number, word in enumerate(numbers)}
        self._numbers |= {fold(word): 1 for word in words.one}
        longest_first = sorted(self._numbers, key=len, reverse=True)
        hour = rf"(?:\d{{1,2}}|{'|'.join(longest_first)})"
        # «et» and «en» are seldom an hour.
        one = {fold(word) for word in words.one}
        counted = "|".join(word for word in longest_first if word not in one)
        self._half = re.compile(rf"(?<!\S)(?:(?:kl|klokken) )?halv ({hour})(?!\S)")
        self._quarter = re.compile(rf"(?<!\S)(?:(?:kl|klokken) )?kvart (over|i) ({hour})(?!\S)")
        self._minutes = re.compile(
            rf"(?<!\S)(?:(?:kl|klokken) )?({hour}) (?:minutter )?(over|i) ({hour})(?!\S)"
        )
        self._exact = re.compile(r"(?<!\S)(?:(?:kl|klokken) )?(\d{1,2})[.:](\d{2})(?!\S)")
        self._joined = re.compile(r"(?<!\S)(?:kl|klokken) (\d{1,2})(\d{2})(?!\S)")
        self._spaced = re.compile(r"(?<!\S)(?:kl|klokken) (\d{1,2}) (00|15|30|45)(?!\S)")
        self._named = re.compile(rf"(?<!\S)(?:kl|klokken) ({hour})(?!\S)")
        self._bare = re.compile(rf"(?<!\S)(\d{{1,2}}|{counted})(?= \|)")
        self._tomorrow = re.compile(r"(?<!\S)i morgen(?! tidlig)(?!\S)")
        at = rf"(?:(?:kl|klokken) )?{hour}(?:[.:]\d{{2}})?"
        self._moved = re.compile(rf"(?<!\S)fra {at}(?= til )")
        bounds = "foer|efter|inden|tidligst|senest"
        self._bounded = re.compile(
            rf"(?<!\S)(?:{bounds}) (?:kl|klokken) {hour}(?:[.:]\d{{2}})?(?!\S)"
        )
        self._alone = re.compile(r"\d{1,2}")
        self._about = re.compile(r"(?<!\S)(?:ved )?(\d{1,2}) - tiden(?!\S)")
        self._not_at = re.compile(
            rf"(?<!\S)(?:(?:i stedet for|end) (?:kl|klokken) {hour}(?:[.:]\d{{2}})?(?!\S)"
            rf"|ikke {at}(?= men ))"
        )
        self._span = re.compile(rf"(?<!\S)mellem (?:(?:kl|klokken) )?{hour} og {hour}(?!\S)")
        self._parts = {PartOfDay(name): pattern(words.parts[name]) for name in PARTS}
        self._unclear = pattern(words.unclear["time"])

    def take(self, said: Said, *, arranging: bool) -> Clock:
        """Take the time out of what is said."""
        said.take(self._not_at)
        said.take(self._moved)
        said.take(self._tomorrow)
        spans = [*said.take(self._span), *said.take(self._bounded)]
        named = [part for part, wanted in self._parts.items() if said.take(wanted)]
        part = named[0] if len(named) == 1 else None
        found = self._found(said, part, arranging=arranging)
        vague = bool(said.take(self._unclear))
        if len(named) > 1 or spans:
            return Clock(unclear=True)
        if not found:
            return Clock(part=part, unclear=vague)
        times = {_in_day(hour, minute, part) for hour, minute in found}
        at = times.pop() if len(times) == 1 else None
        return Clock(at=at, unclear=at is None)

    def _found(
        self, said: Said, part: PartOfDay | None, *, arranging: bool
    ) -> list[tuple[int, int]]:
        number = self._number
        found = [(number(m[1]), 0) for m in said.take(self._about)]
        found += [(number(m[1]) - 1, _HALF) for m in said.take(self._half)]
        for match in said.take(self._quarter):
            found.append(_around(number(match[2]), _QUARTER, match[1]))
        found += [(int(m[1]), int(m[2])) for m in said.take(self._exact)]
        found += [(int(m[1]), int(m[2])) for m in said.take(self._spaced)]
        found += [(int(m[1]), int(m[2])) for m in said.take(self._joined)]
        found += [(number(m[1]), 0) for m in said.take(self._named)]
        for match in said.take(self._minutes):
            found.append(_around(number(match[3]), number(match[1]), match[2]))
        if found:
            return found
        # «tre om eftermiddagen», where «om eftermiddagen» is gone already.
        if part is not None:
            found = [(number(m[1]), 0) for m in said.take(self._bare)]
        if not found and arranging and self._alone.fullmatch(said.text):
            found = [(int(m[0]), 0) for m in said.take(self._alone)]
        return found

    def _number(self, said: str) -> int:
        return self._numbers[said] if said in self._numbers else int(said)


def _around(hour: int, minutes: int, way: str) -> tuple[int, int]:
    return (hour, minutes) if way == "over" else (hour - 1, _MINUTES - minutes)


def _in_day(hour: int, minute: int, part: PartOfDay | None) -> time | None:
    """Give the time of day that is meant, None where that is unclear or no time."""
    if not (0 <= hour < _HOURS and 0 <= minute < _MINUTES):
        return None
    if part in _LATE and hour < _NOON:
        return time(hour + _NOON, minute)
    if part is PartOfDay.NOON and hour < _SURELY_FORENOON:
        return time(hour + _NOON, minute)
    if part is None and hour < _SURELY_FORENOON:
        return None
    return time(hour, minute)
