"""Tell apart what a message says of several departments, or of earlier and of now."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from content.cues import CONTRASTS, EARLIER, NOW, Cues
from nlp.danish import Analysis, Span
from nlp.lexicon import Lexicon
from nlp.normalise import compact

# Where a clause may begin, also in a short sentence; an odd cut does no harm, for what names no
# department or time goes with what stands before it.
_BREAK = re.compile(r"[,;:] +| +(?=(?:men|mens|hvorimod) )")
_FEWEST_WORDS = 4
_FEWEST_WORDS_TOLD = 8
_MANY_WORDS = 6
# How many words may stand before the name of an area, beside those that open it.
_WORDS_BEFORE = 2


@dataclass(frozen=True)
class Part:
    """Hold a part of a message and what it is about: a field of work, or a time.

    `said` is how the person named it.
    """

    name: str
    text: str
    said: str = ""


class Parts:
    """Know the words that begin to speak of another department, or of another time."""

    def __init__(self, cues: Cues) -> None:
        self._fields = Lexicon(cues.fields)
        self._contrasts = Lexicon({CONTRASTS: cues.areas[CONTRASTS]})
        self._times = Lexicon(cues.times)
        asking = "|".join(re.escape(word) for word in cues.asking)
        self._second = re.compile(rf"(?:[,?]? +og +|\? +)(?=(?:{asking})\b)", re.IGNORECASE)
        self._asking = re.compile(rf"(?:\w+ )?(?:{asking})\b", re.IGNORECASE)
        openings = sorted(map(compact, cues.areas["openings"]), key=len, reverse=True)
        self._opening = re.compile(
            rf"^(?:\w+ ){{0,{_WORDS_BEFORE}}}(?:{'|'.join(map(re.escape, openings))}) (?:\w+ )?$"
        )

    def area(self, text: str) -> tuple[str, str] | None:
        """Give the field that a clause begins to speak of, and how it is called; or None."""
        typed = compact(text)
        for hit in self._fields.places(text):
            if self._opening.match(typed[: hit.start]):
                return hit.name, hit.said
        return None

    def areas(self, analysis: Analysis) -> list[Part]:
        """Cut a message by departments, where it sets at least two against each other."""
        parts = self._cut(analysis, self.area)
        named = [part for part in parts if part.name and len(part.text.split()) >= _FEWEST_WORDS]
        if len(named) < 2:
            return []
        contrasted = bool(self._contrasts.names(analysis.text))
        long = all(len(part.text.split()) >= _MANY_WORDS for part in named)
        return named if contrasted or long else []

    def times(self, analysis: Analysis) -> tuple[str, str] | None:
        """Give what is said of earlier and what of now, where both are told."""
        parts = {part.name: part.text for part in self._cut(analysis, self._time)}
        earlier, now = parts.get(EARLIER, ""), parts.get(NOW, "")
        told = min(len(earlier.split()), len(now.split())) >= _FEWEST_WORDS
        return (earlier, now) if told else None

    @staticmethod
    def told_and_asked(analysis: Analysis) -> tuple[str, str] | None:
        """Give what a message tells and what it asks, where it has sentences of both kinds."""
        texts = [sentence.of(analysis.text) for sentence in analysis.sentences]
        asked = " ".join(text for text in texts if text.endswith("?"))
        told = " ".join(text for text in texts if not text.endswith("?"))
        return (told, asked) if asked and len(told.split()) >= _FEWEST_WORDS_TOLD else None

    def is_of_earlier(self, analysis: Analysis) -> bool:
        """Tell whether a message tells of earlier alone."""
        names = {part.name for part in self._cut(analysis, self._time)}
        return EARLIER in names and NOW not in names

    def questions(self, text: str) -> list[str]:
        """Cut a message into questions, where it is made of several."""
        parts = self._second.split(text)
        return parts if all(self._asking.match(part) for part in parts) else [text]

    def _time(self, text: str) -> tuple[str, str] | None:
        found = self._times.places(text)
        return (found[0].name, "") if found else None

    @staticmethod
    def _cut(analysis: Analysis, named: Callable[[str], tuple[str, str] | None]) -> list[Part]:
        """Join the clauses of each name; one without a name goes with the one before it.

        What follows each other in the message stays as it was typed.
        """
        spans: dict[tuple[str, str], list[Span]] = {}
        name = last = ("", "")
        for sentence in analysis.sentences:
            for clause in _clauses(analysis.text, sentence):
                name = named(clause.of(analysis.text)) or name
                own = spans.setdefault(name, [])
                if own and name == last:
                    clause = Span(own.pop().start, clause.end)
                own.append(clause)
                last = name
        return [
            Part(name, " ".join(span.of(analysis.text) for span in own), said)
            for (name, said), own in spans.items()
        ]


def _clauses(text: str, sentence: Span) -> Iterator[Span]:
    """Cut a sentence where a clause may begin."""
    start = sentence.start
    for match in _BREAK.finditer(text, sentence.start, sentence.end):
        yield Span(start, match.start())
        start = match.end()
    yield Span(start, sentence.end)
