from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlp.artefact import Artefact
from nlp.danish import Danish
from nlp.decision import Decision, MessageClass
from nlp.learning.training import Lessons, train
from nlp.understanding import MAX_CHARACTERS, Reading, Understanding
from tests.nlp.encoders import StandIn

PRACTICE = "Vi holder et høringsmøde, når planen er tegnet færdig, og så lægger vi svarene i sagen."


@pytest.fixture(scope="module", params=["words alone", "with an encoder"])
def made(
    request: pytest.FixtureRequest, small: Lessons, small_artefact: Artefact, rules: Danish
) -> Understanding:
    """A small classifier of each kind."""
    if request.param == "words alone":
        return Understanding(small_artefact, small.guide, rules)
    return Understanding(train(small, rules, StandIn()), small.guide, rules, StandIn())


@pytest.mark.parametrize(
    ("text", "decision"),
    [
        (PRACTICE, Decision.PLACE),
        ("vi arbejder en del med borgerne", Decision.CLARIFY),
        ("Hvordan bager man en lagkage?", Decision.OFFTOPIC),
        ("hej med dig", Decision.SMALLTALK),
        ("We always invite the citizens before we plan anything", Decision.OTHER_LANGUAGE),
        ("Vi bjuder alltid in invånarna innan vi planerar något", Decision.OTHER_LANGUAGE),
    ],
)
def test_plain_messages_are_read_as_what_they_are(
    understanding: Understanding, text: str, decision: Decision
) -> None:
    reading = understanding.read(text)
    assert reading.decision is decision
    assert bool(reading.placement) == (decision in (Decision.PLACE, Decision.CLARIFY))


@pytest.mark.parametrize(
    ("text", "step"),
    [
        (PRACTICE, 1),
        (
            "Alle spørger ved starten af hver opgave, hvor meget borgerne skal med. Vi har ansat "
            "brobyggere, der støtter det, borgerne selv sætter i gang.",
            4,
        ),
        (
            "Byggesagerne bliver til i dialog fra første dag, og klagerne er faldet. Politikerne "
            "bruger tiden på at udvikle politik sammen med borgerne.",
            5,
        ),
    ],
)
def test_plain_practice_is_placed(understanding: Understanding, text: str, step: int) -> None:
    placement = understanding.read(text).placement
    assert placement
    assert placement.step == step
    assert sum(placement.probabilities) == pytest.approx(1)
    assert placement.evidence
    _check_evidence(understanding.read(text), text)


SPELLED = PRACTICE.replace("ø", "oe").replace("å", "aa").replace("æ", "ae")


def test_how_danish_letters_are_typed_makes_next_to_no_difference(
    understanding: Understanding,
) -> None:
    # No table has «høringsmøde», so that the encoder reads it as it was typed.
    one, other = understanding.read(PRACTICE), understanding.read(SPELLED)
    assert one.decision is other.decision
    assert one.placement
    assert other.placement
    np.testing.assert_allclose(
        one.placement.probabilities, other.placement.probabilities, atol=0.05
    )
    _check_evidence(other, SPELLED)


def test_how_danish_letters_are_typed_makes_no_difference_to_words(
    small: Lessons, small_artefact: Artefact, rules: Danish
) -> None:
    alone = Understanding(small_artefact, small.guide, rules)
    one, other = alone.read(PRACTICE).placement, alone.read(SPELLED.upper()).placement
    assert one
    assert other
    np.testing.assert_allclose(one.probabilities, other.probabilities)


def test_shouting_makes_no_more_than_a_small_difference(understanding: Understanding) -> None:
    one, other = understanding.read(PRACTICE), understanding.read(PRACTICE.upper())
    assert one.placement
    assert other.placement
    assert one.placement.step == other.placement.step
    np.testing.assert_allclose(one.placement.probabilities, other.placement.probabilities, atol=0.1)


def test_line_breaks_are_as_good_as_spaces(understanding: Understanding) -> None:
    lines = PRACTICE.replace(", ", ",\n\n")
    one, other = understanding.read(PRACTICE), understanding.read(lines)
    assert one.placement
    assert other.placement
    np.testing.assert_allclose(
        one.placement.probabilities, other.placement.probabilities, atol=0.01
    )


_ODD = [
    *("", " ", "\n\n", "!!!", "?", "…", "🙂", "👩‍👩‍👧‍👦🇩🇰", "5", "1234567890"),
    *("\x00", "\u200b", "\ud83d", "\ud83d hej", "\ufdfa", "\ufdfa" * 500, "a" + "\u0301" * 900),
    *("æ", "§ 17, 4", "<b>hej</b>", "{{ x }}", "'; DROP TABLE", "a" * 3000, "𝔳𝔦 𝔰𝔭ø𝔯𝔤𝔢𝔯"),
]


