"""Handle many chats at once, but each chat's updates one after the other."""

import asyncio
from collections.abc import Awaitable
from contextlib import nullcontext
from typing import Any
from weakref import WeakValueDictionary

from telegram import Update
from telegram.ext import BaseUpdateProcessor

from bot.telegram.parsing import address_of

MAX_AT_ONCE = 256
# What waits for an earlier update of its chat takes no place from the others.
_MAX_WAITING = 1_000_000


class ChatLocks:
    """Keep a lock for each chat, for as long as somebody holds it or waits for it."""

    def __init__(self) -> None:
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    def of(self, address: str) -> asyncio.Lock:
        """Give the lock of a chat; asyncio's locks are fair, so the order is that of arrival."""
        return self._locks.setdefault(address, asyncio.Lock())


class OneChatAtATime(BaseUpdateProcessor):
    """Let each update wait for the earlier ones of its chat."""

    def __init__(self) -> None:
        super().__init__(_MAX_WAITING)
        self._locks = ChatLocks()
        self._places = asyncio.Semaphore(MAX_AT_ONCE)

    async def do_process_update(self, update: object, coroutine: "Awaitable[Any]") -> None:
        """Wait for the chat's earlier updates, then handle this one."""
        address = address_of(update) if isinstance(update, Update) else None
        async with self._locks.of(address) if address else nullcontext(), self._places:
            await coroutine

    async def initialize(self) -> None:
        """Need nothing."""

    async def shutdown(self) -> None:
        """Hold nothing."""
