"""Let nobody's flood of messages hold up the others."""

import time
from collections import deque
from collections.abc import Callable
from enum import Enum, auto

MINUTE, DAY = 60.0, 86_400.0
# Who was silent for a day is forgotten; this is how many are looked through at most for that.
_MANY = 10_000


class Verdict(Enum):
    """Say what becomes of a message."""

    ANSWERED = auto()
    TOO_FAST = auto()
    ENOUGH_TODAY = auto()
    # The person was told already.
    LEFT_OUT = auto()


class Allowance:
    """Count each chat's messages of the last minute and the last day.

    Each process counts for itself, and anew after a start.
    """

    def __init__(
        self, a_minute: int, a_day: int, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._a_minute = a_minute
        self._a_day = a_day
        self._clock = clock
        self._answered: dict[str, deque[float]] = {}
        self._told: dict[str, float] = {}

    def take(self, address: str) -> Verdict:
        """Count a message where it may be answered."""
        now = self._clock()
        self._forget(now)
        times = self._answered.setdefault(address, deque())
        while times and times[0] <= now - DAY:
            times.popleft()
        if len(times) >= self._a_day:
            return self._tell(address, times[0] + DAY, now, Verdict.ENOUGH_TODAY)
        if len(times) >= self._a_minute and times[-self._a_minute] > now - MINUTE:
            free_at = times[-self._a_minute] + MINUTE
            return self._tell(address, free_at, now, Verdict.TOO_FAST)
        times.append(now)
        return Verdict.ANSWERED

    def _tell(self, address: str, free_at: float, now: float, verdict: Verdict) -> Verdict:
        if self._told.get(address, 0.0) > now:
            return Verdict.LEFT_OUT
        self._told[address] = free_at
        return verdict

    def _forget(self, now: float) -> None:
        if len(self._answered) > _MANY:
            self._answered = {
                address: times for address, times in self._answered.items() if times[-1] > now - DAY
            }
        if len(self._told) > _MANY:
            self._told = {address: until for address, until in self._told.items() if until > now}
