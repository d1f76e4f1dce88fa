"""Find weekdays, days of the month and how often, in what is said of a rhythm."""

import re
from dataclasses import dataclass, field

from content.rhythm_words import ORDINALS, RhythmWords
from nlp.normalise import fold
from nlp.rhythms.said import Said, normal, numbered, pattern
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


@dataclass
class _Found:
    """Gather what was taken out of a message."""

    frequencies: set[Frequency] = field(default_factory=set)
    weekdays: list[int] = field(default_factory=list)
    ordinals: set[int] = field(default_factory=set)
    month_days: set[int] = field(default_factory=set)
    parity: int | None = None
    day_unclear: bool = False
    frequency_unclear: bool = False


class DayFinder:
    """Know how days are said."""

    def __init__(self, words: RhythmWords) -> None:
        self._weekdays = numbered(words.weekdays)
        self._all = self._weekdays | numbered(words.short_weekdays)
        day = "|".join(sorted(self._weekdays, key=len, reverse=True))
        any_day = "|".join(sorted(self._all, key=len, reverse=True))
        ordinals = {
            fold(form): _ORDINALS[name] for name in ORDINALS for form in words.ordinals[name]
        }
        self._ordinals = ordinals
        ordinal = "|".join(sorted(ordinals, key=len, reverse=True))
        self._every = re.compile(rf"(?<!\S)(?:hver|hv|vaer|alle) ({any_day})(?!\S)")
        self._every_other = re.compile(
            rf"(?<!\S)(?:hver (?:anden|andet|2)|hveranden) ({any_day})(?!\S)"
        )
        self._of_month = re.compile(rf"(?<!\S)({ordinal}) ({day})(?!\S)")
        self._month_day = re.compile(
            rf"(?<!\S)(?:den|d) (\d{{1,2}})(?: og (?:den |d )?(\d{{1,2}}))?"
            rf"(?! (?:{'|'.join(map(fold, words.months))}))(?!\S)"
        )
        self._last_day = re.compile(r"(?<!\S)(?:den )?sidste dag(?!\S)")
        self._first_only = re.compile(rf"(?<!\S)den ({ordinal})$")
        self._day = re.compile(rf"(?<!\S)({day})(?!\S)")
        self._after = re.compile(rf"(?<!\S)(?:om|paa) ({any_day})(?!\S)")
        # «tors kl 13»
        self._before_time = re.compile(rf"(?<!\S)({any_day})(?= (?:kl|klokken) )")
        self._alone = re.compile(rf"({any_day})")
        self._instead = re.compile(
            rf"(?<!\S)(?:(?:ikke|end|i stedet for) (?:om |paa )?(?:{day})(?!\S)"
            rf"|fra (?:om )?(?:{day})(?= til ))"
        )
        refused = "|".join(map(normal, words.refused))
        self._refused = re.compile(
            rf"(?<!\S)(?:om |paa |hver )?(?:{day}) (?:\w+ ){{0,2}}(?:{refused})"
            r"(?: mere| laengere)?(?!\S)"
        )
        # «skift til fredag, jeg har fri om torsdagen»
        moving = "|".join(
            re.escape(normal(each)) for each in (*words.acts["change"], *words.acts["of_rhythm"])
        )
        self._moved_to = re.compile(rf"(?<!\S)(?:{moving}) til (?:om |paa )?({day})(?!\S)")
        often = _inner(words, "weekly", "biweekly", "monthly")
        self._compared = re.compile(
            rf"(?<!\S)(?:(?:end|i stedet for|ikke laengere)(?: en| et)? (?:{often})"
            rf"|(?:{often}) (?:\w+ ){{0,2}}(?:{refused}))(?!\S)"
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
            self.forget_others(said)
        found = _Found()
        self._take_frequencies(said, found)
        self._take_weekdays(said, found, arranging=arranging)
        found.month_days = {
            int(number)
            for match in said.take(self._month_day)
            for number in match.groups()
            if number
        }
        if said.take(self._last_day):
            found.month_days.add(_LAST)
        nothing = not (found.weekdays or found.month_days)
        if arranging and nothing and said.take(self._first_only):
            found.day_unclear = True
        return _joined(found)

    def forget_others(self, said: Said) -> None:
        """Forget the days and the frequencies that are named to be done without."""
        for wanted in (self._compared, self._instead, self._refused):
            said.take(wanted)

    def _take_frequencies(self, said: Said, found: _Found) -> None:
        found.frequency_unclear |= bool(said.take(self._no_frequency))
        found.day_unclear = bool(said.take(self._unclear))
        for even_or_odd in (1, 0):  # «ulige» holds «lige»
            if said.take(self._parities[even_or_odd]):
                found.frequency_unclear |= found.parity is not None
                found.parity = even_or_odd
                found.frequencies.add(Frequency.BIWEEKLY)
        for frequency in (Frequency.BIWEEKLY, Frequency.WEEKLY, Frequency.MONTHLY):
            if said.take(self._frequencies[frequency]):
                found.frequencies.add(frequency)

    def _take_weekdays(self, said: Said, found: _Found, *, arranging: bool) -> None:
        frequencies = found.frequencies
        moved_to = {self._weekdays[match[1]] for match in self._moved_to.finditer(said.text)}
        for match in said.take(self._every_other):
            found.weekdays.append(self._all[match[1]])
            # «hver anden torsdag i måneden» may be two things.
            found.frequency_unclear |= Frequency.MONTHLY in frequencies
            frequencies.add(Frequency.BIWEEKLY)
        for match in said.take(self._of_month):
            found.ordinals.add(self._ordinals[match[1]])
            found.weekdays.append(self._weekdays[match[2]])
            frequencies.discard(Frequency.WEEKLY)
            frequencies.add(Frequency.MONTHLY)
        for match in said.take(self._every):
            found.weekdays.append(self._all[match[1]])
            # «hver mandag hver anden uge»: the more exact one counts.
            if not frequencies:
                frequencies.add(Frequency.WEEKLY)
        found.weekdays += [self._all[match[1]] for match in said.take(self._after)]
        found.weekdays += [self._weekdays[match[1]] for match in said.take(self._day)]
        if arranging:
            found.weekdays += [self._all[match[1]] for match in said.take(self._before_time)]
        if arranging and self._alone.fullmatch(said.text):
            found.weekdays += [self._all[match[1]] for match in said.take(self._alone)]
        if len(moved_to) == 1:
            found.weekdays = list(moved_to)


def _joined(found: _Found) -> Days:
    """Make one day of what was found, or say that it is unclear."""
    frequencies, weekdays, ordinals = found.frequencies, found.weekdays, found.ordinals
    month_days, unclear = found.month_days, found.day_unclear
    if month_days and not found.frequency_unclear:
        frequencies.add(Frequency.MONTHLY)
    several = any(len(set(each)) > 1 for each in (weekdays, ordinals, month_days))
    wrong = _NO_ORDINAL in ordinals or any(day > _LAST_MONTH_DAY or day == 0 for day in month_days)
    if several or wrong or (month_days and weekdays):
        unclear, weekdays, ordinals, month_days = True, [], set(), set()
    one = len(frequencies) == 1 and not found.frequency_unclear
    return Days(
        frequency=next(iter(frequencies)) if one else None,
        weekday=weekdays[0] if weekdays and not unclear else None,
        ordinal=next(iter(ordinals), None),
        month_day=next(iter(month_days), None),
        parity=found.parity,
        day_unclear=unclear,
        frequency_unclear=found.frequency_unclear or len(frequencies) > 1,
    )


def _inner(words: RhythmWords, *names: str) -> str:
    phrases = {normal(phrase) for name in names for phrase in words.frequencies[name]}
    return "|".join(re.escape(each) for each in sorted(phrases, key=len, reverse=True))
