"""Have questions read by models that know what a test tells."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

import numpy as np

from content.cues import load_cues
from content.guide import load_guide
from nlp.blend import Floats, Seen
from nlp.danish import Analysis
from nlp.features import Compact
from nlp.place import Place
from nlp.points import Near
from nlp.questions import Asking, Marker, Question

NOWHERE = Place()
ON_TWO = Place(own=2)
BLOCK = "modellen/raekkefoelgen"


class Fixed:
    """Give the chances that a test tells."""

    def __init__(self, chances: Mapping[str, float]) -> None:
        self.classes = list(chances)
        self._row = list(chances.values())

    def probabilities(self, seen: Seen) -> Floats:
        return np.array([self._row])


class Nearest:
    """Find the short answers that a test tells, among those that are possible."""

    def __init__(self, fits: Mapping[str, float]) -> None:
        self._near = [Near(f"korte-svar/{name}", fit) for name, fit in fits.items()]

    def nearest(self, text: Compact, is_possible: Callable[[str], bool]) -> list[Near]:
        found = [near for near in self._near if is_possible(near.point)]
        return sorted(found, key=lambda near: -near.fit)


class Told:
    """Know topics and blocks as a test tells; remember how what was asked was read."""

    def __init__(
        self, chances: Mapping[str, float], fits: Mapping[str, float] = MappingProxyType({})
    ) -> None:
        self.topics = Fixed(chances)
        self.points = Nearest(fits)
        self.blocks = Fixed({"modellen/den-roede-traad": 0.2, BLOCK: 0.5, "modellen/x": 0.3})
        self.read: list[Analysis] = []

    def see(self, analysis: Analysis, meaning: Floats | None) -> Seen:
        self.read.append(analysis)
        return Seen(Compact(np.zeros((1, 0)), np.zeros(0, np.int64)), meaning)


def ask(marker: Marker, text: str, place: Place = NOWHERE, **chances: float) -> Question:
    """Read a question whose topics have these chances."""
    return asking_of(marker, Told(chances)).read(text, None, place)


def asking_of(marker: Marker, told: Told) -> Asking:
    """Put together what reads questions, with models that a test tells."""
    return Asking(told, marker, load_guide(), load_cues())  # type: ignore[arg-type]
