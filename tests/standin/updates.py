"""Keep updates until the bot confirms them, and let it poll for them."""

import asyncio
from dataclasses import dataclass, field
from threading import Condition

from .errors import ApiError, bad_request
from .params import Params
from .values import Json

LONGEST_POLL = 50
MOST_UPDATES = 100
NOT_BY_DEFAULT = {"chat_member", "message_reaction", "message_reaction_count"}


class Poll:
    """Represent one waiting request for updates."""

    def __init__(self) -> None:
        self.replaced = False
        self.news = asyncio.Event()
        self._loop = asyncio.get_running_loop()

    def wake(self) -> None:
        """Make the request look again; safe from any thread."""
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self.news.set)


@dataclass
class UpdateQueue:
    """Order updates by id; every method needs the lock that was given."""

    lock: Condition
    next_id: int = 700_000_001
    allowed: list[str] = field(default_factory=list)
    webhook_url: str = ""
    webhook_secret: str = ""
    pending: dict[int, Json] = field(default_factory=dict)
    again: list[Json] = field(default_factory=list)
    known: dict[int, Json] = field(default_factory=dict)
    poll: Poll | None = None

    def add(self, kind: str, content: Json) -> int:
        """Queue an update unless the bot does not want its kind; return its id."""
        update_id = self._take_id()
        wanted = kind in self.allowed if self.allowed else kind not in NOT_BY_DEFAULT
        if wanted:
            self._queue(update_id, {"update_id": update_id, kind: content})
        return update_id

    def push(self, update: Json) -> int:
        """Queue a raw update, given an id where it has none; return its id."""
        update = dict(update)
        given = update.setdefault("update_id", self.next_id)
        update_id = given if isinstance(given, int) else self._take_id()
        self.next_id = max(self.next_id, update_id + 1)
        self._queue(update_id, update)
        return update_id

    def repeat(self, update_id: int) -> None:
        """Deliver an update once more, whatever the bot has confirmed."""
        self.again.append(self.known[update_id])
        self._wake()

    def take(self, offset: int, limit: int) -> list[Json]:
        """Return what is pending from an offset on, and forget what is before it."""
        if offset < 0:
            kept = sorted(self.pending)[offset:]
            offset = kept[0] if kept else 0
        for update_id in [known for known in self.pending if known < offset]:
            del self.pending[update_id]
        again, self.again = self.again[:limit], self.again[limit:]
        fresh = [self.pending[update_id] for update_id in sorted(self.pending)]
        return (again + fresh)[:limit]

    def drop(self) -> None:
        """Forget all that is pending."""
        self.pending.clear()
        self.again.clear()

    def attach(self, poll: Poll) -> None:
        """Make a poll the current one and end the older with a conflict."""
        if self.poll:
            self.poll.replaced = True
            self.poll.wake()
        self.poll = poll

    def detach(self, poll: Poll) -> None:
        """Forget a poll that has ended."""
        if self.poll is poll:
            self.poll = None

    def _take_id(self) -> int:
        self.next_id += 1
        return self.next_id - 1

    def _queue(self, update_id: int, update: Json) -> None:
        self.pending[update_id] = self.known[update_id] = update
        self._wake()

    def _wake(self) -> None:
        if self.poll:
            self.poll.wake()
        self.lock.notify_all()


async def get_updates(queue: UpdateQueue, params: Params) -> list[Json]:
    """Answer a request for updates, waiting for news as long as it asks."""
    loop = asyncio.get_running_loop()
    limit = min(max(params.integer("limit", MOST_UPDATES), 1), MOST_UPDATES)
    offset = params.integer("offset")
    deadline = loop.time() + min(max(params.integer("timeout"), 0), LONGEST_POLL)
    poll = Poll()
    _start(queue, poll, params)
    try:
        while True:
            poll.news.clear()
            with queue.lock:
                if poll.replaced:
                    raise _conflict(
                        "terminated by other getUpdates request; "
                        "make sure that only one bot instance is running"
                    )
                found = queue.take(offset, limit)
            wait = deadline - loop.time()
            if found or wait <= 0:
                return found
            try:
                await asyncio.wait_for(poll.news.wait(), wait)
            except TimeoutError:
                continue
    finally:
        with queue.lock:
            queue.detach(poll)


def _start(queue: UpdateQueue, poll: Poll, params: Params) -> None:
    allowed = params.structure("allowed_updates")
    if allowed is not None and not isinstance(allowed, list):
        raise bad_request("can't parse allowed updates JSON object")
    with queue.lock:
        if queue.webhook_url:
            raise _conflict(
                "can't use getUpdates method while webhook is active; "
                "use deleteWebhook to delete the webhook first"
            )
        if allowed is not None:
            queue.allowed = [str(kind) for kind in allowed]
        queue.attach(poll)


def _conflict(reason: str) -> ApiError:
    return ApiError(409, f"Conflict: {reason}")
