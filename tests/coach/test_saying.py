from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from bot.coach import Voice
from bot.coach.calendar import Calendar
from bot.coach.draft import Draft
from bot.coach.saying import Saying
from content.rhythms import DayOfMonth
from nlp.rhythms.values import Frequency, Pause

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
TIME = time(8, 30)
WEEKLY, BIWEEKLY, MONTHLY = Frequency


@pytest.fixture(scope="module")
def saying(voice: Voice) -> Saying:
    return Saying(voice, Calendar(ZoneInfo("Europe/Copenhagen")))


@pytest.mark.parametrize(
    ("draft", "said"),
    [
        (Draft(), ""),
        (Draft(frequency=WEEKLY), "hver uge"),
        (Draft(frequency=WEEKLY, weekday=3, at=TIME), "hver torsdag kl. 8.30"),
        (Draft(frequency=BIWEEKLY), "hver anden uge"),
        (Draft(frequency=BIWEEKLY, weekday=0), "hver anden mandag"),
        (Draft(frequency=MONTHLY), "en gang om måneden"),
        (Draft(frequency=MONTHLY, weekday=3), "en gang om måneden"),
        (Draft(frequency=MONTHLY, weekday=3, ordinal=1), "den første torsdag i måneden"),
        (Draft(frequency=MONTHLY, weekday=4, ordinal=-1), "den sidste fredag i måneden"),
        (Draft(frequency=MONTHLY, month_day=15, at=TIME), "den 15. i måneden kl. 8.30"),
        (Draft(frequency=MONTHLY, month_day=-1), "den sidste dag i måneden"),
        (Draft(weekday=3), "torsdag"),
    ],
)
def test_rhythm_is_said_as_far_as_it_is_known(saying: Saying, draft: Draft, said: str) -> None:
    assert saying.rhythm(draft) == said


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (DayOfMonth(weekday=3, ordinal=2), "anden torsdag"),
        (DayOfMonth(month_day=1), "1."),
        (DayOfMonth(month_day=-1), "sidste dag"),
    ],
)
def test_day_of_the_month_is_said(saying: Saying, day: DayOfMonth, said: str) -> None:
    assert saying.month_day(day) == said


def test_moment_is_said_as_the_clock_on_the_wall_shows_it(saying: Saying) -> None:
    winter, summer = (datetime(2026, month, 5, 6, 30, tzinfo=UTC) for month in (3, 6))
    assert saying.moments([winter, summer], NOW) == [
        "torsdag 5. marts kl. 7.30",
        "fredag 5. juni kl. 8.30",
    ]
    assert saying.moment(None, NOW) == ""


def test_days_of_pauses_are_said_unless_they_are_over(saying: Saying) -> None:
    over = Pause(date(2026, 2, 1), date(2026, 3, 1))
    begun = Pause(date(2026, 2, 1), date(2026, 3, 2))
    to_come = Pause(date(2026, 7, 13), date(2026, 7, 26))
    assert saying.spans([over, begun, to_come], NOW) == [
        {"first": "", "last": "mandag 2. marts"},
        {"first": "mandag 13. juli", "last": "søndag 26. juli"},
    ]
