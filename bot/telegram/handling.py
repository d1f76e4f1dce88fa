"""Take an update to the coach and its answer back."""

import asyncio
import logging
from collections.abc import Coroutine
from functools import partial
from typing import Any

from telegram import Bot, Update
from telegram.constants import ChatAction
from telegram.ext import CallbackContext

from bot.coach import Coach, Delivery, Incoming, TooEarlyError
from bot.coach.listening import is_command, is_reusable
from bot.telegram.allowance import Allowance, Verdict
from bot.telegram.beside import conversing, keeping
from bot.telegram.insisting import insist
from bot.telegram.logs import described
from bot.telegram.operation import Metrics
from bot.telegram.parsing import address_of, calls_in_group, incoming, shut_out
from bot.telegram.sending import Sending
from bot.telegram.stopping import Stop

logger = logging.getLogger(__name__)

# Long enough for a database to come back; together about half a minute.
PAUSES = (0.5, 1, 2, 4, 8, 16)
MOST_COURTESIES = 8
# Where more are answered at once, the answers themselves come first.
MOST_TYPED_TO = 4
_EARLIER_PAUSE = 0.1


class Handling:
    """Handle each update once; what fails for long, and can't be told, stays in the inbox."""

    def __init__(
        self,
        coach: Coach,
        delivery: Delivery,
        sending: Sending,
        late: Stop,
        allowance: Allowance,
        metrics: Metrics | None = None,
    ) -> None:
        self._allowance = allowance
        self._updates = (metrics or Metrics()).updates
        self._coach = coach
        self._delivery = delivery
        self._sending = sending
        self._late = late
        self._courtesies: set[asyncio.Task[None]] = set()
        self._in_hand = 0

    async def handle(self, update: Update, context: "CallbackContext[Any, Any, Any, Any]") -> None:
        """Answer an update."""
        if self._late.asked:
            return
        self._updates.inc()
        address = address_of(update)
        event = incoming(update)
        if event is None or address is None:
            await self._without_answer(update, context.bot)
            return
        verdict = self._allowance.take(address)
        if verdict is not Verdict.ANSWERED:
            await self._slow_down(update, address, verdict)
            return
        self._in_hand += 1
        try:
            await self._answer(update, event, address, context.bot)
        finally:
            self._in_hand -= 1

    async def _answer(self, update: Update, event: Incoming, address: str, bot: Bot) -> None:
        self._show_courtesies(update, event, bot)
        if await self._answered(event):
            await self._sending.deliver(address)
        elif await self._sending.send_now(address, self._coach.failed()):
            # The person was asked to write again; an answer long after that would only puzzle.
            await self._drop(update)

    async def _slow_down(self, update: Update, address: str, verdict: Verdict) -> None:
        """Leave a message out that is one of too many, and say so once."""
        if verdict is not Verdict.LEFT_OUT:
            today = verdict is Verdict.ENOUGH_TODAY
            await self._sending.send_now(address, self._coach.too_fast(today=today))
        await self._drop(update)

    async def _answered(self, event: Incoming) -> bool:
        for pause in (*PAUSES, None):
            try:
                await self._handled(event)
                return True
            except Exception as error:  # whatever it is, the person must not be left waiting
                logger.error(
                    "Update %s could not be handled (%s).", event.update_id, described(error)
                )
            if pause is not None:
                await self._late.pause(pause)
        return False

    async def _handled(self, event: Incoming) -> None:
        """Answer it after the earlier ones of its chat, which another process may have in hand."""
        while not self._late.asked:
            try:
                await conversing(self._coach.handle, event)
                return
            except TooEarlyError:
                await self._late.pause(_EARLIER_PAUSE)

    async def _drop(self, update: Update) -> None:
        await insist(partial(keeping, self._delivery.drop_update, update.update_id), self._late)

    async def _without_answer(self, update: Update, bot: Bot) -> None:
        address = address_of(update)
        if address and shut_out(update):
            await keeping(self._delivery.unreachable, address)
        elif address and calls_in_group(update, bot.username):
            await self._sending.send_now(address, self._coach.for_groups())
        elif update.callback_query:
            self._show(bot.answer_callback_query(update.callback_query.id))
        await self._drop(update)

    def _show_courtesies(self, update: Update, event: Incoming, bot: Bot) -> None:
        """Show that the coach is at it; none of this may hold up or spoil an answer."""
        query = update.callback_query
        if query is None:
            # Only what is read takes time.
            quiet = self._in_hand <= MOST_TYPED_TO and len(self._courtesies) < MOST_COURTESIES
            if quiet and event.text and not is_command(event.text):
                self._show(bot.send_chat_action(event.address, ChatAction.TYPING))
            return
        self._show(bot.answer_callback_query(query.id))
        if query.message and not is_reusable(event.action or ""):
            self._show(bot.edit_message_reply_markup(event.address, query.message.message_id))

    def _show(self, call: Coroutine[Any, Any, Any]) -> None:
        task = asyncio.create_task(_quietly(call))
        self._courtesies.add(task)  # asyncio itself holds tasks only weakly
        task.add_done_callback(self._courtesies.discard)


async def _quietly(call: Coroutine[Any, Any, Any]) -> None:
    try:
        await call
    except Exception as error:
        logger.info("A courtesy failed (%s).", type(error).__name__)


async def on_error(update: object, context: "CallbackContext[Any, Any, Any, Any]") -> None:
    """Log what no handler expected, without a word of what was written."""
    number = update.update_id if isinstance(update, Update) else None
    logger.error("Update %s failed: %s", number, described(context.error))
