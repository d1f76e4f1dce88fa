"""What a channel needs so that nothing is lost between the network and the conversation."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from bot.coach.messages import Message
from models import IN_HAND, Store, Waiting

# Telegram keeps an update for a day; it can't come again after that.
_REPEATS_WITHIN = timedelta(days=2)


@dataclass(frozen=True)
class Letter:
    """Hold a message that is to be sent, with its number in the outbox."""

    id: int
    message: Message
    is_prompt: bool = False


class Delivery:
    """Keep updates until they are handled, and messages until they are sent.

    Several processes may share the sending: each claims an address before it sends to it.
    """

    def __init__(self, store: Store, channel: str, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._channel = channel
        self._clock = clock
        self._claims = store.claims(str(uuid4()))

    def keep_update(
        self, update_id: int, payload: dict[str, Any], address: str | None = None
    ) -> bool:
        """Keep an update that was fetched, with its chat; tell whether it is new."""
        return self._store.keep_update(update_id, payload, self._clock(), address)

    def drop_update(self, update_id: int) -> None:
        """Let go of an update that needs no answer."""
        self._store.drop_update(update_id, self._clock())

    def waiting_updates(self) -> list[dict[str, Any]]:
        """List the updates that a process before this one did not finish, oldest first."""
        return self._store.waiting_updates()

    def left_updates(self) -> list[dict[str, Any]]:
        """List the updates that whoever took them should have handled by now."""
        return self._store.waiting_updates(self._clock() - IN_HAND)

    def begin(self) -> int:
        """Say that this process sends from now on; tell how many do."""
        number = self._claims.beat(self._clock())
        if self._store.is_shared:
            return number
        self._claims.be_alone()
        return 1

    def go_on(self) -> int:
        """Say that this process still sends; tell how many do."""
        return self._claims.beat(self._clock())

    def end(self) -> None:
        """Give back what is not sent, for this process ends."""
        self._claims.leave()

    def free_from_dead(self) -> list[int]:
        """Free what dead processes were to send; give the prompts that are perhaps lost."""
        return self._claims.drop_dead()

    def unsent(self, address: str) -> list[Letter]:
        """List what is to be sent to an address, in order."""
        rows = self._store.unsent(self._channel, address)
        return [Letter(message_id, Message.from_dict(row)) for message_id, row in rows]

    def waiting_addresses(self) -> list[str]:
        """List the addresses that something is to be sent to, and that nobody sends to now."""
        return self._store.waiting_addresses(self._channel)

    def claim(self, address: str) -> list[Letter] | None:
        """Give what waits for an address, None where another process sends to it.

        Where nothing waits, the address stays free.
        """
        waiting = self._claims.claim(self._channel, address)
        return None if waiting is None else _letters(waiting)

    def give_back(self, address: str) -> None:
        """Let go of an address though something waits for it."""
        self._claims.give_back(self._channel, address)

    def begins(self, letter: Letter) -> None:
        """Note that a message goes out now, where it must not go out twice."""
        if letter.is_prompt:
            self._claims.begin(letter.id, self._clock())

    def sent(self, address: str, letter: Letter, sent_as: str | None = None) -> list[Letter]:
        """Let go of a message that was sent, under a number of the channel, or that can't be.

        Gives what waits still; where nothing does, the address is free.
        """
        return _letters(self._claims.sent(self._channel, address, letter.id, sent_as))

    def unreachable(self, address: str) -> None:
        """Note that nothing can be sent to an address, and let go of what waits for it."""
        self._store.mark_unreachable(self._channel, address, self._clock())
        self._claims.give_back(self._channel, address)

    def tidy(self) -> int:
        """Empty the memories whose time is up, and tell how many; drop old update numbers."""
        now = self._clock()
        self._store.forget_handled_updates(now - _REPEATS_WITHIN)
        return self._store.forget_old_memories(now)


def _letters(waiting: Sequence[Waiting]) -> list[Letter]:
    return [
        Letter(row.id, Message.from_dict(row.message), row.prompt_id is not None) for row in waiting
    ]
