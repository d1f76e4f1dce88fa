"""Turn texts into the three columns that the classifiers read: words, lemmas, characters."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix
from sklearn.compose import ColumnTransformer
from sklearn.feature_extraction.text import TfidfVectorizer

from nlp.danish import Danish
from nlp.normalise import compact, words

Columns = npt.NDArray[np.object_]
Matrix = csr_matrix
WORDS, LEMMAS, CHARACTERS = range(3)
_SPACED = r"\S+"


def columns(texts: Sequence[str], danish: Danish) -> Columns:
    """Prepare texts for `vectorizer`: shape (n, 3), each cell a string."""
    table = np.empty((len(texts), 3), dtype=object)
    for row, (text, lemmas) in enumerate(zip(texts, danish.lemmas(texts), strict=True)):
        table[row] = [" ".join(words(text)), " ".join(lemmas), compact(text)]
    return table


def vectorizer(min_count: int = 2) -> ColumnTransformer:
    """Weigh words and lemmas (one and two in a row) and characters (2 to 5 within words)."""

    def by_words() -> TfidfVectorizer:
        return TfidfVectorizer(
            token_pattern=_SPACED, ngram_range=(1, 2), min_df=min_count, sublinear_tf=True
        )

    return ColumnTransformer(
        [
            ("words", by_words(), WORDS),
            ("lemmas", by_words(), LEMMAS),
            (
                "characters",
                TfidfVectorizer(
                    analyzer="char_wb", ngram_range=(2, 5), min_df=min_count, sublinear_tf=True
                ),
                CHARACTERS,
            ),
        ]
    )
