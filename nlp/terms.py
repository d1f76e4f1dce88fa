"""Find the terms of the model in what people write, inflected or misspelt."""

import re
from collections.abc import Callable, Iterable
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from content.values import Term
from nlp.normalise import compact

_MOST_CHARACTERS = 600
_MOST_WORDS_TO_FORGIVE = 30
_FEWEST_LETTERS_TO_FORGIVE = 6
_LETTERS_A_MISTAKE = 8
# Danish endings of nouns and adjectives, longest first.
_ENDING = re.compile(r"(?:ernes|enes|erne|ener|enes|ene|ens|ers|ets|er|en|et|es|e|s|n|t|r)$")
_SHORTEST_STEM = 4


class Terms:
    """Know the names of the terms and their variants."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self._name_of: dict[tuple[str, ...], str] = {}
        self.variants: dict[str, str] = {}
        for term in terms:
            for name in (term.name, *term.variants):
                self._name_of.setdefault(_stems(name), term.name)
                self.variants[name] = term.name
        self._spelt_name = {
            spelt: name
            for stems, name in self._name_of.items()
            if len(spelt := "".join(stems)) >= _FEWEST_LETTERS_TO_FORGIVE
        }
        self._spelt = list(self._spelt_name)
        self._lengths = sorted({len(stems) for stems in self._name_of}, reverse=True)

    def find(self, text: str) -> list[str]:
        """List the terms that stand in a text, longest first; words forgiven a letter come last."""
        stems = _stems(text[:_MOST_CHARACTERS])
        taken = [False] * len(stems)
        found = self._look(stems, taken, self._lengths, self._name_of.get)
        if len(stems) <= _MOST_WORDS_TO_FORGIVE:
            # «kompetence udvikling» is one word more than it should be.
            lengths = [max(self._lengths, default=0) + 1, *self._lengths]
            found += self._look(stems, taken, lengths, self._nearly)
        return list(dict.fromkeys(found))

    @staticmethod
    def _look(
        stems: tuple[str, ...],
        taken: list[bool],
        lengths: list[int],
        named: Callable[[tuple[str, ...]], str | None],
    ) -> list[str]:
        found: list[str] = []
        for length in lengths:
            for start in range(len(stems) - length + 1):
                span = slice(start, start + length)
                if any(taken[span]):
                    continue
                name = named(stems[span])
                if name:
                    taken[span] = [True] * length
                    found.append(name)
        return found

    def _nearly(self, stems: tuple[str, ...]) -> str | None:
        typed = "".join(stems)
        if len(typed) < _FEWEST_LETTERS_TO_FORGIVE:
            return None
        mistakes = max(1, len(typed) // _LETTERS_A_MISTAKE)
        nearest = process.extractOne(typed, self._spelt, scorer=OSA.distance, score_cutoff=mistakes)
        return self._spelt_name[nearest[0]] if nearest else None


def _stems(text: str) -> tuple[str, ...]:
    return tuple(_stem(word) for word in compact(text).split())


@lru_cache(20_000)
def _stem(word: str) -> str:
    """Cut a Danish ending off a word that is long enough to have one."""
    cut = _ENDING.sub("", word)
    return cut if len(cut) >= _SHORTEST_STEM else word
