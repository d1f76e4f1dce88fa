from datetime import date, time

import pytest

from bot.coach.dates import said_day, said_time, weekday_name

TODAY = date(2026, 12, 1)


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2026, 3, 5), "torsdag 5. marts"),
        (date(2026, 12, 31), "torsdag 31. december"),
        (date(2027, 1, 4), "mandag 4. januar 2027"),
    ],
)
def test_days_are_said_with_the_year_where_it_is_another(day: date, said: str) -> None:
    assert said_day(day, TODAY) == said


@pytest.mark.parametrize(
    ("at", "said"), [(time(8, 30), "8.30"), (time(7, 5), "7.05"), (time(0, 0), "0.00")]
)
def test_times_are_said_with_a_point(at: time, said: str) -> None:
    assert said_time(at) == said


def test_weekdays_begin_on_monday() -> None:
    names = [weekday_name(weekday) for weekday in range(7)]
    assert (names[0], names[2], names[6]) == ("mandag", "onsdag", "søndag")
