"""Recognise short phrases, steps and terms in what people type, small errors included."""

import re
from collections.abc import Iterable, Mapping, Sequence

from rapidfuzz import fuzz, process

from nlp.normalise import compact

MIN_LIKENESS = 85.0
_MAX_WORDS = 9
_DIGIT = re.compile(r"\b(?:t[ri]+[nm]+|step|niveau|nr)\s*(?:nr\s*)?([1-5])\b|^([1-5])$")


def closest(text: str, phrases: Mapping[str, str]) -> str | None:
    """Give the value of the phrase that a short text repeats, or None.

    Very short phrases must be hit exactly: one letter makes another word of them.
    """
    typed = compact(text)
    if not typed or len(typed.split()) > _MAX_WORDS:
        return None
    folded = {compact(phrase): value for phrase, value in phrases.items()}
    if typed in folded:
        return folded[typed]
    if len(typed) < 5:
        return None
    long_enough = [phrase for phrase in folded if len(phrase) >= 5]
    best = process.extractOne(typed, long_enough, scorer=fuzz.ratio, score_cutoff=MIN_LIKENESS)
    return folded[best[0]] if best else None


def step_named(text: str, numbers: Mapping[int, Sequence[str]]) -> int | None:
    """Find the step that a text points at by number, ordinal or name."""
    typed = compact(text)
    digit = _DIGIT.search(typed)
    if digit:
        return int(digit[1] or digit[2])
    words = typed.split()
    for step, names in numbers.items():
        for name in map(compact, names):
            for index, word in enumerate(words):
                if _likely(word, name) and (_near_step(words, index) or len(name) > 6):
                    return step
    return None


def names_in(text: str, names: Mapping[str, str]) -> list[str]:
    """List the values whose name stands in the text as words, longest name first."""
    typed = f" {compact(text)} "
    found: list[str] = []
    for name in sorted(names, key=len, reverse=True):
        folded = compact(name)
        if names[name] not in found and _stands_in(folded, typed):
            found.append(names[name])
    return found


def _stands_in(name: str, typed: str) -> bool:
    """Find a name with Danish endings on its last word."""
    pattern = rf" {re.escape(name)}(?:e?[nt]|e?rne?s?|e?r|e|s|ens|ets)? "
    return bool(re.search(pattern, typed))


def _likely(word: str, name: str) -> bool:
    return word == name or (len(name) > 5 and fuzz.ratio(word, name) >= MIN_LIKENESS)


def _near_step(words: Sequence[str], index: int) -> bool:
    around: Iterable[str] = words[max(0, index - 1) : index + 2]
    return any(fuzz.ratio(word, other) >= 75 for word in around for other in ("trin", "trinnet"))
