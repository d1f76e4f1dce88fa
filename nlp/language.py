"""Tell Danish from other languages, the neighbours above all."""

from collections.abc import Sequence
from functools import cache

import numpy as np
import numpy.typing as npt
from py3langid.langid import MODEL_FILE, LanguageIdentifier
from scipy.special import expit

from nlp.blend import Linear
from nlp.danish import Danish
from nlp.normalise import clean

# The languages that people in Danish municipalities may write in.
_LANGUAGES = (
    *("da", "no", "nn", "sv", "is", "fo", "fi", "en", "de", "nl"),
    *("fr", "es", "it", "pl", "uk", "ru", "ar", "fa", "tr", "so"),
)
_TINY = 1e-6

Marks = npt.NDArray[np.float64]


class LanguageSense:
    """Measure how Danish a text looks: by its bytes, and by how many of its words are known."""

    def __init__(self, danish: Danish) -> None:
        self._danish = danish
        self._identifier = _identifier()

    def marks(self, texts: Sequence[str]) -> Marks:
        """Describe texts for the model: shape (n, 5)."""
        return np.array([self._marks_of(clean(text)) for text in texts])

    def _marks_of(self, text: str) -> list[float]:
        chance = dict(self._identifier.rank(text))["da"]
        chance = min(max(chance, _TINY), 1 - _TINY)
        log_odds = float(np.log(chance / (1 - chance)))
        known, count = self._danish.known_words(text)
        share = known / count if count else 1.0
        length = float(np.log1p(count))
        return [log_odds, share, share * log_odds, length, share * length]


@cache
def _identifier() -> LanguageIdentifier:
    """Load the model and keep of it only what tells the languages apart that may occur."""
    whole = LanguageIdentifier.from_model_file(MODEL_FILE)
    whole.set_languages(_LANGUAGES)
    return LanguageIdentifier(
        whole.nb_ptc.copy(),
        whole.nb_pc,
        whole.nb_classes,
        whole.tk_nextmove,
        whole.tk_output,
        norm_probs=True,
        tk_row=whole.tk_row,
    )


def chance_of_another(model: Linear, marks: Marks) -> Marks:
    """Give how likely each text is in another language than Danish: shape (n,)."""
    return np.asarray(expit(model.scores(marks)[:, 0]))
