"""A few words lean on what was spoken of before."""

import pytest

from content.values import Topic
from nlp.place import Place
from nlp.questions import Marker
from tests.nlp.asking import ON_TWO, ask


@pytest.mark.parametrize("guess", [Topic.TRAITS, Topic.COMPARISON])
@pytest.mark.parametrize(
    "text",
    [
        *("og trin 4?", "og næste trin?", "og trinnet under?", "og hvad så med dem på trin 4?"),
        # Such words stand in questions of all kinds.
        "og i modellen på trin 4?",
    ],
)
def test_a_few_words_that_name_a_step_lean_on_what_was_spoken_of(
    marker: Marker, text: str, guess: Topic
) -> None:
    after = Place(own=2, topic=Topic.POLITICS)
    assert ask(marker, text, after, **{guess: 1}).topics == (Topic.POLITICS,)
    assert ask(marker, text, ON_TWO, **{guess: 1}).topics == (guess,)


@pytest.mark.parametrize(
    ("text", "guess"),
    [
        # No step is pointed at.
        ("og hvad så?", Topic.TRAITS),
        # Nine words are not few.
        ("og hvad så med dem der på trin 4?", Topic.TRAITS),
        # Two steps are there to be compared.
        ("og trin 3 og trin 4?", Topic.COMPARISON),
        # It is told what is asked about, by a word or as it is read.
        ("og lederne på trin 4?", Topic.TRAITS),
        ("ledere på trin 4?", Topic.LEADERSHIP),
        ("og trin 4?", Topic.LEADERSHIP),
    ],
)
def test_what_says_more_leans_on_nothing(marker: Marker, text: str, guess: Topic) -> None:
    place = Place(own=2, topic=Topic.POLITICS)
    assert ask(marker, text, place, **{guess: 1}).topics == (guess,)


@pytest.mark.parametrize(
    ("text", "guess"),
    [
        ("hvad er det der kendetegner trin 4?", Topic.TRAITS),
        ("hvad er forskellen på os og trin 4?", Topic.COMPARISON),
    ],
)
def test_a_few_words_that_say_what_they_ask_about_lean_on_nothing(
    marker: Marker, text: str, guess: Topic
) -> None:
    place = Place(own=2, topic=Topic.POLITICS)
    assert ask(marker, text, place, **{guess: 1}).topics == (guess,)


@pytest.mark.parametrize(
    ("text", "guess", "topic"),
    [
        ("og politikerne?", Topic.POLITICS, Topic.COMPARISON),
        ("hvad med lederne", Topic.LEADERSHIP, Topic.COMPARISON),
        ("og politikerne på trin 4?", Topic.POLITICS, Topic.POLITICS),
        ("og faldgruberne?", Topic.PITFALLS, Topic.PITFALLS),
        ("og hvad er det nu, at politikerne skal gøre?", Topic.POLITICS, Topic.POLITICS),
    ],
)
def test_after_a_comparison_a_dimension_is_compared_too(
    marker: Marker, text: str, guess: Topic, topic: Topic
) -> None:
    place = Place(own=2, topic=Topic.COMPARISON)
    question = ask(marker, text, place, **{guess: 1})
    assert question.topics == (topic,)
    if topic is Topic.COMPARISON:
        assert question.dimensions == (guess.dimension,)


@pytest.mark.parametrize(
    ("text", "topics"),
    [
        ("og hvad så?", (Topic.POLITICS,)),
        ("og chefen?", ()),
        ("og hvad så med alt det der i morgen?", ()),
    ],
)
def test_a_few_words_that_sound_off_the_subject_lean_where_they_name_nothing(
    marker: Marker, text: str, topics: tuple[Topic, ...]
) -> None:
    chances = {"offtopic": 0.9, "ledelse": 0.1}
    assert ask(marker, text, Place(topic=Topic.POLITICS), **chances).topics == topics
    assert ask(marker, text, **chances).topics == ()
