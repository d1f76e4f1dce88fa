from datetime import time
from pathlib import Path

import pytest

from content.errors import ContentError
from content.rhythms import RHYTHMS_FILE, DayOfMonth, load_proposals

PROPOSALS = load_proposals()
TEXT = RHYTHMS_FILE.read_text(encoding="utf-8")
MOST_BUTTONS = 4


def _edited(folder: Path, old: str, new: str) -> Path:
    assert old in TEXT
    path = folder / "rhythms_da.toml"
    path.write_text(TEXT.replace(old, new, 1), encoding="utf-8")
    return path


def test_a_question_has_room_for_its_answers_and_one_more_button() -> None:
    for choices in (PROPOSALS.times, PROPOSALS.weekdays, PROPOSALS.month_days):
        assert 2 <= len(choices) < MOST_BUTTONS
    for choices in (PROPOSALS.more_times, PROPOSALS.more_weekdays, PROPOSALS.more_month_days):
        assert 2 <= len(choices) <= MOST_BUTTONS
    assert len(PROPOSALS.pause_weeks) + 2 <= MOST_BUTTONS


def test_nothing_is_proposed_twice_and_each_working_day_once() -> None:
    assert sorted(PROPOSALS.weekdays + PROPOSALS.more_weekdays) == [0, 1, 2, 3, 4]
    times = PROPOSALS.times + PROPOSALS.more_times
    days = PROPOSALS.month_days + PROPOSALS.more_month_days
    assert len(set(times)) == len(times)
    assert len(set(days)) == len(days)
    assert DayOfMonth(month_day=-1) in days


def test_the_parts_of_the_day_come_one_after_the_other() -> None:
    order = ("morning", "forenoon", "noon", "afternoon", "evening")
    times = [PROPOSALS.parts[name] for name in order]
    assert times == sorted(times)
    assert time(7) <= times[0]
    assert times[-1] <= time(20)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("morning = 08:00:00", "night = 08:00:00", "«parts» names"),
        ("morning = 08:00:00", "morning = 06:59:00", "«parts: morning» is a time from"),
        ("evening = 19:00:00", "evening = 20:01:00", "«parts: evening» is a time from"),
        ("evening = 19:00:00", 'evening = "19"', "«parts: evening» is a time from"),
        ("first = [08:30:00", "first = [05:30:00", "«times: first» is a list of times"),
        ("more = [07:30:00, 10:00:00, 14:00:00]", "more = []", "«times: more» is a list"),
        ("first = [0, 2, 3]", "first = [0, 2, 7]", "«weekdays: first» is a list of days"),
        ("more = [1, 4]", "most = [1, 4]", "«more» is missing"),
        ("{month_day = 15}", "{month_day = 32}", "«month_days: more» is"),
        ("{month_day = 15}", "{month_day = 15, weekday = 1}", "«month_days: more» is"),
        ("{ordinal = 1, weekday = 0}", "{ordinal = 5, weekday = 0}", "«month_days: first» is"),
        ("{ordinal = 1, weekday = 0}", "{odd = 1}", "«month_days: first» is"),
        ("weeks = [2, 4]", "weeks = [0]", "«pauses: weeks» is a list of numbers"),
        ("fits = [", "fits = [1, ", "«fits» is a list of phrases"),
        ("[words]", "[other]", "«words» is missing"),
    ],
)
def test_a_mistake_is_an_error_with_its_file(tmp_path: Path, old: str, new: str, says: str) -> None:
    path = _edited(tmp_path, old, new)
    with pytest.raises(ContentError, match="rhythms_da") as caught:
        load_proposals(path)
    assert says in str(caught.value)


def test_the_proposals_are_loaded_once() -> None:
    assert load_proposals() is load_proposals()
