import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content.guide import load_guide
from content.pointing import load_pointing
from content.values import STEP_NUMBERS
from nlp.normalise import fold
from nlp.pointing import MASK, Pointer

POINTER = Pointer(load_pointing())


@pytest.mark.parametrize(
    ("text", "steps"),
    [
        ("trin 3", (3,)),
        ("Trin3?", (3,)),
        ("trim 3", (3,)),
        ("tirn 3", (3,)),
        ("hvad er trin nr. 4", (4,)),
        ("niveau 2", (2,)),
        ("5", (5,)),
        ("hvad adskiller trin 2's organisation fra trin 4's?", (2, 4)),
        ("hvad laver de på fem?", (5,)),
        ("drift på fire over for drift på fem, hvad er nyt", (4, 5)),
        ("hvad kan en fire'er?", (4,)),
        ("tredje trin", (3,)),
        ("andet trin", (2,)),
        ("den anden kommune", (2,)),
        ("det fjerde trin", (4,)),
        ("det tredie trin", (3,)),
        ("trin to", (2,)),
        ("trin ét", (1,)),
        ("sidste trin", (5,)),
        ("2. trin", (2,)),
        ("den ambitiøse", (3,)),
        ("den ambitiose kommune", (3,)),
        ("den AMBITIØZE kommune", (3,)),
        ("hvad er den inddragende kommune", (2,)),
        ("hvad vil samskabende sige", (5,)),
        ("den modne kommunes ledere", (4,)),
        ("trin nummer 3", (3,)),
        ("en toer", (2,)),
        ("en 4'er", (4,)),
        ("fra 2 til 3", (2, 3)),
        ("fra to til tre", (2, 3)),
        ("trin 4 og så trin 2", (4, 2)),
        ("trin 3, trin 3 og trin 3", (3,)),
        ("forskel på trin 2 og den modne kommune", (2, 4)),
        ("hvad sker der helt oppe", (5,)),
        ("hvordan er det helt nederst", (1,)),
        ("helt oppe på trin 4", (4,)),
        ("trin ٣", (3,)),
    ],
)
def test_steps_are_named_by_number_ordinal_or_name(text: str, steps: tuple[int, ...]) -> None:
    pointing = POINTER.read(text)
    assert pointing.steps == steps
    assert not pointing.beyond
    assert not pointing.nothing


@pytest.mark.parametrize(
    "text",
    [
        "",
        "!!!",
        "55",
        "trappen",
        "hvad er et trin",
        "trin, et eksempel",
        "tre borgere kom i dag",
        "på fem måder",
        "på et møde",
        "den anden dag",
        "i en anden kommune",
        "er I på et andet trin",
        "vi har 3 møder",
        "5 % af borgerne",
        "efter § 4",
        "i uge 3",
        "på 2 år",
        "et § 17, stk. 4-udvalg",
        "de 5 ledere",
        "en fjerdedel",
        "፩",
        "trin ፩",
    ],
)
def test_what_names_no_step_points_at_none(text: str) -> None:
    pointing = POINTER.read(text)
    assert pointing.steps == ()
    assert MASK not in pointing.masked


@pytest.mark.parametrize("text", ["trin 6", "trin 0", "hvad er trin 33", "niveau 10", "trin 1000"])
def test_a_step_that_is_not_there_is_beyond(text: str) -> None:
    pointing = POINTER.read(text)
    assert pointing.steps == ()
    assert pointing.beyond
    assert not pointing.nothing


def test_a_step_that_is_there_counts_beside_one_that_is_not() -> None:
    pointing = POINTER.read("forskel på trin 6 og trin 4")
    assert (pointing.steps, pointing.beyond) == ((4,), False)


def test_every_step_is_found_by_its_own_name() -> None:
    for number, step in load_guide().steps.items():
        for text in (
            f"trin {number}",
            str(number),
            step.name,
            f"hvad kendetegner {step.name.lower()}?",
        ):
            assert POINTER.read(text).steps == (number,)


@pytest.mark.parametrize(
    ("text", "way"),
    [
        ("hvad er næste trin", "above"),
        ("hvad sker der et trin højere oppe", "above"),
        ("hvad laver dem over os", "above"),
        ("hvordan er trinnet under", "below"),
        ("det trin vi lige er kommet fra", "below"),
        ("hvad gør politikerne på alle trin", "whole"),
        ("forklar de fem trin", "whole"),
        ("hvordan ser det ud hele vejen op", "whole"),
        ("er vores ledere gode nok", "own"),
        ("hvordan når vi op på trin 4", "goal"),
        ("vi vil gerne på trin 3", "goal"),
        ("hvad skal der til for at blive en moden kommune", "goal"),
        ("hen imod den modne kommune og mod trin 5", "goal"),
    ],
)
def test_ways_to_point_are_told_apart(text: str, way: str) -> None:
    assert getattr(POINTER.read(text), way)


@pytest.mark.parametrize("way", ["above", "below", "whole", "goal", "own"])
@pytest.mark.parametrize("text", ["", "hvad er trin 3", "hvem leder dem der"])
def test_no_way_is_seen_where_none_is(text: str, way: str) -> None:
    assert not getattr(POINTER.read(text), way)


def test_a_goal_without_a_step_is_none() -> None:
    assert not POINTER.read("vi vil gerne nå til enighed").goal


def test_nothing_is_pointed_at_by_what_is_ones_own_alone() -> None:
    assert POINTER.read("hvad med vores ledere").nothing
    assert POINTER.read("").nothing


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("Hvad er trin 3?", f"hvad er trin {MASK}?"),
        ("Den Modne kommune", f"den {MASK} kommune"),
        ("fra 2 til 3!", f"fra {MASK} til {MASK}!"),
        ("trin 7", f"trin {MASK}"),
        ("BØRN i uge 3", "boern i uge 3"),
        ("", ""),
    ],
)
def test_steps_are_masked_in_the_folded_text(text: str, masked: str) -> None:
    assert POINTER.read(text).masked == masked


def test_the_same_question_of_two_steps_reads_the_same() -> None:
    masked = {POINTER.read(f"hvad gør lederne på trin {step}?").masked for step in STEP_NUMBERS}
    assert len(masked) == 1


@settings(max_examples=200)
@given(
    st.text()
    | st.lists(
        st.sampled_from(
            ["trin", "3", "4.", "fra", "to", "til", "den", "modne", "٣", "፩", "²", "§", "%"]
        )
    ).map(" ".join)
)
def test_any_text_can_be_read(text: str) -> None:
    pointing = POINTER.read(text)
    assert set(pointing.steps) <= set(STEP_NUMBERS)
    assert len(set(pointing.steps)) == len(pointing.steps)
    assert not (pointing.steps and pointing.beyond)
    if MASK not in pointing.masked:
        assert pointing.masked == fold(text)
    if pointing.beyond:
        assert MASK in pointing.masked


@pytest.mark.parametrize("unit", ["a", "7", "*", "1.", "trin ", "1 ", "ø", "to ", "næste ", "x'"])
def test_the_longest_text_is_read_in_no_time(unit: str) -> None:
    text = (unit * 4096)[:4096]
    start = time.process_time()
    POINTER.read(text)
    assert time.process_time() - start < 1
