"""Find words and phrases of named lists in a text."""

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from nlp.normalise import clean, compact

_MOST_CHARACTERS = 600
# The words that `compact` leaves between its spaces.
_WORD = re.compile(r"[\w§%]+")
_ANY = r"\w*"
_NEVER = "(?!)"


class Hit(NamedTuple):
    """Hold where in a compact text a phrase stands, whose list it is of, and how it was typed."""

    start: int
    end: int
    name: str
    said: str


class Lexicon:
    """Know lists of words by their names; «*» in a word stands for any letters."""

    def __init__(self, words: Mapping[str, Iterable[str]]) -> None:
        self._patterns = {name: _any_of(found) for name, found in words.items()}

    def names(self, text: str) -> list[str]:
        """List the names of which a word stands in the text, in the order of the lists."""
        typed = compact(text[:_MOST_CHARACTERS])
        return [name for name, pattern in self._patterns.items() if pattern.search(typed)]

    def places(self, text: str) -> list[Hit]:
        """List what stands in the text, in order; of what overlaps, the longest."""
        typed = compact(text[:_MOST_CHARACTERS])
        words = _WORD.findall(clean(text))
        hits: list[Hit] = []
        for name, pattern in self._patterns.items():
            for match in pattern.finditer(typed):
                first = typed.count(" ", 0, match.start())
                count = match[0].count(" ") + 1
                said = " ".join(words[first : first + count]).lower()
                hits.append(Hit(match.start(), match.end(), name, said))
        longest_first = sorted(hits, key=lambda hit: (hit.start, -hit.end))
        kept: list[Hit] = []
        for hit in longest_first:
            if not kept or hit.start >= kept[-1].end:
                kept.append(hit)
        return kept


def _any_of(phrases: Iterable[str]) -> re.Pattern[str]:
    longest_first = sorted(phrases, key=len, reverse=True)
    patterns = [pattern for pattern in map(_pattern, longest_first) if pattern]
    return re.compile(rf"(?<!\w)(?:{'|'.join(patterns) or _NEVER})(?!\w)")


def _pattern(phrase: str) -> str:
    """Fold a phrase around its stars; a star alone is one word or two."""
    words = []
    for word in phrase.split():
        if word == "*":
            words.append(r"\w+(?: \w+)?")
            continue
        core = re.escape(compact(word.strip("*"))).replace(r"\ ", " ")
        words.append(_ANY * word.startswith("*") + core + _ANY * word.endswith("*"))
    return " ".join(words)
