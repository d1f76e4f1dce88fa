"""Count what is kept, for who runs the bot."""

from sqlalchemy import func
from sqlalchemy.orm import Session
from sqlmodel import col, select

from models.person import Person
from models.post import Outbox
from models.schedule import RhythmRecord


def counts(session: Session, channel: str) -> dict[str, int]:
    """Count the people of a channel, their rhythms, and the messages to be sent."""
    people = select(Person.id).where(Person.channel == channel)
    of_people = col(RhythmRecord.person_id).in_(people)
    queries = {
        "people": select(func.count()).select_from(people.subquery()),
        "rhythms": select(func.count()).select_from(RhythmRecord).where(of_people),
        "waiting": select(func.count()).select_from(Outbox).where(Outbox.channel == channel),
    }
    return {name: session.scalar(query) or 0 for name, query in queries.items()}
