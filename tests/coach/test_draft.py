from dataclasses import replace
from datetime import date, datetime, time

import pytest

from bot.coach.draft import Draft
from content.rhythms import load_proposals
from models.schedule import RhythmRecord
from nlp.rhythms.values import Frequency, PartOfDay, Pause, Unclear, Wish

NOW = datetime(2026, 3, 2, 10, 0)  # noqa: DTZ001  a local Monday, in week 10
PARTS = load_proposals().parts
WEEKLY = Draft(frequency=Frequency.WEEKLY, weekday=3, at=time(8, 30))
BIWEEKLY = replace(WEEKLY, frequency=Frequency.BIWEEKLY)


def agreed(**values: object) -> Draft:
    record = {"frequency": "weekly", "weekday": 3, "at": time(8, 30), "person_id": 1}
    return Draft.of(RhythmRecord(**{**record, **values}))


def wished(draft: Draft, **wish: object) -> Draft:
    return draft.with_wish(Wish(**wish), PARTS)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "draft",
    [
        Draft(),
        WEEKLY,
        replace(BIWEEKLY, number=3, parity=0, first_week=date(2026, 3, 2), later=True),
        Draft(frequency=Frequency.MONTHLY, weekday=0, ordinal=-1, at=time(0, 0), guessed=True),
        Draft(pauses=(Pause(date(2026, 7, 13), date(2026, 7, 26)),), begins=date(2026, 4, 1)),
        agreed(),
    ],
)
def test_draft_is_read_as_it_was_written(draft: Draft) -> None:
    assert Draft.from_dict(draft.to_dict()) == draft


@pytest.mark.parametrize(
    ("draft", "missing"),
    [
        (Draft(), Unclear.FREQUENCY),
        (Draft(frequency=Frequency.WEEKLY), Unclear.DAY),
        (Draft(frequency=Frequency.MONTHLY, weekday=3), Unclear.DAY),
        (Draft(frequency=Frequency.MONTHLY, weekday=3, ordinal=1), Unclear.TIME),
        (Draft(frequency=Frequency.MONTHLY, month_day=-1), Unclear.TIME),
        (Draft(frequency=Frequency.WEEKLY, weekday=0, at=time(0, 0)), None),
    ],
)
def test_only_what_is_missing_is_asked(draft: Draft, missing: Unclear | None) -> None:
    assert draft.missing is missing


def test_what_was_not_said_stays() -> None:
    changed = wished(WEEKLY, weekday=4)
    assert changed == replace(WEEKLY, weekday=4)
    assert wished(changed, at=time(15)) == replace(changed, at=time(15))


def test_part_of_the_day_is_a_proposal_until_a_time_is_said() -> None:
    guessed = wished(WEEKLY, part=PartOfDay.AFTERNOON)
    assert (guessed.at, guessed.guessed) == (PARTS["afternoon"], True)
    assert wished(guessed, at=time(15)).guessed is False
    both = wished(WEEKLY, part=PartOfDay.AFTERNOON, at=time(16))
    assert (both.at, both.guessed) == (time(16), False)


@pytest.mark.parametrize(
    ("wish", "frequency"),
    [
        ({"month_day": 15}, Frequency.MONTHLY),
        ({"weekday": 0, "ordinal": 1}, Frequency.MONTHLY),
        ({"parity": 1}, Frequency.BIWEEKLY),
        ({"weekday": 0}, None),
    ],
)
def test_some_days_say_how_often(wish: dict[str, int], frequency: Frequency | None) -> None:
    assert wished(Draft(), **wish).frequency is frequency


def test_agreed_weekday_becomes_the_first_of_the_month() -> None:
    monthly = wished(agreed(), frequency=Frequency.MONTHLY)
    assert (monthly.weekday, monthly.ordinal, monthly.missing) == (3, 1, None)
    fresh = wished(WEEKLY, frequency=Frequency.MONTHLY)
    assert fresh.missing is Unclear.DAY


def test_day_of_the_month_is_no_day_of_the_week() -> None:
    dated = agreed(frequency="monthly", weekday=None, month_day=15)
    assert wished(dated, frequency=Frequency.WEEKLY).missing is Unclear.DAY
    friday = wished(dated, weekday=4)
    assert (friday.weekday, friday.ordinal, friday.month_day) == (4, 1, None)
    back = wished(friday, month_day=-1)
    assert (back.weekday, back.ordinal, back.month_day) == (None, None, -1)


@pytest.mark.parametrize(
    ("draft", "monday"),
    [
        (BIWEEKLY, date(2026, 3, 2)),
        (replace(BIWEEKLY, weekday=0), date(2026, 3, 9)),
        (replace(BIWEEKLY, weekday=0, at=time(10, 1)), date(2026, 3, 2)),
        (replace(BIWEEKLY, parity=0), date(2026, 3, 2)),
        (replace(BIWEEKLY, parity=1), date(2026, 3, 9)),
        (replace(BIWEEKLY, begins=date(2026, 3, 6)), date(2026, 3, 9)),
        (replace(BIWEEKLY, begins=date(2026, 12, 30), parity=1), date(2026, 12, 28)),
        (WEEKLY, None),
        (Draft(frequency=Frequency.BIWEEKLY, weekday=3), None),
    ],
)
def test_every_other_week_starts_on_the_next_such_day(draft: Draft, monday: date | None) -> None:
    assert draft.with_first_week(NOW).first_week == monday


def test_other_weeks_go_one_on_and_back() -> None:
    draft = BIWEEKLY.with_first_week(NOW)
    later = draft.other_weeks()
    assert (later.first_week, later.later) == (date(2026, 3, 9), True)
    assert later.with_first_week(NOW) == later
    assert later.other_weeks() == draft


def test_weeks_are_found_anew_for_another_day_but_stay_where_they_were_agreed() -> None:
    later = BIWEEKLY.with_first_week(NOW).other_weeks()
    assert wished(later, weekday=0).with_first_week(NOW).first_week == date(2026, 3, 9)
    kept = agreed(frequency="biweekly", first_week=date(2026, 2, 23))
    moved = wished(kept, weekday=4, at=time(14)).with_first_week(NOW)
    assert moved.first_week == date(2026, 2, 23)
    assert wished(kept, parity=0).with_first_week(NOW).first_week == date(2026, 3, 2)
    assert wished(kept, frequency=Frequency.WEEKLY).first_week is None


@pytest.mark.parametrize(
    ("at", "odd"), [(time(6, 59), True), (time(7), False), (time(20), False), (time(20, 1), True)]
)
def test_times_outside_of_the_day_are_told(at: time, odd: bool) -> None:
    assert replace(WEEKLY, at=at).is_odd_time is odd


def test_part_that_is_to_be_asked_again_is_forgotten() -> None:
    draft = replace(BIWEEKLY, parity=0, guessed=True).with_first_week(NOW)
    assert draft.without(Unclear.DAY).missing is Unclear.DAY
    assert draft.without(Unclear.TIME).guessed is False
    assert draft.without(Unclear.FREQUENCY).parity is None


def test_draft_that_lacks_something_is_no_rhythm() -> None:
    with pytest.raises(ValueError, match="a frequency and a time"):
        Draft(frequency=Frequency.WEEKLY).rhythm()
    assert BIWEEKLY.with_first_week(NOW).rhythm().first_week == date(2026, 3, 2)
