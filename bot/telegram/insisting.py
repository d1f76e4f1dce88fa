"""Do what must be done once, however long the database is gone."""

import logging
from collections.abc import Callable, Coroutine
from itertools import chain, repeat
from typing import Any, TypeVar

from bot.telegram.logs import described
from bot.telegram.stopping import Stop

logger = logging.getLogger(__name__)

T = TypeVar("T")

PAUSES = (0.5, 1, 2, 4, 8)


async def insist(work: Callable[[], Coroutine[Any, Any, T]], late: Stop) -> T:
    """Try until it is done; raise what hinders it only where the bot must stop now."""
    pauses = chain(PAUSES, repeat(PAUSES[-1]))
    while True:
        try:
            return await work()
        except Exception as error:
            if late.asked:
                raise
            logger.warning("Can't note what is done (%s); trying again.", described(error))
        await late.pause(next(pauses))
