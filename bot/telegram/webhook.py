"""Take the updates that Telegram brings, instead of fetching them."""

import hashlib
import hmac
import logging
from dataclasses import dataclass
from urllib.parse import urlsplit

from aiohttp import web
from telegram import Bot
from telegram.error import InvalidToken, TelegramError

from bot.telegram.parsing import ALLOWED_UPDATES
from bot.telegram.receiving import Receiving
from bot.telegram.stopping import Stop

logger = logging.getLogger(__name__)

MOST_BYTES = 1_000_000
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105  # its name, not the secret
_PAUSES = (1, 2, 5, 10, 30)
_SHUTDOWN_SECONDS = 3.0


@dataclass(frozen=True)
class WebhookAddress:
    """Hold where Telegram brings updates to, and where this process listens for them."""

    url: str
    host: str
    port: int

    @property
    def path(self) -> str:
        """Give the path of the address."""
        return urlsplit(self.url).path or "/"


def secret_of(token: str) -> str:
    """Derive the secret that Telegram shows; all processes of one bot have the same."""
    return hmac.new(token.encode(), b"trinvis webhook", hashlib.sha256).hexdigest()


class Webhook:
    """Listen for updates; each is kept before its request is answered."""

    def __init__(
        self,
        bot: Bot,
        receiving: Receiving,
        stop: Stop,
        address: WebhookAddress,
    ) -> None:
        self._bot = bot
        self._receiving = receiving
        self._stop = stop
        self._address = address
        self._secret = secret_of(bot.token)

    async def run(self) -> None:
        """Take up what a process before left, then listen until the stop."""
        await self._receiving.take_up()
        application = web.Application(client_max_size=MOST_BYTES)
        application.router.add_post(self._address.path, self._brought)
        runner = web.AppRunner(application, access_log=None, shutdown_timeout=_SHUTDOWN_SECONDS)
        await runner.setup()
        try:
            await web.TCPSite(runner, self._address.host, self._address.port).start()
            await self._announce()
            await self._stop.wait()
        finally:
            await runner.cleanup()

    async def _announce(self) -> None:
        """Tell Telegram where to bring updates, however long that takes."""
        attempt = 0
        while not self._stop.asked:
            try:
                await self._bot.set_webhook(
                    self._address.url,
                    allowed_updates=ALLOWED_UPDATES,
                    secret_token=self._secret,
                )
                return
            except InvalidToken:
                raise
            except TelegramError as error:
                pause = _PAUSES[min(attempt, len(_PAUSES) - 1)]
                attempt += 1
                logger.warning(
                    "Can't set the webhook (%s); trying again in %s s.", type(error).__name__, pause
                )
                await self._stop.pause(pause)

    async def _brought(self, request: web.Request) -> web.Response:
        shown = request.headers.get(SECRET_HEADER, "")
        if not hmac.compare_digest(shown.encode("utf-8", "replace"), self._secret.encode()):
            return web.Response(status=403)
        if request.content_type != "application/json":
            return web.Response(status=415)
        try:
            row = await request.json()
        except (ValueError, RecursionError):
            return web.Response(status=400)
        try:
            await self._receiving.take(row)
        except Exception as error:  # the database may be back when Telegram tries again
            logger.warning("An update can't be kept (%s).", type(error).__name__)
            return web.Response(status=503)
        return web.Response()
