"""What a message can say of a rhythm."""

from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum

from content.values import Act


class Frequency(StrEnum):
    """How often prompts come."""

    WEEKLY = "weekly"
    BIWEEKLY = "biweekly"
    MONTHLY = "monthly"


class PartOfDay(StrEnum):
    """A time of day without a clock."""

    MORNING = "morning"
    FORENOON = "forenoon"
    NOON = "noon"
    AFTERNOON = "afternoon"
    EVENING = "evening"


class Unclear(StrEnum):
    """What was said, but not so that it can be understood safely."""

    FREQUENCY = "frequency"
    DAY = "day"
    TIME = "time"
    PAUSE = "pause"


@dataclass(frozen=True)
class Wish:
    """Hold what was said of when prompts should come; None where nothing was.

    Monday is 0; an ordinal of -1 is the last such weekday of the month, a month day of -1 its last
    day; a parity of 0 means even ISO weeks.
    """

    frequency: Frequency | None = None
    weekday: int | None = None
    ordinal: int | None = None
    month_day: int | None = None
    at: time | None = None
    part: PartOfDay | None = None
    parity: int | None = None
    start: date | None = None


@dataclass(frozen=True)
class Pause:
    """Hold days without prompts, both ends included."""

    first: date
    last: date


@dataclass(frozen=True)
class Request:
    """Hold what a message asks of the rhythm; `open_pause` is a pause that is to have no end."""

    act: Act
    wish: Wish = Wish()
    pauses: tuple[Pause, ...] = ()
    open_pause: bool = False
    unclear: frozenset[Unclear] = frozenset()
