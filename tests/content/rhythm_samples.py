"""The values that replies on a rhythm are filled in with."""

from collections.abc import Iterator
from itertools import product
from typing import Any

MOMENTS = [
    "torsdag 5. marts kl. 8.30",
    "torsdag 19. marts kl. 8.30",
    "tirsdag 7. april kl. 8.30",
]
LINE = "hver anden torsdag kl. 8.30"
PAUSES: list[list[dict[str, str]]] = [
    [],
    [{"first": "", "last": "søndag 15. marts"}],
    [{"first": "mandag 13. juli", "last": "søndag 26. juli"}, {"first": "", "last": ""}],
]
_BOTH = (False, True)


def _often() -> Iterator[dict[str, Any]]:
    yield from ({"unclear": unclear, "begins": begins} for unclear, begins in product(_BOTH, _BOTH))


def _day() -> Iterator[dict[str, Any]]:
    for unclear, monthly, line in product(_BOTH, _BOTH, ("", "hver uge")):
        yield {"unclear": unclear, "monthly": monthly, "line": line}


def _line() -> Iterator[dict[str, Any]]:
    days = [(None, None, None), ("torsdag", 1, None), ("torsdag", None, None), (None, None, -1)]
    for frequency, day, at in product(("weekly", "biweekly", "monthly"), days, (None, "8.30")):
        weekday, ordinal, month_day = day
        yield {
            "frequency": frequency, "weekday": weekday, "ordinal": ordinal,
            "month_day": month_day, "at": at,
        }  # fmt: skip


def _month_day() -> Iterator[dict[str, Any]]:
    for ordinal in (1, 2, 3, 4, -1):
        yield {"weekday": "torsdag", "ordinal": ordinal, "month_day": None}
    for month_day in (1, 15, -1):
        yield {"weekday": None, "ordinal": None, "month_day": month_day}


def _proposal() -> Iterator[dict[str, Any]]:
    for changes, noted, pauses in product(_BOTH, _BOTH, PAUSES):
        yield {
            "line": LINE, "at": "8.30", "changes": changes, "moments": MOMENTS, "guessed": noted,
            "odd": noted, "pauses": pauses, "pause_unclear": noted, "moved": noted,
        }  # fmt: skip


def _show() -> Iterator[dict[str, Any]]:
    for asleep, moments, pauses in product(_BOTH, (MOMENTS, []), PAUSES):
        yield {"line": LINE, "asleep": asleep, "moments": moments, "pauses": pauses}


RHYTHM_SAMPLES: dict[str, list[dict[str, Any]]] = {
    "rhythm_agreed": [{"line": LINE, "first": MOMENTS[0]}],
    "rhythm_closed": [{"line": ""}, {"line": LINE}],
    "rhythm_day": list(_day()),
    "rhythm_line": list(_line()),
    "rhythm_moment": [{"day": "torsdag 5. marts", "at": "8.30"}],
    "rhythm_month_day": list(_month_day()),
    "rhythm_often": list(_often()),
    "rhythm_pause_ask": [{"unclear": unclear} for unclear in _BOTH],
    "rhythm_paused": [
        {"pauses": pauses, "next": following}
        for pauses in PAUSES[1:]
        for following in ("", MOMENTS[0])
    ],
    "rhythm_proposal": list(_proposal()),
    "rhythm_resumed": [{"line": LINE, "next": MOMENTS[0]}],
    "rhythm_show": list(_show()),
    "rhythm_skipped": [{"skipped": MOMENTS[0], "next": MOMENTS[1]}],
    "rhythm_span": [{"pause": pause} for pauses in PAUSES for pause in pauses],
    "rhythm_time": [{"unclear": each, "line": line} for each in _BOTH for line in ("", LINE)],
}
