import json

import pytest

from bot.coach import Coach
from content.values import STEP_NUMBERS, Topic
from models import Agreement, Conversation
from tests.conftest import Talk
from tests.models.tables import rows_of

from .questions import OF_A_STEP, heads
from .talking import FIRST_LABELS, FOUR, ONE, PLACEMENT_LABELS, check, memory_of, started

OLD = "Den knap hører til noget"
FIRST = "Jeg er leder på en skole, og i ugeteamet spørger Bodil forældrene, før vi ændrer planen."
WORDS = ("Bodil", "ugeteamet", "brobygger", "Ingen spurgte dem")


def row_of(talk: Talk) -> str:
    """Give all that the database holds of a person's conversation."""
    rows = rows_of(talk.coach._store, Conversation)
    agreed = [row.text for row in rows_of(talk.coach._store, Agreement)]
    return json.dumps([agreed, *([row.state, row.memory] for row in rows)], ensure_ascii=False)


@pytest.mark.parametrize(
    ("action", "kind"),
    [
        ("start", "welcome"),
        ("steps", "answer"),
        ("describe", "answer"),
        ("example", "answer"),
        ("help", "answer"),
        ("privacy", "answer"),
        ("erase", "answer"),
        ("unsure", "answer"),
        ("profile", "answer"),
        ("moved", "answer"),
        ("history", "answer"),
        ("summary", "answer"),
        ("ask_me", "clarify"),
        ("keep", "receipt"),
        ("no", "receipt"),
        ("forget", "receipt"),
        ("erase_yes", "receipt"),
        ("term:Brobygger", "answer"),
        ("step:3", "answer"),
    ],
)
def test_every_action_is_done_also_where_nothing_was_said(
    coach: Coach, action: str, kind: str
) -> None:
    talk = started(coach)
    talk.do(action)
    check(talk.shown)
    assert set(talk.kinds) == {kind}
    assert OLD not in talk.text


@pytest.mark.parametrize("step", STEP_NUMBERS)
@pytest.mark.parametrize("topic", [*OF_A_STEP, Topic.EXAMPLE, Topic.NEXT_STEP])
def test_button_on_the_model_tells_of_its_step(coach: Coach, topic: Topic, step: int) -> None:
    talk = Talk(coach)
    talk.do(f"about:{topic}:{step}")
    check(talk.shown)
    assert {source.split("/")[0] for source in talk.shown[0].sources} == heads(topic, step)


@pytest.mark.parametrize(
    "action",
    ["about", "about:ledelse", "about:ledelse:6", "about:nothing:3", "about::3", "more_advice:x:3"],
)
def test_button_on_the_model_that_makes_no_sense_is_old(coach: Coach, action: str) -> None:
    talk = started(coach)
    talk.do(action)
    check(talk.shown)
    assert talk.text.startswith(OLD)
    assert talk.labels == FIRST_LABELS


def test_another_example_and_more_advice_never_repeat(coach: Coach) -> None:
    talk = started(coach)
    for action in ("another_example:eksempel:2", "more_advice:naeste_skridt:2"):
        said = []
        for _ in range(4):
            talk.do(action)
            said.append(talk.text)
        assert len(set(said)) == 4


@pytest.mark.parametrize("name", ["why", "next", "more", "wrong", "back", "summary"])
def test_button_of_the_placement_that_stands_is_done(coach: Coach, name: str) -> None:
    talk = started(coach)
    talk.say(FOUR)
    number = talk.shown[-1].buttons[0].action.split(":")[1]
    talk.do(f"{name}:{number}")
    check(talk.shown)
    assert OLD not in talk.text
    assert any(f"trin {step}" in talk.text.lower() for step in (4, 5)) or name == "wrong"


def test_plain_no_corrects_a_placement_and_is_no_thanks_elsewhere(coach: Coach) -> None:
    talk = started(coach)
    talk.do("no")
    assert talk.kinds == ["receipt"]
    talk.say(FOUR)
    talk.do("no")
    assert talk.kinds == ["clarify"]
    talk.do("keep")
    assert talk.labels == PLACEMENT_LABELS
    talk.do("no")
    assert talk.kinds == ["receipt"]


@pytest.mark.parametrize("forget", ["forget", "glem det jeg skrev"])
def test_forgetting_leaves_no_word_of_the_person_in_the_database(coach: Coach, forget: str) -> None:
    talk = started(coach)
    for words in (FIRST, ONE, FOUR, "jeg vil tale med Bodil om ugeteamet på torsdag"):
        talk.say(words)
    before = row_of(talk)
    assert "ugeteamet" in before
    assert "Bodil" not in before
    (talk.do(forget) if forget == "forget" else talk.say(forget))
    check(talk.shown)
    assert talk.kinds == ["receipt"]
    left = row_of(talk)
    assert not [word for word in WORDS if word in left]
    assert "leder" not in left
    assert memory_of(talk) == "{}"
    talk.say("hvorfor")
    assert talk.shown[0].step is None
    talk.say("historik")
    assert "trin 4" in talk.text


def test_state_holds_no_word_of_the_person(coach: Coach) -> None:
    talk = started(coach)
    for words in (FIRST, ONE, "passer ikke", FOUR, "jeg vil tale med Bodil på torsdag"):
        talk.say(words)
        (row,) = rows_of(coach._store, Conversation)
        assert not [word for word in WORDS if word in json.dumps(row.state, ensure_ascii=False)]


def test_who_asks_why_while_a_question_is_open_is_told_and_can_go_back_to_it(
    coach: Coach, doubtful: str
) -> None:
    talk = started(coach)
    talk.say(doubtful)
    assert talk.kinds == ["clarify"]
    talk.say("hvorfor?")
    check(talk.shown)
    assert talk.kinds == ["answer"]
    assert "ud af 10" in talk.text
    assert "Derfor spørger jeg" in talk.text
    assert "Tilbage til spørgsmålet" in talk.labels
