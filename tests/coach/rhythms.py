"""Rhythms that are arranged by buttons, and what the buttons say on the way."""

from datetime import date

from bot.coach import Coach
from models.schedule import PauseRecord, RhythmRecord
from tests.conftest import Talk
from tests.models.tables import rows_of

from .talking import check, started

STALE = "Den knap hører til"
WAYS = {
    "rhythm_show": ["Lav det om", "Hold pause", "Spring den næste over", "Stop spørgsmålene"],
    "rhythm_often": ["Hver uge", "Hver anden uge", "Hver måned", "Ikke alligevel"],
    "rhythm_edit": ["Hvor tit", "Dagen", "Tidspunktet", "Ikke alligevel"],
}
NONE_AGREED = "Vi har ikke aftalt nogen faste spørgsmål"


def rhythm_of(talk: Talk) -> RhythmRecord | None:
    rows = rows_of(talk.coach._store, RhythmRecord)
    return rows[0] if rows else None


def agreed_rhythm(talk: Talk) -> RhythmRecord:
    rhythm = rhythm_of(talk)
    assert rhythm is not None
    return rhythm


def pauses_of(talk: Talk) -> list[tuple[date, date | None]]:
    rows = rows_of(talk.coach._store, PauseRecord)
    return [(row.first, row.last) for row in rows]


def press(talk: Talk, *labels: str) -> None:
    for label in labels:
        talk.press(label)
        check(talk.shown)
        assert 2 <= len(talk.labels) <= 4, talk.labels


def weekly(coach: Coach, address: str = "ida") -> Talk:
    """Agree on every Thursday at 8.30; today is Monday, March 2."""
    talk = started(coach, address)
    talk.say("/rytme")
    press(talk, "Hver uge", "Torsdag", "Kl. 8.30", "Ja, skriv til mig")
    return talk
