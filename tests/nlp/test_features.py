from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.feature_extraction.text import TfidfVectorizer

from nlp.clauses import clauses
from nlp.danish import Danish, Span
from nlp.features import (
    CHARACTERS,
    LEMMAS,
    PARTS,
    WORDS,
    Compact,
    Matrix,
    Vocabulary,
    Weigher,
    terms_of,
)
from tests.nlp.small import whole_rows

TEXTS = [
    "Jensen spørger borgerne!",
    "Vi spørger også Jensen, ja: borgerne",
    "",
    "Borgerne spørger og spørger og spørger. Vi svarer",
    "ja ja\nja",
]

_texts = st.lists(
    st.sampled_from(
        [
            *("vi spørger borgerne hver gang", "og lederne lytter", "ja", "i", "moede", "🙂"),
            *(", ", ". ", "\n", " – ", "; ", " fordi ", "-", "\u200b", "a\u030a"),
        ]
    ),
    max_size=25,
).map(" ".join)


@pytest.fixture(scope="module")
def known(rules: Danish) -> Vocabulary:
    return Vocabulary.of(rules.analyse_all(TEXTS), min_count=1)


def _terms(danish: Danish, text: str) -> list[str]:
    return [term for term, _, _ in terms_of(danish.analyse(text))]


def _counted(known: Vocabulary, counts: Matrix | Compact) -> list[Counter[str]]:
    terms = known.terms
    rows = whole_rows(counts, known) if isinstance(counts, Compact) else counts.toarray()
    return [
        Counter({terms[index]: int(row[index]) for index in np.flatnonzero(row)}) for row in rows
    ]


def test_terms_are_words_lemmas_and_characters(danish: Danish) -> None:
    terms = _terms(danish, TEXTS[0])
    own = [term[1:] for term in terms if term[0] == WORDS]
    lemmas = [term[1:] for term in terms if term[0] == LEMMAS]
    assert sorted(own) == sorted(
        ["jensen", "spoerger", "borgerne", "jensen spoerger", "spoerger borgerne"]
    )
    assert sorted(lemmas) == sorted(
        ["jensen", "spoerge", "borger", "jensen spoerge", "spoerge borger"]
    )
    assert len(own) + len(lemmas) < len(terms)
    assert {term[0] for term in terms} == set(PARTS)


def test_characters_are_two_to_five_within_a_word(rules: Danish) -> None:
    grams = [term[1:] for term in _terms(rules, "vi går") if term[0] == CHARACTERS]
    padded = (" vi ", " gaar ")
    expected = {
        word[start : start + length]
        for word in padded
        for length in range(2, 6)
        for start in range(len(word) - length + 1)
    }
    assert set(grams) == expected


def test_terms_know_their_first_and_last_word(rules: Danish) -> None:
    places = {term: (first, last) for term, first, last in terms_of(rules.analyse("vi går hjem"))}
    assert places["wvi"] == (0, 0)
    assert places["whjem"] == (2, 2)
    assert places["wvi gaar"] == places["lvi gaa"] == (0, 1)
    assert places["lgaa hjem"] == (1, 2)
    assert places["chjem "] == (2, 2)


def test_how_danish_letters_are_typed_makes_no_difference(rules: Danish) -> None:
    typed = _terms(rules, "VI SPOERGER BOERNENE")
    assert typed == _terms(rules, "vi spørger børnene")


def test_terms_are_numbered_with_their_parts(known: Vocabulary) -> None:
    assert [PARTS.index(term[0]) for term in known.terms] == known.part_of.tolist()
    assert len(known) == len(known.terms) == len(set(known.terms))


def test_the_vocabulary_leaves_out_what_is_rare(rules: Danish) -> None:
    terms = set(Vocabulary.of(rules.analyse_all(TEXTS)).terms)
    assert "wspoerger" in terms
    # One of them stands in two texts only, one three times in the same.
    assert not {"wjensen", "wspoerger og"} & terms
    assert "wjensen" in Vocabulary.of(rules.analyse_all(TEXTS), min_count=2).terms
    assert Vocabulary.of([]).terms == []


def test_what_is_packed_numbers_the_same_when_unpacked(rules: Danish, known: Vocabulary) -> None:
    again = Vocabulary.unpack(known.pack())
    assert again.terms == known.terms
    assert again.part_of.tolist() == known.part_of.tolist()
    counts, others = (each.counts(rules.analyse_all(TEXTS)) for each in (known, again))
    assert (counts != others).nnz == 0


def test_terms_are_counted(rules: Danish, known: Vocabulary) -> None:
    counts = known.counts(rules.analyse_all(TEXTS))
    assert counts.shape == (len(TEXTS), len(known))
    assert _counted(known, counts) == [Counter(_terms(rules, text)) for text in TEXTS]
    assert known.counts([]).shape == (0, len(known))


@pytest.mark.parametrize("text", ["", "xqzt", "🙂"])
def test_a_text_of_nothing_known_weighs_nothing(
    rules: Danish, known: Vocabulary, text: str
) -> None:
    weigher = Weigher.fit(known.counts(rules.analyse_all(TEXTS)), known.part_of, min_count=1)
    weights = weigher.transform(known.counts([rules.analyse(text)]))
    assert weights.shape == (1, len(known))
    assert weights.nnz == 0


