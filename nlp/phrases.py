"""Recognise short phrases in what people type, small errors included."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from rapidfuzz import fuzz, process

from nlp.normalise import compact

MIN_LIKENESS = 85.0
_MAX_WORDS = 9
_NUMBER = re.compile(r"\d+")
_PHRASES_REMEMBERED = 4_096


def closest(text: str, phrases: Mapping[str, str]) -> str | None:
    """Give the value of the phrase that a short text repeats, or None.

    Very short phrases and numbers must be hit exactly: one letter makes another word of them.
    """
    typed = compact(text)
    if not typed or len(typed.split()) > _MAX_WORDS:
        return None
    folded = {_folded(phrase): value for phrase, value in phrases.items()}
    if typed in folded:
        return folded[typed]
    if len(typed) < 5:
        return None
    numbers = _NUMBER.findall(typed)
    long_enough = [
        phrase for phrase in folded if len(phrase) >= 5 and _NUMBER.findall(phrase) == numbers
    ]
    best = process.extractOne(typed, long_enough, scorer=fuzz.ratio, score_cutoff=MIN_LIKENESS)
    return folded[best[0]] if best else None


def contains(text: str, phrases: Iterable[str]) -> bool:
    """Tell whether a text holds one of some phrases; one that ends in a space must begin it."""
    typed = f"{compact(text)} "
    return any(
        typed.startswith(f"{_folded(phrase)} ")
        if phrase.endswith(" ")
        else _folded(phrase) in typed
        for phrase in phrases
    )


@lru_cache(_PHRASES_REMEMBERED)
def _folded(phrase: str) -> str:
    """Fold a phrase of the content; the same are asked for with every message."""
    return compact(phrase)
