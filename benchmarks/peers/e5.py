"""Sentence embeddings alone, without words."""

from collections.abc import Sequence

from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from benchmarks.peers.contestant import Contestant
from benchmarks.texts import examples
from nlp.e5 import open_encoder


class Embeddings(Contestant):
    """Logistic regression on the product's embeddings of multilingual-e5-small."""

    def train(self) -> None:
        """Embed the examples and learn from them."""
        encoder = open_encoder()
        if encoder is None:
            raise RuntimeError("the encoder can't be installed on this machine")
        self._encoder = encoder
        rows = examples()
        self._model = make_pipeline(StandardScaler(), LogisticRegression(max_iter=1000))
        self._model.fit(encoder.embed([row.text for row in rows]), [row.step for row in rows])

    def place(self, text: str) -> int:
        """Give the most likely step."""
        return self.place_all([text])[0]

    def place_all(self, texts: Sequence[str]) -> list[int]:
        """Place many texts at once."""
        return [int(step) for step in self._model.predict(self._encoder.embed(texts))]
