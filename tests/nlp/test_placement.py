from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.multiclass import OneVsRestClassifier

from content.values import STEP_NUMBERS, Dimension
from nlp.artefact import Artefact
from nlp.calibration import Calibrated
from nlp.clauses import clauses
from nlp.danish import Danish, Span
from nlp.features import columns
from nlp.placement import MAX_EVIDENCE, Placement, Placer, most_likely, variants

# A model that can be seen through: a word for each step, and a word for each dimension.
STEP_WORDS = ("prøver", "spørger", "vedtager", "plejer", "deler")
_DIMENSION_WORDS = tuple(Dimension)
_COUNTS = CountVectorizer(vocabulary=[*STEP_WORDS, *_DIMENSION_WORDS])


def _placer() -> Placer:
    table = np.eye(12)
    steps = LogisticRegression(C=100).fit(table[:5], STEP_NUMBERS)
    views = OneVsRestClassifier(LogisticRegression(C=100)).fit(
        np.vstack([table[5:], table[5:]]), np.vstack([np.eye(7, dtype=int)] * 2)
    )
    return Placer(Calibrated(steps, 1.0), views)


def _place(*parts: str) -> tuple[str, Placement]:
    """Place a text of some clauses, each a span of its own."""
    text = ". ".join(parts)
    spans = [Span(text.index(part), text.index(part) + len(part)) for part in parts]
    return text, _placer().place(text, spans, _weights(text, spans))


def _weights(text: str, spans: Sequence[Span]) -> np.ndarray:
    return _COUNTS.transform(variants(text, spans)).toarray()


def test_variants_leave_each_clause_out_and_then_take_each_alone() -> None:
    assert variants("a b c", [Span(0, 1), Span(2, 5)]) == [
        "a b c",
        "  b c",
        "a  ",
        "a",
        "b c",
    ]
    assert variants("abc", []) == ["abc"]


@pytest.mark.parametrize("step", STEP_NUMBERS)
def test_a_text_is_placed_on_its_likeliest_step(step: int) -> None:
    _, placement = _place(f"vi {STEP_WORDS[step - 1]}")
    assert placement.step == step == most_likely(placement.probabilities)
    assert sum(placement.probabilities) == pytest.approx(1)


def test_evidence_is_the_clause_that_the_step_rests_on() -> None:
    text, placement = _place("vi drikker kaffe", "vi vedtager vores politik", "så går vi hjem")
    (evidence,) = placement.evidence
    assert evidence.text == "vi vedtager vores politik"
    assert text[evidence.start : evidence.end] == evidence.text
    assert (evidence.step, evidence.dimension) == (3, Dimension.POLITICS)


def test_evidence_stands_in_the_order_of_the_text() -> None:
    _, placement = _place(
        "vi plejer god drift",
        "så går vi hjem",
        "vi plejer og plejer ledelse",
        "så går vi hjem",
        "vi plejer det samme",
    )
    assert [piece.text for piece in placement.evidence] == [
        "vi plejer god drift",
        "vi plejer og plejer ledelse",
        "vi plejer det samme",
    ]
    assert [piece.dimension for piece in placement.evidence[:2]] == [
        Dimension.OPERATION,
        Dimension.LEADERSHIP,
    ]


def test_what_speaks_against_the_step_is_no_evidence() -> None:
    _, placement = _place("vi plejer og plejer og plejer", "vi prøver")
    assert placement.step == 4
    assert [piece.text for piece in placement.evidence] == ["vi plejer og plejer og plejer"]


def test_a_few_words_are_no_evidence_where_there_are_more() -> None:
    _, placement = _place("vi plejer drift", "så går vi altid hjem", "vi plejer en hel del")
    assert [piece.text for piece in placement.evidence] == ["vi plejer en hel del"]


def test_the_only_clause_always_counts() -> None:
    _, placement = _place("vi drikker kaffe")
    assert [piece.text for piece in placement.evidence] == ["vi drikker kaffe"]


def test_neighbours_with_nothing_but_a_comma_between_are_one_quote() -> None:
    text = "vi plejer drift, vi plejer drift; vi plejer drift"
    starts = (0, 17, 34)
    spans = [Span(start, start + 15) for start in starts]
    placement = _placer().place(text, spans, _weights(text, spans))
    assert [piece.text for piece in placement.evidence] == [
        "vi plejer drift, vi plejer drift",
        "vi plejer drift",
    ]


def test_a_text_without_clauses_has_no_evidence() -> None:
    placement = _placer().place("…", [], _weights("…", []))
    assert placement.evidence == ()
    assert len(placement.probabilities) == 5


def test_the_most_prominent_dimension_comes_first() -> None:
    _, placement = _place("politik politik politik", "drift drift")
    assert placement.dimensions == (Dimension.POLITICS, Dimension.OPERATION)


def test_there_is_always_a_dimension() -> None:
    _, placement = _place("vi drikker kaffe")
    assert len(placement.dimensions) == 1


def test_equal_steps_give_the_lowest() -> None:
    assert most_likely([0.1, 0.4, 0.4, 0.05, 0.05]) == 2


_texts = st.text(max_size=80) | st.lists(
    st.sampled_from(
        [
            *("Vi spørger borgerne hver gang", "og lederne lytter", "det er politisk besluttet"),
            *(", ", ". ", "\n", " – ", "; ", " fordi ", "🙂", "aeldre", "(nej)", "  "),
        ]
    ),
    max_size=30,
).map(" ".join)


@settings(max_examples=60, deadline=None)
@given(text=_texts)
def test_evidence_of_any_text_is_cut_out_of_it(
    small_artefact: Artefact, rules: Danish, text: str
) -> None:
    spans = clauses(text, rules)
    weights = small_artefact.weigher.transform(columns(variants(text, spans), rules))
    placer = Placer(small_artefact.steps, small_artefact.dimensions)
    placement = placer.place(text, spans, weights)
    assert sum(placement.probabilities) == pytest.approx(1)
    assert len(set(placement.dimensions)) == len(placement.dimensions) > 0
    assert bool(placement.evidence) == bool(spans)
    assert len(placement.evidence) <= MAX_EVIDENCE
    at = 0
    for piece in placement.evidence:
        assert at <= piece.start < piece.end <= len(text)
        assert text[piece.start : piece.end] == piece.text == piece.text.strip()
        assert piece.step == placement.step
        at = piece.end
