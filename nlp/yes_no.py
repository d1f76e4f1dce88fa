"""Tell whether the short answer to a question begins with yes or with no."""

import re
from collections.abc import Iterable

from content.cues import Cues
from content.values import Point, Says
from nlp.lexicon import Lexicon
from nlp.normalise import compact

_CLAUSE = re.compile(r"[,.;:?!]+")
_FIRST_WORDS = 3


class YesNo:
    """Know what each short answer affirms and denies.

    A wrong yes is worse than none: where a word is said that may turn the question around, nothing
    is told but the answer.
    """

    def __init__(self, points: Iterable[Point], cues: Cues) -> None:
        points = tuple(points)
        self._affirmed = {point.block.id: Lexicon({"": point.affirms}) for point in points}
        self._denied = {point.block.id: Lexicon({"": point.denies}) for point in points}
        self._open, self._tags, self._or_else, self._limiting, self._negating = (
            Lexicon({"": words})
            for words in (
                *(cues.open_questions, cues.tags, cues.or_else),
                *(cues.limiting, cues.negating),
            )
        )

    def said(self, text: str, point: str) -> Says | None:
        """Give what an answer says to a text; None where it asks for neither or may mean both."""
        if any(map(self._is_open, _CLAUSE.split(text))):
            return None
        typed = self._first(_without(text, self._tags))
        denied = self._denied[point]
        if denied.names(typed):
            negated = self._negating.names(_without(typed, denied))
            return None if negated else Says.NO
        affirmed = self._affirmed[point]
        if not affirmed.names(typed):
            return None
        left = _without(typed, affirmed)
        turned = self._negating.names(left) or self._limiting.names(left)
        return None if turned else Says.YES

    def _first(self, typed: str) -> str:
        """Give what is asked first; «…, eller er det kun lederne?» asks it again."""
        again = self._or_else.places(typed)
        return typed[: again[0].start].strip() if again else typed

    def _is_open(self, clause: str) -> bool:
        """Tell whether a clause asks for something else than yes or no."""
        begins = _without(clause, self._tags).split()[:_FIRST_WORDS]
        return bool(self._open.names(" ".join(begins)))


def _without(text: str, words: Lexicon) -> str:
    """Fold a text and leave out the words of a list."""
    typed = compact(text)
    for hit in reversed(words.places(typed)):
        typed = f"{typed[: hit.start]}{typed[hit.end :]}"
    return compact(typed)
