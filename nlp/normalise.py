"""Bring what people type to one form: signs, case, doubled letters, and `ae/oe/aa` for `æ/ø/å`."""

import re
import unicodedata

_FOLD = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "ä": "ae", "ö": "oe"})
_KEPT_CONTROLS = frozenset("\n\t")
_REPEATED = re.compile(r"([^\W\d_])\1{2,}")
_WORD = re.compile(r"[^\W_]+(?:[-'][^\W_]+)*")
_SIGNS = re.compile(r"[^\w\s§%]+")
_SPACE = re.compile(r"\s+")


def clean(text: str) -> str:
    """Compose characters and drop those that nobody sees; keep line breaks."""
    composed = unicodedata.normalize("NFKC", text)
    return "".join(
        character
        for character in composed
        if character in _KEPT_CONTROLS or unicodedata.category(character)[0] != "C"
    )


def fold(text: str) -> str:
    """Lower case, write `æøå` as people without them do, and shorten «braaaa» to «braa»."""
    lowered = clean(text).lower().translate(_FOLD)
    bare = "".join(
        character
        for character in unicodedata.normalize("NFD", lowered)
        if not unicodedata.combining(character)
    )
    # «ǿ» is an «ø» only now that its accent is gone.
    return _REPEATED.sub(r"\1\1", bare.translate(_FOLD))


def words(text: str) -> list[str]:
    """Split folded text into words."""
    return _WORD.findall(fold(text))


def compact(text: str) -> str:
    """Fold and leave single spaces for all that is neither letter, digit, § nor %."""
    return _SPACE.sub(" ", _SIGNS.sub(" ", fold(text))).strip()
