"""Split a text into the clauses that can be quoted as evidence."""

import re
from bisect import bisect_left
from itertools import pairwise

from nlp.danish import Analysis, Span

MIN_WORDS = 4
SHORT_SENTENCE = 16
MAX_WORDS = 24
# Each clause is weighed by reading the text without it; a long text gets longer pieces instead.
MAX_CLAUSES = 12

_WORD = re.compile(r"\w+")
# Space is looked at from its beginning only, else much of it would take seconds.
_BREAK = re.compile(r"(?<!\s)(?:\s*[;:–—]\s+|\s+-\s+|\s*,\s+(?=\w))")
_LOOSE_BREAK = re.compile(r"(?<!\s)\s+(?=(?:men|mens|og så|så|når|fordi|selvom|hvor|derfor|og)\s)")


def clauses(analysis: Analysis) -> list[Span]:
    """Give the clauses of a text in order, at most twelve; a short sentence stays whole."""
    return _joined(
        [part for sentence in analysis.sentences for part in _parts(analysis.text, sentence)]
    )


def _joined(spans: list[Span]) -> list[Span]:
    """Join neighbours, as evenly as it goes, until there are few enough."""
    count = min(len(spans), MAX_CLAUSES)
    cuts = [len(spans) * index // count for index in range(count + 1)] if count else []
    return [Span(spans[first].start, spans[after - 1].end) for first, after in pairwise(cuts)]


def _parts(text: str, sentence: Span) -> list[Span]:
    if _count(sentence.of(text)) <= SHORT_SENTENCE:
        return [sentence]
    parts = _split(text, sentence, _BREAK)
    loose = []
    for part in parts:
        too_long = _count(part.of(text)) > MAX_WORDS
        loose.extend(_split(text, part, _LOOSE_BREAK) if too_long else [part])
    return loose


def _split(text: str, whole: Span, pattern: re.Pattern[str]) -> list[Span]:
    """Cut at the pattern, but never so that a piece gets shorter than the minimum."""
    starts = [match.start() for match in _WORD.finditer(text, whole.start, whole.end)]
    pieces: list[Span] = []
    start = whole.start
    for match in pattern.finditer(text, whole.start, whole.end):
        words_before = bisect_left(starts, match.start()) - bisect_left(starts, start)
        words_after = len(starts) - bisect_left(starts, match.end())
        if words_before >= MIN_WORDS and words_after >= MIN_WORDS:
            pieces.append(Span(start, match.start()))
            start = match.end()
    pieces.append(Span(start, whole.end))
    return pieces


def _count(text: str) -> int:
    return len(_WORD.findall(text))
