"""Replace what points at a person by a word for it, and leave all else as it was typed."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from unicodedata import is_normalized

from content.redaction import RedactionWords
from content.values import Identifier
from nlp.normalise import LETTER_WITH_MARKS, Aligned, clean, clean_letter
from nlp.redaction.addresses import Addresses
from nlp.redaction.contacts import Contacts
from nlp.redaction.found import Found
from nlp.redaction.names import Names
from nlp.redaction.numbers import Numbers

# What people type needs two; more is made up to take time.
_MOST_LOOKS = 6

# Gives the stretches of a text that a trained pipeline takes for persons.
Persons = Callable[[str], Iterable[tuple[int, int]]]


@dataclass(frozen=True)
class Redacted:
    """Hold a text without identifiers, and the kinds that were in it, in order."""

    text: str
    found: tuple[Identifier, ...]


class Redactor:
    """Take identifiers out of Danish text by rules and lists, and by a pipeline's persons."""

    def __init__(self, words: RedactionWords, persons: Persons | None = None) -> None:
        self._placeholders = words.placeholders
        self._finders = (
            Contacts(words.numbers),
            Numbers(words.numbers),
            Addresses(words.addresses, words.numbers, words.names.never),
        )
        self._names = Names(words, persons)

    def redact(self, text: str) -> Redacted:
        """Replace all identifiers; what is redacted already stays as it is."""
        kinds: set[Identifier] = set()
        for _ in range(_MOST_LOOKS):
            aligned = _read(text)
            found = self._find(aligned.text)
            if not found:
                break
            # A neighbour that is gone may show another one.
            text = self._replace(text, aligned, found)
            kinds.update(each.kind for each in found)
        return Redacted(text, tuple(self._in_order(text, kinds)))

    def _find(self, text: str) -> list[Found]:
        """Give what is found without overlaps, in the order of the text."""
        taken = bytearray(len(text))
        for word in self._placeholders.values():
            _mark_all(text, word, taken)
        kept: list[Found] = []
        for finder in self._finders:
            for found in finder.find(text):
                if not any(taken[found.start : found.end]):
                    kept.append(found)
                    taken[found.start : found.end] = b"\1" * (found.end - found.start)
        kept.extend(self._names.find(text, taken))
        return sorted(kept, key=lambda found: found.start)

    def _replace(self, text: str, aligned: Aligned, found: list[Found]) -> str:
        pieces: list[str] = []
        done = 0
        for each in found:
            start, end = _typed(text, aligned, each)
            # One sign that stands for several may hold the end of one and the start of another.
            start = max(start, done)
            pieces += [text[done:start], self._placeholders[each.kind]]
            done = max(end, done)
        return "".join(pieces) + text[done:]

    def _in_order(self, text: str, kinds: set[Identifier]) -> list[Identifier]:
        return sorted(kinds, key=lambda kind: text.find(self._placeholders[kind]))


def _read(text: str) -> Aligned:
    """Clean a text, but for signs that stand for whole words: no identifier is made of them."""
    if is_normalized("NFKC", text) and clean(text) == text:
        return Aligned(text)
    return Aligned(text).replaced(LETTER_WITH_MARKS, _clean_short)


def _clean_short(letter: str) -> str:
    cleaned = clean_letter(letter)
    return cleaned if len(cleaned) <= len(letter) + 1 else letter


def _typed(text: str, aligned: Aligned, found: Found) -> tuple[int, int]:
    """Give the stretch of the text as typed; what nobody sees after it stays."""
    start, last = aligned.place(found.start), found.end
    while last < len(aligned.text) and aligned.place(last) == aligned.place(last - 1):
        last += 1
    end = aligned.place(last)
    while end > start + 1 and not clean(text[end - 1]):
        end -= 1
    return start, end


def _mark_all(text: str, word: str, taken: bytearray) -> None:
    start = text.find(word)
    while start >= 0:
        taken[start : start + len(word)] = b"\1" * len(word)
        start = text.find(word, start + len(word))
