"""Send what stands in the outbox, in order, until it is sent."""

import asyncio
import logging
import time
from collections.abc import Callable, Coroutine, Sequence
from functools import partial
from pathlib import Path
from typing import Any, TypeAlias

from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup
from telegram.constants import MessageLimit, ParseMode
from telegram.error import BadRequest, ChatMigrated, Forbidden, RetryAfter, TelegramError

from bot.coach import Button, Delivery, Document, Letter, Message, Picture
from bot.coach.markup import length, plain
from bot.telegram.beside import keeping
from bot.telegram.insisting import insist
from bot.telegram.logs import described
from bot.telegram.operation import Metrics
from bot.telegram.ordering import ChatLocks
from bot.telegram.pace import Pace
from bot.telegram.retrying import seconds
from bot.telegram.stopping import Stop, StoppedError

logger = logging.getLogger(__name__)

Send: TypeAlias = Callable[..., Coroutine[Any, Any, Any]]
Begins: TypeAlias = Callable[[], Coroutine[Any, Any, None]]

PAUSES = (0.5, 1, 2, 4)
# Another process may be about to let go of an address.
CLAIM_PAUSES = (0.1, 0.4)
# Telegram counts in whole seconds.
_BEYOND = 0.1
_SHORT_LABEL = 18
_GONE = ("chat not found", "user is deactivated", "bot was kicked", "peer_id_invalid")


class NotNowError(Exception):
    """Tell that Telegram can't be reached; the message stays in the outbox."""


class UnreachableError(Exception):
    """Tell that nothing can be sent to this chat any more."""


class Sending:
    """Send the messages that wait for an address."""

    def __init__(
        self,
        bot: Bot,
        delivery: Delivery,
        paint: Callable[[Picture], Path],
        late: Stop,
        pace: Pace,
        metrics: Metrics | None = None,
    ) -> None:
        metrics = metrics or Metrics()
        self._messages, self._waiting = metrics.messages, metrics.waiting
        self._bot = bot
        self._delivery = delivery
        self._paint = paint
        self._late = late
        self._pace = pace
        self._locks = ChatLocks()
        # Claimed by this process, which failed to go on; nobody else can take them.
        self._stuck: set[str] = set()

    async def deliver(self, address: str) -> None:
        """Send all that waits for an address; what can't be sent now waits for the next sweep."""
        async with self._locks.of(address):
            for pause in (*CLAIM_PAUSES, None):
                letters = await keeping(self._delivery.claim, address)
                if letters is not None:
                    await self._send_all(address, letters)
                    return
                if pause is None or self._late.asked:
                    return  # whoever sends to it, or the sweep, takes what waits
                await self._late.pause(pause)

    async def _send_all(self, address: str, letters: list[Letter]) -> None:
        try:
            while letters:
                letter = letters[0]
                begins = partial(keeping, self._delivery.begins, letter)
                number = await self._send(address, letter.message, begins)
                self._messages.labels("sent" if number else "refused").inc()
                # What Telegram took and nobody noted would go out again.
                noted = partial(keeping, self._delivery.sent, address, letter, number)
                letters = await insist(noted, self._late)
        except UnreachableError:
            logger.info("A chat can't be reached any more; what waited for it is dropped.")
            await keeping(self._delivery.unreachable, address)
            self._messages.labels("unreachable").inc()
        except NotNowError as error:
            logger.warning("Telegram can't be reached (%s); the message waits.", error)
            await keeping(self._delivery.give_back, address)
            self._messages.labels("put off").inc()
        except Exception as error:  # the database, which comes back
            logger.error("What waits for a chat can't be sent now (%s).", described(error))
            self._stuck.add(address)

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
        for address in list(self._stuck):
            async with self._locks.of(address):
                await keeping(self._delivery.give_back, address)
                self._stuck.discard(address)
        addresses = await keeping(self._delivery.waiting_addresses)
        self._waiting.set(len(addresses))
        await asyncio.gather(*map(self.deliver, addresses))

    async def _send(
        self, address: str, message: Message, begins: Begins | None = None
    ) -> str | None:
        """Send a message, as words or as a picture's caption; give the number of the last part."""
        if message.document:
            return await self._send_document(address, message, message.document, begins)
        if message.picture:
            number = await self._send_picture(address, message, message.picture, begins)
            if number:
                return number
        return await self._persist(
            self._bot.send_message,
            begins,
            chat_id=address,
            text=message.html,
            reply_markup=keyboard(message.buttons),
        )

    async def _send_picture(
        self, address: str, message: Message, picture: Picture, begins: Begins | None
    ) -> str | None:
        """Send a picture; give its number where the words went with it, as its caption."""
        try:
            photo = self._paint(picture).read_bytes()
        except OSError as error:  # a full disk must not cost the answer
            logger.error("A picture can't be drawn (%s).", described(error))
            return None
        alternative = f"<i>{picture.alternative}</i>"
        caption = f"{message.html}\n\n{alternative}"
        fits = length(caption) <= MessageLimit.CAPTION_LENGTH
        number = await self._persist(
            self._bot.send_photo,
            begins,
            chat_id=address,
            photo=photo,
            caption=caption if fits else alternative,
            reply_markup=keyboard(message.buttons) if fits else None,
        )
        return number if fits else None

    async def _send_document(
        self, address: str, message: Message, document: Document, begins: Begins | None
    ) -> str | None:
        """Send a file with the message as its caption."""
        return await self._persist(
            self._bot.send_document,
            begins,
            chat_id=address,
            document=document.content.encode(),
            filename=document.name,
            caption=message.html,
            reply_markup=keyboard(message.buttons),
        )

    async def _persist(self, send: Send, begins: Begins | None, **what: Any) -> str | None:
        """Send, without markup where Telegram can't read that; give the number, None if refused."""
        try:
            return await self._until_answered(send, begins, parse_mode=ParseMode.HTML, **what)
        except BadRequest:
            logger.error("Telegram refuses the markup of a message; it goes without.")
            try:
                return await self._until_answered(send, None, **_without_markup(what))
            except BadRequest:
                logger.error("Telegram refuses a message of the coach.")
                return None

    async def _until_answered(self, send: Send, begins: Begins | None, **what: Any) -> str:
        """Call Telegram until it takes the message or raises BadRequest, or it takes too long."""
        address = what["chat_id"]
        for pause in (*PAUSES, None):
            try:
                await self._late.cut_short(self._pace.turn(address))
                if begins:
                    await begins()
                    begins = None
                sent = await self._late.cut_short(send(**what))
                return str(sent.message_id)
            except (Forbidden, ChatMigrated) as error:
                raise UnreachableError from error
            except BadRequest as error:
                if any(sign in error.message.lower() for sign in _GONE):
                    raise UnreachableError from error
                raise
            except RetryAfter as error:
                self._pace.hold(address, seconds(error) + _BEYOND, time.monotonic())
                if pause is None or self._late.asked:
                    raise NotNowError(type(error).__name__) from None
            except (TelegramError, StoppedError) as error:  # also an answer that can't be read
                if pause is None or self._late.asked:
                    raise NotNowError(type(error).__name__) from None
                await self._late.pause(pause)
        raise NotNowError("no answer")


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
