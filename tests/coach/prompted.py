"""People who said yes to prompts, and prompts that come when they are due."""

from datetime import time

from bot.coach import Coach, Due, Message
from bot.coach.calendar import Calendar
from bot.coach.coach import HOME
from models import Visit
from tests.conftest import MovedClock, Talk

CALENDAR = Calendar(HOME)


def said_yes(coach: Coach, clock: MovedClock, address: str = "ida") -> None:
    """Agree to a prompt each Thursday at half past eight."""
    with coach._store.visit("test", address, clock()) as visit:
        agree(visit)


def agree(visit: Visit) -> None:
    visit.keep_history()
    day = CALENDAR.today(visit.now)
    due = CALENDAR.at(day, time(8, 30))
    visit.schedule.set_rhythm(frequency="weekly", weekday=day.weekday(), at=time(8, 30), due_at=due)


def due_of(coach: Coach, clock: MovedClock) -> Due:
    return Due(coach._store, coach.prompting, CALENDAR, clock)


def comes(talk: Talk, clock: MovedClock, *, days: int = 7) -> list[Message]:
    """Let the time pass, and show the prompt that comes."""
    clock.advance(days=days)
    talk.shown = due_of(talk.coach, clock).ask_here("test")
    return talk.shown
