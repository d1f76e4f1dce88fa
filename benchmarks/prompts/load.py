"""Send many prompts that are due in one minute: two processes, one of them killed on the way.

usage: python -m benchmarks.prompts.load [--prompts N]
"""

import random
import signal
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import click
from sqlalchemy import func, insert, select, text

from benchmarks.load.__main__ import database_of
from benchmarks.load.bots import Bot
from benchmarks.load.bots import Kind as BotKind
from bot.telegram.parsing import CHANNEL
from models import Conversation, Outbox, Person, RhythmRecord, Store
from tests.standin import Chat, Kind, Limits, StandIn

# What Telegram lets a bot send in a second.
ALLOWED = 30
_TROUBLE: tuple[Kind, ...] = ("429", "500", "502", "drop_before")
_TROUBLE_EVERY = 5.0
_LOOK_EVERY = 1.0
# A process that died is taken for dead after a minute; then what it held goes on.
_LONGEST_SILENCE = 150.0
_LOST = "perhaps not sent"


@dataclass(frozen=True)
class Sent:
    """Hold what became of the prompts."""

    prompts: int
    delivered: int
    twice: int
    lost: int
    logged_as_lost: int
    troubles: int
    too_fast: int
    a_second: float
    megabytes: Sequence[tuple[float, float]]


def prepare(url: str, chats: Sequence[Chat], due_at: datetime) -> None:
    """Make people whose prompts are all due within one minute."""
    store = Store.open(url)
    try:
        with store.engine.begin() as connection:
            people = [
                {"id": number, "channel": CHANNEL, "address": str(chat.id),
                 "created_at": due_at, "last_seen_at": due_at}
                for number, chat in enumerate(chats, start=1)
            ]  # fmt: skip
            connection.execute(insert(Person), people)
            connection.execute(
                insert(Conversation),
                [{"person_id": each["id"], "state": {"greeted": True}, "memory": {}}
                 for each in people],
            )  # fmt: skip
            connection.execute(
                insert(RhythmRecord),
                [
                    {
                        "person_id": each["id"],
                        "frequency": "weekly",
                        "weekday": due_at.weekday(),
                        "at": due_at.time().replace(microsecond=0, tzinfo=None),
                        "agreed_at": due_at,
                        "due_at": due_at + timedelta(seconds=number % 60),
                        "unanswered": 0,
                    }
                    for number, each in enumerate(people)
                ],
            )
            connection.execute(
                text("SELECT setval('person_id_seq', :number)"), {"number": len(people)}
            )
    finally:
        store.close()


def run(prompts: int) -> Sent:
    """Deliver the prompts, and kill one of the two processes when half of them are sent."""
    kind = BotKind("Trinvis", on_postgresql=True)
    with (
        TemporaryDirectory(prefix="trinvis-") as name,
        database_of(kind) as url,
        StandIn(limits=Limits(a_second=ALLOWED)) as server,
    ):
        chats = [server.private_chat(f"Person {number}") for number in range(prompts)]
        prepare(url or "", chats, datetime.now(UTC) - timedelta(minutes=1))
        settings = {
            "TRINVIS_MESSAGES_A_SECOND": str(ALLOWED),
            "TRINVIS_KEY_FILE": str(Path(name, "trinvis.key")),
        }
        bots = [Bot(kind, server, Path(name, each), url, settings) for each in ("one", "two")]
        with bots[0], bots[1]:
            found = _deliver(server, bots, prompts)
        logs = "".join(Path(name, each, "log").read_text() for each in ("one", "two"))
        left = _left(url or "")
    return _judged(server, prompts, logs, left, *found)


def _deliver(
    server: StandIn, bots: Sequence[Bot], prompts: int
) -> tuple[float, int, list[tuple[float, float]]]:
    chance, troubles, killed = random.Random(1), 0, False  # noqa: S311  # a simulation
    memory: list[tuple[float, float]] = []
    last, quiet_since, next_trouble = 0, time.monotonic(), time.monotonic() + _TROUBLE_EVERY
    while last < prompts and time.monotonic() - quiet_since < _LONGEST_SILENCE:
        time.sleep(_LOOK_EVERY)
        now, sent = time.monotonic(), server.number_of("sendMessage")
        if sent > last:
            last, quiet_since = sent, now
        if now > next_trouble:
            server.fail("sendMessage", chance.choice(_TROUBLE))
            troubles, next_trouble = troubles + 1, now + _TROUBLE_EVERY
        if not killed and sent > prompts // 2:
            bots[0].kill(signal.SIGKILL)
            killed = True
        memory.append((now, bots[1].megabytes or 0.0))
    return quiet_since, troubles, memory


def _left(url: str) -> int:
    store = Store.open(url)
    try:
        with store.engine.connect() as connection:
            found = connection.scalar(select(func.count()).select_from(Outbox))
            return int(found or 0)
    finally:
        store.close()


def _judged(
    server: StandIn,
    prompts: int,
    logs: str,
    left: int,
    ended: float,
    troubles: int,
    memory: list[tuple[float, float]],
) -> Sent:
    posts = Counter(chat_id for chat_id, _ in server.bot_messages)
    times = sorted(at for _, at in server.bot_messages)
    delivered = len(posts)
    return Sent(
        prompts,
        delivered,
        twice=sum(number > 1 for number in posts.values()),
        lost=prompts - delivered - left,
        logged_as_lost=logs.count(_LOST),
        troubles=troubles,
        too_fast=len(server.refusals),
        a_second=(len(times) - 1) / (times[-1] - times[0]),
        megabytes=[memory[len(memory) // 4], memory[-1]],
    )


@click.command()
@click.option("--prompts", default=20_000, show_default=True)
def main(prompts: int) -> None:
    """Print what was found, and fail where a prompt was doubled or lost without a word."""
    sent = run(prompts)
    begin, end = (megabytes for _, megabytes in sent.megabytes)
    click.echo(
        f"{sent.prompts} prompts: {sent.delivered} delivered, {sent.twice} twice, "
        f"{sent.lost} lost, {sent.logged_as_lost} logged as perhaps lost"
    )
    click.echo(
        f"{sent.troubles} times 429, 5xx or a drop, {sent.too_fast} times too fast; "
        f"{sent.a_second:.1f} a second of {ALLOWED} allowed; {begin:.0f} MB, then {end:.0f} MB"
    )
    if sent.twice or sent.lost > sent.logged_as_lost:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
