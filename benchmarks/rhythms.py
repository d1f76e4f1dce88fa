"""Measure how kept wishes for a rhythm are understood: right, asked back, silently wrong."""

import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from typing import Any

from benchmarks.texts import KEPT, read_rows
from bot.coach.arranging import read_wish
from content.values import Act
from nlp.loading import load_understanding
from nlp.rhythms.reading import Rhythms
from nlp.rhythms.values import Frequency, PartOfDay, Pause, Request, Unclear, Wish
from nlp.understanding import Understanding


@dataclass(frozen=True)
class Measured:
    """Hold the number of texts and the ids of those that were not understood.

    `asked_back` were taken for less than was said, so that the coach asks; `wrong` for something
    else than was meant, and nobody asks.
    """

    texts: int
    asked_back: list[str]
    wrong: list[str]

    @property
    def right(self) -> float:
        """Give the share that is understood."""
        return 1 - (len(self.asked_back) + len(self.wrong)) / self.texts


def measure(rhythms: Rhythms, understanding: Understanding, name: str) -> Measured:
    """Read all kept wishes of a file, as the coach does with what it understands of a message."""
    rows = read_rows(KEPT / f"{name}.jsonl")
    asked_back: list[str] = []
    wrong: list[str] = []
    for row in rows:
        wanted, found = expected(row["want"]), read(rhythms, understanding, row)
        if not is_same(found, wanted):
            (asked_back if is_asked_back(found, wanted) else wrong).append(row["id"])
    return Measured(len(rows), asked_back, wrong)


def read(rhythms: Rhythms, understanding: Understanding, row: Mapping[str, Any]) -> Request | None:
    """Read the text of a row on its day."""
    today, text = date.fromisoformat(row["today"]), row["text"]
    asked = row.get("arranging", False)
    return read_wish(rhythms, text, today, understanding.read(text), asked=asked)


def expected(want: Mapping[str, Any] | None) -> Request | None:
    """Give what a row asks for."""
    if want is None:
        return None
    return Request(
        Act(want["act"]),
        Wish(
            frequency=Frequency(want["frequency"]) if "frequency" in want else None,
            weekday=want.get("weekday"),
            ordinal=want.get("ordinal"),
            month_day=want.get("month_day"),
            at=time.fromisoformat(want["at"]) if "at" in want else None,
            part=PartOfDay(want["part"]) if "part" in want else None,
            parity=want.get("parity"),
            start=date.fromisoformat(want["start"]) if "start" in want else None,
        ),
        tuple(
            Pause(date.fromisoformat(first), date.fromisoformat(last))
            for first, last in want.get("pauses", ())
        ),
        want.get("open_pause", False),
        frozenset(map(Unclear, want.get("unclear", ()))),
    )


def is_same(found: Request | None, wanted: Request | None) -> bool:
    """Tell whether both lead to the same: a wish changes what is agreed, where anything is."""
    if found is None or wanted is None:
        return found is wanted
    acts = {found.act, wanted.act}
    alike = len(acts) == 1 or (acts == {Act.SET, Act.CHANGE} and wanted.wish != Wish())
    same_days = days_of(found) == days_of(wanted)
    return alike and same_days and replace(found, act=wanted.act, pauses=wanted.pauses) == wanted


def days_of(request: Request) -> set[date]:
    """List the days off, however they are put together."""
    return {
        pause.first + timedelta(days=number)
        for pause in request.pauses
        for number in range((pause.last - pause.first).days + 1)
    }


def is_asked_back(found: Request | None, wanted: Request | None) -> bool:
    """Tell whether the coach would ask: it misses something, and takes nothing for another."""
    if found is None:
        return wanted is not None and wanted.act in (Act.SET, Act.CHANGE)
    if found.unclear:
        return True
    bare = found.act is Act.PAUSE and not found.pauses and not found.open_pause
    if bare and wanted is not None and wanted.act is Act.PAUSE:
        return True  # the coach asks until when
    if wanted is None or found.act is not wanted.act or found.pauses != wanted.pauses:
        return False
    pairs = zip(_values(found), _values(wanted), strict=True)
    return all(one is None or one == other for one, other in pairs)


def _values(request: Request) -> Iterable[object]:
    return vars(request.wish).values()


if __name__ == "__main__":
    reader, understood = Rhythms(), load_understanding("da_core_news_sm")
    for name in sys.argv[1:] or ["rhythms"]:
        measured = measure(reader, understood, name)
        sys.stdout.write(
            f"{name}: {measured.texts} texts, right {measured.right:.3f}, "
            f"asked back {measured.asked_back}, wrong {measured.wrong}\n"
        )
