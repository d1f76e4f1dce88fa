"""Split a text into the clauses that can be quoted as evidence."""

import re

from nlp.danish import Danish, Span

MIN_WORDS = 4
MAX_WORDS = 24

_LINE = re.compile(r"[^\n]+")
_WORD = re.compile(r"\w+")
_BREAK = re.compile(r"[;:–—]\s+|\s-\s|,\s+(?=\w)")
_LOOSE_BREAK = re.compile(r"\s+(?=(?:men|mens|og så|så|når|fordi|selvom|hvor|derfor|og)\s)")


def clauses(text: str, danish: Danish) -> list[Span]:
    """Give the clauses of a text in order, each at least a few words long where the text is."""
    found = []
    for line in _LINE.finditer(text):
        for sentence in danish.sentences(line[0]):
            span = Span(line.start() + sentence.start, line.start() + sentence.end)
            found.extend(_parts(text, span))
    return found


def _parts(text: str, sentence: Span) -> list[Span]:
    parts = _split(text, sentence, _BREAK)
    loose = []
    for part in parts:
        too_long = len(_WORD.findall(part.of(text))) > MAX_WORDS
        loose.extend(_split(text, part, _LOOSE_BREAK) if too_long else [part])
    return loose


def _split(text: str, whole: Span, pattern: re.Pattern[str]) -> list[Span]:
    """Cut at the pattern, but never so that a piece gets shorter than the minimum."""
    pieces: list[Span] = []
    start = whole.start
    for match in pattern.finditer(text, whole.start, whole.end):
        words_before = len(_WORD.findall(text, start, match.start()))
        words_after = len(_WORD.findall(text, match.end(), whole.end))
        if words_before >= MIN_WORDS and words_after >= MIN_WORDS:
            pieces.append(Span(start, match.start()))
            start = match.end()
    pieces.append(Span(start, whole.end))
    return pieces
