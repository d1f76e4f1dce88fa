"""Keep each update in the inbox before Telegram is told that it arrived, and hand it on."""

import asyncio
import logging
from typing import Any

from telegram import Bot, Update

from bot.coach import Delivery

logger = logging.getLogger(__name__)


class Receiving:
    """Put updates on a queue, each once; one that can't be read harms no other."""

    def __init__(self, bot: Bot, delivery: Delivery, queue: "asyncio.Queue[object]") -> None:
        self._bot = bot
        self._delivery = delivery
        self._queue = queue

    async def take_up(self) -> None:
        """Hand on what a process before left."""
        for row in await self._delivery.waiting_updates():
            await self._hand_on(row)

    async def take(self, row: object) -> int | None:
        """Keep an update and hand it on; give its number, None where it has none."""
        update_id = row.get("update_id") if isinstance(row, dict) else None
        if not isinstance(row, dict) or not isinstance(update_id, int):
            logger.warning("Telegram sent an update without a number; it is left out.")
            return None
        if await self._delivery.keep_update(update_id, row):
            await self._hand_on(row)
        return update_id

    async def _hand_on(self, row: dict[str, Any]) -> None:
        try:
            update = Update.de_json(row, self._bot)
        except Exception as error:  # whatever an update may hold
            logger.warning(
                "Update %s can't be read (%s); it is left out.",
                row["update_id"],
                type(error).__name__,
            )
            await self._delivery.drop_update(row["update_id"])
            return
        await self._queue.put(update)
