import pytest

from bot.coach import Asking, Voice
from content.values import STEP_NUMBERS, Topic
from nlp.understanding import Understanding

from .talking import ENGLISH


@pytest.fixture(scope="module")
def asking(voice: Voice) -> Asking:
    return Asking(voice)


@pytest.mark.parametrize(
    ("text", "topic", "step"),
    [
        ("Hvad er faldgruberne på trin 3?", Topic.PITFALLS, 3),
        ("Hvad er forskellen på trin 3 og trin 2?", Topic.COMPARISON, 3),
        ("Hvad er en brobygger?", Topic.TERM, None),
        ("Giv mig et eksempel på trin 4 fra skolen", Topic.EXAMPLE, 4),
    ],
)
def test_question_is_answered_with_its_topic_step_and_sources(
    asking: Asking, understanding: Understanding, text: str, topic: Topic, step: int | None
) -> None:
    told = asking.answer(text, understanding, None)
    assert (told.decision, told.topic, told.step) == ("answer", topic, step)
    assert any(message.sources for message in told.messages)


@pytest.mark.parametrize("placed", STEP_NUMBERS)
def test_step_that_the_person_was_placed_on_is_meant(
    asking: Asking, understanding: Understanding, placed: int
) -> None:
    told = asking.answer("Hvad er faldgruberne hos os?", understanding, placed)
    assert (told.topic, told.step) == (Topic.PITFALLS, placed)
    assert told.messages[0].sources[0] == f"trin-{placed}/faldgruber"


@pytest.mark.parametrize(
    ("text", "decision"),
    [
        ("Hvor mange kommuner er på trin 4?", "unknown"),
        ("Hvad koster en liter mælk i Netto?", "offtopic"),
        (ENGLISH, "offtopic"),
        ("What is the difference between step 2 and step 3?", "offtopic"),
    ],
)
def test_what_is_not_answered_has_no_step(
    asking: Asking, understanding: Understanding, text: str, decision: str
) -> None:
    told = asking.answer(text, understanding, 3)
    assert (told.decision, told.step) == (decision, None)
    assert told.topic == (Topic.OUTSIDE if decision == "unknown" else None)
    assert told.messages[0].text


def test_nothing_is_remembered_from_one_question_to_the_next(
    asking: Asking, understanding: Understanding
) -> None:
    first = [asking.answer("Giv mig et næste skridt fra trin 2", understanding, 2)]
    first.append(asking.answer("Giv mig et eksempel på trin 2", understanding, None))
    again = [asking.answer("Giv mig et næste skridt fra trin 2", understanding, 2)]
    again.append(asking.answer("Giv mig et eksempel på trin 2", understanding, None))
    assert first == again
