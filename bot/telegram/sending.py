"""Send what stands in the outbox, in order, until it is sent."""

import asyncio
import logging
from collections.abc import Callable, Coroutine, Sequence
from pathlib import Path
from typing import Any, TypeAlias

from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup
from telegram.constants import MessageLimit, ParseMode
from telegram.error import BadRequest, ChatMigrated, Forbidden, TelegramError

from bot.coach import Button, Delivery, Message, Picture
from bot.coach.markup import length, plain
from bot.telegram.logs import described
from bot.telegram.ordering import ChatLocks
from bot.telegram.stopping import Stop, StoppedError

logger = logging.getLogger(__name__)

Send: TypeAlias = Callable[..., Coroutine[Any, Any, Any]]

PAUSES = (0.5, 1, 2, 4)
_SHORT_LABEL = 18
_GONE = ("chat not found", "user is deactivated", "bot was kicked", "peer_id_invalid")


class NotNowError(Exception):
    """Tell that Telegram can't be reached; the message stays in the outbox."""


class UnreachableError(Exception):
    """Tell that nothing can be sent to this chat any more."""


class Sending:
    """Send the messages that wait for an address."""

    def __init__(
        self, bot: Bot, delivery: Delivery, paint: Callable[[Picture], Path], late: Stop
    ) -> None:
        self._bot = bot
        self._delivery = delivery
        self._paint = paint
        self._late = late
        self._locks = ChatLocks()

    async def deliver(self, address: str) -> None:
        """Send all that waits for an address; what can't be sent now waits for the next sweep."""
        async with self._locks.of(address):
            try:
                for message_id, message in await self._delivery.unsent(address):
                    await self._send(address, message)
                    await self._delivery.sent(message_id)
            except UnreachableError:
                logger.info("A chat can't be reached any more; what waited for it is dropped.")
                await self._delivery.unreachable(address)
            except NotNowError as error:
                logger.warning("Telegram can't be reached (%s); the message waits.", error)

    async def send_now(self, address: str, message: Message) -> bool:
        """Send one message that no outbox holds; tell whether there is no use in trying again."""
        try:
            await self._send(address, message)
        except NotNowError as error:
            logger.warning("A message could not be sent (%s).", error)
            return False
        except UnreachableError:
            logger.info("A chat can't be reached; a message to it is dropped.")
        return True

    async def sweep(self) -> None:
        """Try again for all addresses that something waits for."""
        await asyncio.gather(
            *(self.deliver(address) for address in await self._delivery.waiting_addresses())
        )

    async def _send(self, address: str, message: Message) -> None:
        if not (message.picture and await self._send_picture(address, message, message.picture)):
            await self._persist(
                self._bot.send_message,
                chat_id=address,
                text=message.html,
                reply_markup=keyboard(message.buttons),
            )

    async def _send_picture(self, address: str, message: Message, picture: Picture) -> bool:
        """Send a picture with the message as its caption; tell whether the words went, too."""
        try:
            photo = self._paint(picture).read_bytes()
        except OSError as error:  # a full disk must not cost the answer
            logger.error("A picture can't be drawn (%s).", described(error))
            return False
        alternative = f"<i>{picture.alternative}</i>"
        caption = f"{message.html}\n\n{alternative}"
        fits = length(caption) <= MessageLimit.CAPTION_LENGTH
        accepted = await self._persist(
            self._bot.send_photo,
            chat_id=address,
            photo=photo,
            caption=caption if fits else alternative,
            reply_markup=keyboard(message.buttons) if fits else None,
        )
        return accepted and fits

    async def _persist(self, send: Send, **what: Any) -> bool:
        """Send, without markup where Telegram can't read that; tell whether it was accepted."""
        try:
            await self._until_answered(send, parse_mode=ParseMode.HTML, **what)
        except BadRequest:
            logger.error("Telegram refuses the markup of a message; it goes without.")
            try:
                await self._until_answered(send, **_without_markup(what))
            except BadRequest:
                logger.error("Telegram refuses a message of the coach.")
                return False
        return True

    async def _until_answered(self, send: Send, **what: Any) -> None:
        """Call Telegram until it takes the message or raises BadRequest, or it takes too long."""
        for pause in (*PAUSES, None):
            try:
                await self._late.cut_short(send(**what))
                return
            except (Forbidden, ChatMigrated) as error:
                raise UnreachableError from error
            except BadRequest as error:
                if any(sign in error.message.lower() for sign in _GONE):
                    raise UnreachableError from error
                raise
            except (TelegramError, StoppedError) as error:  # also an answer that can't be read
                if pause is None or self._late.asked:
                    raise NotNowError(type(error).__name__) from None
                await self._late.pause(pause)


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
