"""Run the bot: put its parts together, start, and stop cleanly."""

import asyncio
import logging
import signal
from collections.abc import Callable, Coroutine
from contextlib import suppress
from pathlib import Path
from typing import Any

from telegram import Update
from telegram.error import InvalidToken, TelegramError
from telegram.ext import Application, ApplicationBuilder, ExtBot, TypeHandler
from telegram.request import HTTPXRequest

from bot.coach import Coach, Delivery, Due, Lapsing, Picture
from bot.telegram.allowance import Allowance
from bot.telegram.asking import Asking
from bot.telegram.beside import keeping
from bot.telegram.handling import Handling, on_error
from bot.telegram.logs import described
from bot.telegram.operation import Metrics, Operation
from bot.telegram.ordering import OneChatAtATime
from bot.telegram.pace import A_SECOND, Pace
from bot.telegram.parsing import CHANNEL
from bot.telegram.polling import Polling
from bot.telegram.profile import introduce
from bot.telegram.receiving import Receiving
from bot.telegram.sending import Sending
from bot.telegram.stopping import Stop, StoppedError
from bot.telegram.webhook import Webhook, WebhookAddress

logger = logging.getLogger(__name__)

SWEEP_SECONDS = 20
ASK_SECONDS = 1
BEAT_SECONDS = 2
TIDY_SECONDS = 3600
# What is in hand gets so long at a stop; most service managers kill after ten seconds.
STOP_SECONDS = 5
# A message that Telegram took, but was slow to say so, would go out twice.
_READ_SECONDS = 20
_START_PAUSES = (1, 2, 5, 10, 30)


class Server:
    """Hold the bot's parts while it runs."""

    def __init__(
        self,
        coach: Coach,
        delivery: Delivery,
        due: Due,
        paint: Callable[[Picture], Path],
        token: str,
        api_url: str,
        allowance: Allowance,
        messages_a_second: float = A_SECOND,
        webhook: WebhookAddress | None = None,
        operation: tuple[str, int] | None = None,
        lapsing: Lapsing | None = None,
    ) -> None:
        self._lapsing = lapsing
        self._webhook = webhook
        self._metrics = Metrics()
        self._operation = Operation(self._metrics, self._checks, *operation) if operation else None
        self._delivery = delivery
        self._coach = coach
        self._stop = Stop()
        self._late = Stop()
        bot: ExtBot[Any] = ExtBot(
            token,
            base_url=api_url,
            request=HTTPXRequest(read_timeout=_READ_SECONDS),
        )
        self._application: Application[Any, Any, Any, Any, Any, Any] = (
            ApplicationBuilder()
            .bot(bot)
            .updater(None)
            .concurrent_updates(OneChatAtATime())
            .job_queue(None)
            .build()
        )
        self._receiving = Receiving(bot, delivery, self._application.update_queue)
        self._pace = Pace(messages_a_second)
        self._sending = Sending(bot, delivery, paint, self._late, self._pace, self._metrics)
        self._asking = Asking(due, self._sending, self._stop)
        handling = Handling(coach, delivery, self._sending, self._late, allowance, self._metrics)
        self._application.add_handler(TypeHandler(Update, handling.handle))
        self._application.add_error_handler(on_error)

    async def run(self) -> None:
        """Serve until SIGTERM or SIGINT; then finish what is in hand, if that goes quickly."""
        loop = asyncio.get_running_loop()
        for name in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(name, self._stop.ask)
        if self._operation:
            await self._operation.start()
        try:
            with suppress(StoppedError):
                await self._stop.cut_short(self._connect())
                await self._serve()
        finally:
            await self._application.bot.shutdown()
            if self._operation:
                await self._operation.stop()
        logger.info("The bot has stopped.")

    async def _serve(self) -> None:
        application = self._application
        await application.start()
        introducing = asyncio.create_task(
            introduce(application.bot, self._coach.menu(), self._coach.about())
        )
        self._pace.share(await keeping(self._delivery.begin))
        jobs = [
            asyncio.create_task(self._repeat(self._beat, BEAT_SECONDS)),
            asyncio.create_task(self._repeat(self._sweep, SWEEP_SECONDS)),
            asyncio.create_task(self._repeat(self._asking.ask, ASK_SECONDS)),
            asyncio.create_task(self._repeat(self._tidy, TIDY_SECONDS)),
        ]
        logger.info("The bot is at work.")
        try:
            await self._receive()
        finally:
            self._stop.ask()
            asyncio.get_running_loop().call_later(STOP_SECONDS, self._late.ask)
            introducing.cancel()
            await asyncio.gather(*jobs)
            await self._asking.finish()
            await application.stop()
            await application.shutdown()
            await self._end()

    async def _end(self) -> None:
        try:
            await keeping(self._delivery.end)
        except Exception as error:  # once it is silent, the others take what it held
            logger.warning("Can't give back what is not sent (%s).", described(error))

    async def _receive(self) -> None:
        """Take updates until the stop, as Telegram brings them or by asking for them."""
        parts = (self._application.bot, self._receiving, self._stop)
        if self._webhook:
            await Webhook(*parts, self._webhook).run()
        else:
            await Polling(*parts).run()

    async def _checks(self) -> dict[str, bool]:
        """Tell what works that the bot needs."""
        try:
            self._metrics.waiting.set(len(await keeping(self._delivery.waiting_addresses)))
        except Exception as error:
            logger.warning("The database can't be reached (%s).", type(error).__name__)
            return {"database": False, "started": self._application.running}
        return {"database": True, "started": self._application.running}

    async def _beat(self) -> None:
        self._pace.share(await keeping(self._delivery.go_on))

    async def _tidy(self) -> None:
        await keeping(self._delivery.tidy)
        if self._lapsing:
            told, erased = await keeping(self._lapsing.go_on, CHANNEL)
            if told or erased:
                logger.info("%s people were told that they lapse, %s are erased.", told, erased)

    async def _sweep(self) -> None:
        for prompt in await keeping(self._delivery.free_from_dead):
            logger.warning(
                "A process died; prompt %s was perhaps not sent, and is left out.", prompt
            )
        await self._sending.sweep()
        await self._receiving.take_over()

    async def _connect(self) -> None:
        """Reach Telegram, however long it takes."""
        attempt = 0
        while True:
            try:
                await self._application.initialize()
                if self._webhook is None:
                    # Telegram gives no updates to a bot that has one.
                    await self._application.bot.delete_webhook()
                return
            except InvalidToken:
                raise
            except TelegramError as error:
                pause = _START_PAUSES[min(attempt, len(_START_PAUSES) - 1)]
                attempt += 1
                logger.warning(
                    "Can't reach Telegram (%s); trying again in %s s.", type(error).__name__, pause
                )
                await asyncio.sleep(pause)

    async def _repeat(self, work: Callable[[], Coroutine[Any, Any, Any]], seconds: float) -> None:
        while not self._stop.asked:
            try:
                await work()
            except Exception as error:  # a job that fails once must run again
                logger.warning("A repeating job failed (%s).", described(error))
            await self._stop.pause(seconds)
