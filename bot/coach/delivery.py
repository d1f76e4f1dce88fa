"""What a channel needs so that nothing is lost between the network and the conversation."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from bot.coach.messages import Message
from models import Store

# Telegram keeps an update for a day; it can't come again after that.
_REPEATS_WITHIN = timedelta(days=2)


class Delivery:
    """Keep updates until they are handled, and messages until they are sent."""

    def __init__(self, store: Store, channel: str, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._channel = channel
        self._clock = clock

    async def keep_update(self, update_id: int, payload: dict[str, Any]) -> bool:
        """Keep an update that was fetched; tell whether it is new."""
        return await self._store.keep_update(update_id, payload, self._clock())

    async def drop_update(self, update_id: int) -> None:
        """Let go of an update that needs no answer."""
        await self._store.drop_update(update_id, self._clock())

    async def waiting_updates(self) -> list[dict[str, Any]]:
        """List the updates that a process before this one did not finish, oldest first."""
        return await self._store.waiting_updates()

    async def unsent(self, address: str) -> list[tuple[int, Message]]:
        """List what is to be sent to an address, in order."""
        rows = await self._store.unsent(self._channel, address)
        return [(message_id, Message.from_dict(row)) for message_id, row in rows]

    async def waiting_addresses(self) -> list[str]:
        """List the addresses that something is to be sent to."""
        return await self._store.waiting_addresses(self._channel)

    async def sent(self, message_id: int) -> None:
        """Let go of a message that was sent, or that never can be."""
        await self._store.drop_message(message_id)

    async def unreachable(self, address: str) -> None:
        """Note that nothing can be sent to an address, and let go of what waits for it."""
        await self._store.mark_unreachable(self._channel, address, self._clock())

    async def tidy(self) -> int:
        """Empty the memories whose time is up, and tell how many; drop old update numbers."""
        now = self._clock()
        await self._store.forget_handled_updates(now - _REPEATS_WITHIN)
        return await self._store.forget_old_memories(now)
