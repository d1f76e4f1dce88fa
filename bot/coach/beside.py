"""Read texts beside the conversations, so that nobody else is kept waiting."""

import asyncio
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

T = TypeVar("T")

# One core is left to the conversations: more readers would only take turns with them.
_READERS = ThreadPoolExecutor(max(1, (os.cpu_count() or 1) - 1), "reading")


async def beside(read: Callable[[str], T], text: str) -> T:
    """Give what is read of a text."""
    return await asyncio.get_running_loop().run_in_executor(_READERS, read, text)
