"""Measure readability by LIX (Björnsson, 1968): words a sentence, and the share of long words."""

import re

_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_SENTENCE = re.compile(r"[.!?:…]+(?=[\s»)]|$)|\n")
_LONG = 6


def lix(text: str) -> float:
    """Give the LIX of a text with at least one word; a line ends a sentence too."""
    sentences = [part for part in _SENTENCE.split(text) if _WORD.search(part)]
    words = _WORD.findall(text)
    long_words = [word for word in words if len(word) > _LONG]
    return len(words) / len(sentences) + 100 * len(long_words) / len(words)
