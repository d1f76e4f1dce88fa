import json

import pytest

from bot.coach import Coach
from models import Agreement, PlacementRecord, Reflection
from tests.conftest import MovedClock, Talk
from tests.models.tables import rows_of

from .prompted import agree
from .talking import ONE, check, started


def test_all_that_is_kept_comes_as_a_file_and_nothing_of_others(
    coach: Coach, clock: MovedClock
) -> None:
    for address, words in (("bo", "jeg vil ringe til naboen"), ("ida", "jeg vil tale med skolen")):
        talk = started(coach, address)
        talk.say(ONE)
        talk.say(words)
        with coach._store.visit("test", address, clock()) as visit:
            agree(visit)
            visit.schedule.add_pause(clock().date(), None)
            visit.journal.add_reflection("det gik godt")
    talk.say("/minedata")
    check(talk.shown)
    document = talk.shown[-1].document
    assert document is not None
    assert document.name.endswith(".json")
    found = json.loads(document.content)
    assert {name: len(rows) for name, rows in found.items()} == {
        "person": 1,
        "conversation": 1,
        "placement": 1,
        "agreement": 1,
        "reflection": 1,
        "rhythm": 1,
        "pause": 1,
        "prompt": 0,
        "outbox": 0,
    }
    assert found["person"][0]["address"] == "ida"
    assert "tale med skolen" in document.content
    assert "naboen" not in document.content
    assert found["rhythm"][0]["at"] == "08:30:00"


def kept(coach: Coach, clock: MovedClock) -> tuple[int, int, int]:
    """Count the placements, answers and agreements that can be looked back at."""
    with coach._store.visit("test", "ida", clock()) as visit:
        journal = visit.journal
        return (
            len(journal.placements()),
            len(journal.reflections()),
            len(journal.agreements()),
        )


def told(coach: Coach, clock: MovedClock) -> Talk:
    """Tell, answer and agree."""
    talk = started(coach)
    talk.say(ONE)
    with coach._store.visit("test", "ida", clock()) as visit:
        visit.journal.add_reflection("det gik godt")
    talk.say("jeg vil tale med skolen på torsdag")
    return talk


def test_history_is_asked_for_once_where_there_is_something_to_keep(
    coach: Coach, clock: MovedClock
) -> None:
    talk = told(coach, clock)
    check(talk.shown)
    assert talk.kinds[-1] == "consent"
    assert "7 dage" in talk.text
    talk.say("jeg vil ringe til foreningen")
    assert "consent" not in talk.kinds


def test_without_a_yes_nothing_is_left_after_seven_days(coach: Coach, clock: MovedClock) -> None:
    told(coach, clock)
    assert kept(coach, clock) == (1, 1, 1)
    clock.advance(days=7)
    assert kept(coach, clock) == (0, 0, 0)
    coach._store.forget_old_memories(clock())
    for table in (PlacementRecord, Reflection, Agreement):
        assert rows_of(coach._store, table) == []


@pytest.mark.parametrize("words", ["ja", "Ja, husk det", "ja tak"])
def test_after_a_yes_it_is_kept(coach: Coach, clock: MovedClock, words: str) -> None:
    talk = told(coach, clock)
    talk.say(words)
    check(talk.shown)
    assert talk.kinds == ["receipt"]
    clock.advance(days=400)
    coach._store.forget_old_memories(clock())
    assert kept(coach, clock) == (1, 1, 1)
    talk.say("jeg vil ringe til foreningen")
    assert "consent" not in talk.kinds


@pytest.mark.parametrize("words", ["nej", "nej tak", "Nej, glem det"])
def test_after_a_no_it_is_not(coach: Coach, clock: MovedClock, words: str) -> None:
    talk = told(coach, clock)
    talk.say(words)
    check(talk.shown)
    assert talk.kinds == ["receipt"]
    assert "7 dage" in talk.text
    clock.advance(days=7)
    assert kept(coach, clock) == (0, 0, 0)


def test_a_yes_can_be_taken_back_and_given_at_any_time(coach: Coach, clock: MovedClock) -> None:
    talk = told(coach, clock)
    talk.say("gem min historik")
    talk.say("/privatliv")
    assert "til du sletter dem i /historik" in talk.text
    talk.say("gem ikke min historik")
    assert talk.kinds == ["receipt"]
    talk.say("/privatliv")
    assert "til du sletter dem i /historik" not in talk.text
    clock.advance(days=7)
    assert kept(coach, clock) == (0, 0, 0)


def test_history_that_will_be_forgotten_says_so_and_offers_to_be_kept(
    coach: Coach, clock: MovedClock
) -> None:
    talk = told(coach, clock)
    talk.say("/historik")
    check(talk.shown)
    assert "7 dage" in talk.text
    talk.press("Ja, husk det")
    talk.say("/historik")
    assert "7 dage" not in talk.text
    assert "Ja, husk det" not in talk.labels


def test_agreed_prompts_ask_whether_answers_may_be_kept(coach: Coach) -> None:
    talk = started(coach)
    talk.say("skriv til mig hver mandag kl. 9")
    talk.say("ja, skriv til mig")
    check(talk.shown)
    assert talk.kinds == ["receipt", "consent"]
