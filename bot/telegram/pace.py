"""Keep to what Telegram lets a bot send: so much a second in all, one message a second a chat."""

import asyncio
import time

A_SECOND = 30.0
# Telegram counts by its own clock; who goes to the very limit is refused at times.
_BELOW = 0.98
# Telegram's word for private chats; short bursts pass, but none is promised.
SECONDS_BETWEEN_IN_CHAT = 1.0
_REMEMBERED = 10_000


class Pace:
    """Give each message its moment, spread evenly over the second.

    Processes that send side by side each take an equal share. A chat that Telegram asks to wait for
    waits alone; where it asks of a second chat meanwhile, it means all.
    """

    def __init__(self, a_second: float = A_SECOND) -> None:
        self._a_second = a_second * _BELOW
        self._interval = 1 / self._a_second
        self._next = 0.0
        self._next_in_chat: dict[str, float] = {}
        self._asked: tuple[str, float] | None = None

    def share(self, processes: int) -> None:
        """Take an equal share among so many processes."""
        self._interval = processes / self._a_second

    def take(self, address: str, now: float) -> float:
        """Take the next free moment for a message to a chat."""
        free = max(now, self._next)
        self._next = free + self._interval
        moment = max(free, self._next_in_chat.get(address, 0.0))
        if len(self._next_in_chat) > _REMEMBERED:
            self._next_in_chat = {chat: at for chat, at in self._next_in_chat.items() if at > now}
        self._next_in_chat[address] = moment + SECONDS_BETWEEN_IN_CHAT
        return moment

    def hold(self, address: str, seconds: float, now: float) -> None:
        """Wait, because Telegram asks for it."""
        until = now + seconds
        others = self._asked is not None and self._asked[0] != address and self._asked[1] > now
        if others:
            self._next = max(self._next, until)
        self._next_in_chat[address] = max(self._next_in_chat.get(address, 0.0), until)
        self._asked = address, until

    async def turn(self, address: str) -> None:
        """Wait for the moment of a message to a chat."""
        now = time.monotonic()
        await asyncio.sleep(self.take(address, now) - now)
