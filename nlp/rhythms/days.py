"""Find weekdays, days of the month and how often, in what is said of a rhythm."""

import re
from dataclasses import dataclass

from content.rhythm_words import ORDINALS, WEEKDAYS, RhythmWords
from nlp.normalise import fold
from nlp.rhythms.said import Said, normal, pattern
from nlp.rhythms.values import Frequency

_LAST, _NO_ORDINAL = -1, 0
_ORDINALS = dict(zip(ORDINALS, (1, 2, 3, 4, _LAST, _NO_ORDINAL), strict=True))
_LAST_MONTH_DAY = 31


@dataclass(frozen=True)
class Days:
    """Hold what was said of the day and how often; `day_unclear` where several were named."""

    frequency: Frequency | None = None
    weekday: int | None = None
    ordinal: int | None = None
    month_day: int | None = None
    parity: int | None = None
    day_unclear: bool = False
    frequency_unclear: bool = False


class DayFinder:
    """Know how days are said."""

    def __init__(self, words: RhythmWords) -> None:
        self._weekdays = {
            normal(form): place
            for place, name in enumerate(WEEKDAYS)
            for form in words.weekdays[name]
        }
        short = {
            normal(form): place
            for place, name in enumerate(WEEKDAYS)
            for form in words.short_weekdays[name]
        }
        self._all = self._weekdays | short
        day = "|".join(sorted(self._weekdays, key=len, reverse=True))
        any_day = "|".join(sorted(self._all, key=len, reverse=True))
        ordinals = {
            fold(form): _ORDINALS[name] for name in ORDINALS for form in words.ordinals[name]
        }
        self._ordinals = ordinals
        ordinal = "|".join(sorted(ordinals, key=len, reverse=True))
        self._every = re.compile(rf"(?<!\S)(?:hver|alle) ({any_day})(?!\S)")
        self._every_other = re.compile(
            rf"(?<!\S)(?:hver (?:anden|andet|2)|hveranden) ({any_day})(?!\S)"
        )
        self._of_month = re.compile(rf"(?<!\S)({ordinal}) ({day})(?!\S)")
        self._month_day = re.compile(
            rf"(?<!\S)(?:den|d) (\d{{1,2}})(?! (?:{'|'.join(map(fold, words.months))}))(?!\S)"
        )
        self._last_day = re.compile(r"(?<!\S)(?:den )?sidste dag(?!\S)")
        self._first_only = re.compile(rf"(?<!\S)den ({ordinal})$")
        self._day = re.compile(rf"(?<!\S)({day})(?!\S)")
        self._after = re.compile(rf"(?<!\S)(?:om|paa) ({any_day})(?!\S)")
        self._alone = re.compile(rf"({any_day})")
        self._instead = re.compile(
            rf"(?<!\S)(?:ikke (?:om |paa )?(?:{day})|(?:end|i stedet for) (?:om |paa )?(?:{day}))(?!\S)"
        )
        self._compared = re.compile(
            r"(?<!\S)(?:end|i stedet for) (?:"
            + _inner(words, "weekly", "biweekly", "monthly")
            + r")(?!\S)"
        )
        self._frequencies = {
            frequency: pattern(words.frequencies[frequency.value]) for frequency in Frequency
        }
        self._no_frequency = pattern(words.frequencies["unclear"])
        self._parities = {
            0: pattern([f"i {each}" for each in words.weeks["even"]] + list(words.weeks["even"])),
            1: pattern([f"i {each}" for each in words.weeks["odd"]] + list(words.weeks["odd"])),
        }
        self._unclear = pattern(words.unclear["day"])

    def take(self, said: Said, *, arranging: bool, instead: bool = True) -> Days:
        """Take days and frequency out of what is said."""
        if instead:
            said.take(self._compared)
            said.take(self._instead)
        frequency_unclear = bool(said.take(self._no_frequency))
        unclear = bool(said.take(self._unclear))
        found: set[Frequency] = set()
        parity = None
        for even_or_odd in (1, 0):  # «ulige» holds «lige»
            if said.take(self._parities[even_or_odd]):
                parity = even_or_odd
                found.add(Frequency.BIWEEKLY)
        for frequency in (Frequency.BIWEEKLY, Frequency.WEEKLY, Frequency.MONTHLY):
            if said.take(self._frequencies[frequency]):
                found.add(frequency)
        weekdays: list[int] = []
        for match in said.take(self._every_other):
            weekdays.append(self._all[match[1]])
            if Frequency.MONTHLY in found:
                frequency_unclear = True
            found.add(Frequency.BIWEEKLY)
        ordinals: set[int] = set()
        for match in said.take(self._of_month):
            ordinals.add(self._ordinals[match[1]])
            weekdays.append(self._weekdays[match[2]])
            found.discard(Frequency.WEEKLY)
            found.add(Frequency.MONTHLY)
        for match in said.take(self._every):
            weekdays.append(self._all[match[1]])
            # «hver uge om mandagen» and «hver mandag hver anden uge»: the more exact one counts.
            if not found:
                found.add(Frequency.WEEKLY)
        weekdays += [self._all[match[1]] for match in said.take(self._after)]
        weekdays += [self._weekdays[match[1]] for match in said.take(self._day)]
        if arranging and self._alone.fullmatch(said.text):
            weekdays += [self._all[match[1]] for match in said.take(self._alone)]
        month_days = {int(match[1]) for match in said.take(self._month_day)}
        if said.take(self._last_day):
            month_days.add(_LAST)
        return self._joined(
            said,
            found,
            weekdays,
            ordinals,
            month_days,
            parity,
            arranging=arranging,
            unclear=unclear,
            frequency_unclear=frequency_unclear,
        )

    def _joined(
        self,
        said: Said,
        found: set[Frequency],
        weekdays: list[int],
        ordinals: set[int],
        month_days: set[int],
        parity: int | None,
        *,
        arranging: bool,
        unclear: bool,
        frequency_unclear: bool,
    ) -> Days:
        if arranging and not (weekdays or month_days) and said.take(self._first_only):
            unclear = True
        if month_days and not frequency_unclear:
            found.add(Frequency.MONTHLY)
        frequency = found.pop() if len(found) == 1 and not frequency_unclear else None
        several = len(set(weekdays)) > 1 or len(ordinals) > 1 or len(month_days) > 1
        wrong = _NO_ORDINAL in ordinals or any(
            day > _LAST_MONTH_DAY or day == 0 for day in month_days
        )
        both = bool(month_days and weekdays)
        if several or wrong or both:
            unclear, weekdays, ordinals, month_days = True, [], set(), set()
        return Days(
            frequency=frequency,
            weekday=weekdays[0] if weekdays and not unclear else None,
            ordinal=next(iter(ordinals), None),
            month_day=next(iter(month_days), None),
            parity=parity,
            day_unclear=unclear,
            frequency_unclear=frequency_unclear or len(found) > 0,
        )


def _inner(words: RhythmWords, *names: str) -> str:
    phrases = {normal(phrase) for name in names for phrase in words.frequencies[name]}
    return "|".join(re.escape(each) for each in sorted(phrases, key=len, reverse=True))