@pytest.mark.parametrize("text", _ODD)
def test_odd_messages_are_read_and_never_placed_for_sure(
    understanding: Understanding, text: str
) -> None:
    reading = understanding.read(text)
    assert reading.decision is not Decision.PLACE
    assert reading.likely_class in MessageClass


@pytest.mark.parametrize("text", _ODD)
def test_odd_messages_are_read_with_an_encoder_and_without(made: Understanding, text: str) -> None:
    _check_evidence(made.read(text), text)


def test_only_the_beginning_of_a_very_long_text_is_read(understanding: Understanding) -> None:
    head = f"{PRACTICE} ".ljust(MAX_CHARACTERS, "x")
    assert understanding.read(head) == understanding.read(head + " Vi plejer at dele." * 50_000)


def test_evidence_of_a_long_text_points_into_it(understanding: Understanding) -> None:
    text = f"{PRACTICE}\n\n" * 10
    placement = understanding.read(text).placement
    assert placement
    assert placement.evidence
    _check_evidence(understanding.read(text), text)


def test_half_a_sign_moves_no_evidence(understanding: Understanding) -> None:
    text = f"\ud83d {PRACTICE}"
    reading = understanding.read(text)
    assert reading.placement
    for each in reading.placement.evidence:
        assert text[each.start : each.end].replace("\ud83d", "?") == each.text


def test_the_same_text_is_read_the_same_each_time(made: Understanding) -> None:
    for text in (PRACTICE, "hej", ""):
        first, second = made.read(text), made.read(text)
        assert first == second
        one, other = first.variants.kept.weights, second.variants.kept.weights
        assert np.array_equal(one.values, other.values)
        assert np.array_equal(one.columns, other.columns)


@pytest.mark.parametrize("text", [PRACTICE, f"{PRACTICE}\nVi plejer at dele.", "hej", ""])
def test_without_evidence_a_text_is_read_the_same(made: Understanding, text: str) -> None:
    full, short = made.read(text), made.read(text, evidence=False)
    assert (short.decision, short.likely_class) == (full.decision, full.likely_class)
    assert bool(short.placement) == bool(full.placement)
    if short.placement and full.placement:
        np.testing.assert_allclose(short.placement.probabilities, full.placement.probabilities)
        assert short.placement.dimensions == full.placement.dimensions
        assert short.placement.evidence == ()


def test_an_encoder_reads_a_text_once_for_all_its_variants(
    small: Lessons, small_artefact: Artefact, rules: Danish
) -> None:
    encoder = StandIn()
    Understanding(small_artefact, small.guide, rules, encoder).read(PRACTICE)
    assert encoder.read == [PRACTICE]


def test_what_words_alone_learnt_gives_the_same_beside_an_encoder(
    small: Lessons, small_artefact: Artefact, rules: Danish
) -> None:
    one, other = (
        Understanding(small_artefact, small.guide, rules, each) for each in (None, StandIn())
    )
    assert one.read(PRACTICE) == other.read(PRACTICE)


def _check_all(understanding: Understanding) -> Callable[[str], None]:
    @settings(max_examples=40, deadline=None)
    @given(text=st.text(st.characters(), max_size=200))
    def check(text: str) -> None:
        reading = understanding.read(text)
        on_subject = reading.decision in (Decision.PLACE, Decision.CLARIFY)
        assert bool(reading.placement) == on_subject
        _check_evidence(reading, text)

    return check


def test_any_text_is_read(understanding: Understanding) -> None:
    _check_all(understanding)()


def test_any_text_is_read_with_an_encoder_and_without(made: Understanding) -> None:
    _check_all(made)()


def test_both_danish_pipelines_serve(
    small: Lessons, small_artefact: Artefact, danish: Danish
) -> None:
    placement = Understanding(small_artefact, small.guide, danish).read(PRACTICE).placement
    assert placement is None or sum(placement.probabilities) == pytest.approx(1)


def _check_evidence(reading: Reading, text: str) -> None:
    """Check that what is quoted stands where it is said to; half a sign became a «?»."""
    if reading.placement:
        assert sum(reading.placement.probabilities) == pytest.approx(1)
        read = text.encode("utf-8", "replace").decode("utf-8")
        for each in reading.placement.evidence:
            assert read[each.start : each.end] == each.text
