"""Let a year pass for many people with every kind of rhythm, and compare what came with an oracle.

usage: python -m benchmarks.prompts.year [--people N]
"""

import random
import time as stopwatch
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import click
from sqlalchemy import delete, update
from sqlmodel import col

from bot.coach import Due
from bot.coach.calendar import Calendar, DaysOff, Rhythm
from bot.coach.coming import Asks
from bot.settings import Settings
from models import Outbox, Person, RhythmRecord, Store
from nlp.rhythms.values import Frequency
from tests.coach.oracle import COPENHAGEN, expected

# Both clock changes, a leap day, two turns of the year.
FIRST, LAST = date(2027, 12, 1), date(2029, 1, 15)
CHANNEL = "test"
_BATCH = 200
_TIMES = (time(8, 30), time(7, 0), time(12, 15), time(15, 45), time(19, 59), time(2, 30), time(22))
_DAY, _WEEK = timedelta(days=1), timedelta(weeks=1)


@dataclass(frozen=True)
class Year:
    """Hold how many prompts were wanted, and which were lost, doubled or came unasked."""

    people: int
    wanted: int
    lost: list[tuple[str, datetime]]
    twice: list[tuple[str, datetime]]
    unasked: list[tuple[str, datetime]]
    seconds: float


class Clock:
    """Tell a time that only the simulation moves."""

    def __init__(self) -> None:
        self.now = datetime.combine(FIRST, time(), COPENHAGEN).astimezone(UTC)

    def __call__(self) -> datetime:
        """Give the moment."""
        return self.now


def simulate(store: Store, asks: Asks, people: int, seed: int = 1) -> Year:
    """Let the year pass; everybody answers, so that nobody falls silent."""
    began = stopwatch.perf_counter()
    clock, calendar = Clock(), Calendar(COPENHAGEN)
    due = Due(store, asks, calendar, clock)
    wanted: Counter[tuple[str, datetime]] = Counter()
    for number, (rhythm, days_off) in zip(range(people), lives(seed), strict=False):
        address = str(number)
        _agree(store, calendar, address, rhythm, days_off, clock())
        wanted.update(
            (address, moment)
            for moment in expected(rhythm, days_off, FIRST, LAST)
            if moment > clock()
        )
    until = datetime.combine(LAST + _DAY, time(), COPENHAGEN).astimezone(UTC)
    came: Counter[tuple[str, datetime]] = Counter()
    while (moment := due.next_moment(CHANNEL)) and moment < until:
        clock.now = moment
        while due.ask(CHANNEL, _BATCH)[0]:
            pass
        came.update([(address, moment) for address in _sent(store)])
    return Year(
        people,
        wanted.total(),
        lost=sorted((wanted - came).elements()),
        twice=sorted(each for each, number in came.items() if number > 1),
        unasked=sorted(each for each in came if each not in wanted),
        seconds=stopwatch.perf_counter() - began,
    )


def lives(seed: int) -> Iterator[tuple[Rhythm, list[DaysOff]]]:
    """Give one rhythm after another, each with its days off: every kind there is."""
    chance = random.Random(seed)  # noqa: S311  # a simulation
    while True:
        at, weekday = chance.choice(_TIMES), chance.choice([*range(5)] * 3 + [5, 6])
        monday = FIRST - _DAY * FIRST.weekday() + _WEEK * chance.randrange(2)
        begins = chance.choice([None, None, FIRST + _DAY * chance.randrange(60)])
        kinds = (
            Rhythm(Frequency.WEEKLY, at, weekday, begins=begins),
            Rhythm(Frequency.BIWEEKLY, at, weekday, first_week=monday, begins=begins),
            Rhythm(Frequency.MONTHLY, at, weekday, chance.choice([1, 2, 3, 4, -1]), begins=begins),
            Rhythm(Frequency.MONTHLY, at, month_day=chance.choice([1, 15, 29, 30, 31, -1])),
        )
        days_off = []
        for _ in range(chance.choice([0, 0, 1, 2, 3])):
            first = FIRST + _DAY * chance.randrange((LAST - FIRST).days)
            days_off.append(DaysOff(first, first + _DAY * chance.randrange(35)))
        yield chance.choice(kinds), days_off


def _agree(
    store: Store,
    calendar: Calendar,
    address: str,
    rhythm: Rhythm,
    days_off: list[DaysOff],
    now: datetime,
) -> None:
    with store.visit(CHANNEL, address, now) as visit:
        visit.schedule.set_rhythm(**vars(rhythm), due_at=calendar.next_due(rhythm, days_off, now))
        for each in days_off:
            visit.schedule.add_pause(each.first, each.last)


def _sent(store: Store) -> list[str]:
    """Take all prompts out of the outbox, as if each was sent and answered."""
    with store.engine.begin() as connection:
        rows = connection.execute(
            delete(Outbox).where(col(Outbox.prompt_id).is_not(None)).returning(col(Outbox.address))
        )
        addresses = [address for (address,) in rows]
        connection.execute(update(RhythmRecord).values(unanswered=0))
        connection.execute(update(Person).values(unreachable_since=None))
    return addresses


def _run(people: int) -> Year:
    from bot.assembly import open_house

    with TemporaryDirectory(prefix="trinvis-") as folder:
        settings = Settings(_env_file=None, data_dir=Path(folder))
        with open_house(settings) as house:
            return simulate(house.store, house.coach.prompting, people)


@click.command()
@click.option("--people", default=1000, show_default=True)
def main(people: int) -> None:
    """Simulate, print what was found, and fail where a prompt was lost or doubled."""
    year = _run(people)
    click.echo(
        f"{year.people} people, {year.wanted} prompts: {len(year.lost)} lost, "
        f"{len(year.twice)} twice, {len(year.unasked)} unasked; {year.seconds:.0f} s"
    )
    if year.lost or year.twice or year.unasked:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
