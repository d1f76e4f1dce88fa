"""Send what stands in the outbox, in order, until it is sent."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import Any

from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup
from telegram.constants import MessageLimit, ParseMode
from telegram.error import BadRequest, ChatMigrated, Forbidden, NetworkError, RetryAfter

from bot.coach import Button, Delivery, Message, Picture
from bot.coach.markup import length, plain

logger = logging.getLogger(__name__)

PAUSES = (0.5, 1, 2, 4)
_SHORT_LABEL = 18
_GONE = ("chat not found", "user is deactivated", "bot was kicked", "peer_id_invalid")


class NotNowError(Exception):
    """Tell that Telegram can't be reached; the message stays in the outbox."""


class UnreachableError(Exception):
    """Tell that nothing can be sent to this chat any more."""


class Sending:
    """Send the messages that wait for an address."""

    def __init__(self, bot: Bot, delivery: Delivery, paint: Callable[[Picture], Path]) -> None:
        self._bot = bot
        self._delivery = delivery
        self._paint = paint
        self._locks: dict[str, asyncio.Lock] = {}

    async def deliver(self, address: str) -> None:
        """Send all that waits for an address; what can't be sent now waits for the next sweep."""
        lock = self._locks.setdefault(address, asyncio.Lock())
        async with lock:
            try:
                for message_id, message in await self._delivery.unsent(address):
                    await self._send(address, message)
                    await self._delivery.sent(message_id)
            except UnreachableError:
                logger.info("A chat can't be reached any more; what waited for it is dropped.")
                await self._delivery.unreachable(address)
            except NotNowError as error:
                logger.warning("Telegram can't be reached (%s); the message waits.", error)
        if not lock.locked():
            self._locks.pop(address, None)

    async def send_now(self, address: str, message: Message) -> None:
        """Send one message that no outbox holds, as well as it goes."""
        try:
            await self._send(address, message)
        except (NotNowError, UnreachableError) as error:
            logger.warning("A message could not be sent (%s).", type(error).__name__)

    async def sweep(self) -> None:
        """Try again for all addresses that something waits for."""
        await asyncio.gather(
            *(self.deliver(address) for address in await self._delivery.waiting_addresses())
        )

    async def _send(self, address: str, message: Message) -> None:
        if message.picture is None:
            await self._send_text(address, message)
            return
        caption = f"{message.html}\n\n<i>{message.picture.alternative}</i>"
        photo = self._paint(message.picture).read_bytes()
        fits = length(caption) <= MessageLimit.CAPTION_LENGTH
        await self._persist(
            self._bot.send_photo,
            chat_id=address,
            photo=photo,
            caption=caption if fits else message.picture.alternative,
            reply_markup=keyboard(message.buttons) if fits else None,
        )
        if not fits:
            await self._send_text(address, message)

    async def _send_text(self, address: str, message: Message) -> None:
        await self._persist(
            self._bot.send_message,
            chat_id=address,
            text=message.html,
            reply_markup=keyboard(message.buttons),
        )

    async def _persist(self, send: Callable[..., Awaitable[Any]], **what: Any) -> None:
        """Call Telegram until it works, is refused for good, or has failed too often."""
        parse_mode: str | None = ParseMode.HTML
        for pause in (*PAUSES, None):
            try:
                await send(**what, parse_mode=parse_mode)
                return
            except (Forbidden, ChatMigrated) as error:
                raise UnreachableError from error
            except BadRequest as error:
                if any(sign in error.message.lower() for sign in _GONE):
                    raise UnreachableError from error
                if parse_mode is None:
                    logger.error("Telegram refuses a message of the coach; it is dropped.")
                    return
                logger.error("Telegram refuses the markup of a message; it goes without.")
                parse_mode = None
                what = _without_markup(what)
            except (NetworkError, RetryAfter) as error:
                if pause is None:
                    raise NotNowError(type(error).__name__) from None
                await asyncio.sleep(pause)


def keyboard(buttons: Sequence[Button]) -> InlineKeyboardMarkup | None:
    """Lay buttons out: short ones two a row, long ones alone."""
    rows: list[list[InlineKeyboardButton]] = []
    room = 0
    for button in buttons:
        key = InlineKeyboardButton(button.label, callback_data=button.action)
        short = len(button.label) <= _SHORT_LABEL
        if short and room:
            rows[-1].append(key)
            room = 0
        else:
            rows.append([key])
            room = 1 if short else 0
    return InlineKeyboardMarkup(rows) if rows else None


def _without_markup(what: dict[str, Any]) -> dict[str, Any]:
    return {
        key: plain(value) if key in ("text", "caption") else value for key, value in what.items()
    }
