from collections.abc import Sequence

import numpy as np
import pytest

from nlp.danish import Danish
from nlp.features import Vocabulary, Weigher
from nlp.variants import Reader, meant
from tests.nlp.small import whole_rows

TEXT = "Vi spørger borgerne. De svarer os\nSå bygger vi en skole"
WIDTH = 4


class StandIn:
    """Give each word the numbers of its letters; the network adds a piece of its own."""

    def __init__(self) -> None:
        self.read: list[list[str]] = []

    def embed(self, texts: Sequence[str]) -> np.ndarray:
        return np.stack([self._mean(*self.sums([text])) for text in texts])

    def sums(self, parts: Sequence[str]) -> tuple[np.ndarray, np.ndarray]:
        self.read.append(list(parts))
        pieces = [np.ones((1, WIDTH))]
        pieces += [np.array([_of_word(word) for word in part.split()]) for part in parts]
        sums = [piece.reshape(-1, WIDTH).sum(axis=0) for piece in pieces]
        return np.stack(sums).astype(np.float32), np.array([len(piece) for piece in pieces])

    @staticmethod
    def _mean(sums: np.ndarray, counts: np.ndarray) -> np.ndarray:
        return np.asarray(sums.sum(axis=0) / counts.sum())


def _of_word(word: str) -> list[float]:
    return [len(word), word.count("e"), word.count("s"), word.count("i")]


@pytest.fixture(scope="module")
def known(rules: Danish) -> Vocabulary:
    return Vocabulary.of([rules.analyse(TEXT)], min_count=1)


@pytest.fixture(scope="module")
def weigher(rules: Danish, known: Vocabulary) -> Weigher:
    return Weigher.fit(known.counts([rules.analyse(TEXT)]), known.part_of, min_count=1)


def test_a_text_is_seen_whole_and_without_each_clause_and_each_alone(
    rules: Danish, known: Vocabulary, weigher: Weigher
) -> None:
    analysis = rules.analyse(TEXT)
    found = Reader(known, weigher).variants(analysis)
    parts = [span.of(TEXT) for span in found.spans]
    assert found.analysis is analysis
    assert parts == ["Vi spørger borgerne.", "De svarer os", "Så bygger vi en skole"]
    alone = weigher.transform(known.counts(rules.analyse_all(parts)))
    np.testing.assert_allclose(whole_rows(found.alone, known), alone.toarray())
    kept = whole_rows(found.kept.weights, known)
    assert kept.shape == (4, len(known))
    texts = [TEXT, "\n".join(parts[1:]), "\n".join(parts[:2])]
    whole = weigher.transform(known.counts(rules.analyse_all(texts))).toarray()
    np.testing.assert_allclose(kept[[0, 1, 3]], whole)
    np.testing.assert_allclose(whole_rows(found.whole.weights, known), whole[:1])
    # Without the clause in the middle, the others do not become neighbours.
    across = [known.terms.index(term) for term in ("wborgerne de", "wos saa")]
    assert kept[0, across].all()
    assert not kept[2, across].any()


def test_without_an_encoder_there_are_no_embeddings(
    rules: Danish, known: Vocabulary, weigher: Weigher
) -> None:
    found = Reader(known, weigher).variants(rules.analyse(TEXT))
    assert found.kept.meaning is found.whole.meaning is None


def test_a_text_is_embedded_whole_and_without_each_clause(
    rules: Danish, known: Vocabulary, weigher: Weigher
) -> None:
    encoder = StandIn()
    found = Reader(known, weigher, encoder).variants(rules.analyse(TEXT))
    # One reading is enough, of parts that are cut where a clause begins.
    parts = ["Vi spørger borgerne. ", "De svarer os\n", "Så bygger vi en skole"]
    assert encoder.read == [parts]
    rest = [TEXT, parts[1] + parts[2], parts[0] + parts[2], parts[0] + parts[1]]
    assert found.kept.meaning is not None
    np.testing.assert_allclose(found.kept.meaning, encoder.embed(rest), rtol=1e-6)
    assert found.whole.meaning is not None
    assert found.whole.meaning.shape == (1, WIDTH)


def test_a_text_can_be_seen_whole_only_and_is_the_same(
    rules: Danish, known: Vocabulary, weigher: Weigher
) -> None:
    reader, analysis = Reader(known, weigher, StandIn()), rules.analyse(TEXT)
    found, other = reader.variants(analysis, of_clauses=False), reader.variants(analysis)
    assert found.spans == []
    assert len(found.alone.values) == 0
    assert len(found.kept.weights.values) == 1
    np.testing.assert_array_equal(found.whole.meaning, other.whole.meaning)
    np.testing.assert_array_equal(found.whole.weights.values, other.whole.weights.values)


def test_what_stands_before_the_first_clause_is_read_with_it(
    rules: Danish, known: Vocabulary, weigher: Weigher
) -> None:
    encoder = StandIn()
    Reader(known, weigher, encoder).variants(rules.analyse("\n  Ja. Nej."))
    assert encoder.read == [["\n  Ja. ", "Nej."]]


@pytest.mark.parametrize("text", ["", "\n", "\u200b"])
def test_a_text_of_nothing_is_seen_whole_only(
    rules: Danish, known: Vocabulary, weigher: Weigher, text: str
) -> None:
    found = Reader(known, weigher, StandIn()).variants(rules.analyse(text))
    assert found.spans == []
    assert whole_rows(found.kept.weights, known).shape == (1, len(known))
    assert whole_rows(found.alone, known).shape == (0, len(known))
    assert found.kept.meaning is not None
    np.testing.assert_allclose(found.kept.meaning, np.ones((1, WIDTH)))


def test_without_its_only_clause_nothing_is_left_but_what_the_network_adds(
    rules: Danish, known: Vocabulary, weigher: Weigher
) -> None:
    found = Reader(known, weigher, StandIn()).variants(rules.analyse("Vi spørger."))
    assert found.kept.meaning is not None
    np.testing.assert_allclose(found.kept.meaning[1], np.ones(WIDTH))
    assert not found.kept.weights.values[1].any()


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("VI SPØRGER BORGERNE", "vi spørger borgerne"),
        ("VI SPOERGER", "VI spørger"),
        ("Vi spørger KKR", "Vi spørger KKR"),
        ("DR og TV", "dr og tv"),
        ("İİİ", "İİİ"),
        ("12!", "12!"),
        ("", ""),
    ],
)
def test_what_is_shouted_is_meant_as_said(rules: Danish, text: str, read: str) -> None:
    assert meant(rules.analyse(text)) == read
