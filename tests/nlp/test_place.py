from itertools import product

import pytest

from content.pointing import load_pointing
from content.values import STEP_NUMBERS, Topic
from nlp.place import WHOLE, Place, above, below, compared, start_of, step_of
from nlp.pointing import Pointer, Pointing

POINTER = Pointer(load_pointing())
NOWHERE = Place()
ON_TWO = Place(own=2)


def _points(text: str) -> Pointing:
    return POINTER.read(text)


@pytest.mark.parametrize(
    ("place", "step"),
    [(Place(), None), (Place(own=2), 2), (Place(step=4), 4), (Place(own=2, step=4), 4)],
)
def test_what_was_last_spoken_of_comes_before_ones_own_step(place: Place, step: int | None) -> None:
    assert place.spoken_of == step


@pytest.mark.parametrize(
    ("step", "higher", "lower"), [(1, 2, 1), (2, 3, 1), (3, 4, 2), (4, 5, 3), (5, 5, 4)]
)
def test_there_is_no_step_beyond_the_ends(step: int, higher: int, lower: int) -> None:
    assert (above(step), below(step)) == (higher, lower)


@pytest.mark.parametrize(
    ("topic", "text", "place", "step"),
    [
        # What is named counts, wherever one stands.
        (Topic.LEADERSHIP, "ledere på trin 3", NOWHERE, 3),
        (Topic.LEADERSHIP, "ledere på trin 3", ON_TWO, 3),
        (Topic.LEADERSHIP, "ledere på trin 3 og trin 4", ON_TWO, 3),
        # Without a step, what was spoken of; else one's own; else all.
        (Topic.LEADERSHIP, "hvad med lederne", NOWHERE, WHOLE),
        (Topic.LEADERSHIP, "hvad med lederne", ON_TWO, 2),
        (Topic.LEADERSHIP, "hvad med lederne", Place(own=2, step=4), 4),
        (Topic.LEADERSHIP, "hvad med vores ledere", Place(own=2, step=4), 2),
        (Topic.LEADERSHIP, "hvad med vores ledere", Place(step=4), 4),
        # Above and below where one stands.
        (Topic.LEADERSHIP, "ledere på næste trin", ON_TWO, 3),
        (Topic.LEADERSHIP, "ledere på trinnet under", ON_TWO, 1),
        (Topic.LEADERSHIP, "ledere på næste trin", Place(own=5), 5),
        (Topic.LEADERSHIP, "ledere på trinnet under", Place(own=1), 1),
        (Topic.LEADERSHIP, "ledere på næste trin", NOWHERE, WHOLE),
        (Topic.LEADERSHIP, "ledere på næste trin", Place(own=2, step=4), 5),
        (Topic.LEADERSHIP, "ledere på trinnet under", Place(own=2, step=4), 3),
        (Topic.LEADERSHIP, "vores ledere på næste trin", Place(own=2, step=4), 3),
        (Topic.LEADERSHIP, "ledere lige under os", Place(own=2, step=4), 1),
        (Topic.LEADERSHIP, "ledere lige under os", Place(step=4), 3),
        # The model in general, but not where a step or one's own is meant.
        (Topic.LEADERSHIP, "ledere i modellen", ON_TWO, WHOLE),
        (Topic.LEADERSHIP, "ledere generelt", Place(own=2, step=4), WHOLE),
        (Topic.LEADERSHIP, "ledere i det hele taget", Place(step=4), WHOLE),
        (Topic.LEADERSHIP, "ledere i modellen", NOWHERE, WHOLE),
        (Topic.LEADERSHIP, "vores ledere generelt", Place(own=2, step=4), 2),
        (Topic.LEADERSHIP, "ledere på trin 3 i modellen", ON_TWO, 3),
        (Topic.LEADERSHIP, "ledere på næste trin i modellen", ON_TWO, 3),
        (Topic.LEADERSHIP, "ledere på trinnet under i modellen", ON_TWO, 1),
        # The whole of it.
        (Topic.LEADERSHIP, "ledere på alle trin", ON_TWO, WHOLE),
        (Topic.LEADERSHIP, "ledere fra trin 1 til trin 5", ON_TWO, WHOLE),
        (Topic.LEADERSHIP, "ledere på trin 1, 2, 3 og 4", ON_TWO, WHOLE),
        (Topic.LEADERSHIP, "af de fem trin: ledere på trin 3", ON_TWO, 3),
        # Topics with rules of their own.
        (Topic.WHOLE_MODEL, "trin 3", ON_TWO, WHOLE),
        (Topic.TERM, "hvad er en silo på trin 3", ON_TWO, None),
        (Topic.OUTSIDE, "loven på trin 3", ON_TWO, None),
        (None, "trin 3", ON_TWO, None),
        (Topic.WHY, "hvorfor ikke trin 4", ON_TWO, 2),
        (Topic.WHY, "hvorfor trin 4", NOWHERE, 4),
        (Topic.WHY, "hvorfor", NOWHERE, WHOLE),
        (Topic.WHY, "hvorfor", Place(own=2, step=4), 2),
        (Topic.WHY, "hvorfor", Place(step=4), WHOLE),
        (Topic.COMPARISON, "forskel på trin 2 og trin 4", NOWHERE, 4),
        (Topic.COMPARISON, "forskel på trin 4 og trin 2", NOWHERE, 4),
        (Topic.COMPARISON, "forskel på os og næste trin", ON_TWO, 3),
        (Topic.COMPARISON, "hvad er forskellen", NOWHERE, WHOLE),
        (Topic.COMPARISON, "forskel på trin 2 og det", Place(step=4), 4),
        (Topic.COMPARISON, "forskel på os og trin 3", Place(own=2, step=4), 3),
        # Next steps lead to the step above.
        (Topic.NEXT_STEP, "hvad gør vi nu", ON_TWO, 3),
        (Topic.NEXT_STEP, "hvad gør vi nu", Place(own=5), 5),
        (Topic.NEXT_STEP, "hvad gør vi nu", NOWHERE, WHOLE),
        # What was spoken of is not where one stands.
        (Topic.NEXT_STEP, "hvad gør vi nu", Place(own=2, step=4), 3),
        (Topic.NEXT_STEP, "hvad gør vi nu", Place(step=4), WHOLE),
        (Topic.NEXT_STEP, "hvad siger modellen, vi gør nu", ON_TWO, 3),
        (Topic.NEXT_STEP, "vi er på trin 3", NOWHERE, 4),
        (Topic.NEXT_STEP, "hvordan når vi op på trin 4", NOWHERE, 4),
        (Topic.NEXT_STEP, "fra trin 3 til trin 4", NOWHERE, 4),
        (Topic.NEXT_STEP, "hvad skal vi gøre på alle trin", ON_TWO, WHOLE),
    ],
)
def test_the_step_of_an_answer_follows_from_topic_words_and_place(
    topic: Topic | None, text: str, place: Place, step: int | str | None
) -> None:
    assert step_of(topic, _points(text), place) == step


