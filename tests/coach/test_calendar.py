"""When prompts come, held against an oracle that walks through the years day by day."""

from datetime import date, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.coach.calendar import Calendar, DaysOff, Rhythm
from nlp.rhythms.values import Frequency
from tests.coach.oracle import COPENHAGEN, expected, wall

CALENDAR = Calendar(COPENHAGEN)
FIRST, LAST = date(2024, 1, 1), date(2035, 12, 31)
WEEKLY = Rhythm(Frequency.WEEKLY, time(8, 30), weekday=3)


@st.composite
def rhythms(draw: st.DrawFn) -> Rhythm:
    frequency = draw(st.sampled_from(Frequency))
    at = time(draw(st.integers(0, 23)), draw(st.sampled_from([0, 15, 30, 59])))
    begins = draw(st.none() | st.dates(FIRST, LAST))
    weekday = draw(st.integers(0, 6))
    if frequency is Frequency.MONTHLY:
        if draw(st.booleans()):
            month_day = draw(st.sampled_from([*range(1, 32), -1]))
            return Rhythm(frequency, at, month_day=month_day, begins=begins)
        ordinal = draw(st.sampled_from([1, 2, 3, 4, -1]))
        return Rhythm(frequency, at, weekday, ordinal, begins=begins)
    week = draw(st.dates(FIRST, LAST))
    monday = week - timedelta(days=week.weekday())
    first_week = monday if frequency is Frequency.BIWEEKLY else None
    return Rhythm(frequency, at, weekday, first_week=first_week, begins=begins)


@st.composite
def pauses(draw: st.DrawFn) -> DaysOff:
    first = draw(st.dates(FIRST, LAST))
    length = draw(st.integers(0, 40))
    return DaysOff(first, first + timedelta(days=length))


@settings(max_examples=300, deadline=None)
@given(rhythms(), st.lists(pauses(), max_size=3), st.dates(FIRST, LAST), st.integers(0, 1439))
def test_what_comes_is_what_a_walk_through_the_days_finds(
    rhythm: Rhythm, days_off: list[DaysOff], day: date, minute: int
) -> None:
    after = wall(day, time(minute // 60, minute % 60))
    # Far enough back that nothing waits which the walk does not see.
    walk = expected(rhythm, days_off, day - timedelta(days=150), day + timedelta(days=4500))
    later = [moment for moment in walk if moment > after][:4]
    assert CALENDAR.coming(rhythm, days_off, after, 4)[: len(later)] == later
    assert CALENDAR.next_due(rhythm, days_off, after) == (later or [None])[0]


@pytest.mark.parametrize(
    "rhythm",
    [
        WEEKLY,
        Rhythm(Frequency.BIWEEKLY, time(16, 0), 0, first_week=date(2023, 12, 25)),
        Rhythm(Frequency.MONTHLY, time(7, 0), 4, -1),
        Rhythm(Frequency.MONTHLY, time(12, 15), month_day=31),
    ],
)
def test_twelve_years_without_one_lost_or_twice(rhythm: Rhythm) -> None:
    walk = expected(rhythm, [], FIRST, LAST)
    moment, found = wall(FIRST, time(0)), []
    while (due := CALENDAR.next_due(rhythm, [], moment)) and due < wall(LAST, time(23)):
        found.append(due)
        moment = due
    assert found == walk
    assert all(CALENDAR.local(due).time() == rhythm.at for due in found)


def test_half_past_eight_stays_half_past_eight_through_both_clock_changes() -> None:
    spring = CALENDAR.coming(WEEKLY, [], wall(date(2026, 3, 20), time(0)), 2)
    autumn = CALENDAR.coming(WEEKLY, [], wall(date(2026, 10, 20), time(0)), 2)
    assert [due.hour for due in spring] == [7, 6]
    assert [due.hour for due in autumn] == [6, 7]


def test_a_time_that_a_clock_change_skips_or_repeats_comes_once() -> None:
    sundays = Rhythm(Frequency.WEEKLY, time(2, 30), weekday=6)
    spring = CALENDAR.coming(sundays, [], wall(date(2026, 3, 28), time(12)), 2)
    assert [str(CALENDAR.local(due)) for due in spring] == [
        "2026-03-29 03:30:00+02:00",
        "2026-04-07 02:30:00+02:00",  # Easter Sunday moves on to Tuesday
    ]
    autumn = CALENDAR.coming(sundays, [], wall(date(2026, 10, 24), time(12)), 2)
    assert [str(CALENDAR.local(due)) for due in autumn] == [
        "2026-10-25 02:30:00+02:00",
        "2026-11-01 02:30:00+01:00",
    ]


def test_a_holiday_moves_a_prompt_to_the_next_working_day() -> None:
    # Maundy Thursday 2026 is 2 April; Good Friday to Easter Monday are free, too.
    due = CALENDAR.next_due(WEEKLY, [], wall(date(2026, 3, 31), time(12)))
    assert due == wall(date(2026, 4, 7), time(8, 30))


def test_great_prayer_day_is_a_working_day_since_2024() -> None:
    fridays = Rhythm(Frequency.WEEKLY, time(9), weekday=4)
    due = CALENDAR.next_due(fridays, [], wall(date(2024, 4, 25), time(12)))
    assert due == wall(date(2024, 4, 26), time(9))


def test_what_a_pause_holds_back_comes_once_after_it() -> None:
    weeks = DaysOff(date(2026, 7, 13), date(2026, 7, 26))
    coming = CALENDAR.coming(WEEKLY, [weeks], wall(date(2026, 7, 9), time(12)), 3)
    assert [CALENDAR.today(due) for due in coming] == [
        date(2026, 7, 27),
        date(2026, 7, 30),
        date(2026, 8, 6),
    ]


def test_a_pause_without_an_end_holds_all_back() -> None:
    pause = DaysOff(date(2026, 7, 13), None)
    after = wall(date(2026, 7, 1), time(12))
    coming = CALENDAR.coming(WEEKLY, [pause], after, 5)
    assert [CALENDAR.today(due) for due in coming] == [date(2026, 7, 2), date(2026, 7, 9)]
    assert CALENDAR.next_due(WEEKLY, [pause], wall(date(2026, 7, 20), time(0))) is None


def test_a_weekend_that_was_chosen_stays() -> None:
    saturdays = Rhythm(Frequency.WEEKLY, time(10), weekday=5)
    due = CALENDAR.next_due(saturdays, [], wall(date(2026, 3, 2), time(12)))
    assert due == wall(date(2026, 3, 7), time(10))


def test_every_other_week_stays_on_its_weeks_over_a_year_of_53_weeks() -> None:
    rhythm = Rhythm(Frequency.BIWEEKLY, time(9), 1, first_week=date(2026, 12, 7))
    coming = CALENDAR.coming(rhythm, [], wall(date(2026, 12, 1), time(0)), 4)
    assert [CALENDAR.today(due) for due in coming] == [
        date(2026, 12, 8),
        date(2026, 12, 22),
        date(2027, 1, 5),
        date(2027, 1, 19),
    ]


def test_the_last_day_of_february_in_a_leap_year() -> None:
    rhythm = Rhythm(Frequency.MONTHLY, time(9), month_day=31)
    due = CALENDAR.next_due(rhythm, [], wall(date(2028, 2, 1), time(12)))
    assert due == wall(date(2028, 2, 29), time(9))
