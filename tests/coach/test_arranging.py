"""By buttons and commands; what is said in words stands in `test_arranging_words`."""

import random
from datetime import UTC, date, datetime, time

import pytest

from bot.coach import Coach
from bot.coach.arranging import INSTEAD
from models.conversation import Conversation
from tests.conftest import MovedClock
from tests.models.tables import rows_of

from .rhythms import STALE, WAYS, agreed_rhythm, press, rhythm_of
from .talking import ENGLISH, TWO, check, started


def test_rhythm_is_agreed_by_buttons_and_not_before_the_yes(coach: Coach) -> None:
    talk = started(coach)
    talk.say("/rytme")
    check(talk.shown)
    assert talk.labels == WAYS["rhythm_often"]
    press(talk, "Hver anden uge", "Torsdag", "Kl. 8.30")
    assert "hver anden torsdag kl. 8.30" in talk.text
    # April 2 is a holiday.
    dates = ("torsdag 5. marts kl. 8.30", "torsdag 19. marts kl. 8.30", "7. april kl. 8.30")
    assert [each for each in dates if each not in talk.text] == []
    assert "Helligdage" in talk.text
    assert rhythm_of(talk) is None
    press(talk, "Ja, skriv til mig")
    assert talk.kinds == ["receipt", "consent"]
    assert "torsdag 5. marts kl. 8.30" in talk.text
    assert "/rytme" in talk.text
    assert "/stop" in talk.text
    rhythm = agreed_rhythm(talk)
    assert (rhythm.frequency, rhythm.weekday, rhythm.at) == ("biweekly", 3, time(8, 30))
    assert rhythm.first_week == date(2026, 3, 2)
    assert rhythm.due_at == datetime(2026, 3, 5, 7, 30, tzinfo=UTC)


def test_rhythm_starts_a_week_later_for_who_wants_the_other_weeks(coach: Coach) -> None:
    talk = started(coach)
    talk.say("/rytme")
    press(talk, "Hver anden uge", "Mandag", "Kl. 12.30", "Ugen efter")
    assert "mandag 9. marts" in talk.text
    press(talk, "Ugen før")
    assert "mandag 2. marts" in talk.text
    press(talk, "Ugen efter", "Ja, skriv til mig")
    rhythm = agreed_rhythm(talk)
    assert rhythm.first_week == date(2026, 3, 9)
    assert rhythm.due_at == datetime(2026, 3, 9, 11, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("label", "day", "first"),
    [
        ("Den første torsdag", (3, 1, None), "torsdag 5. marts"),
        ("Den sidste fredag", (4, -1, None), "fredag 27. marts"),
        ("Den sidste dag", (None, None, -1), "tirsdag 31. marts"),
    ],
)
def test_a_day_of_the_month_is_agreed_by_buttons(
    coach: Coach, label: str, day: tuple[int | None, ...], first: str
) -> None:
    talk = started(coach)
    talk.say("/rytme")
    press(talk, "Hver måned")
    if label not in talk.labels:
        press(talk, "En anden dag")
    press(talk, label, "Et andet tidspunkt", "Kl. 10.00")
    assert f"{label.lower()} i måneden kl. 10.00" in talk.text
    assert first in talk.text
    press(talk, "Ja, skriv til mig")
    rhythm = agreed_rhythm(talk)
    assert (rhythm.weekday, rhythm.ordinal, rhythm.month_day) == day


@pytest.mark.parametrize("words", ["ja", "ja tak", "ok", "Fint", "det passer", "det lyder godt"])
def test_proposal_is_taken_by_a_plain_yes(coach: Coach, words: str) -> None:
    talk = started(coach)
    talk.say("/rytme")
    press(talk, "Hver uge", "Torsdag", "Kl. 8.30")
    talk.say(words)
    check(talk.shown)
    assert talk.kinds == ["receipt", "consent"]
    assert rhythm_of(talk) is not None


@pytest.mark.parametrize("words", ["det passer ikke godt", "det lyder ikke godt", "hmm ja måske"])
def test_proposal_is_not_taken_by_what_is_only_like_a_yes(coach: Coach, words: str) -> None:
    talk = started(coach)
    talk.say("/rytme")
    press(talk, "Hver uge", "Torsdag", "Kl. 8.30")
    talk.say(words)
    check(talk.shown)
    assert rhythm_of(talk) is None


