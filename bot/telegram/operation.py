"""Tell who operates the bot how it is: alive, ready, and what it has done, in figures alone."""

import logging
from collections.abc import Awaitable, Callable, Mapping

from aiohttp import web
from prometheus_client import CollectorRegistry, Counter, Gauge, generate_latest

logger = logging.getLogger(__name__)

Checks = Callable[[], Awaitable[Mapping[str, bool]]]


class Metrics:
    """Count what happens; no text, no name and no number of anybody is in it."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.updates = Counter("trinvis_updates", "Updates that came in.", registry=self.registry)
        self.messages = Counter(
            "trinvis_messages", "Messages, by what became of them.", ["result"],
            registry=self.registry,
        )  # fmt: skip
        self.waiting = Gauge(
            "trinvis_waiting_addresses", "Chats that something waits for.", registry=self.registry
        )


class Operation:
    """Answer `/healthz`, `/readyz` and `/metrics` on a port of their own."""

    def __init__(self, metrics: Metrics, checks: Checks, host: str, port: int) -> None:
        self._metrics = metrics
        self._checks = checks
        self._host, self._port = host, port
        application = web.Application()
        application.router.add_get("/healthz", self._health)
        application.router.add_get("/readyz", self._readiness)
        application.router.add_get("/metrics", self._figures)
        self._runner = web.AppRunner(application, access_log=None)

    async def start(self) -> None:
        """Begin to listen."""
        await self._runner.setup()
        await web.TCPSite(self._runner, self._host, self._port).start()

    async def stop(self) -> None:
        """Listen no more."""
        await self._runner.cleanup()

    @staticmethod
    async def _health(request: web.Request) -> web.Response:
        return web.json_response({"alive": True})

    async def _readiness(self, request: web.Request) -> web.Response:
        found = await self._checks()
        return web.json_response(dict(found), status=200 if all(found.values()) else 503)

    async def _figures(self, request: web.Request) -> web.Response:
        return web.Response(
            body=generate_latest(self._metrics.registry), content_type="text/plain", charset="utf-8"
        )
