"""Fetch updates, and confirm each once it is kept.

python-telegram-bot's own updater confirms updates before they are handled, and gets stuck on one
that it can't read; so the updates are fetched raw, kept, and read one by one.
"""

import logging
import warnings
from typing import Any

from telegram import Bot
from telegram.error import EndPointNotFound, InvalidToken, RetryAfter, TelegramError
from telegram.warnings import PTBUserWarning

from bot.telegram.parsing import ALLOWED_UPDATES
from bot.telegram.receiving import Receiving
from bot.telegram.retrying import seconds
from bot.telegram.stopping import Stop, StoppedError

logger = logging.getLogger(__name__)

WAIT_SECONDS = 25
_SLACK_SECONDS = 10
# `Bot.get_updates` fails as a whole where a single update can't be read.
warnings.filterwarnings("ignore", "Please use 'Bot.getUpdates'", PTBUserWarning)
_PAUSES = (1, 2, 4, 8, 15, 30)


class Polling:
    """Long-poll Telegram and put updates on a queue."""

    def __init__(self, bot: Bot, receiving: Receiving, stop: Stop) -> None:
        self._bot = bot
        self._receiving = receiving
        self._stop = stop
        self._offset: int | None = None

    async def run(self) -> None:
        """Take up what a process before left, then fetch until the stop."""
        await self._receiving.take_up()
        failures = 0
        while not self._stop.asked:
            try:
                await self._fetch()
                failures = 0
            except StoppedError:
                return
            except InvalidToken:
                raise
            except RetryAfter as error:
                await self._stop.pause(seconds(error))
            except Exception as error:  # the network, or the database: both come back
                pause = _PAUSES[min(failures, len(_PAUSES) - 1)]
                failures += 1
                logger.warning(
                    "Can't fetch updates (%s); trying again in %s s.", type(error).__name__, pause
                )
                await self._stop.pause(pause)

    async def _fetch(self) -> None:
        rows = await self._stop.cut_short(self._ask())
        taken = [await self._receiving.take(row) for row in rows]
        numbers = [number for number in taken if number is not None]
        if numbers:
            self._offset = numbers[-1] + 1
        elif rows:  # Telegram sends the very same again, and at once
            await self._stop.pause(_PAUSES[0])

    async def _ask(self) -> list[Any]:
        try:
            rows = await self._bot.do_api_request(
                "getUpdates",
                api_kwargs={
                    "offset": self._offset,
                    "timeout": WAIT_SECONDS,
                    "allowed_updates": ALLOWED_UPDATES,
                },
                read_timeout=WAIT_SECONDS + _SLACK_SECONDS,
            )
        except EndPointNotFound:  # what do_api_request makes of a token that was taken back
            await self._bot.get_me()
            raise
        if not isinstance(rows, list):
            raise TelegramError("getUpdates gave no list")
        return rows
