from datetime import UTC, datetime

import pytest

from bot.coach import Coach, Message, Voice
from bot.coach.messages import labelled
from bot.coach.recalling import Recalling
from bot.coach.state import Memory, State
from bot.coach.turn import Turn
from content.values import STEP_NUMBERS, Dimension, Role
from tests.conftest import MovedClock

from .people import WORDS, placed, told
from .talking import FIRST_LABELS, FOUR, ONE, check, memory_of, started

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@pytest.fixture
def recalling(voice: Voice) -> Recalling:
    return Recalling(voice)


def said(shown: list[Message]) -> str:
    return "\n\n".join(message.text for message in shown)


@pytest.mark.parametrize("step", STEP_NUMBERS)
def test_way_back_tells_where_the_person_stands_with_their_words(
    recalling: Recalling, voice: Voice, step: int
) -> None:
    state = placed(step, Dimension.OPERATION)
    state.about, state.topic = 1, "ledelse"
    shown = recalling.back(step, state, told(Dimension.OPERATION))
    check(shown)
    assert shown[0].step == step
    assert voice.step(step).name in said(shown)
    assert WORDS in said(shown)
    assert (state.about, state.topic) == (0, "")
    assert {"why:1", "next:1", "wrong:1", "summary"} <= set(labelled(shown).values())


@pytest.mark.parametrize("step", STEP_NUMBERS)
@pytest.mark.parametrize("dimension", Dimension)
def test_summary_can_be_sent_on_and_holds_what_a_reader_needs(
    recalling: Recalling, voice: Voice, step: int, dimension: Dimension
) -> None:
    shown = recalling.summary(step, placed(step, dimension), told(dimension))
    check(shown)
    summaries = [message for message in shown if message.kind == "summary"]
    text = " ".join(said(summaries).split())
    advice = [
        item.text
        for item in voice.aspect(step, dimension).next_steps.items
        if item.role is Role.ANYONE
    ]
    assert f"trin {step}" in text
    assert " ".join(voice.step(step).principle.block.text.split()) in text
    assert any(each in text for each in advice)
    assert WORDS in text
    assert summaries[0].sources == (
        f"trin-{step}/princip", f"trin-{step}/{dimension}/naeste-skridt"
    )  # fmt: skip
    assert shown[-1].kind == "answer"


def test_profile_lists_the_departments_and_who_is_furthest(recalling: Recalling) -> None:
    steps = {"skolerne": 2, "vej og park": 1, "ældre": 4}
    areas = {
        name: {"said": name, "probabilities": placed(step).probabilities}
        for name, step in steps.items()
    }
    shown = recalling.profile(State(), Memory(areas=areas))
    check(shown)
    lines = said(shown).splitlines()
    for name, step in steps.items():
        assert any(name in line.lower() and f"trin {step}" in line for line in lines)
    assert "ældre" in lines[-1]
    assert "skolerne" not in lines[-1]


def test_departments_on_one_step_have_no_first(recalling: Recalling) -> None:
    areas = {name: {"said": name, "probabilities": placed(3).probabilities} for name in ("a", "b")}
    one = recalling.profile(State(), Memory(areas=areas))
    areas["b"]["probabilities"] = placed(4).probabilities
    other = recalling.profile(State(), Memory(areas=areas))
    assert len(said(one).splitlines()) < len(said(other).splitlines())


def test_profile_of_nothing_asks_for_a_description(recalling: Recalling) -> None:
    shown = recalling.profile(State(), Memory())
    check(shown)
    assert list(labelled(shown)) == FIRST_LABELS


def test_agreement_is_kept_and_the_last_one_asked_about(
    coach: Coach, recalling: Recalling, clock: MovedClock
) -> None:
    with coach._store.visit("test", "ida", clock()) as visit:
        turn = Turn(visit)
        for text in ("jeg ringer til boligforeningen", "jeg taler med <b>Søren</b>"):
            shown = recalling.committed(turn, text)
            check(shown)
            assert text in said(shown)
            assert shown[0].kind == "receipt"
        assert "&lt;b&gt;Søren" in shown[0].html
        turn.state = placed(3)
        back = recalling.welcome_back(turn)
        check(back)
        assert "jeg taler med <b>Søren</b>" in said(back)
        assert "boligforeningen" not in said(back)


def test_agreement_is_asked_about_the_next_time(coach: Coach, clock: MovedClock) -> None:
    talk = started(coach)
    talk.say("jeg vil tage det op på mødet på torsdag")
    assert talk.kinds == ["receipt", "consent"]
    clock.advance(days=2)
    talk.say("/start")
    assert "jeg vil tage det op på mødet på torsdag" in talk.text


def test_summary_and_history_are_given_to_who_asks_in_plain_words(coach: Coach) -> None:
    talk = started(coach)
    talk.say("giv mig et resumé")
    check(talk.shown)
    assert "summary" not in talk.kinds
    talk.say(ONE)
    talk.say(FOUR)
    talk.say("giv mig et resumé")
    check(talk.shown)
    assert talk.kinds[0] == "summary"
    assert talk.shown[0].step == 4
    talk.say("mine placeringer")
    check(talk.shown)
    lines = [line for line in talk.text.splitlines() if "· trin " in line]
    assert [line[-1] for line in lines] == ["4", "1"]
    assert "Ingen spurgte dem" not in memory_of(talk)
