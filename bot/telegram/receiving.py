"""Keep each update in the inbox before Telegram is told that it arrived, and hand it on."""

import asyncio
import logging
from collections import deque
from typing import Any

from telegram import Bot, Update

from bot.coach import Delivery
from bot.telegram.beside import keeping
from bot.telegram.parsing import address_of

logger = logging.getLogger(__name__)

_REMEMBERED = 10_000


class Receiving:
    """Put updates on a queue, each once; one that can't be read harms no other."""

    def __init__(self, bot: Bot, delivery: Delivery, queue: "asyncio.Queue[object]") -> None:
        self._bot = bot
        self._delivery = delivery
        self._queue = queue
        self._handed_on: deque[int] = deque(maxlen=_REMEMBERED)

    async def take_up(self) -> None:
        """Hand on what a process before left."""
        for row in await keeping(self._delivery.waiting_updates):
            await self._hand_on(row["update_id"], self._read(row))

    async def take_over(self) -> None:
        """Hand on what another process should have handled by now."""
        for row in await keeping(self._delivery.left_updates):
            if row["update_id"] not in self._handed_on:
                await self._hand_on(row["update_id"], self._read(row))

    async def take(self, row: object) -> int | None:
        """Keep an update and hand it on; give its number, None where it has none."""
        update_id = row.get("update_id") if isinstance(row, dict) else None
        if not isinstance(row, dict) or not isinstance(update_id, int):
            logger.warning("Telegram sent an update without a number; it is left out.")
            return None
        update = self._read(row)
        address = address_of(update) if update else None
        if await keeping(self._delivery.keep_update, update_id, row, address):
            await self._hand_on(update_id, update)
        return update_id

    def _read(self, row: dict[str, Any]) -> Update | None:
        try:
            return Update.de_json(row, self._bot)
        except Exception as error:  # whatever an update may hold
            logger.warning(
                "Update %s can't be read (%s); it is left out.",
                row["update_id"],
                type(error).__name__,
            )
            return None

    async def _hand_on(self, update_id: int, update: Update | None) -> None:
        if update is None:
            await keeping(self._delivery.drop_update, update_id)
            return
        self._handed_on.append(update_id)
        await self._queue.put(update)
