"""Bring what people type to one form: signs, case, doubled letters, and `ae/oe/aa` for `æ/ø/å`."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

_FOLD = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "ä": "ae", "ö": "oe"})
_KEPT_CONTROLS = frozenset("\n\t")
_WITHOUT_KEPT_CONTROLS = dict.fromkeys(map(ord, _KEPT_CONTROLS))
_REPEATED = re.compile(r"([^\W\d_])\1{2,}")
_WORD = re.compile(r"[^\W_]+(?:[-'][^\W_]+)*")
_SIGNS = re.compile(r"[^\w\s§%]+")
_SPACE = re.compile(r"\s+")
_PLAIN = re.compile(r"[\n\t -~¡-¬®-ÿ–—‘’“”•]*")
_WORDS_REMEMBERED = 20_000
# A message is looked at from many sides while it is answered.
_TEXTS_REMEMBERED = 64
_LETTERS_REMEMBERED = 4_000
# Marks are what `\w` and all signs leave over: they belong to the letter before them.
LETTER_WITH_MARKS = re.compile(r"(?s).[\u0300-\u036f\u1ab0-\u1aff\u20d0-\u20ff]*")


@dataclass(frozen=True)
class Aligned:
    """Hold a text that was changed, and where each of its characters stood before.

    `places` has one more entry than the text, for its end; it is None where nothing moved.
    """

    text: str
    places: tuple[int, ...] | None = None

    def place(self, index: int) -> int:
        """Give where a character, or the end of the text, stood before."""
        return index if self.places is None else self.places[index]

    def replaced(self, pattern: re.Pattern[str], change: Callable[[str], str]) -> "Aligned":
        """Change all that matches; what a match becomes stands where it stood."""
        pieces: list[str] = []
        places: list[int] = []
        end = 0
        for match in pattern.finditer(self.text):
            new = change(match[0])
            if new == match[0]:
                continue
            pieces += [self.text[end : match.start()], new]
            places.extend(map(self.place, range(end, match.start())))
            places.extend([self.place(match.start())] * len(new))
            end = match.end()
        if not pieces:
            return self
        places.extend(map(self.place, range(end, len(self.text) + 1)))
        return Aligned("".join(pieces) + self.text[end:], tuple(places))


def clean(text: str) -> str:
    """Compose characters and drop those that nobody sees; keep line breaks."""
    if _PLAIN.fullmatch(text):
        return unicodedata.normalize("NFKC", text)
    composed = unicodedata.normalize("NFKC", text)
    if composed.translate(_WITHOUT_KEPT_CONTROLS).isprintable():
        return composed
    return "".join(
        character
        for character in composed
        if character in _KEPT_CONTROLS or unicodedata.category(character)[0] != "C"
    )


def clean_aligned(text: str) -> Aligned:
    """Clean a text and remember where its characters stood.

    A letter and the marks that follow it are composed together; what they become stands where the
    letter stood.
    """
    if clean(text) == text:
        return Aligned(text)
    return Aligned(text).replaced(LETTER_WITH_MARKS, clean_letter)


@lru_cache(_LETTERS_REMEMBERED)
def clean_letter(letter: str) -> str:
    """Clean one letter with its marks; remembered, for odd texts are odd in the same way."""
    return clean(letter)


def fold(text: str) -> str:
    """Lower case, write `æøå` as people without them do, and shorten «braaaa» to «braa»."""
    lowered = clean(text).lower().translate(_FOLD)
    if lowered.isascii():
        return _REPEATED.sub(r"\1\1", lowered)
    bare = "".join(
        character
        for character in unicodedata.normalize("NFD", lowered)
        if not unicodedata.combining(character)
    )
    # «ǿ» is an «ø» only now that its accent is gone.
    return _REPEATED.sub(r"\1\1", bare.translate(_FOLD))


@lru_cache(_WORDS_REMEMBERED)
def fold_word(word: str) -> str:
    """Fold one word; remembered, for texts share most of their words."""
    return fold(word)


def words(text: str) -> list[str]:
    """Split folded text into words."""
    return _WORD.findall(fold(text))


@lru_cache(_TEXTS_REMEMBERED)
def compact(text: str) -> str:
    """Fold and leave single spaces for all that is neither letter, digit, § nor %."""
    return _SPACE.sub(" ", _SIGNS.sub(" ", fold(text))).strip()
