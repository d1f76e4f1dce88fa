"""Limit how often the bot may send."""

import math
from collections import deque
from dataclasses import dataclass, field

from .errors import too_many_requests


@dataclass(frozen=True)
class Limits:
    """Set seconds between messages in a chat, and messages a second in all."""

    chat_interval: float = 1.0
    a_second: int = 30


@dataclass
class Flood:
    """Count messages against the limits; times are seconds of a monotonic clock."""

    limits: Limits | None = None
    _last: dict[str, float] = field(default_factory=dict)
    _recent: deque[float] = field(default_factory=deque)

    def check(self, chat_id: str, now: float) -> None:
        """Count one message, or raise a 429 and count nothing."""
        if self.limits is None:
            return
        while self._recent and self._recent[0] <= now - 1:
            self._recent.popleft()
        wait = 0.0
        if chat_id in self._last:
            wait = self._last[chat_id] + self.limits.chat_interval - now
        if len(self._recent) >= self.limits.a_second:
            wait = max(wait, self._recent[0] + 1 - now)
        if wait > 0:
            raise too_many_requests(max(1, math.ceil(wait)))
        self._last[chat_id] = now
        self._recent.append(now)
