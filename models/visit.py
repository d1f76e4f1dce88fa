"""One person's rows, while one message is handled."""

from datetime import datetime, timedelta
from typing import Any, cast

from sqlalchemy import delete
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm.attributes import flag_modified
from sqlmodel import col

from models.conversation import Conversation
from models.journal import Agreement, Journal, PlacementRecord, Reflection
from models.person import Person
from models.post import Outbox, drop_messages, take_update
from models.schedule import PauseRecord, PromptRecord, RhythmRecord, Schedule

MEMORY_LASTS = timedelta(days=7)
# Those that point at others come first.
_OF_A_PERSON = (Reflection, Agreement, PlacementRecord, PromptRecord, PauseRecord, RhythmRecord)


class Visit:
    """Hold one person's rows while one message is handled; all of it is saved, or nothing."""

    def __init__(
        self,
        session: AsyncSession,
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
        self.journal = Journal(session, person_id, now)
        self.schedule = Schedule(session, person_id, now)

    def remember(self, state: dict[str, Any], memory: dict[str, Any]) -> None:
        """Replace the state, and the memory with a new lease where it holds anything."""
        self.conversation.state = state
        self.conversation.memory = memory
        self.conversation.memory_until = self.now + MEMORY_LASTS if memory else None
        # SQLAlchemy sees no change where the caller changed in place what was loaded.
        flag_modified(self.conversation, "state")
        flag_modified(self.conversation, "memory")

    async def forget_person(self) -> None:
        """Delete the person and all that is known of them."""
        await self._session.delete(self.conversation)
        await drop_messages(self._session, self.person.channel, self.person.address)
        for table in _OF_A_PERSON:
            await self._session.execute(delete(table).where(col(table.person_id) == self.person.id))
        await self._session.delete(self.person)

    async def take_update(self, update_id: int) -> bool:
        """Mark an update as handled; tell whether it was not."""
        return await take_update(self._session, update_id, self.now)

    def write(self, message: dict[str, Any], prompt_id: int | None = None) -> None:
        """Put a message in the outbox, with the prompt that it is where it is one."""
        self._session.add(
            Outbox(
                channel=self.person.channel,
                address=self.person.address,
                message=message,
                written_at=self.now,
                prompt_id=prompt_id,
            )
        )
