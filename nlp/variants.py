"""See a text as the models do: whole, and without each of its clauses."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from nlp.blend import Floats, Seen
from nlp.clauses import clauses
from nlp.danish import Analysis, Span
from nlp.e5 import Encoder
from nlp.features import Compact, Vocabulary, Weigher


@dataclass(frozen=True)
class Variants:
    """Hold a text of n clauses: whole and without each (n + 1 rows), and each clause alone (n)."""

    analysis: Analysis
    spans: Sequence[Span]
    kept: Seen
    alone: Compact

    @property
    def whole(self) -> Seen:
        """Give the text alone, as one row."""
        return self.kept[:1]


class Reader:
    """Turn analysed texts into what the models read."""

    def __init__(
        self, vocabulary: Vocabulary, weigher: Weigher, encoder: Encoder | None = None
    ) -> None:
        self._vocabulary = vocabulary
        self._weigher = weigher
        self._encoder = encoder

    def variants(self, analysis: Analysis, *, of_clauses: bool = True) -> Variants:
        """See one text with its clauses, or whole only."""
        spans = clauses(analysis)
        meaning = self._meaning(self._encoder, analysis, spans) if self._encoder else None
        if not of_clauses:
            spans, meaning = [], meaning if meaning is None else meaning[:1]
        counts = self._vocabulary.counts_of_variants(analysis, spans)
        weights = self._weigher.transform_few(counts)
        kept = 1 + len(spans)
        return Variants(analysis, spans, Seen(weights[:kept], meaning), weights[kept:])

    @staticmethod
    def _meaning(encoder: Encoder, analysis: Analysis, spans: Sequence[Span]) -> Floats:
        """Embed the text, and what is left of the mean without each clause.

        The clause is taken out of the mean only: what is left was still read together with it, so
        that one pass through the network is enough.
        """
        text = meant(analysis)
        cuts = [0, *(span.start for span in spans[1:]), len(text)]
        sums, counts = encoder.sums([text[one:other] for one, other in pairwise(cuts)])
        total, pieces = sums.sum(axis=0), counts.sum()
        own, lengths = (sums[1:], counts[1:]) if spans else (sums[:0], counts[:0])
        without = (total - own) / np.maximum(1, pieces - lengths)[:, None]
        return np.vstack([total / pieces, without])


def meant(analysis: Analysis) -> str:
    """Give the text for the encoder; it knows few words that are shouted."""
    text = analysis.text
    letters = sum(map(str.isalpha, text))
    shouted = sum(map(str.isupper, text)) > letters / 2
    return text.lower() if shouted and len(text.lower()) == len(text) else text
