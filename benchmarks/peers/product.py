"""The product itself, with embeddings and on words alone."""

from collections.abc import Sequence
from typing import Any, ClassVar

from benchmarks.peers.contestant import NO_STEP, Contestant
from benchmarks.product_figures import product_figures
from bot.settings import load_settings
from nlp.e5 import installed_encoder
from nlp.fingerprint import is_trained
from nlp.loading import load_understanding
from nlp.understanding import Reading


class Product(Contestant):
    """Read as the coach does; a text that the coach would not place has no step."""

    embeddings: ClassVar[bool]

    def train(self) -> None:
        """Load what was trained; train where that is asked for, or where nothing matches."""
        if self.embeddings and installed_encoder() is None:
            raise RuntimeError("the encoder can't be installed on this machine")
        model = load_settings().spacy_model
        self.learnt_here = self.anew or not is_trained(model, embeddings=self.embeddings)
        self._understanding = load_understanding(model, anew=self.anew, embeddings=self.embeddings)

    def place(self, text: str) -> int:
        """Give the step."""
        return _step(self._understanding.read(text))

    def place_all(self, texts: Sequence[str]) -> list[int]:
        """Give the steps as `trinvis evaluate` does: no peer looks for evidence."""
        return [_step(self._understanding.read(text, evidence=False)) for text in texts]

    def more(self) -> dict[str, Any]:
        """Measure decisions, sureness, questions and evidence."""
        return product_figures(self._understanding)


def _step(reading: Reading) -> int:
    return reading.placement.step if reading.placement else NO_STEP


class WithEmbeddings(Product):
    """The product as it is installed."""

    embeddings = True


class WordsAlone(Product):
    """The product where the encoder is switched off or can't be installed."""

    embeddings = False
