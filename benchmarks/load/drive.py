"""Send messages to a bot as many people would, and see when each is answered."""

import time
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import cycle

import numpy as np

from tests.standin import Chat, StandIn

_SENDING = frozenset({"sendMessage", "sendPhoto"})
# A person waits so long at most; what is later counts as lost.
PATIENCE = 60.0
# To look takes time from the bot that is measured.
_LOOK_EVERY = 0.5
# Each person writes so seldom that Telegram's limit of a chat is not what is measured.
_SECONDS_BETWEEN = 4


@dataclass(frozen=True)
class Load:
    """Hold what a run of messages came to: seconds from update to first reply, and the lost."""

    sent: int
    lost: int
    seconds: float
    p50: float
    p99: float

    @property
    def a_second(self) -> float:
        """Give the messages answered a second."""
        return (self.sent - self.lost) / self.seconds


class Crowd:
    """Be many people in private chats with one bot."""

    def __init__(self, server: StandIn, people: int, texts: Sequence[str]) -> None:
        self._server = server
        self._chats = [server.private_chat(f"Person {number}") for number in range(people)]
        self._texts = cycle(texts)

    @classmethod
    def for_rate(cls, server: StandIn, a_second: float, texts: Sequence[str]) -> "Crowd":
        """Be as many as a rate needs."""
        return cls(server, max(10, round(a_second * _SECONDS_BETWEEN)), texts)

    def steadily(self, a_second: float, messages: int) -> Load:
        """Write at a steady rate."""
        begun = time.time()
        said: list[tuple[Chat, float]] = []
        for number, chat in zip(range(messages), cycle(self._chats), strict=False):
            time.sleep(max(0.0, begun + number / a_second - time.time()))
            said.append((chat, chat.say(next(self._texts)).at))
        return self._answered(said)

    def at_once(self) -> Load:
        """Write one message each, all at the same moment."""
        return self._answered([(chat, chat.say(next(self._texts)).at) for chat in self._chats])

    def _answered(self, said: Sequence[tuple[Chat, float]]) -> Load:
        """Wait until all are answered, or nobody would wait any longer."""
        until = time.time() + PATIENCE
        while True:
            waits = self._waits(said)
            lost = [wait for wait in waits if wait is None]
            if not lost or time.time() > until:
                break
            time.sleep(_LOOK_EVERY)
        found = [wait for wait in waits if wait is not None] or [float("nan")]
        ends = [at + wait for (_, at), wait in zip(said, waits, strict=True) if wait is not None]
        return Load(
            sent=len(said),
            lost=len(lost),
            seconds=max(ends, default=float("nan")) - said[0][1],
            p50=float(np.percentile(found, 50)),
            p99=float(np.percentile(found, 99)),
        )

    def _waits(self, said: Sequence[tuple[Chat, float]]) -> list[float | None]:
        """Give the seconds from each message to the first reply after it."""
        replies: dict[int, list[float]] = defaultdict(list)
        for call in self._server.calls:
            if call.method in _SENDING:
                replies[int(call.params["chat_id"])].append(call.at)
        waits: list[float | None] = []
        for chat, at in said:
            times = replies[chat.id]
            place = bisect_left(times, at)
            waits.append(times[place] - at if place < len(times) else None)
        return waits
