"""What holds once a rhythm is agreed: pauses, skipping, changes, the end."""

from datetime import UTC, date, datetime, time

import pytest

from bot.coach import Coach
from models.schedule import RhythmRecord
from tests.conftest import MovedClock
from tests.models.tables import rows_of

from .rhythms import NONE_AGREED, WAYS, agreed_rhythm, pauses_of, press, rhythm_of, weekly
from .talking import check, started


def test_agreed_rhythm_is_shown_with_the_next_three(coach: Coach, clock: MovedClock) -> None:
    talk = weekly(coach)
    talk.say("/rytme")
    check(talk.shown)
    assert talk.kinds == ["answer"]
    assert talk.labels == WAYS["rhythm_show"]
    for day in ("5. marts", "12. marts", "19. marts"):
        assert f"torsdag {day} kl. 8.30" in talk.text
    clock.advance(days=4)
    talk.say("hvornår er den næste?")
    assert "5. marts" not in talk.text
    assert "26. marts" in talk.text


def test_change_holds_only_after_a_yes(coach: Coach) -> None:
    talk = weekly(coach)
    talk.say("/rytme")
    press(talk, "Lav det om")
    assert talk.labels == WAYS["rhythm_edit"]
    press(talk, "Hvor tit", "Hver måned")
    assert "den første torsdag i måneden kl. 8.30" in talk.text
    assert "Indtil du siger ja, gælder den gamle" in talk.text
    assert agreed_rhythm(talk).frequency == "weekly"
    press(talk, "Ikke alligevel")
    assert "så bliver det ved hver torsdag kl. 8.30" in talk.text
    talk.say("lav rytmen om")
    press(talk, "Tidspunktet", "Kl. 15.00", "Ja, skriv til mig")
    rhythm = agreed_rhythm(talk)
    assert (rhythm.frequency, rhythm.weekday, rhythm.at) == ("weekly", 3, time(15))
    assert rhythm.due_at == datetime(2026, 3, 5, 14, 0, tzinfo=UTC)


@pytest.mark.parametrize("way", ["/pause", "pause", "hold pause"])
def test_pause_of_some_weeks(coach: Coach, way: str) -> None:
    talk = weekly(coach)
    talk.say(way)
    check(talk.shown)
    press(talk, "I 2 uger")
    assert pauses_of(talk) == [(date(2026, 3, 2), date(2026, 3, 15))]
    assert "til og med søndag 15. marts" in talk.text
    due = agreed_rhythm(talk).due_at
    assert due is not None
    assert due > datetime(2026, 3, 15, 23, 0, tzinfo=UTC)
    talk.say("/rytme")
    assert "til og med søndag 15. marts" in talk.text
    press(talk, "Drop pausen")
    assert pauses_of(talk) == []
    assert agreed_rhythm(talk).due_at == datetime(2026, 3, 5, 7, 30, tzinfo=UTC)


@pytest.mark.parametrize("way", ["/genoptag", "begynd igen", "start igen", "Begynd igen"])
def test_pause_without_an_end_lasts_until_the_person_goes_on(
    coach: Coach, clock: MovedClock, way: str
) -> None:
    talk = weekly(coach)
    talk.say("/pause")
    press(talk, "Til jeg siger til")
    assert agreed_rhythm(talk).due_at is None
    talk.say("/springover")
    assert "til du siger til" in talk.text
    clock.advance(days=100)
    talk.say("/rytme")
    check(talk.shown)
    assert talk.labels == ["Begynd igen", "Lav det om", "Stop spørgsmålene"]
    talk.say(way)
    check(talk.shown)
    assert "torsdag 11. juni kl. 8.30" in talk.text
    assert agreed_rhythm(talk).due_at == datetime(2026, 6, 11, 6, 30, tzinfo=UTC)
    assert pauses_of(talk) == []


def test_new_rhythm_ends_a_pause_without_an_end(coach: Coach) -> None:
    talk = weekly(coach)
    talk.say("/pause")
    press(talk, "Til jeg siger til", "Stop spørgsmålene")
    talk = weekly(coach, "bo")
    talk.say("/pause")
    press(talk, "Til jeg siger til")
    talk.say("/rytme")
    press(talk, "Lav det om", "Dagen", "Onsdag")
    assert "onsdag 4. marts" in talk.text
    press(talk, "Ja, skriv til mig")
    assert agreed_rhythm(talk).due_at == datetime(2026, 3, 4, 7, 30, tzinfo=UTC)