@pytest.mark.parametrize("words", ["ja", "ok", "det lyder godt"])
def test_plain_yes_chooses_nothing_among_several(coach: Coach, words: str) -> None:
    talk = started(coach)
    talk.say("/rytme")
    talk.say(words)
    check(talk.shown)
    assert talk.labels == WAYS["rhythm_often"]
    assert rhythm_of(talk) is None


@pytest.mark.parametrize("no", ["nej", "nej tak", "ikke nu", "Ikke alligevel"])
@pytest.mark.parametrize("presses", [(), ("Hver uge",), ("Hver uge", "Torsdag", "Kl. 8.30")])
def test_no_lets_it_go_at_any_point(coach: Coach, presses: tuple[str, ...], no: str) -> None:
    talk = started(coach)
    talk.say("/rytme")
    press(talk, *presses)
    talk.say(no)
    check(talk.shown)
    assert talk.kinds == ["receipt"]
    assert talk.text.startswith("Godt, så lader vi det ligge.")
    assert rhythm_of(talk) is None
    talk.say("/rytme")
    assert talk.labels == WAYS["rhythm_often"]


def test_button_of_a_draft_since_changed_says_what_holds_now(coach: Coach) -> None:
    talk = started(coach)
    talk.say("/rytme")
    press(talk, "Hver uge", "Torsdag", "Kl. 8.30")
    old = {button.label: button.action for button in talk.shown[-1].buttons}
    press(talk, "Ret noget", "Dagen", "Onsdag")
    for label in ("Ja, skriv til mig", "Ret noget"):
        talk.do(old[label])
        check(talk.shown)
        assert talk.text.startswith(STALE)
        assert "hver onsdag kl. 8.30" in talk.text
        assert talk.labels[0] == "Ja, skriv til mig"
    assert rhythm_of(talk) is None


def test_yes_that_is_pressed_twice_changes_nothing(coach: Coach) -> None:
    talk = started(coach)
    talk.say("/rytme")
    press(talk, "Hver uge", "Torsdag", "Kl. 8.30")
    yes = talk.shown[-1].buttons[0].action
    talk.do(yes)
    talk.do(yes)
    check(talk.shown)
    assert talk.text.startswith(STALE)
    assert talk.labels == WAYS["rhythm_show"]
    talk.say("/stop")
    talk.do(yes)
    check(talk.shown)
    assert talk.text.startswith(STALE)
    assert rhythm_of(talk) is None


def test_draft_stays_open_while_something_else_is_answered(coach: Coach) -> None:
    talk = started(coach)
    talk.say("/rytme")
    press(talk, "Hver uge")
    talk.say("hvad er en brobygger?")
    check(talk.shown)
    assert "answer" in talk.kinds
    assert talk.labels[-1] == "Tilbage til rytmen"
    talk.say(TWO)
    check(talk.shown)
    assert "placement" in talk.kinds
    assert len(talk.labels) == 4
    talk.say("rytme")
    check(talk.shown)
    assert "Hvilken dag passer bedst?" in talk.text
    talk.say(TWO)
    check(talk.shown)
    assert "Skriv «rytme»" in talk.shown[0].text
    talk.say("nej")
    assert talk.kinds == ["clarify"]
    talk.say("rytme")
    press(talk, "Mandag", "Kl. 15.00", "Ja, skriv til mig")
    assert agreed_rhythm(talk).weekday == 0
    talk.say("hvad er en brobygger?")
    assert "Tilbage til rytmen" not in talk.labels


def test_other_language_and_small_talk_leave_the_draft_open(coach: Coach) -> None:
    talk = started(coach)
    talk.say("/rytme")
    for words, kind in ((ENGLISH, "offtopic"), ("hej", "smalltalk")):
        talk.say(words)
        check(talk.shown)
        assert talk.kinds[-1] == kind
        assert "Tilbage til rytmen" in talk.labels
    press(talk, "Tilbage til rytmen")
    assert talk.labels == WAYS["rhythm_often"]


