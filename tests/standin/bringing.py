"""Bring updates to a webhook, through a proxy that shares them among processes."""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from itertools import cycle

from aiohttp import ClientError, ClientSession, ClientTimeout, TCPConnector

from .updates import Poll
from .values import Json
from .world import World

AT_ONCE = 40  # as many as Telegram does unless told otherwise
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
_AGAIN_SECONDS = 0.2
_LONGEST_SECONDS = 30


class Bringing:
    """Bring each update until a process has taken it: one of a chat at a time, many chats at once.

    So does Telegram's own server (its WebhookActor has a queue for each chat).
    """

    def __init__(self, world: World, addresses: Sequence[str]) -> None:
        self._world = world
        self._addresses = cycle(addresses)
        self._in_hand: set[int] = set()
        self._poll = Poll()

    async def run(self) -> None:
        """Bring what is pending, now and later, while there is a webhook."""
        connector, timeout = TCPConnector(limit=AT_ONCE), ClientTimeout(_LONGEST_SECONDS)
        async with (
            ClientSession(connector=connector, timeout=timeout) as session,
            asyncio.TaskGroup() as tasks,
        ):
            while True:
                self._poll.news.clear()
                for chat, update in self._next_of_each_chat().items():
                    self._in_hand.add(chat)
                    tasks.create_task(self._bring(session, chat, update))
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._poll.news.wait(), _AGAIN_SECONDS)

    def _next_of_each_chat(self) -> dict[int, Json]:
        """Give the oldest pending update of each chat that has none in hand, as many as may be."""
        queue = self._world.updates
        found: dict[int, Json] = {}
        with queue.lock:
            if queue.webhook_url:
                queue.poll = self._poll
                for update_id in sorted(queue.pending):
                    chat = _chat_of(queue.pending[update_id])
                    if chat not in self._in_hand and len(self._in_hand) + len(found) < AT_ONCE:
                        found.setdefault(chat, queue.pending[update_id])
        return found

    async def _bring(self, session: ClientSession, chat: int, update: Json) -> None:
        headers = {SECRET_HEADER: self._world.updates.webhook_secret}
        try:
            async with session.post(next(self._addresses), json=update, headers=headers) as answer:
                taken = answer.status == 200
        except (ClientError, TimeoutError):
            taken = False
        if taken:
            with self._world.changed:
                self._world.updates.pending.pop(update["update_id"], None)
                self._world.changed.notify_all()
        else:  # the process is gone or in trouble; the next one may take it
            await asyncio.sleep(_AGAIN_SECONDS)
        self._in_hand.discard(chat)
        self._poll.news.set()


def _chat_of(update: Json) -> int:
    """Give the chat that an update is of; 0 where it has none."""
    for content in update.values():
        if isinstance(content, dict):
            chat = content.get("chat") or content.get("message", {}).get("chat", {})
            return int(chat.get("id", 0))
    return 0
