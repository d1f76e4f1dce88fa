"""Send the prompts that are due, no more at a time than are sent soon."""

import asyncio

from bot.coach import Due
from bot.telegram.beside import keeping
from bot.telegram.parsing import CHANNEL
from bot.telegram.sending import Sending
from bot.telegram.stopping import Stop

# A second's worth: who stops meanwhile gets none, and a crash loses few.
BATCH = 30


class Asking:
    """Ask all who are due."""

    def __init__(self, due: Due, sending: Sending, stop: Stop) -> None:
        self._due = due
        self._sending = sending
        self._stop = stop
        self._under_way: set[asyncio.Task[None]] = set()

    async def ask(self) -> None:
        """Ask until nobody is due any more, or the bot is to stop."""
        while not self._stop.asked:
            number, addresses = await keeping(self._due.ask, CHANNEL, BATCH)
            for address in addresses:
                task = asyncio.create_task(self._sending.deliver(address))
                self._under_way.add(task)
                task.add_done_callback(self._under_way.discard)
            # Some wait for their moment while the next ones are made.
            while len(self._under_way) >= 2 * BATCH:
                await asyncio.wait(self._under_way, return_when=asyncio.FIRST_COMPLETED)
            if not number:
                return

    async def finish(self) -> None:
        """Wait for what is being sent."""
        await asyncio.gather(*self._under_way, return_exceptions=True)
