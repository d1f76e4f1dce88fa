"""Turn texts into weighed words, lemmas and characters, and a text into itself without a clause."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, pairwise
from typing import Any, NamedTuple, TypeAlias

import marisa_trie
import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix

from nlp.danish import Analysis, Span

Matrix: TypeAlias = csr_matrix
Numbers: TypeAlias = npt.NDArray[np.int64]

# The parts, by the sign that their terms begin with. Each weighs the same, however many terms it
# has: words and lemmas (one and two in a row), characters (two to five within words).
WORDS, LEMMAS, CHARACTERS = PARTS = "wlc"
# In how many texts a term must stand to count.
FEWEST = 3
_LENGTHS = range(2, 6)
_OF_MATRIX = ("data", "indices", "indptr")
_WORDS_REMEMBERED = 20_000


@dataclass(frozen=True)
class Compact:
    """Hold a few rows of a matrix by the columns that they need: values (n, m), columns (m,).

    For one text, a sparse matrix of SciPy's takes longer to make than to be multiplied.
    """

    values: npt.NDArray[Any]
    columns: Numbers

    def __getitem__(self, rows: slice) -> "Compact":
        """Take some of the rows."""
        return Compact(self.values[rows], self.columns)

    def __matmul__(self, weights: npt.NDArray[Any]) -> npt.NDArray[Any]:
        """Multiply with a matrix that has all columns as rows."""
        return np.asarray(self.values @ weights[self.columns])


def pack_matrix(matrix: Matrix) -> dict[str, npt.NDArray[Any]]:
    """Give a sparse matrix as its arrays; skops does not trust the type itself."""
    return {name: getattr(matrix, name) for name in _OF_MATRIX}


def unpack_matrix(packed: dict[str, npt.NDArray[Any]], width: int) -> Matrix:
    """Build a sparse matrix of so many columns from its arrays."""
    arrays = tuple(packed[name] for name in _OF_MATRIX)
    return csr_matrix(arrays, shape=(len(packed["indptr"]) - 1, width))


class Occurrences(NamedTuple):
    """Hold the terms of a text in columns: which term, and its first and last word."""

    terms: Numbers
    first: Numbers
    last: Numbers


def terms_of(analysis: Analysis) -> Iterable[tuple[str, int, int]]:
    """Give each term of a text with the places of its first and last word."""
    before = None
    for place, word in enumerate(analysis.words):
        for term in _terms_of_word(word.form, word.lemma):
            yield term, place, place
        if before:
            yield f"{WORDS}{before.form} {word.form}", place - 1, place
            yield f"{LEMMAS}{before.lemma} {word.lemma}", place - 1, place
        before = word


@lru_cache(_WORDS_REMEMBERED)
def _terms_of_word(form: str, lemma: str) -> tuple[str, ...]:
    padded = f" {form} "
    grams = (
        f"{CHARACTERS}{padded[start : start + length]}"
        for length in _LENGTHS
        for start in range(max(1, len(padded) - length + 1))
    )
    return (f"{WORDS}{form}", f"{LEMMAS}{lemma}", *grams)


class Vocabulary:
    """Number the terms, in a trie: a tenth of the memory of a dictionary."""

    def __init__(self, trie: marisa_trie.Trie) -> None:
        self._trie = trie
        parts = [PARTS.index(trie.restore_key(number)[0]) for number in range(len(trie))]
        self.part_of = np.array(parts, dtype=np.int64)
        self._of_word = lru_cache(_WORDS_REMEMBERED)(self._number_word)

    @classmethod
    def of(cls, analyses: Iterable[Analysis], min_count: int = FEWEST) -> "Vocabulary":
        """Collect what stands in at least `min_count` texts."""
        counts: dict[str, int] = {}
        for analysis in analyses:
            for term in {term for term, _, _ in terms_of(analysis)}:
                counts[term] = counts.get(term, 0) + 1
        kept = [term for term, count in counts.items() if count >= min_count]
        return cls(marisa_trie.Trie(kept))

    @classmethod
    def unpack(cls, packed: "npt.NDArray[np.uint8]") -> "Vocabulary":
        """Take up what `pack` gave."""
        return cls(marisa_trie.Trie().frombytes(packed.tobytes()))

    def pack(self) -> "npt.NDArray[np.uint8]":
        """Give all of it as an array of bytes."""
        return np.frombuffer(self._trie.tobytes(), dtype=np.uint8)

    @property
    def terms(self) -> list[str]:
        """List the terms in the order of their numbers."""
        return [self._trie.restore_key(number) for number in range(len(self))]

    def __len__(self) -> int:
        return len(self._trie)

    def occurrences(self, analysis: Analysis) -> Occurrences:
        """Find the known terms of a text."""
        found = [self._of_word(word.form, word.lemma) for word in analysis.words]
        found += [self._pair(*both) for both in pairwise(analysis.words)]
        lengths = [len(terms) for terms in found]
        places = np.arange(len(analysis.words))
        return Occurrences(
            np.fromiter(chain.from_iterable(found), np.int64, sum(lengths)),
            np.repeat(np.concatenate([places, places[:-1]]), lengths),
            np.repeat(np.concatenate([places, places[1:]]), lengths),
        )

    def counts(self, analyses: Iterable[Analysis]) -> Matrix:
        """Count the terms of texts: shape (n, terms)."""
        rows = [self.occurrences(analysis).terms for analysis in analyses]
        ends = np.cumsum([0, *map(len, rows)])
        terms = np.concatenate(rows) if rows else np.zeros(0, dtype=np.int64)
        matrix = csr_matrix((np.ones(len(terms)), terms, ends), shape=(len(rows), len(self)))
        matrix.sum_duplicates()
        return matrix

    def counts_of_variants(self, analysis: Analysis, spans: Sequence[Span]) -> Compact:
        """Count a text, the text without each span, and each span alone: 1 + 2n rows.

        What stands across the border of a span belongs to the whole text only.
        """
        found = self.occurrences(analysis)
        starts = np.array([span.start for span in spans], dtype=np.int64)
        words = np.array([word.start for word in analysis.words], dtype=np.int64)
        span_of_word = np.searchsorted(starts, words, side="right") - 1
        first, last = span_of_word[found.first], span_of_word[found.last]
        terms, column = np.unique(found.terms, return_inverse=True)
        # What stands before all spans is of span -1, and is counted in a row of its own.
        shape = 1 + len(spans), len(terms)

        def counted(span: Numbers, chosen: npt.NDArray[np.bool_]) -> Numbers:
            cells = (1 + span[chosen]) * len(terms) + column[chosen]
            return np.bincount(cells, minlength=shape[0] * shape[1]).reshape(shape)[1:]

        inside = first == last
        whole = np.bincount(column, minlength=len(terms))
        alone = counted(first, inside)
        across = counted(first, ~inside) + counted(last, ~inside)
        return Compact(np.vstack([whole, whole - alone - across, alone]), terms)

    def _number_word(self, form: str, lemma: str) -> tuple[int, ...]:
        return self._known(_terms_of_word(form, lemma))

    def _pair(self, before: Any, word: Any) -> tuple[int, ...]:
        pairs = (f"{WORDS}{before.form} {word.form}", f"{LEMMAS}{before.lemma} {word.lemma}")
        return self._known(pairs)

    def _known(self, terms: Iterable[str]) -> tuple[int, ...]:
        return tuple([number for number in map(self._trie.get, terms) if number is not None])


class Weigher:
    """Weigh counted terms by TF-IDF, as scikit-learn does with sublinear term frequency.

    Each part is brought to length one by itself. Terms in fewer than `min_count` of the texts that
    were learnt from weigh nothing.
    """

    def __init__(self, part_of: Numbers, rarity: npt.NDArray[np.float64]) -> None:
        self.part_of = part_of
        self.rarity = rarity

    @classmethod
    def fit(cls, counts: Matrix, part_of: Numbers, min_count: int = FEWEST) -> "Weigher":
        """Learn how rare the terms are: counts of shape (n, terms)."""
        texts = counts.getnnz(axis=0)
        rarity = np.log((1 + counts.shape[0]) / (1 + texts)) + 1
        return cls(part_of, np.where(texts >= min_count, rarity, 0.0))

    def transform(self, counts: Matrix) -> Matrix:
        """Weigh texts: shape (n, terms)."""
        rows = np.repeat(np.arange(counts.shape[0]), np.diff(counts.indptr))
        weights = self._weigh(counts.data, rows, counts.indices)
        return csr_matrix((weights, counts.indices, counts.indptr), shape=counts.shape)

    def transform_few(self, counts: Compact) -> Compact:
        """Weigh a few texts in the same way."""
        values = np.zeros(counts.values.shape)
        cells = np.flatnonzero(counts.values)
        rows, columns = np.divmod(cells, max(1, len(counts.columns)))
        values.flat[cells] = self._weigh(counts.values.flat[cells], rows, counts.columns[columns])
        return Compact(values, counts.columns)

    def _weigh(
        self, counts: npt.NDArray[Any], rows: Numbers, terms: Numbers
    ) -> npt.NDArray[np.float64]:
        """Weigh single counts, each with its row and term."""
        weights = (1 + np.log(counts)) * self.rarity[terms]
        blocks = rows * len(PARTS) + self.part_of[terms]
        squares = np.bincount(blocks, weights**2)
        lengths = np.sqrt(np.where(squares > 0, squares, 1.0))
        return np.asarray(weights / lengths[blocks])
