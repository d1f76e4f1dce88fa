"""Ask those whose time has come; each is asked once, whoever of several processes does it."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Protocol

from bot.coach.calendar import Calendar, DaysOff, Rhythm
from bot.coach.messages import Message
from bot.coach.turn import Turn
from models import RhythmRecord, Store, Visit

logger = logging.getLogger(__name__)

# Nothing comes between evening and morning, unless a person asked for such an hour.
MORNING, EVENING = time(7), time(20)
# What is later than this, as after a day without power, waits for a working day.
_LATE = timedelta(hours=1)
_AFTER_A_FAILURE = timedelta(hours=1)


class Asks(Protocol):
    """Choose what a person is asked."""

    def prompt(self, turn: Turn) -> tuple[int, list[Message]] | None:
        """Give the number of a prompt and its messages, None where nothing is to be asked."""


class NobodyAsks:
    """Ask nothing, for who only looks at what is to come."""

    def prompt(self, turn: Turn) -> None:
        """Give nothing."""


@dataclass(frozen=True)
class Coming:
    """Hold a prompt that is to come, of a dry run."""

    at: datetime
    person: int
    rhythm: Rhythm


class _PromptError(Exception):
    """Tell whose prompt failed."""

    def __init__(self, person_id: int) -> None:
        super().__init__()
        self.person_id = person_id


class Due:
    """Take those who are due, ask them, and note when they are due again."""

    def __init__(
        self, store: Store, asks: Asks, calendar: Calendar, clock: Callable[[], datetime]
    ) -> None:
        self._store = store
        self._asks = asks
        self._calendar = calendar
        self._clock = clock

    def ask(self, channel: str, at_most: int) -> tuple[int, list[str]]:
        """Put the prompts that are due in the outbox; tell of how many people, and to whom."""
        taken = self._take(channel, at_most, into_outbox=True)
        return len(taken), [address for address, messages in taken if messages]

    def ask_here(self, channel: str) -> list[Message]:
        """Give the prompt of the one who is due, to be shown at once."""
        taken = self._take(channel, 1, into_outbox=False)
        return [message for _, messages in taken for message in messages]

    def next_moment(self, channel: str) -> datetime | None:
        """Give the moment when somebody is due next."""
        return self._store.next_due(channel)

    def within(self, channel: str, time_span: timedelta) -> list[Coming]:
        """List what would be asked in a time to come, earliest first; nothing is changed."""
        until = self._clock() + time_span
        found: list[Coming] = []
        for record, pauses in self._store.rhythms(channel):
            rhythm = Rhythm.of(record)
            moment = record.due_at
            while moment is not None and moment <= until:
                found.append(Coming(moment, record.person_id, rhythm))
                moment = self._calendar.next_due(
                    rhythm, [DaysOff.of(each) for each in pauses], moment
                )
        return sorted(found, key=lambda each: (each.at, each.person))

    def _take(
        self, channel: str, at_most: int, *, into_outbox: bool
    ) -> list[tuple[str, list[Message]]]:
        now = self._clock()
        try:
            with self._store.due(channel, now, at_most) as visits:
                return [
                    (visit.person.address, self._asked(visit, into_outbox=into_outbox))
                    for visit in visits
                ]
        except _PromptError as error:
            # The others of these are taken the next time; this one is not tried without end.
            logger.exception("A prompt could not be made; it is tried again in an hour.")
            self._store.put_off(error.person_id, now + _AFTER_A_FAILURE)
            return []

    def _asked(self, visit: Visit, *, into_outbox: bool) -> list[Message]:
        record = visit.schedule.rhythm()
        if record is None:
            return []
        try:
            return self._ask(visit, record, into_outbox=into_outbox)
        except Exception as error:
            raise _PromptError(record.person_id) from error

    def _ask(self, visit: Visit, record: RhythmRecord, *, into_outbox: bool) -> list[Message]:
        days_off = [DaysOff.of(each) for each in visit.schedule.pauses()]
        rhythm = Rhythm.of(record)
        better = self._better_moment(rhythm, record.due_at or visit.now, visit.now, days_off)
        if better:
            record.due_at = better
            return []
        turn = Turn(visit)
        asked = self._asks.prompt(turn)
        number, messages = asked or (None, [])
        if messages:
            turn.keep(messages)
        if into_outbox:
            for place, message in enumerate(messages, start=1):
                visit.write(message.to_dict(), number if place == len(messages) else None)
        record.due_at = (
            None if record.asleep_since else self._calendar.next_due(rhythm, days_off, visit.now)
        )
        return messages

    def _better_moment(
        self, rhythm: Rhythm, due: datetime, now: datetime, days_off: list[DaysOff]
    ) -> datetime | None:
        """Give a later moment for what comes late, at night or on a free day."""
        if now - due < _LATE:
            return None
        local = self._calendar.local(now)
        at_night = not MORNING <= local.time() < EVENING and MORNING <= rhythm.at < EVENING
        if not at_night and self._calendar.is_working_day(local.date(), days_off):
            return None
        clock = max(rhythm.at, MORNING) if rhythm.at < EVENING else rhythm.at
        return self._calendar.next_working_moment(clock, days_off, now)
