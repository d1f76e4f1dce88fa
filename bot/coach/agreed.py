"""A rhythm that is agreed: show it, pause it, skip one, go on, stop."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from bot.coach.calendar import Calendar, DaysOff, Rhythm
from bot.coach.listening import Request
from bot.coach.messages import Button, Message
from bot.coach.part import Action
from bot.coach.saying import Saying
from bot.coach.turn import Turn
from bot.coach.voice import Voice
from bot.coach.ways import ways_on
from content.rhythms import Proposals
from models.schedule import PauseRecord, RhythmRecord
from nlp.rhythms.values import Pause

# What a reply is called that asks on a rhythm, or proposes one.
KIND = "rhythm"
NEXT = 3
_WEEK = timedelta(weeks=1)
_MOMENT = timedelta(microseconds=1)

_Act = Callable[[Turn, RhythmRecord, Request], list[Message]]


class Agreed:
    """Do what is asked of the rhythm that a person said yes to."""

    def __init__(
        self, voice: Voice, calendar: Calendar, saying: Saying, proposals: Proposals
    ) -> None:
        self._voice = voice
        self._calendar = calendar
        self._saying = saying
        self._proposals = proposals
        self.actions: Mapping[str, Action] = {
            "rhythm_pause": self._of_rhythm(self._ask_pause),
            "rhythm_pause_for": self._of_rhythm(self._pause_for),
            "rhythm_pause_open": self._of_rhythm(self._pause_open),
            "rhythm_drop_pause": self._of_rhythm(self._drop_pauses),
            "rhythm_skip": self._of_rhythm(self._skip),
            "rhythm_unskip": self._of_rhythm(self._unskip),
        }

    def none(self, turn: Turn) -> list[Message]:
        """Say that nothing is agreed, and offer to begin."""
        buttons = [self._voice.button("rhythm"), *ways_on(self._voice, turn.state)[:2]]
        return self._voice.say("answer", "rhythm_none", buttons)

    def show(self, turn: Turn, record: RhythmRecord) -> list[Message]:
        """Say what is agreed and when the next three come."""
        pauses = turn.visit.schedule.pauses()
        due = self._due(record, pauses, turn.now)
        moments = self._coming(record, pauses, due) if due else []
        shown = self._saying.spans(pauses, turn.now)
        return self._voice.say(
            "answer",
            "rhythm_show",
            self._buttons(resting=due is None, paused=bool(shown)),
            line=self._saying.rhythm(record),
            asleep=record.asleep_since is not None,
            moments=self._saying.moments(moments, turn.now),
            pauses=shown,
        )

    def ask_pause(self, *, unclear: bool = False) -> list[Message]:
        """Ask how long a pause should last."""
        buttons = [
            self._voice.button("rhythm_pause_for", weeks, number=weeks)
            for weeks in self._proposals.pause_weeks
        ]
        buttons += [self._voice.button("rhythm_pause_open"), self._voice.button("rhythm_no")]
        return self._voice.say(KIND, "rhythm_pause_ask", buttons, unclear=unclear)

    def pause(self, turn: Turn, record: RhythmRecord, pauses: Sequence[Pause]) -> list[Message]:
        """Pause on some days; with none named, until the person says so."""
        schedule = turn.visit.schedule
        known = schedule.pauses()
        due = self._due(record, known, turn.now)
        for each in pauses:
            schedule.add_pause(each.first, each.last)
        if not pauses:
            schedule.add_pause(self._calendar.today(turn.now), None)
        known = schedule.pauses()
        if record.asleep_since is None:
            # What was skipped before stays skipped.
            after = due - _MOMENT if due else turn.now
            record.due_at = self._next(record, known, after)
        names = ["rhythm_drop_pause", "rhythm"] if pauses else ["rhythm_resume", "rhythm_stop"]
        endless = [each for each in known if each.last is None]
        return self._voice.say(
            "receipt",
            "rhythm_paused",
            [self._voice.button(name) for name in names],
            pauses=self._saying.spans(pauses or endless[:1], turn.now),
            next=self._saying.moment(record.due_at, turn.now),
        )

    def resume(
        self, turn: Turn, record: RhythmRecord, *, all_pauses: bool = False
    ) -> list[Message]:
        """Go on: pauses that have begun end, those to come stay unless all are dropped."""
        today = self._calendar.today(turn.now)
        schedule = turn.visit.schedule
        left = (
            []
            if all_pauses
            else [each for each in schedule.pauses() if each.last and each.first > today]
        )
        self._replace_pauses(turn, left)
        record.asleep_since, record.unanswered = None, 0
        record.due_at = self._next(record, schedule.pauses(), turn.now)
        return self._voice.say(
            "receipt",
            "rhythm_resumed",
            [self._voice.button("rhythm"), self._voice.button("rhythm_stop")],
            line=self._saying.rhythm(record),
            next=self._saying.moment(record.due_at, turn.now),
        )

    def _skip(self, turn: Turn, record: RhythmRecord, request: Request) -> list[Message]:
        """Leave the next one out."""
        pauses = turn.visit.schedule.pauses()
        due = self._due(record, pauses, turn.now)
        if due is None:
            return self.show(turn, record)
        record.due_at = self._next(record, pauses, due)
        return self._voice.say(
            "receipt",
            "rhythm_skipped",
            [self._voice.button("rhythm_unskip"), self._voice.button("rhythm_pause")],
            skipped=self._saying.moment(due, turn.now),
            next=self._saying.moment(record.due_at, turn.now),
        )

    def _unskip(self, turn: Turn, record: RhythmRecord, request: Request) -> list[Message]:
        """Take back what was skipped."""
        if record.due_at is not None:
            pauses = turn.visit.schedule.pauses()
            record.due_at = self._next(record, pauses, turn.now)
        return self.show(turn, record)

    def stop(self, turn: Turn) -> list[Message]:
        """End the rhythm and its pauses."""
        turn.visit.schedule.stop()
        buttons = [self._voice.button("rhythm"), *ways_on(self._voice, turn.state)[:3]]
        return self._voice.say("receipt", "rhythm_stopped", buttons)

    def agree(self, turn: Turn, rhythm: Rhythm, pauses: Iterable[Pause]) -> RhythmRecord:
        """Keep a rhythm that the person said yes to; a pause without an end is over with it."""
        schedule = turn.visit.schedule
        known = [each for each in schedule.pauses() if each.last]
        self._replace_pauses(turn, [*known, *pauses])
        due = self._calendar.next_due(rhythm, days_off(schedule.pauses()), turn.now)
        return schedule.set_rhythm(
            frequency=rhythm.frequency,
            at=rhythm.at,
            weekday=rhythm.weekday,
            ordinal=rhythm.ordinal,
            month_day=rhythm.month_day,
            first_week=rhythm.first_week,
            begins=rhythm.begins,
            due_at=due,
        )

    def _of_rhythm(self, act: _Act) -> Action:
        """Do something with what is agreed, where anything is."""

        def acted(turn: Turn, request: Request) -> list[Message]:
            known = turn.visit.schedule.rhythm()
            return self.none(turn) if known is None else act(turn, known, request)

        return acted

    def _ask_pause(self, turn: Turn, record: RhythmRecord, request: Request) -> list[Message]:
        return self.ask_pause()

    def _pause_for(self, turn: Turn, record: RhythmRecord, request: Request) -> list[Message]:
        """Pause for some weeks from today."""
        weeks = request.number()
        if weeks not in self._proposals.pause_weeks:
            return self.ask_pause()
        today = self._calendar.today(turn.now)
        last = today + weeks * _WEEK - timedelta(days=1)
        return self.pause(turn, record, [Pause(today, last)])

    def _pause_open(self, turn: Turn, record: RhythmRecord, request: Request) -> list[Message]:
        return self.pause(turn, record, [])

    def _drop_pauses(self, turn: Turn, record: RhythmRecord, request: Request) -> list[Message]:
        return self.resume(turn, record, all_pauses=True)

    def _due(
        self, record: RhythmRecord, pauses: Sequence[PauseRecord], now: datetime
    ) -> datetime | None:
        """Give when the next one comes; one that is due just now is on its way already."""
        if record.due_at is None or record.due_at > now:
            return record.due_at
        return self._next(record, pauses, now)

    def _next(
        self, record: RhythmRecord, pauses: Sequence[PauseRecord], after: datetime
    ) -> datetime | None:
        return self._calendar.next_due(Rhythm.of(record), days_off(pauses), after)

    def _coming(
        self, record: RhythmRecord, pauses: Sequence[PauseRecord], due: datetime
    ) -> list[datetime]:
        following = self._calendar.coming(Rhythm.of(record), days_off(pauses), due, NEXT - 1)
        return [due, *following]

    def _replace_pauses(self, turn: Turn, pauses: Iterable[PauseRecord | Pause]) -> None:
        schedule = turn.visit.schedule
        kept = [(each.first, each.last) for each in pauses]
        schedule.drop_pauses()
        for first, last in kept:
            schedule.add_pause(first, last)

    def _buttons(self, *, resting: bool, paused: bool) -> list[Button]:
        if resting:
            names = ["rhythm_resume", "rhythm_change", "rhythm_stop"]
        elif paused:
            names = ["rhythm_change", "rhythm_drop_pause", "rhythm_skip", "rhythm_stop"]
        else:
            names = ["rhythm_change", "rhythm_pause", "rhythm_skip", "rhythm_stop"]
        return [self._voice.button(name) for name in names]


def days_off(pauses: Iterable[PauseRecord | Pause]) -> list[DaysOff]:
    """Give the days of pauses as the calendar takes them."""
    return [DaysOff(each.first, each.last) for each in pauses]
