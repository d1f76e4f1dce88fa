"""Values for the replies that look back."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from bot.coach.entries import AGREEMENT, ANSWER, PLACEMENT, Entry
from bot.coach.voice import Voice
from tests.content.prompt_samples import DAY, QUOTE

_AT = datetime(2026, 3, 5, 8, 30, tzinfo=UTC)
_ROWS = [
    {"kind": ANSWER, "day": "5. marts", "text": QUOTE, "step": 0},
    {"kind": AGREEMENT, "day": "4. marts", "text": QUOTE, "step": 0},
    {"kind": PLACEMENT, "day": "3. marts", "text": "", "step": 3},
    {"kind": ANSWER, "day": "12. dec. 2025", "text": QUOTE, "step": 0},
]
_MOVE = {"name": "Ledelse", "before": 2, "now": 3}


def _entry(voice: Voice) -> Iterator[dict[str, Any]]:
    entries = (
        Entry(ANSWER, 1, _AT, QUOTE, "Hvem var med?"),
        Entry(ANSWER, 1, _AT, QUOTE),
        Entry(AGREEMENT, 1, _AT, QUOTE),
        Entry(PLACEMENT, 1, _AT, step=3),
    )
    for entry in entries:
        yield {
            "entry": entry,
            "day": DAY,
            "name": voice.step(3).name,
            "is_answer": entry.kind == ANSWER,
        }


def _quarter(voice: Voice) -> Iterator[dict[str, Any]]:
    for moves in ([], [_MOVE, {**_MOVE, "before": 3}]):
        for agreements in ([], [{"text": QUOTE, "came": QUOTE}, {"text": QUOTE, "came": ""}]):
            for step in ("", "Ring til en forening i denne uge."):
                yield {
                    "since": DAY,
                    "moves": moves,
                    "agreements": agreements,
                    "quotes": [QUOTE] * len(agreements),
                    "next_step": step,
                    "placed": len(moves),
                }


OF_LOOKING_BACK = {
    "history": lambda voice: [
        {"rows": _ROWS, "page": page, "pages": pages, "days": days}
        for page, pages, days in ((1, 1, 0), (2, 3, 7))
    ],
    "found": lambda voice: [
        {"rows": _ROWS[:1], "word": "veje", "number": 1},
        {"rows": _ROWS, "word": "veje", "number": 7},
    ],
    "found_nothing": lambda voice: [{"word": "veje"}],
    "entry": _entry,
    "history_clear": lambda voice: [{"number": number} for number in (1, 12)],
    "timeline": lambda voice: [
        {"begin": begin, "end": end, "number": 4} for begin, end in ((1, 3), (3, 1), (2, 2))
    ],
    "timeline_alt": lambda voice: [
        {"number": 4, "first": "5. marts", "last": "6. april", "begin": 1, "end": 3}
    ],
    "dimensions": lambda voice: [
        {"moved": moved, "missing": missing} for moved in ([], [_MOVE]) for missing in (0, 4)
    ],
    "dimensions_alt": lambda voice: [{"rows": [_MOVE, {**_MOVE, "before": 0}]}],
    "quarter": _quarter,
}
