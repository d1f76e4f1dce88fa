"""What the step descriptions alone teach, by weighted words."""

from collections.abc import Sequence

from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline

from benchmarks.peers.contestant import Contestant
from content.guide import load_guide
from nlp.learning.dataset import placed_texts


class Descriptions(Contestant):
    """TF-IDF and logistic regression, taught by the step descriptions and no example."""

    def train(self) -> None:
        """Learn from the descriptions."""
        rows = placed_texts(load_guide(), ())
        self._model = make_pipeline(TfidfVectorizer(), LogisticRegression(max_iter=1000))
        self._model.fit([row.text for row in rows], [row.step for row in rows])

    def place(self, text: str) -> int:
        """Give the most likely step."""
        return self.place_all([text])[0]

    def place_all(self, texts: Sequence[str]) -> list[int]:
        """Place many texts at once."""
        return [int(step) for step in self._model.predict(texts)]
