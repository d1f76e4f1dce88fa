"""Handle many chats at once, but each chat's updates one after the other."""

import asyncio
from collections.abc import Awaitable
from typing import Any

from telegram import Update
from telegram.ext import BaseUpdateProcessor

from bot.telegram.parsing import address_of

MAX_AT_ONCE = 256


class OneChatAtATime(BaseUpdateProcessor):
    """Keep a lock for each chat; asyncio's locks are fair, so the order is that of arrival."""

    def __init__(self) -> None:
        super().__init__(MAX_AT_ONCE)
        self._locks: dict[str, asyncio.Lock] = {}
        self._waiting: dict[str, int] = {}

    async def do_process_update(self, update: object, coroutine: "Awaitable[Any]") -> None:
        """Wait for the chat's earlier updates, then handle this one."""
        address = address_of(update) if isinstance(update, Update) else None
        if address is None:
            await coroutine
            return
        lock = self._locks.setdefault(address, asyncio.Lock())
        self._waiting[address] = self._waiting.get(address, 0) + 1
        try:
            async with lock:
                await coroutine
        finally:
            self._waiting[address] -= 1
            if not self._waiting[address]:
                del self._waiting[address], self._locks[address]

    async def initialize(self) -> None:
        """Need nothing."""

    async def shutdown(self) -> None:
        """Hold nothing."""
