"""Tell whether a question is so precise that a short answer fits, and which."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from content.cues import Cues
from content.values import Guide, Point, Says, Topic
from nlp.features import Compact
from nlp.lexicon import Lexicon
from nlp.normalise import compact
from nlp.place import Place, above, below
from nlp.pointing import MASK, Pointing
from nlp.points import Near, PointModel
from nlp.yes_no import YesNo

# How well a short answer must fit: on a step that is pointed at (there is a longer answer on it),
# on any, and on any where it is asked of the model in general.
_FITS_STEP, _FITS, _FITS_GENERAL = 0.25, 0.22, 0.35
# How much it counts that it is on the topic asked about, or that the model seems to leave it out.
_ON_TOPIC = 0.13
# By so much another step must fit better than the one spoken of.
_CLEARLY_BETTER = 0.15
_FEW_WORDS = 4
_OF_ANY_STEP = frozenset(
    {Topic.PRINCIPLE, Topic.TRAITS, Topic.DURATION, Topic.PITFALLS, Topic.SIGNS}
)
_TOLD_AT_LENGTH = frozenset({Topic.COMPARISON, Topic.WHY, Topic.NEXT_STEP})


class Asked(NamedTuple):
    """Hold what a question is taken for: how likely each topic is, and what it points at."""

    text: str
    topics: Sequence[Topic]
    terms: Sequence[str]
    chances: Mapping[str, float]
    pointing: Pointing
    place: Place


class Precise:
    """Know the short answers and what asks for them."""

    def __init__(self, model: PointModel, guide: Guide, cues: Cues) -> None:
        self._model = model
        self._points = {point.block.id: point for point in guide.points}
        self._yes_no = YesNo(guide.points, cues)
        self._general = Lexicon({"": cues.general})

    def answer(self, asked: Asked, words: Compact) -> tuple[Point | None, Says | None]:
        """Give the short answer to a question, if it asks for one, and whether it says yes or no.

        What has an answer of its own making is not answered in short. An answer on a topic that the
        question sounds like need not fit so well, and must fit better where it sounds like what the
        model leaves out.
        """
        several = len(asked.pointing.steps) > 1
        if several or self._is_told_at_length(asked) or self._is_general(asked):
            return None, None
        near = [self._on_topic(each, asked) for each in self._nearest(asked, words)]
        best = max(near, key=lambda each: each.fit, default=None)
        if best is None or best.fit < self._enough(asked):
            return None, None
        return self._points[best.point], self._yes_no.said(asked.text, best.point)

    def _is_general(self, asked: Asked) -> bool:
        """Tell whether a question asks of a topic in general, and for nothing precise."""
        words = compact(asked.pointing.masked).split()
        return all(word == MASK or self._general.names(word) for word in words)

    @staticmethod
    def _is_told_at_length(asked: Asked) -> bool:
        """Tell whether a question has an answer of its own making, as a term has that is known."""
        asks_for_term = Topic.TERM in asked.topics and len(asked.terms) > 0
        return asks_for_term or not _TOLD_AT_LENGTH.isdisjoint(asked.topics)

    def _on_topic(self, near: Near, asked: Asked) -> Near:
        topic = self._points[near.point].topic
        return Near(near.point, near.fit + _ON_TOPIC * asked.chances.get(topic, 0.0))

    @staticmethod
    def _is_of_here(asked: Asked) -> bool:
        """Tell whether a few words, or what is asked of any step, are about the one spoken of."""
        few = len(asked.text.split()) <= _FEW_WORDS
        return few or not _OF_ANY_STEP.isdisjoint(asked.topics)

    @staticmethod
    def _enough(asked: Asked) -> float:
        general = asked.pointing.model and not asked.pointing.which
        fits = _FITS_STEP if asked.pointing.steps else _FITS_GENERAL if general else _FITS
        return fits + _ON_TOPIC * asked.chances.get(Topic.OUTSIDE, 0.0)

    def _nearest(self, asked: Asked, words: Compact) -> list[Near]:
        """List the short answers that may be meant: those on the step that is pointed at.

        Where none is, one on the step spoken of goes before others that fit little better.
        """
        pointing, here = asked.pointing, asked.place.spoken_of
        steps = set(pointing.steps)
        if not steps and here:
            if pointing.above or pointing.below:
                steps = {above(here) if pointing.above else below(here)}
            elif pointing.nothing and self._is_of_here(asked):
                steps = {here}
        at_steps = bool(steps) or (here is not None and not pointing.which)

        def is_possible(name: str) -> bool:
            point = self._points[name]
            if point.step is None:
                return point.topic is Topic.WHOLE_MODEL or not at_steps
            return point.step in steps if steps else pointing.which or not pointing.whole

        near = self._model.nearest(words, is_possible)
        if steps or here is None:
            return near
        at_own = [each for each in near if self._points[each.point].step == here]
        return at_own if at_own and near[0].fit - at_own[0].fit < _CLEARLY_BETTER else near
