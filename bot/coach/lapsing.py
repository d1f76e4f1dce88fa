"""Erase people who are not here any more, after they were told."""

from collections.abc import Callable
from datetime import datetime, timedelta

from bot.coach.calendar import Calendar
from bot.coach.messages import Message
from bot.coach.voice import Voice
from models import Store

# From the message to the end.
NOTICE = timedelta(days=30)
_AT_ONCE = 30
_DAY_BEGINS, _DAY_ENDS = 7, 20


class Lapsing:
    """Tell people that they will be erased, and erase those who did not come back."""

    def __init__(
        self,
        store: Store,
        voice: Voice,
        calendar: Calendar,
        clock: Callable[[], datetime],
        erase_after: timedelta,
    ) -> None:
        self._lapsed = store.lapsed
        self._voice = voice
        self._calendar = calendar
        self._clock = clock
        self._erase_after = erase_after

    def go_on(self, channel: str) -> tuple[int, int]:
        """Tell and erase; give the numbers of both."""
        return self._tell(channel), self._erase(channel)

    def _tell(self, channel: str) -> int:
        now, told = self._clock(), 0
        if not _DAY_BEGINS <= self._calendar.local(now).hour < _DAY_ENDS:
            return told
        while True:
            seen_before = now - self._erase_after + NOTICE
            with self._lapsed.untold(channel, seen_before, now, _AT_ONCE) as visits:
                for visit in visits:
                    visit.person.warned_at = now
                    for message in self._notice():
                        visit.write(message.to_dict())
            told += len(visits)
            if len(visits) < _AT_ONCE:
                return told

    def _erase(self, channel: str) -> int:
        now = self._clock()
        return self._lapsed.erase(channel, now - NOTICE, now - self._erase_after, now)

    def _notice(self) -> list[Message]:
        buttons = [self._voice.button(name) for name in ("stay", "my_data", "erase")]
        return self._voice.say("receipt", "lapsing", buttons, days=NOTICE.days)
