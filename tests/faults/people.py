"""People of a running program who have agreed to prompts."""

from datetime import datetime
from pathlib import Path

from bot.coach.coach import HOME
from bot.telegram.parsing import CHANNEL
from models import Store
from models.keys import load_keys
from tests.standin import Chat
from tests.telegram.program import REPLIES

LATER = REPLIES.label("prompt_later")


def agree_to_prompts(url: str, keys: Path, chat: Chat, due_at: datetime) -> None:
    """Let a person who is known have agreed to a prompt each week at this time."""
    store = Store.open(url, load_keys(keys))
    with store.visit(CHANNEL, str(chat.id), due_at) as visit:
        local = due_at.astimezone(HOME)
        visit.schedule.set_rhythm(
            frequency="weekly",
            weekday=local.weekday(),
            at=local.time().replace(second=0, microsecond=0),
            due_at=due_at,
        )
    store.close()


def prompts(chat: Chat) -> list[str]:
    """List the prompts that a person got."""
    return [message.text for message in chat.messages if LATER in message.labels]
