"""Ask what is missing of a rhythm, and propose it with the dates that follow from it."""

from calendar import monthrange
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, time

from bot.coach.agreed import KIND, NEXT, days_off
from bot.coach.calendar import Calendar
from bot.coach.dates import said_time, weekday_name
from bot.coach.draft import Draft
from bot.coach.messages import Button, Message
from bot.coach.saying import Saying
from bot.coach.voice import Voice
from content.rhythms import DayOfMonth, Proposals
from models.schedule import PauseRecord
from nlp.rhythms.values import Frequency, Unclear, Wish


class Proposing:
    """Know the questions on a rhythm, with ready answers."""

    def __init__(
        self, voice: Voice, calendar: Calendar, saying: Saying, proposals: Proposals
    ) -> None:
        self._voice = voice
        self._calendar = calendar
        self._saying = saying
        self._proposals = proposals
        self.wishes = dict(_wishes(proposals))

    def ask(
        self, draft: Draft, *, unclear: frozenset[Unclear] = frozenset(), begins: bool = False
    ) -> list[Message]:
        """Ask for what was unclear first, then for what is missing."""
        if draft.frequency is None and not unclear & {Unclear.DAY, Unclear.TIME}:
            return self._often(draft, unclear=Unclear.FREQUENCY in unclear, begins=begins)
        if not draft.has_day and Unclear.TIME not in unclear:
            return self._day(draft, unclear=Unclear.DAY in unclear)
        return self._time(draft, unclear=Unclear.TIME in unclear)

    def more_days(self, draft: Draft) -> list[Message]:
        """Show the other days that can be chosen."""
        buttons = self._days(draft, self._proposals.more_weekdays, self._proposals.more_month_days)
        return self._voice.say(KIND, "rhythm_more_days", buttons)

    def more_times(self, draft: Draft) -> list[Message]:
        """Show the other times that can be chosen."""
        buttons = self._times(draft, self._proposals.more_times)
        return self._voice.say(KIND, "rhythm_more_times", buttons)

    def edit(self, draft: Draft) -> list[Message]:
        """Ask what should be otherwise."""
        names = ("rhythm_often", "rhythm_days", "rhythm_times", "rhythm_no")
        buttons = [self._voice.button(name, draft.number) for name in names]
        return self._voice.say(KIND, "rhythm_edit", buttons)

    def propose(
        self,
        draft: Draft,
        known_pauses: Sequence[PauseRecord],
        now: datetime,
        *,
        pause_unclear: bool,
    ) -> list[Message]:
        """Repeat what was understood with the dates of the next three, and ask for a yes."""
        pauses = [each for each in known_pauses if each.last]
        off = days_off([*pauses, *draft.pauses])
        moments = self._calendar.coming(draft.rhythm(), off, now, NEXT)
        return self._voice.say(
            KIND,
            "rhythm_proposal",
            self._answers(draft),
            line=self._saying.rhythm(draft),
            at="" if draft.at is None else said_time(draft.at),
            changes=draft.changes,
            moments=self._saying.moments(moments, now),
            guessed=draft.guessed,
            odd=draft.is_odd_time,
            pauses=self._saying.spans([*pauses, *draft.pauses], now),
            pause_unclear=pause_unclear,
            moved=any(not self._is_own_day(draft, each) for each in moments),
        )

    def _often(self, draft: Draft, *, unclear: bool, begins: bool) -> list[Message]:
        names = ("rhythm_weekly", "rhythm_biweekly", "rhythm_monthly", "rhythm_no")
        buttons = [self._voice.button(name, draft.number) for name in names]
        return self._voice.say(KIND, "rhythm_often", buttons, unclear=unclear, begins=begins)

    def _day(self, draft: Draft, *, unclear: bool) -> list[Message]:
        buttons = self._days(draft, self._proposals.weekdays, self._proposals.month_days)
        return self._voice.say(
            KIND,
            "rhythm_day",
            [*buttons, self._voice.button("rhythm_more_days", draft.number)],
            unclear=unclear,
            line=self._saying.rhythm(draft),
            monthly=draft.frequency is Frequency.MONTHLY,
        )

    def _time(self, draft: Draft, *, unclear: bool) -> list[Message]:
        buttons = self._times(draft, self._proposals.times)
        return self._voice.say(
            KIND,
            "rhythm_time",
            [*buttons, self._voice.button("rhythm_more_times", draft.number)],
            unclear=unclear,
            line=self._saying.rhythm(draft),
        )

    def _answers(self, draft: Draft) -> list[Button]:
        names = ["rhythm_yes", "rhythm_edit", "rhythm_no"]
        if draft.frequency is Frequency.BIWEEKLY and draft.parity is None:
            names.insert(1, "rhythm_earlier" if draft.later else "rhythm_later")
        return [self._voice.button(name, draft.number) for name in names]

    def _days(
        self, draft: Draft, weekdays: Iterable[int], month_days: Iterable[DayOfMonth]
    ) -> list[Button]:
        if draft.frequency is Frequency.MONTHLY:
            buttons = [self._month_day(draft, day) for day in month_days]
            return list(dict.fromkeys(buttons))
        return [
            self._voice.button(
                "rhythm_day", draft.number, weekday, name=weekday_name(weekday).capitalize()
            )
            for weekday in weekdays
        ]

    def _month_day(self, draft: Draft, day: DayOfMonth) -> Button:
        # «en gang om måneden om torsdagen» lacks only which of them.
        if day.weekday is not None and draft.weekday is not None:
            day = DayOfMonth(weekday=draft.weekday, ordinal=day.ordinal)
        arguments = (day.month_day,) if day.month_day is not None else (day.ordinal, day.weekday)
        name = self._saying.month_day(day)
        return self._voice.button("rhythm_date", draft.number, *arguments, name=name)

    def _times(self, draft: Draft, times: Iterable[time]) -> list[Button]:
        return [
            self._voice.button("rhythm_time", draft.number, _digits(at), name=said_time(at))
            for at in times
        ]

    def _is_own_day(self, draft: Draft, moment: datetime) -> bool:
        """Tell whether a moment lies on the day that was asked for, and was not moved."""
        day = self._calendar.local(moment).date()
        if draft.weekday is not None:
            return day.weekday() == draft.weekday
        _, last = monthrange(day.year, day.month)
        wanted = draft.month_day or last
        return day.day == (last if wanted < 0 else min(wanted, last))


def _digits(at: time) -> str:
    return f"{at.hour}{at.minute:02}"


def _wishes(proposals: Proposals) -> Iterator[tuple[tuple[str, ...], Wish]]:
    """Yield what each button wishes for: its name, and what it carries after the draft's number."""
    yield ("rhythm_weekly",), Wish(frequency=Frequency.WEEKLY)
    yield ("rhythm_biweekly",), Wish(frequency=Frequency.BIWEEKLY)
    yield ("rhythm_monthly",), Wish(frequency=Frequency.MONTHLY)
    for weekday in range(7):
        yield ("rhythm_day", str(weekday)), Wish(weekday=weekday)
    for at in (*proposals.times, *proposals.more_times):
        yield ("rhythm_time", _digits(at)), Wish(at=at)
    for day in (*proposals.month_days, *proposals.more_month_days):
        if day.month_day is not None:
            yield ("rhythm_date", str(day.month_day)), Wish(month_day=day.month_day)
            continue
        for weekday in range(7):
            wish = Wish(weekday=weekday, ordinal=day.ordinal)
            yield ("rhythm_date", str(day.ordinal), str(weekday)), wish
