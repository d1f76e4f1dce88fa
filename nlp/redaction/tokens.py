"""Split a text into words as they bear on names: case, lists they stand in, what joins them."""

import re
from typing import NamedTuple

from content.redaction import RedactionWords

_WORD = re.compile(r"[^\W\d_]+(?:['’´`-][^\W\d_]+)*")
_GENITIVE = re.compile(r"['’´`]?s$|['’´`]$")
_JOINED = re.compile(r"[^\S\n]{1,2}$|[^\S\n]?-[^\S\n]?$")
_AFTER_INITIAL = re.compile(r"\.?[^\S\n]{0,2}$")
# «5'eren» is no Eren.
_ENDS_A_NUMBER = re.compile(r"\d['’´`]?$")
_LONGEST_GAP = 4
_LONGEST_NAME = 40
_SURNAME_ENDINGS = ("sen", "gaard", "strup")


class Token(NamedTuple):
    """Hold a word, and what the lists of names say of it."""

    start: int
    end: int
    gap: str
    joined: bool
    low: str
    capital: bool
    upper: bool
    initial: bool
    first: bool
    last: bool
    ambiguous: bool
    genitive: int

    @property
    def known(self) -> bool:
        """Tell whether the word is a first name or a surname."""
        return self.first or self.last

    @property
    def stem(self) -> str:
        """Give the word without the ending of the genitive."""
        return self.low[: len(self.low) - self.genitive]

    @property
    def sen(self) -> bool:
        """Tell whether this is a surname that is nothing else."""
        return self.last and self.stem.endswith(_SURNAME_ENDINGS)


class Tokenizer:
    """Look words up in the lists of names."""

    def __init__(self, words: RedactionWords) -> None:
        self._first = words.first_names
        self._last = words.surnames
        self._ambiguous = words.names.ambiguous
        self._particles = words.names.particles

    def split(self, text: str) -> list[Token]:
        """Split a text into its words."""
        tokens: list[Token] = []
        known: dict[str, tuple[str, bool, bool, bool, bool, bool, bool, int]] = {}
        end = 0
        initial = False
        for match in _WORD.finditer(text):
            word, start = match[0], match.start()
            gap = text[max(end, start - _LONGEST_GAP) : start]
            if word not in known:
                known[word] = self._facts(word)
            joins = _AFTER_INITIAL if initial else _JOINED
            joined = start - end < _LONGEST_GAP and end > 0 and joins.match(gap) is not None
            token = Token(start, match.end(), gap, joined, *known[word])
            if _ENDS_A_NUMBER.search(gap):
                token = token._replace(first=False, last=False, capital=False)
            tokens.append(token)
            end, initial = match.end(), token.initial
        return tokens

    def _facts(self, word: str) -> tuple[str, bool, bool, bool, bool, bool, bool, int]:
        low = word.lower()
        parts = word.split("-")
        capital = parts[-1][0].isupper() and all(
            part[0].isupper() or part in self._particles for part in parts
        )
        first, last, genitive = self._look_up(low)
        ambiguous = low[: len(low) - genitive] in self._ambiguous
        long = len(word) > 1
        upper = long and word.isupper()
        return low, capital, upper, capital and not long, first, last, ambiguous, genitive

    def _look_up(self, word: str) -> tuple[bool, bool, int]:
        """Tell whether a word is a first name, a surname, and how long its genitive ending is."""
        if len(word) > _LONGEST_NAME:
            return False, False, 0
        first, last = self._listed(word)
        ending = _GENITIVE.search(word)
        if ending and not first:
            bare_first, bare_last = self._listed(word[: ending.start()])
            # «Peters» is more often Peter's than a surname.
            if bare_first or (bare_last and not last):
                return bare_first, bare_last, len(ending[0])
        return first, last, 0

    def _listed(self, word: str) -> tuple[bool, bool]:
        first, last = word in self._first, word in self._last
        if not (first or last) and "-" in word:
            parts = [part for part in word.split("-") if part not in self._particles] or [""]
            first = parts[0] in self._first and all(self._either(part) for part in parts)
            last = not first and parts[0] in self._last and all(map(self._either, parts))
        return first, last

    def _either(self, word: str) -> bool:
        return word in self._first or word in self._last