def test_what_nobody_understands_is_asked_again(coach: Coach) -> None:
    talk = started(coach)
    talk.say("/rytme")
    press(talk, "Hver uge")
    talk.say("tja bum bum")
    check(talk.shown)
    assert set(talk.kinds) == {"rhythm"}
    assert talk.text.startswith("Det fik jeg ikke fat i.")
    assert "Torsdag" in talk.labels


def test_draft_holds_no_word_of_the_person_and_goes_with_all_else(coach: Coach) -> None:
    talk = started(coach)
    talk.say("/rytme")
    press(talk, "Hver uge")
    (row,) = rows_of(coach._store, Conversation)
    assert row.state["arranging"] == {"number": 2, "frequency": "weekly"}
    talk.say("glem det jeg skrev")
    (row,) = rows_of(coach._store, Conversation)
    assert "arranging" not in row.state
    talk.say("/rytme")
    talk.say("/slet")
    talk.press("Ja, slet alt")
    check(talk.shown)
    assert "Tilbage til rytmen" not in talk.labels
    assert rows_of(coach._store, Conversation) == []


def test_passer_ikke_asks_what_should_be_otherwise(coach: Coach) -> None:
    assert INSTEAD["wrong"] == "rhythm_edit"
    talk = started(coach)
    talk.say(TWO)
    talk.say("/rytme")
    press(talk, "Hver uge", "Torsdag", "Kl. 8.30")
    talk.say("passer ikke")
    check(talk.shown)
    assert talk.labels == WAYS["rhythm_edit"]


@pytest.mark.parametrize(
    "action",
    [
        *("rhythm_weekly", "rhythm_day:1:3", "rhythm_date:1:15", "rhythm_time:1:830"),
        *("rhythm_yes:1", "rhythm_edit:1", "rhythm_later:1", "rhythm_more_days:1", "rhythm_odd"),
    ],
)
def test_old_button_without_a_draft_says_so(coach: Coach, action: str) -> None:
    talk = started(coach)
    talk.do(action)
    check(talk.shown)
    assert talk.text.startswith(STALE)


@pytest.mark.parametrize(
    "arguments", ["rhythm_day", "rhythm_day:1", "rhythm_day:1:9", "rhythm_day:1:x",
                  "rhythm_time:1:9999", "rhythm_date:1:45", "rhythm_date:1:9:9", "rhythm_yes:1"]
)  # fmt: skip
def test_button_that_makes_no_sense_agrees_on_nothing(coach: Coach, arguments: str) -> None:
    talk = started(coach)
    talk.say("/rytme")
    talk.do(arguments)
    check(talk.shown)
    assert rhythm_of(talk) is None


def test_way_in_stands_after_advice_and_in_the_help(coach: Coach) -> None:
    talk = started(coach)
    talk.say(TWO)
    talk.press("Næste skridt")
    check(talk.shown)
    assert talk.labels[-1] == "Faste spørgsmål"
    talk.say("/hjaelp")
    check(talk.shown)
    assert "/rytme" in talk.text
    press(talk, "Faste spørgsmål")
    assert talk.labels == WAYS["rhythm_often"]


@pytest.mark.parametrize("seed", range(12))
def test_wherever_the_buttons_lead_there_is_a_way_on_and_no_rhythm_without_a_yes(
    coach: Coach, clock: MovedClock, seed: int
) -> None:
    chance = random.Random(seed)
    talk = started(coach)
    said_yes = False
    for _ in range(30):
        if chance.random() < 0.3:
            action = chance.choice(sorted(coach._arranging.actions))
            label = (
                "" if chance.random() < 0.5 else chance.choice(("/rytme", "/pause", "nej", "ja"))
            )
            (talk.say(label) if label else talk.do(action))
        else:
            label = chance.choice(talk.labels or ["/rytme"])
            (talk.press(label) if label in talk.labels else talk.say(label))
        check(talk.shown)
        if "rhythm" in talk.kinds:
            assert 2 <= len(talk.labels) <= 4
        said_yes = said_yes or talk.text.startswith("Det er en aftale")
        assert said_yes or rhythm_of(talk) is None
        clock.advance(hours=chance.randrange(60))
