"""Find weeks, dates and lengths of time in what is said of a rhythm."""

import re
from datetime import date, timedelta

from content.rhythm_words import RhythmWords
from nlp.normalise import fold
from nlp.rhythms.ends import Ends
from nlp.rhythms.periods import month_from, week_from, weekday_from
from nlp.rhythms.said import Said, numbered
from nlp.rhythms.values import Pause

_DAY, _WEEK = timedelta(days=1), timedelta(weeks=1)
_MOST_WEEKS = 53


class Unreadable(Exception):  # noqa: N818
    """Tell that a date or week is named that there is not."""


class Dates:
    """Know how stretches of time are said, as seen from a day."""

    def __init__(self, words: RhythmWords) -> None:
        months = {fold(name): number for number, name in enumerate(words.months, start=1)}
        self._months, self._ends = months, Ends(words)
        numbers = {fold(word): number for number, word in enumerate(words.numbers)}
        self._numbers = numbers | {fold(word): 1 for word in words.one}
        number = rf"(?:\d{{1,2}}|{'|'.join(sorted(self._numbers, key=len, reverse=True))})"
        month = "|".join(months)
        one = rf"(?:(?:den|d) )?(?:\d{{1,2}}/\d{{1,2}}|\d{{1,2}} (?:{month}))(?: \d{{4}})?"
        self._weeks = re.compile(
            r"(?<!\S)(?:i )?(?:uge|ugerne|uger) (?:nr )?"
            r"\d{1,2}(?: (?:og|til|-|samt)(?: (?:i )?uge)? \d{1,2}| \d{1,2}(?= |$))*(?!\S)"
        )
        self._week = re.compile(r"(til|-)?(?: uge)? ?(\d{1,2})")
        self._from_to = re.compile(rf"(?<!\S)(?:fra )?({one}) (?:til og med|til|-) ({one})(?!\S)")
        self._days_of_month = re.compile(
            rf"(?<!\S)(?:fra )?(?:den )?(\d{{1,2}}) (?:til og med|til|-) ((?:den )?\d{{1,2}}"
            rf" (?:{month})(?: \d{{4}})?)(?!\S)"
        )
        self._until = re.compile(rf"(?<!\S)(?:(?:ind)?til|foer) (og med )?({one})(?!\S)")
        begins = (
            r"(?:fra og med|fra|med start|start|starter|starte|begynd|begynde|foerste gang"
            r"|med foerste \w+)(?: efter \w+)?(?: \w+dag)?"
        )
        self._from = re.compile(rf"(?<!\S){begins} ({one})(?!\S)(?! (?:til|-))")
        self._from_week = re.compile(
            rf"(?<!\S){begins} (?:i )?uge (\d{{1,2}})(?!\S)(?! (?:til|-|og))"
        )
        self._weekdays = numbered(words.weekdays)
        day = "|".join(self._weekdays)
        self._from_weekday = re.compile(
            rf"(?<!\S)(?:fra|igen) (?:og med )?(?:nu )?(?:paa )?({day})(?!\S)"
        )
        self._from_tomorrow = re.compile(r"(?<!\S)fra i morgen(?!\S)")
        self._months_whole = re.compile(
            rf"(?<!\S)(?:hele|i) (?:hele )?({month})(?: og ({month}))?(?!\S)"
        )
        unit = "uge|uger|dag|dage|maaned|maaneder"
        self._length = re.compile(
            rf"(?<!\S)(?:i |om )?(?:de (?:naeste|kommende) )?({number}) ({unit})(?: frem)?(?!\S)"
        )
        self._back = re.compile(
            r"(?<!\S)(?:tilbage|hjemme|retur)(?: igen)?(?: paa arbejde)?(?: fra \w+)?(?: paa)?"
            rf" ({one})(?!\S)"
        )
        self._day = re.compile(rf"(?<!\S)({one})(?!\S)")
        self._from_there = re.compile(
            r"(?<!\S)(?:derfra|derefter|herefter|bagefter|fra (?:og med )?den dag|fra da af"
            r"|efter det)(?!\S)"
        )
        self._next_week = re.compile(r"(?<!\S)(?:i )?naeste uge(?!\S)")
        self._from_next_week = re.compile(
            r"(?<!\S)(?:fra|fra og med|start|starte|begynd|begynde)(?: i)? naeste uge(?!\S)"
        )
        self._parts = re.compile(
            rf"(?:(?:den|d) )?(?:(\d{{1,2}})/(\d{{1,2}})|(\d{{1,2}}) ({month}))(?: (\d{{4}}))?"
        )

    def weeks(self, said: Said, today: date) -> list[Pause]:
        """Take named weeks; raise Unreadable where there is no such week."""
        found: list[Pause] = []
        for match in said.take(self._weeks):
            last: Pause | None = None
            for way, number in self._week.findall(match[0].split("uge", 1)[1]):
                week = _week(int(number), last.last if way and last else today)
                if way and last:
                    found[-1] = last = Pause(last.first, week.last)
                else:
                    last = week
                    found.append(week)
        return found

    def stretches(self, said: Said, today: date) -> list[Pause]:
        """Take all else that names days; raise Unreadable where there is no such day."""
        found = self._until_then(said, today)
        found += self.weeks(said, today)
        for match in said.take(self._from_to):
            first = self._date(match[1], today)
            found.append(Pause(first, self._date(match[2], first)))
        for match in said.take(self._days_of_month):
            last = self._date(match[2], today)
            try:
                first = last.replace(day=int(match[1]))
            except ValueError:
                raise Unreadable from None
            if first > last:
                raise Unreadable
            found.append(Pause(first, last))
        for match in said.take(self._until):
            last = self._date(match[2], today)
            found.append(Pause(today, last if match[1] else last - _DAY))
        for match in said.take(self._back):
            found.append(Pause(today, self._date(match[1], today) - _DAY))
        for match in said.take(self._months_whole):
            for name in filter(None, match.groups()):
                found.append(_month(self._months[name], today))
        if said.take(self._next_week):
            monday = today - _DAY * today.weekday() + _WEEK
            found.append(Pause(monday, monday + 6 * _DAY))
        lengths = said.take(self._length)
        first = (self._beginning(said, today) if lengths else None) or today
        for match in lengths:
            found.append(Pause(first, self._end(first, self._number(match[1]), match[2]) - _DAY))
        return found

    def _beginning(self, said: Said, today: date) -> date | None:
        """Take the day that a length begins on.

        «tre uger fra på mandag», «jeg opereres den 3. marts, … de næste tre uger derfra»
        """
        first = self.restart(said, today)
        if first is None and (days := said.take(self._day)) and said.take(self._from_there):
            first = self._date(days[0][1], today)
        return first

    def _until_then(self, said: Said, today: date) -> list[Pause]:
        """Take the end of a silence that begins now."""
        try:
            end = self._ends.take(said, today)
        except ValueError:
            raise Unreadable from None
        return [Pause(today, end - _DAY)] if end and end > today else []

    def start(self, said: Said, today: date) -> date | None:
        """Take the day from which something begins."""
        if said.take(self._from_next_week):
            return today - _DAY * today.weekday() + _WEEK
        weeks = said.take(self._from_week)
        if weeks:
            return _week(int(weeks[0][1]), today).first
        found = said.take(self._from)
        return self._date(found[0][1], today) if found else None

    def restart(self, said: Said, today: date) -> date | None:
        """Take the day from which to go on, a weekday or tomorrow among them."""
        if said.take(self._from_tomorrow):
            return today + _DAY
        if weekdays := said.take(self._from_weekday):
            return weekday_from(self._weekdays[weekdays[0][1]], today)
        return self.start(said, today)

    def _number(self, said: str) -> int:
        return self._numbers[said] if said in self._numbers else int(said)

    @staticmethod
    def _end(first: date, number: int, unit: str) -> date:
        if unit.startswith("uge"):
            return first + _WEEK * number
        if unit.startswith("dag"):
            return first + _DAY * number
        months = first.month - 1 + number
        year, month = first.year + months // 12, months % 12 + 1
        following = date(year + month // 12, month % 12 + 1, 1)
        return min(first.replace(year=year, month=month, day=1) + _DAY * (first.day - 1), following)

    def _date(self, said: str, after: date) -> date:
        """Read a date; without a year it is the next such day."""
        match = self._parts.fullmatch(said)
        if match is None:
            raise Unreadable
        day, month = (
            (int(match[1]), int(match[2])) if match[1] else (int(match[3]), self._months[match[4]])
        )
        try:
            found = date(int(match[5]) if match[5] else after.year, month, day)
            if found < after and not match[5]:
                found = found.replace(year=after.year + 1)
        except ValueError:
            raise Unreadable from None
        if found < after:
            raise Unreadable
        return found


def _week(number: int, today: date) -> Pause:
    try:
        return Pause(*week_from(number, today))
    except ValueError:
        raise Unreadable from None


def _month(number: int, today: date) -> Pause:
    first, last = month_from(number, today)
    return Pause(max(first, today), last)