def test_who_fell_asleep_is_woken(coach: Coach) -> None:
    talk = weekly(coach)
    with coach._store.visit("test", "ida", coach._clock()) as visit:
        rhythm = visit.schedule.rhythm()
        assert rhythm is not None
        rhythm.unanswered, rhythm.asleep_since, rhythm.due_at = 4, visit.now, None
    talk.say("/rytme")
    check(talk.shown)
    assert "holdt op med at skrive" in talk.text
    press(talk, "Begynd igen")
    rhythm = agreed_rhythm(talk)
    assert (rhythm.unanswered, rhythm.asleep_since) == (0, None)
    assert rhythm.due_at == datetime(2026, 3, 5, 7, 30, tzinfo=UTC)


@pytest.mark.parametrize("way", ["/springover", "spring den næste over", "Spring næste over"])
def test_next_one_is_skipped_and_stays_skipped(coach: Coach, way: str) -> None:
    talk = weekly(coach)
    talk.say(way)
    check(talk.shown)
    assert "springer jeg torsdag 5. marts kl. 8.30 over" in talk.text
    assert "torsdag 12. marts kl. 8.30" in talk.text
    skipped = datetime(2026, 3, 12, 7, 30, tzinfo=UTC)
    assert agreed_rhythm(talk).due_at == skipped
    with coach._store.visit("test", "ida", coach._clock()) as visit:
        visit.schedule.add_pause(date(2026, 7, 13), date(2026, 7, 26))
    talk.say("/rytme")
    assert "5. marts" not in talk.text.replace("15. marts", "")
    talk.say(way)
    press(talk, "Spring ikke over")
    assert agreed_rhythm(talk).due_at == datetime(2026, 3, 5, 7, 30, tzinfo=UTC)


@pytest.mark.parametrize("way", ["/stop", "stop", "stop med de spørgsmål", "afmeld"])
def test_stop_stops_at_once_and_says_how_to_begin_again(coach: Coach, way: str) -> None:
    talk = weekly(coach)
    talk.say("/pause")
    press(talk, "I 4 uger")
    talk.say(way)
    check(talk.shown)
    assert talk.kinds == ["receipt"]
    assert "/rytme" in talk.text
    assert rhythm_of(talk) is None
    assert pauses_of(talk) == []
    press(talk, "Faste spørgsmål")
    assert talk.labels == WAYS["rhythm_often"]


def test_stop_ends_what_is_half_agreed_too(coach: Coach) -> None:
    talk = weekly(coach)
    talk.say("lav rytmen om")
    press(talk, "Dagen")
    talk.say("/stop")
    assert rhythm_of(talk) is None
    talk.say("/rytme")
    assert talk.labels == WAYS["rhythm_often"]
    talk.say("/stop")
    check(talk.shown)
    assert talk.text.startswith("Godt, så lader vi det ligge.")


@pytest.mark.parametrize(
    "way", ["/pause", "/springover", "/stop", "rhythm_pause_open", "rhythm_pause_for:2",
            "rhythm_unskip", "rhythm_drop_pause", "rhythm_change"]
)  # fmt: skip
def test_where_nothing_is_agreed_it_is_said_and_offered(coach: Coach, way: str) -> None:
    talk = started(coach)
    (talk.say(way) if way.startswith("/") else talk.do(way))
    check(talk.shown)
    assert talk.text.startswith(NONE_AGREED)
    press(talk, "Faste spørgsmål")
    assert talk.labels == WAYS["rhythm_often"]
    talk.say("/genoptag")
    assert talk.labels == WAYS["rhythm_often"]


def test_each_person_has_a_rhythm_of_their_own(coach: Coach) -> None:
    ida, bo = weekly(coach), weekly(coach, "bo")
    ida.say("/stop")
    (left,) = rows_of(coach._store, RhythmRecord)
    bo.say("/rytme")
    assert "torsdag 5. marts" in bo.text
    assert left.weekday == 3


def test_summer_time_keeps_the_hour_on_the_clock(coach: Coach, clock: MovedClock) -> None:
    talk = weekly(coach)
    clock.now = datetime(2026, 3, 28, 12, 0, tzinfo=UTC)
    talk.say("/rytme")
    assert "torsdag 9. april kl. 8.30" in talk.text
    talk.say("/pause")
    press(talk, "I 4 uger")
    assert agreed_rhythm(talk).due_at == datetime(2026, 4, 27, 6, 30, tzinfo=UTC)
