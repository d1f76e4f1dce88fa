"""Run the bot: put its parts together, start, and stop cleanly."""

import asyncio
import logging
import signal
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from telegram import Update
from telegram.error import InvalidToken, TelegramError
from telegram.ext import AIORateLimiter, Application, ApplicationBuilder, ExtBot, TypeHandler

from bot.coach import Coach, Delivery, Picture
from bot.telegram.handling import Handling, on_error
from bot.telegram.ordering import OneChatAtATime
from bot.telegram.polling import Polling
from bot.telegram.profile import introduce
from bot.telegram.sending import Sending

logger = logging.getLogger(__name__)

SWEEP_SECONDS = 20
TIDY_SECONDS = 3600
_RETRIES = 5
_START_PAUSES = (1, 2, 5, 10, 30)


class Server:
    """Hold the bot's parts while it runs."""

    def __init__(
        self,
        coach: Coach,
        delivery: Delivery,
        paint: Callable[[Picture], Path],
        token: str,
        api_url: str,
    ) -> None:
        self._delivery = delivery
        self._coach = coach
        bot: ExtBot[Any] = ExtBot(
            token, base_url=api_url, rate_limiter=AIORateLimiter(max_retries=_RETRIES)
        )
        self._application: Application[Any, Any, Any, Any, Any, Any] = (
            ApplicationBuilder()
            .bot(bot)
            .updater(None)
            .concurrent_updates(OneChatAtATime())
            .job_queue(None)
            .build()
        )
        self._sending = Sending(bot, delivery, paint)
        handling = Handling(coach, delivery, self._sending)
        self._application.add_handler(TypeHandler(Update, handling.handle))
        self._application.add_error_handler(on_error)

    async def run(self) -> None:
        """Serve until SIGTERM or SIGINT; then finish what is in hand."""
        stop = asyncio.Event()
        loop = asyncio.get_running_loop()
        for name in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(name, stop.set)
        if not await self._connect(stop):
            return
        application = self._application
        await application.start()
        polling = Polling(application.bot, self._delivery, application.update_queue)
        tasks = [
            asyncio.create_task(polling.run()),
            asyncio.create_task(self._repeat(self._sending.sweep, SWEEP_SECONDS)),
            asyncio.create_task(self._repeat(self._delivery.tidy, TIDY_SECONDS)),
            asyncio.create_task(
                introduce(application.bot, self._coach.menu(), self._coach.about())
            ),
        ]
        logger.info("The bot is at work.")
        stopping = asyncio.create_task(stop.wait())
        await asyncio.wait([stopping, tasks[0]], return_when=asyncio.FIRST_COMPLETED)
        for task in (*tasks, stopping):
            task.cancel()
        ended = await asyncio.gather(*tasks, return_exceptions=True)
        await application.stop()
        await application.shutdown()
        logger.info("The bot has stopped.")
        if isinstance(ended[0], Exception):
            raise ended[0]

    async def _connect(self, stop: asyncio.Event) -> bool:
        """Reach Telegram, however long it takes; tell whether it was reached before a stop."""
        attempt = 0
        while not stop.is_set():
            try:
                await self._application.initialize()
                return True
            except InvalidToken:
                raise
            except TelegramError as error:
                pause = _START_PAUSES[min(attempt, len(_START_PAUSES) - 1)]
                attempt += 1
                logger.warning(
                    "Can't reach Telegram (%s); trying again in %s s.", type(error).__name__, pause
                )
                with suppress(TimeoutError):
                    await asyncio.wait_for(stop.wait(), pause)
        return False

    async def _repeat(self, work: Callable[[], Any], seconds: float) -> None:
        while True:
            try:
                await work()
            except Exception as error:  # a job that fails once must run again
                logger.warning("A repeating job failed (%s).", type(error).__name__)
            await asyncio.sleep(seconds)