@pytest.mark.parametrize(
    ("text", "place", "start"),
    [
        ("hvad nu", NOWHERE, None),
        ("hvad nu", ON_TWO, 2),
        ("hvad nu", Place(step=4), None),
        ("hvad nu", Place(own=2, step=4), 2),
        ("hvad nu på trin 4", NOWHERE, 4),
        ("trin 3", ON_TWO, 2),
        ("trin 4", ON_TWO, 4),
        ("hvordan når vi op på trin 4", ON_TWO, 3),
        ("fra trin 2 til trin 3", NOWHERE, 2),
        ("fra trin 2 til trin 5", NOWHERE, 4),
        ("hvordan kommer vi op på trin 1", NOWHERE, 1),
    ],
)
def test_next_steps_start_where_one_stands_or_below_the_goal(
    text: str, place: Place, start: int | None
) -> None:
    assert start_of(_points(text), place) == start


@pytest.mark.parametrize(
    ("text", "place", "steps"),
    [
        ("trin 4 og trin 2", NOWHERE, (2, 4)),
        ("trin 4, trin 2 og trin 1", NOWHERE, (2, 4)),
        ("trin 4", NOWHERE, (4,)),
        ("", NOWHERE, ()),
        ("", ON_TWO, (2,)),
        ("trin 4", ON_TWO, (2, 4)),
        ("trin 2", ON_TWO, (2,)),
        ("trin 4", Place(step=3), (3, 4)),
        ("trin 4", Place(own=2, step=3), (2, 4)),
        ("os og næste trin", ON_TWO, (2, 3)),
        ("os og trinnet under", ON_TWO, (1, 2)),
        ("næste trin", Place(own=5), (5,)),
    ],
)
def test_two_steps_are_compared_the_lower_first(
    text: str, place: Place, steps: tuple[int, ...]
) -> None:
    assert compared(_points(text), place) == steps


@pytest.mark.parametrize("topic", [None, *Topic])
@pytest.mark.parametrize(
    "text", ["", "trin 5", "næste trin", "trinnet under", "alle trin", "trin 9", "modellen", "os"]
)
def test_a_step_is_one_of_the_five_or_all_or_none(topic: Topic | None, text: str) -> None:
    numbers = (None, *STEP_NUMBERS)
    for own, spoken_of in product(numbers, numbers):
        step = step_of(topic, _points(text), Place(own=own, step=spoken_of))
        assert step in (None, WHOLE, *STEP_NUMBERS)
        assert (step is None) == (topic in (None, Topic.TERM, Topic.OUTSIDE))
