"""Hold what is found in a text, and look at what stands beside it."""

import re
from dataclasses import dataclass

from content.values import Identifier

_LETTERS = re.compile(r"[^\W\d_]+")
_NEXT = re.compile(r"[^\S\n]{0,2}([^\W\d_]+2?|[%€])")
# The words of a placeholder say nothing of the number after it.
_PLACEHOLDER = re.compile(r"\[?[^\[\]\n]{0,20}\]")
_REACH = 30


@dataclass(frozen=True)
class Found:
    """Mark a stretch of a text as an identifier."""

    start: int
    end: int
    kind: Identifier


def words_before(text: str, index: int) -> list[str]:
    """Give the last words before a place of a line, in small letters, the nearest last."""
    line = text[max(0, index - _REACH) : index].rpartition("\n")[2]
    line = _PLACEHOLDER.sub(" ", line)
    return [word.lower() for word in _LETTERS.findall(line)]


def word_after(text: str, index: int) -> str:
    """Give the word or sign that follows at once, in small letters."""
    match = _NEXT.match(text, index)
    return match[1].lower() if match else ""
