"""Turn texts into the three columns that the classifiers read: words, lemmas, characters."""

from collections.abc import Sequence
from typing import Any, TypeAlias, cast

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix, hstack
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.feature_extraction.text import TfidfVectorizer

from nlp.danish import Danish
from nlp.normalise import compact, words

Columns: TypeAlias = npt.NDArray[np.object_]
Matrix: TypeAlias = csr_matrix
WORDS, LEMMAS, CHARACTERS = range(3)
_SPACED = r"\S+"


def columns(texts: Sequence[str], danish: Danish) -> Columns:
    """Prepare texts for `Weigher`: shape (n, 3), each cell a string."""
    table = np.empty((len(texts), 3), dtype=object)
    for row, (text, lemmas) in enumerate(zip(texts, danish.lemmas(texts), strict=True)):
        table[row] = [" ".join(words(text)), " ".join(lemmas), compact(text)]
    return table


class Weigher(TransformerMixin, BaseEstimator):  # type: ignore[misc]  # sklearn is untyped
    """Weigh words and lemmas (one and two in a row) and characters (2 to 5 within words) by TF-IDF.

    Leaves out what stands in fewer than `min_count` texts.
    """

    def __init__(self, min_count: int = 2) -> None:
        self.min_count = min_count

    def fit(self, table: Columns, truth: object = None) -> "Weigher":
        """Learn the terms and their rarity: table of shape (n, 3)."""
        self.parts_ = self._new_parts()
        for column, part in self.parts_.items():
            part.fit(table[:, column])
        return self

    def transform(self, table: Columns) -> Matrix:
        """Weigh texts: shape (n, terms)."""
        parts = (part.transform(table[:, column]) for column, part in self.parts_.items())
        return cast(Matrix, hstack(list(parts), format="csr"))

    def pack(self) -> list[dict[str, Any]]:
        """Give what was learnt in a few large values: skops writes a dictionary term by term."""
        return [
            {"terms": "\n".join(part.get_feature_names_out()), "rarity": part.idf_}
            for part in self.parts_.values()
        ]

    @classmethod
    def unpack(cls, packed: Sequence[dict[str, Any]]) -> "Weigher":
        """Take up what `pack` gave."""
        weigher = cls()
        weigher.parts_ = weigher._new_parts()
        for part, learnt in zip(weigher.parts_.values(), packed, strict=True):
            terms = learnt["terms"].split("\n")
            part.vocabulary_ = {term: index for index, term in enumerate(terms)}
            part.idf_ = learnt["rarity"]
        return weigher

    def _new_parts(self) -> dict[int, TfidfVectorizer]:
        by_words = {"token_pattern": _SPACED, "ngram_range": (1, 2)}
        within_words = {"analyzer": "char_wb", "ngram_range": (2, 5)}
        return {
            column: TfidfVectorizer(min_df=self.min_count, sublinear_tf=True, **settings)
            for column, settings in (
                (WORDS, by_words),
                (LEMMAS, by_words),
                (CHARACTERS, within_words),
            )
        }
