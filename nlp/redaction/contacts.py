"""Find e-mail addresses, IBANs and car plates."""

import re
from collections.abc import Iterator

from content.redaction import NumberWords
from content.values import Identifier
from nlp.redaction.found import Found, word_after, words_before

_LOCAL = r"(?<![\w.+%-])[\w.+%-]{1,80}"
_BLANK = r"[^\S\n]{0,2}"
_BLANKS = r"[^\S\n]{1,2}"
_AT = (
    rf"(?:{_BLANK}@{_BLANK}"
    rf"|{_BLANK}[(\[{{][^\S\n]?(?:at|a|snabel-?a)[^\S\n]?[)\]}}]{_BLANK}"
    rf"|{_BLANKS}snabel-?[^\S\n]?a{_BLANKS})"
)
_DOT = (
    rf"(?:\.|{_BLANK}\.{_BLANK}(?=(?:dk|com|org|net|eu)\b)"
    rf"|{_BLANK}[(\[{{](?:dot|punktum|prik)[)\]}}]{_BLANK}"
    rf"|{_BLANKS}(?:dot|punktum|prik){_BLANKS})"
)
_EMAIL = re.compile(rf"(?i){_LOCAL}{_AT}[\w-]{{1,80}}(?:{_DOT}[\w-]{{1,80}}){{0,8}}")
# «at» is a word of its own in Danish, so here the dot must be spelled out.
_SPELLED = re.compile(
    rf"(?i){_LOCAL}[^\S\n]{{1,2}}at[^\S\n]{{1,2}}[\w-]{{1,80}}[^\S\n]{{1,2}}(?:dot|punktum|prik)"
    r"[^\S\n]{1,2}[a-z]{2,4}\b"
)
_DANISH_IBAN = re.compile(r"(?i)(?<![^\W\d_])dk[ -]?\d\d(?:[ .-]?\d){14}(?!\d)")
_IBAN = re.compile(r"(?<![^\W_])[A-Z]{2}\d\d(?:[ -]?[A-Z0-9]{4}){3,7}(?:[ -]?[A-Z0-9]{1,3})?\b")
_PLATE = re.compile(
    r"(?i)(?<![^\W_])([a-z]{2})([^\S\n]?[-.]?[^\S\n]?)(\d\d[^\S\n]?[-.]?[^\S\n]?\d{3})(?![\w])"
)
_DIGITS_OF_IBAN = 11


class Contacts:
    """Find what has letters and signs of its own, so that it is told by these."""

    def __init__(self, words: NumberWords) -> None:
        self._words = words

    def find(self, text: str) -> Iterator[Found]:
        """Give what is found."""
        for pattern in (_EMAIL, _SPELLED):
            for match in pattern.finditer(text):
                yield Found(*_trimmed(match), Identifier.EMAIL)
        for match in _DANISH_IBAN.finditer(text):
            yield Found(*match.span(), Identifier.ACCOUNT)
        for match in _IBAN.finditer(text):
            if sum(sign.isdigit() for sign in match[0]) >= _DIGITS_OF_IBAN:
                yield Found(*match.span(), Identifier.ACCOUNT)
        for match in _PLATE.finditer(text):
            if self._is_plate(text, match):
                yield Found(*match.span(), Identifier.PLATE)

    def _is_plate(self, text: str, match: re.Match[str]) -> bool:
        letters, gap, _ = match.groups()
        if not self._words.plate_before.isdisjoint(words_before(text, match.start())[-3:]):
            return True
        if word_after(text, match.end()) in self._words.units:
            return False
        if letters.lower() in self._words.not_plates:
            return False
        # Where all is in small letters, «på 12 345» is no plate, but «ab12345» is.
        return letters.isupper() or (not gap and not letters.isupper())


def _trimmed(match: re.Match[str]) -> tuple[int, int]:
    """Leave the signs that end a sentence outside, and a dash or dot before."""
    start, end = match.span()
    while match[0][start - match.start()] in ".-+%" and start < end - 1:
        start += 1
    while match[0][end - match.start() - 1] in "-_" and end > start + 1:
        end -= 1
    return start, end