@settings(max_examples=60, deadline=None)
@given(text=_texts)
def test_the_counts_of_variants_are_the_counts_of_the_parts(rules: Danish, text: str) -> None:
    analysis = rules.analyse(text)
    known = Vocabulary.of([analysis], min_count=1)
    spans = clauses(analysis)
    found = known.counts_of_variants(analysis, spans)
    rows = _counted(known, found)
    whole, without, alone = rows[0], rows[1 : 1 + len(spans)], rows[1 + len(spans) :]
    assert whole == Counter(_terms(rules, text))
    for span, rest, part in zip(spans, without, alone, strict=True):
        assert part == Counter(_terms(rules, span.of(analysis.text)))
        before = Counter(_terms(rules, analysis.text[: span.start]))
        after = Counter(_terms(rules, analysis.text[span.end :]))
        # Where no word is left out, none comes next to another one.
        assert rest == (before + after if part else whole)
        # What is left over stands across a border: two words in a row at most.
        across = whole - rest - part
        assert all(term[0] != CHARACTERS and " " in term for term in across)
        assert across.total() <= 4


def test_a_text_without_clauses_has_one_variant(rules: Danish, known: Vocabulary) -> None:
    assert whole_rows(known.counts_of_variants(rules.analyse("…"), []), known).shape == (
        1,
        len(known),
    )


def test_what_stands_before_all_spans_is_of_none(rules: Danish, known: Vocabulary) -> None:
    found = known.counts_of_variants(rules.analyse("Jensen spørger borgerne"), [Span(7, 23)])
    whole, rest, alone = _counted(known, found)
    assert rest == Counter(_terms(rules, "Jensen"))
    assert alone == Counter(_terms(rules, "spørger borgerne"))
    assert whole["wjensen spoerger"] == 1


def test_a_few_rows_are_multiplied_as_whole_ones(known: Vocabulary) -> None:
    few = Compact(np.array([[1.0, 0.0], [2.0, 3.0], [0.0, 0.0]]), np.array([4, 7]))
    weights = np.random.default_rng(1).random((len(known), 3))
    np.testing.assert_allclose(few @ weights, whole_rows(few, known) @ weights)
    np.testing.assert_allclose(few[1:] @ weights, (few @ weights)[1:])


@pytest.mark.parametrize("text", [*TEXTS, "xqzt", "🙂"])
def test_a_few_texts_weigh_what_many_weigh(rules: Danish, known: Vocabulary, text: str) -> None:
    weigher = Weigher.fit(known.counts(rules.analyse_all(TEXTS)), known.part_of, min_count=2)
    analysis = rules.analyse(text)
    spans = clauses(analysis)
    parts = [span.of(text) for span in spans]
    found = whole_rows(weigher.transform_few(known.counts_of_variants(analysis, spans)), known)
    expected = weigher.transform(known.counts(rules.analyse_all([text, *parts]))).toarray()
    np.testing.assert_allclose(found[[0, *range(1 + len(spans), len(found))]], expected)


def test_what_stands_across_a_border_belongs_to_the_whole_only(
    rules: Danish, known: Vocabulary
) -> None:
    spans = [Span(0, 6), Span(7, 23)]
    found = known.counts_of_variants(rules.analyse("Jensen spørger borgerne"), spans)
    whole, *others = _counted(known, found)
    assert whole["wjensen spoerger"] == 1
    assert [row["wjensen spoerger"] for row in others] == [0, 0, 0, 0]
    assert [row["wspoerger borgerne"] for row in others] == [1, 0, 0, 1]


@pytest.mark.parametrize("min_count", [1, 2, 3])
def test_each_part_weighs_as_scikit_learn_weighs_it(
    rules: Danish, known: Vocabulary, min_count: int
) -> None:
    counts = known.counts(rules.analyse_all(TEXTS))
    weights = Weigher.fit(counts, known.part_of, min_count).transform(counts)
    numbers = {term: number for number, term in enumerate(known.terms)}
    for number, part in enumerate(PARTS):
        vectorizer = TfidfVectorizer(
            sublinear_tf=True,
            min_df=min_count,
            analyzer=lambda text, part=part: [
                term for term in _terms(rules, text) if term[0] == part
            ],
        )
        expected = vectorizer.fit_transform(TEXTS).toarray()
        names = vectorizer.get_feature_names_out().tolist()
        columns = [numbers[name] for name in names]
        np.testing.assert_allclose(weights[:, columns].toarray(), expected)
        rare = set(np.flatnonzero(known.part_of == number)) - set(columns)
        assert not weights[:, sorted(rare)].toarray().any()


def test_each_part_weighs_the_same(rules: Danish, known: Vocabulary) -> None:
    counts = known.counts(rules.analyse_all(TEXTS))
    weights = Weigher.fit(counts, known.part_of, min_count=1).transform(counts)
    squares = weights.multiply(weights).sum(axis=1)
    np.testing.assert_allclose(np.ravel(squares), [3, 3, 0, 3, 3])


def test_to_weigh_changes_no_counts(rules: Danish, known: Vocabulary) -> None:
    counts = known.counts(rules.analyse_all(TEXTS))
    before = counts.copy()
    Weigher.fit(counts, known.part_of).transform(counts)
    assert (counts != before).nnz == 0
