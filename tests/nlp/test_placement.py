import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import CountVectorizer

from content.values import STEP_NUMBERS, Dimension
from nlp.artefact import Artefact
from nlp.blend import Blend, Linear, Seen
from nlp.clauses import clauses
from nlp.danish import Analysis, Danish, Span
from nlp.normalise import Aligned
from nlp.placement import MAX_EVIDENCE, Placement, Placer, most_likely
from nlp.variants import Reader, Variants

# A model that can be seen through: a word for each step, and a word for each dimension.
STEP_WORDS = ("prøver", "spørger", "vedtager", "plejer", "deler")
_DIMENSION_WORDS = tuple(Dimension)
_COUNTS = CountVectorizer(vocabulary=[*STEP_WORDS, *_DIMENSION_WORDS])


def _placer() -> Placer:
    features = np.eye(12)
    steps = Linear(2 * features[:, :5], np.zeros(5))
    views = Linear(4 * features[:, 5:], np.full(7, -3.0))
    return Placer(Blend(list(STEP_NUMBERS), steps, None, 0.0, 1.0), views)


def _place(*parts: str) -> tuple[str, Placement]:
    """Place a text of some clauses, each a span of its own."""
    text = ". ".join(parts)
    spans = [Span(text.index(part), text.index(part) + len(part)) for part in parts]
    return text, _placer().place(_variants(text, *spans))


def _variants(text: str, *spans: Span) -> Variants:
    return _seen(Analysis(text, Aligned(text), (), ()), *spans)


def _seen(analysis: Analysis, *spans: Span) -> Variants:
    text = analysis.text
    kept = [text, *(text[: span.start] + text[span.end :] for span in spans)]
    alone = csr_matrix((0, 12))
    if spans:
        alone = _COUNTS.transform([span.of(text) for span in spans])
    return Variants(analysis, spans, Seen(_COUNTS.transform(kept)), alone)


@pytest.mark.parametrize("step", STEP_NUMBERS)
def test_a_text_is_placed_on_its_likeliest_step(step: int) -> None:
    _, placement = _place(f"vi {STEP_WORDS[step - 1]}")
    assert placement.step == step == most_likely(placement.probabilities)
    assert sum(placement.probabilities) == pytest.approx(1)


def test_the_probabilities_are_those_of_the_model() -> None:
    _, placement = _place("vi deler", "vi prøver og prøver")
    weights = np.exp([4, 0, 0, 0, 2])
    assert placement.probabilities == pytest.approx(weights / weights.sum())


def test_evidence_is_the_clause_that_the_step_rests_on() -> None:
    text, placement = _place("vi drikker kaffe", "vi vedtager vores politik", "så går vi hjem")
    (evidence,) = placement.evidence
    assert evidence.text == "vi vedtager vores politik"
    assert text[evidence.start : evidence.end] == evidence.text
    assert (evidence.step, evidence.dimension) == (3, Dimension.POLITICS)


@pytest.mark.parametrize(
    "clause",
    [
        "vi spoerger altid om drift",
        "vi spo\u0308rger om drift i aar",
        "vi spør\u00adger\u200b om drift nu",
        "i aar moedes vi og spørger",
    ],
)
def test_evidence_is_quoted_as_it_was_typed(rules: Danish, clause: str) -> None:
    text = f"\u200bI foraaret drak vi kun kaffe. {clause}.\u200b\r\nSaa\u00ad gik vi altid hjem."
    analysis = rules.analyse(text.replace("o\u0308", "ø"))
    (evidence,) = _placer().place(_seen(analysis, *clauses(analysis))).evidence
    assert evidence.text == f"{clause}.".replace("o\u0308", "ø")
    assert analysis.original[evidence.start : evidence.end] == evidence.text
    assert evidence.step == 2


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
    placement = _placer().place(_variants(text, *spans))
    assert [piece.text for piece in placement.evidence] == [
        "vi plejer drift, vi plejer drift",
        "vi plejer drift",
    ]


def test_a_text_without_clauses_has_no_evidence() -> None:
    placement = _placer().place(_variants("…"))
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
            *(
                ", ",
                ". ",
                "\n",
                " – ",
                "; ",
                " fordi ",
                "🙂",
                "aeldre",
                "(nej)",
                "  ",
                "\u200b",
                "\r\n",
                "a\u030a",
                "…",
            ),
        ]
    ),
    max_size=30,
).map(" ".join)


@settings(max_examples=60, deadline=None)
@given(text=_texts)
def test_evidence_of_any_text_is_cut_out_of_it(
    small_artefact: Artefact, rules: Danish, text: str
) -> None:
    analysis = rules.analyse(text)
    reader = Reader(small_artefact.vocabulary, small_artefact.weigher)
    placer = Placer(small_artefact.steps, small_artefact.dimensions)
    placement = placer.place(reader.variants(analysis))
    assert sum(placement.probabilities) == pytest.approx(1)
    assert len(set(placement.dimensions)) == len(placement.dimensions) > 0
    assert bool(placement.evidence) == bool(analysis.sentences)
    assert len(placement.evidence) <= MAX_EVIDENCE
    at = 0
    for piece in placement.evidence:
        assert at <= piece.start < piece.end <= len(text)
        assert text[piece.start : piece.end] == piece.text == piece.text.strip()
        assert piece.step == placement.step
        at = piece.end
