"""One person's rows, while one message is handled."""

from datetime import datetime, timedelta
from typing import Any, cast

from sqlalchemy import insert
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from models.belongings import drop_everything_of, everything_of
from models.conversation import MEMORY_LASTS, Conversation
from models.counts import counts
from models.invitations import invite, take_place
from models.journal import Journal
from models.person import Person
from models.post import IN_HAND, OUTBOX, drop_messages, is_first, take_update
from models.schedule import Schedule

_WRITE = insert(OUTBOX)


class Visit:
    """Hold one person's rows while one message is handled; all of it is saved, or nothing."""

    def __init__(
        self,
        session: Session,
        person: Person,
        conversation: Conversation,
        now: datetime,
        *,
        is_new: bool,
        came_back: bool = False,
    ) -> None:
        self._session = session
        self.now = now
        self.person = person
        self.conversation = conversation
        self.is_new = is_new
        # Whether the person could not be reached until now.
        self.came_back = came_back
        person_id = cast(int, person.id)
        lasts = None if person.history_since else MEMORY_LASTS
        self.journal = Journal(session, person_id, now, lasts)
        self.schedule = Schedule(session, person_id, now)

    def remember(self, state: dict[str, Any], memory: dict[str, Any]) -> None:
        """Replace the state, and the memory with a new lease where it holds anything."""
        self.conversation.state = state
        self.conversation.memory = memory
        self.conversation.memory_until = self.now + MEMORY_LASTS if memory else None
        # SQLAlchemy sees no change where the caller changed in place what was loaded.
        flag_modified(self.conversation, "state")
        flag_modified(self.conversation, "memory")

    def let_in(self, code: str) -> bool:
        """Let the person in where an invitation has a place left; tell whether it had."""
        if take_place(self._session, code, self.now):
            self.person.admitted_at = self.now
            return True
        return False

    def invite(self, people: int, lasts: timedelta) -> str:
        """Make a code that lets so many others in."""
        return invite(self._session, people, self.now, self.now + lasts)

    def counts(self) -> dict[str, int]:
        """Count what is kept of all in the channel."""
        return counts(self._session, self.person.channel)

    def keep_history(self) -> None:
        """Keep what was and will be placed, answered and agreed till the person deletes it."""
        self.person.history_since = self.now
        self.journal.keep_for(None)

    def keep_no_history(self) -> None:
        """Keep all that no longer than the conversation."""
        self.person.history_since = None
        self.journal.keep_for(MEMORY_LASTS)

    def everything(self) -> dict[str, Any]:
        """Give all that is known of the person, by table."""
        self._session.flush()
        return everything_of(self._session, self.person)

    def forget_person(self) -> None:
        """Delete the person and all that is known of them."""
        drop_messages(self._session, self.person.channel, self.person.address)
        self._session.flush()
        drop_everything_of(self._session, self.person)
        self._session.expunge(self.conversation)
        self._session.delete(self.person)

    def is_first(self, update_id: int) -> bool:
        """Tell whether no earlier update of the chat is in another process's hands."""
        return is_first(self._session, update_id, self.now - IN_HAND)

    def take_update(self, update_id: int) -> bool:
        """Mark an update as handled; tell whether it was not."""
        return take_update(self._session, update_id, self.now)

    def write(self, message: dict[str, Any], prompt_id: int | None = None) -> None:
        """Put a message in the outbox, with the prompt that it is where it is one."""
        connection = self._session.connection()
        row = {
            "channel": self.person.channel,
            "address": self.person.address,
            "message": message,
            "written_at": self.now,
            "prompt_id": prompt_id,
        }
        connection.execute(_WRITE, row)
