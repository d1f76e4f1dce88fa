"""A message as the reader of rhythms sees it: folded, and less what was understood of it."""

import re
from collections.abc import Iterable, Iterator, Mapping

from rapidfuzz import fuzz, process

from nlp.normalise import fold

# Longer messages are no wishes for a rhythm; the rest of them is not read.
_MOST_CHARACTERS = 400
_TOKEN = re.compile(r"\d{1,2}[.:]\d{2}(?!\d)|\d+/\d+|\d+|[^\W\d_]+|[-–]")
# «1) hver uge» at the beginning of a line.
_MARKER = re.compile(r"(?m)^\s*\d{1,2}\)\s*")
_LIKE, _APART = 84.0, 5.0
_FEWEST_LETTERS = 3
_GAP = "|"
_NOTHING = frozenset({_GAP, "-"})


def pattern(phrases: Iterable[str], between: Iterable[str] = ()) -> re.Pattern[str]:
    """Match any of some phrases as whole words, the longest first.

    «#» is a number, «…» stands for any of the words that may come between, or none.
    """
    words = "|".join((re.escape(_GAP), *(re.escape(normal(word)) for word in between)))
    ordered = sorted(phrases, key=len, reverse=True)
    inner = "|".join(_inner(phrase, rf"(?: (?:{words}))* ") for phrase in ordered)
    return re.compile(rf"(?<!\S)(?:{inner})(?!\S)")


def numbered(forms: Mapping[str, Iterable[str]]) -> dict[str, int]:
    """Give the place of the list that each form is of, the first list at 0."""
    return {normal(form): place for place, found in enumerate(forms.values()) for form in found}


def normal(text: str) -> str:
    """Fold a text and put one space between its words, numbers, times and dashes."""
    return " ".join(_TOKEN.findall(fold(text[:_MOST_CHARACTERS]))).replace("–", "-")


class Said:
    """Give pieces of a message and forget them, so that nothing is understood twice."""

    def __init__(self, text: str) -> None:
        self.text = text

    @classmethod
    def of(cls, text: str, known: frozenset[str], likely: frozenset[str]) -> "Said":
        """Take a message as it was typed; what is not known and nearly a likely word is mended."""
        words = normal(_MARKER.sub("", text)).split()
        return cls(" ".join(word if word in known else _mended(word, likely) for word in words))

    def copy(self) -> "Said":
        """Give the same once more, to be taken apart in another way."""
        return Said(self.text)

    def take(self, wanted: re.Pattern[str]) -> list[re.Match[str]]:
        """Give all that matches, and forget it."""
        found = list(wanted.finditer(self.text))
        if found:
            self.text = " ".join(wanted.sub(f" {_GAP} ", self.text).split())
        return found

    def split_off(self, wanted: re.Pattern[str]) -> "Said | None":
        """Give what follows the first match, and forget it from the match on."""
        found = wanted.search(self.text)
        if found is None:
            return None
        tail = Said(self.text[found.end() :].strip())
        self.text = self.text[: found.start()].strip()
        return tail

    def has(self, wanted: re.Pattern[str]) -> bool:
        """Tell whether something matches."""
        return wanted.search(self.text) is not None

    def begins(self, wanted: re.Pattern[str]) -> bool:
        """Tell whether the message begins with something."""
        return wanted.match(self.text) is not None

    def left(self, fillers: frozenset[str]) -> Iterator[str]:
        """Give the words that nobody took and that say something."""
        return (word for word in self.text.split() if word not in fillers and word not in _NOTHING)


def _inner(phrase: str, between: str) -> str:
    """Write a phrase as a regular expression."""
    pieces = [r"\d+".join(map(_escaped, piece.strip().split("#"))) for piece in phrase.split("…")]
    return between.join(pieces)


def _escaped(part: str) -> str:
    """Write a part as it stands in a text, with a space where it has one beside a number."""
    before, after = " " * part.startswith(" "), " " * part.endswith(" ")
    return re.escape(f"{before}{normal(part)}{after}")


def _mended(word: str, likely: frozenset[str]) -> str:
    """Put the word in place of one that is nearly it, where no other is as near."""
    if len(word) < _FEWEST_LETTERS or not word.isalpha():
        return word
    near = process.extract(word, likely, scorer=fuzz.ratio, score_cutoff=_LIKE, limit=2)
    if not near or near[0][0][0] != word[0]:
        return word
    if len(near) > 1 and near[0][1] - near[1][1] < _APART:
        return word
    return near[0][0]
