"""Let conversations and the database work beside the network, in threads.

What is kept has threads of its own: it is quick, and must not wait for all who want an answer.
"""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")

# Python runs one thread at a time; a second one has work while the first waits for the database.
_CONVERSATIONS = ThreadPoolExecutor(2, "conversation")
_KEEPING = ThreadPoolExecutor(2, "keeping")


async def conversing(work: Callable[P, T], *arguments: P.args, **named: P.kwargs) -> T:
    """Do something for which texts are read."""
    return await _in(_CONVERSATIONS, partial(work, *arguments, **named))


async def keeping(work: Callable[P, T], *arguments: P.args, **named: P.kwargs) -> T:
    """Do something for which only the database is needed."""
    return await _in(_KEEPING, partial(work, *arguments, **named))


async def _in(threads: ThreadPoolExecutor, work: Callable[[], T]) -> T:
    return await asyncio.get_running_loop().run_in_executor(threads, work)
