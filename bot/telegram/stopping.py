"""Stop without tearing anything: what waits is cut short, what writes is let finish.

A task that is cancelled in the middle of a transaction can leave SQLite locked for as long as its
busy timeout; so nothing here is cancelled but calls over the network.
"""

import asyncio
from collections.abc import Coroutine
from contextlib import suppress
from typing import Any, TypeVar

T = TypeVar("T")


class StoppedError(Exception):
    """Tell that some work was left because of the stop."""


class Stop:
    """Say to all who wait that they need not any more."""

    def __init__(self) -> None:
        self._event = asyncio.Event()

    @property
    def asked(self) -> bool:
        """Tell whether the stop was asked for."""
        return self._event.is_set()

    def ask(self) -> None:
        """Ask for the stop."""
        self._event.set()

    async def wait(self) -> None:
        """Wait for the stop."""
        await self._event.wait()

    async def pause(self, seconds: float) -> None:
        """Wait some seconds, or until the stop."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self._event.wait(), seconds)

    async def cut_short(self, call: Coroutine[Any, Any, T]) -> T:
        """Wait for a call over the network; at the stop cancel it and raise StoppedError."""
        if self.asked:
            call.close()
            raise StoppedError
        calling = asyncio.create_task(call)
        asked = asyncio.create_task(self._event.wait())
        try:
            await asyncio.wait((calling, asked), return_when=asyncio.FIRST_COMPLETED)
            if calling.done():
                return calling.result()
            raise StoppedError
        finally:
            calling.cancel()
            asked.cancel()
