"""Recognise short phrases, steps and terms in what people type, small errors included."""

import re
from collections.abc import Iterable, Mapping

from rapidfuzz import fuzz, process

from content.replies import StepWords
from nlp.normalise import compact

MIN_LIKENESS = 85.0
_MAX_WORDS = 9
_STEP_LIKENESS = 75
_DIGIT = re.compile(r"\b(?:t[ri]+[nm]+|step|niveau|nummer|nr)\s*(?:nr\s*)?([0-9]+)\b|^([1-5])$")


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


def step_named(text: str, words_of: Mapping[int, StepWords]) -> int | None:
    """Find the step that a text points at by number, ordinal or name; 0 for one that is not."""
    typed = compact(text)
    if digit := _DIGIT.search(typed):
        number = int(digit[1] or digit[2])
        return number if number in words_of else 0
    words = typed.split()
    for step, names in words_of.items():
        for before, word, after in zip(["", *words], words, [*words[1:], ""], strict=False):
            if (
                any(_likely(word, compact(name)) for name in names.name)
                or (_is_step(before) and word in map(compact, names.after))
                or (_is_step(after) and any(_likely(word, compact(n)) for n in names.before))
            ):
                return step
    return None


def contains(text: str, phrases: Iterable[str]) -> bool:
    """Tell whether a text holds one of some phrases; one that ends in a space must begin it."""
    typed = f"{compact(text)} "
    return any(
        typed.startswith(f"{compact(phrase)} ")
        if phrase.endswith(" ")
        else compact(phrase) in typed
        for phrase in phrases
    )


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
    pattern = rf" {re.escape(name)}(?:e?(?:[ntr]|rne)|ne|e)?s? "
    return bool(re.search(pattern, typed))


def _likely(word: str, name: str) -> bool:
    return word == name or (len(name) > 5 and fuzz.ratio(word, name) >= MIN_LIKENESS)


def _is_step(word: str) -> bool:
    return any(fuzz.ratio(word, name) >= _STEP_LIKENESS for name in ("trin", "trinnet"))
