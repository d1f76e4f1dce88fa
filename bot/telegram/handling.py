"""Take an update to the coach and its answer back."""

import asyncio
import logging
from typing import Any

from telegram import Bot, ChatMember, Update
from telegram.constants import ChatAction
from telegram.error import TelegramError
from telegram.ext import CallbackContext

from bot.coach import Coach, Delivery
from bot.coach.listening import is_reusable
from bot.telegram.parsing import address_of, calls_in_group, incoming
from bot.telegram.sending import Sending

logger = logging.getLogger(__name__)

# Long enough for a database to come back; together about half a minute.
PAUSES = (0.5, 1, 2, 4, 8, 16)


class Handling:
    """Handle each update once; what fails for long stays in the inbox for the next start."""

    def __init__(self, coach: Coach, delivery: Delivery, sending: Sending) -> None:
        self._coach = coach
        self._delivery = delivery
        self._sending = sending

    async def handle(self, update: Update, context: "CallbackContext[Any, Any, Any, Any]") -> None:
        """Answer an update."""
        address = address_of(update)
        event = incoming(update)
        if event is None or address is None:
            await self._without_answer(update, context.bot)
            return
        courtesies = asyncio.gather(
            *self._courtesies(update, context.bot, address), return_exceptions=True
        )
        for pause in (*PAUSES, None):
            try:
                await self._coach.handle(event)
                break
            except Exception as error:  # whatever it is, the person must not be left waiting
                logger.exception(
                    "Update %s could not be handled (%s).", update.update_id, type(error).__name__
                )
                if pause is None:
                    await self._sending.send_now(address, self._coach.failed())
                    return
                await asyncio.sleep(pause)
        await self._sending.deliver(address)
        await courtesies

    async def _without_answer(self, update: Update, bot: Bot) -> None:
        address = address_of(update)
        member = update.my_chat_member
        if address and member and member.new_chat_member.status == ChatMember.BANNED:
            await self._delivery.unreachable(address)
        elif address and calls_in_group(update):
            await self._sending.send_now(address, self._coach.for_groups())
        elif update.callback_query:
            await _quietly(bot.answer_callback_query(update.callback_query.id))
        await self._delivery.drop_update(update.update_id)

    def _courtesies(self, update: Update, bot: Bot, address: str) -> list[Any]:
        """Show that the coach is at it; none of this may hold up or spoil the answer."""
        query = update.callback_query
        if query is None:
            return [bot.send_chat_action(address, ChatAction.TYPING)]
        shown: list[Any] = [bot.answer_callback_query(query.id)]
        if query.message and not is_reusable(query.data or ""):
            shown.append(
                bot.edit_message_reply_markup(address, query.message.message_id, reply_markup=None)
            )
        return shown


async def _quietly(call: Any) -> None:
    try:
        await call
    except TelegramError as error:
        logger.info("A courtesy failed (%s).", type(error).__name__)


async def on_error(update: object, context: "CallbackContext[Any, Any, Any, Any]") -> None:
    """Log what no handler expected, without a word of what was written."""
    number = update.update_id if isinstance(update, Update) else None
    logger.error("Update %s failed: %s", number, type(context.error).__name__)
