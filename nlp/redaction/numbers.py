"""Find CPR numbers, telephone numbers and account numbers by the shapes that people type."""

import re
from collections.abc import Iterator

from content.redaction import NumberWords
from content.values import Identifier
from nlp.redaction.chains import Chain, Window, chains
from nlp.redaction.found import Found, word_after, words_before

_CPR = {
    (10,), (6, 4), (5, 5), (4, 6), (2, 2, 2, 4), (2, 2, 2, 2, 2), (2, 2, 6), (6, 2, 2), (4, 2, 4),
    (3, 3, 4), (1,) * 10,
}  # fmt: skip
_CPR_WITH_CENTURY = {(12,), (8, 4), (2, 2, 4, 4)}
_PHONE = {(8,), (2, 2, 2, 2), (4, 4), (2, 6), (6, 2), (4, 2, 2), (2, 2, 4), (1,) * 8}
_PHONE_IN_THREES = {(3, 2, 3), (2, 3, 3), (3, 3, 2)}
_PHONE_WITH_COUNTRY = {(2, 8), (2, 2, 2, 2, 2)}
_ACCOUNTS = {(4, 10), (4, 4, 4, 4), (4, 3, 3, 4)}
_ACCOUNTS_WITH_ZERO = {(4, 7), (4, 8), (4, 9)}
_PLUS = re.compile(r"\([^\S\n]?\+?[^\S\n]?(?:00)?\d{1,3}[^\S\n]?\)[^\S\n]{0,2}$|\+[^\S\n]?$")
_YEAR = re.compile(r"(?:19|20)\d\d")
_DAY = r"(?:0[1-9]|[12]\d|3[01])"
_MONTH = r"(?:0[1-9]|1[0-2])"
_BIRTHDAY = re.compile(rf"{_DAY}{_MONTH}\d\d")
_BIRTHDAY_WITH_CENTURY = re.compile(rf"{_DAY}{_MONTH}(?:18|19|20)\d\d")
_DATE = re.compile(rf"{_DAY}{_MONTH}(?:19|20)\d\d|(?:19|20)\d\d{_MONTH}{_DAY}")
# Hidden last digits, and «O» in the place of 0.
_CPR_WITH_LETTERS = re.compile(
    r"(?<![\w.])[\doO]{2}[ .]?[\doO]{2}[ .]?[\doO]{2}[^\S\n]?[-\u2010-\u2015\u2212]"
    r"[^\S\n]?(?:[\doO]{4}|[xX*]{4}|\d{1,3}[xX*]{1,3})(?![\w*])"
)
_ZERO = str.maketrans("oO", "00")
_ACCOUNT_WORD = r"(?:bank)?konto(?:en)?(?:[^\S\n]?(?:nr|nummer|no))?\.?[^\S\n]?(?:er|:)?[^\S\n]?"
_REGISTERED = re.compile(
    r"(?i)(?<![^\W\d_])reg(?:istrerings)?\.?-?[^\S\n]?(?:nr|nummer|no)?\.?:?[^\S\n]?(\d{4}[^\S\n]?[,;/–-]?"
    rf"[^\S\n]?(?:og[^\S\n])?(?:{_ACCOUNT_WORD})?\d(?:[ .-]?\d){{5,9}})(?!\d)"
)
_ACCOUNT = re.compile(rf"(?i)(?<![^\W\d_]){_ACCOUNT_WORD}(\d(?:[ .-]?\d){{5,15}})(?!\d)")
_BOX = re.compile(
    r"(?i)(?<![^\W\d_])mobile?[^\S\n]?pay(?:[^\S\n]?-?(?:nummer|nr\.?|boks|box|til|på|kode|er|:|#))*[^\S\n]*"
    r"(\d{4,6}|\d\d[^\S\n]\d\d\d)(?!\d)"
)
_PAYMENT_SLIP = re.compile(
    r"\+?7[135][^\S\n]?<[^\S\n]?\d{14,16}[^\S\n]?\+?[^\S\n]?\d{7,8}[^\S\n]?<?"
)
_REACH = 14
_FEWEST_DIGITS = 5


class Numbers:
    """Find the numbers that are a person's, and leave years, dates, amounts and cases."""

    def __init__(self, words: NumberWords) -> None:
        self._words = words

    def find(self, text: str) -> Iterator[Found]:
        """Give what is found; the surer comes first."""
        yield from self._accounts(text)
        for match in _CPR_WITH_LETTERS.finditer(text):
            digits = re.sub(r"[ .]", "", match[0]).translate(_ZERO)
            if _BIRTHDAY.match(digits) and sum(map(str.isdigit, match[0])) >= _FEWEST_DIGITS:
                yield Found(*match.span(), Identifier.CPR)
        for chain in chains(text):
            yield from self._windows(text, chain)

    def _accounts(self, text: str) -> Iterator[Found]:
        for pattern in (_REGISTERED, _ACCOUNT, _BOX):
            for match in pattern.finditer(text):
                if word_after(text, match.end()) not in self._words.units:
                    yield Found(*match.span(1), Identifier.ACCOUNT)
        for match in _PAYMENT_SLIP.finditer(text):
            yield Found(*match.span(), Identifier.ACCOUNT)

    def _windows(self, text: str, chain: Chain) -> Iterator[Found]:
        """Look at each window of groups; what is found is passed over."""
        first = 0
        while first < len(chain.groups):
            windows = list(chain.windows(first))
            first += 1
            for kind, fits in (
                (Identifier.CPR, self._is_cpr),
                (Identifier.ACCOUNT, self._is_account),
                (Identifier.PHONE, self._is_phone),
            ):
                window = next((each for each in windows if fits(text, each)), None)
                if window:
                    start = window.start
                    if kind is Identifier.PHONE:
                        start -= len(_before_plus(text, start))
                    yield Found(start, window.end, kind)
                    first = window.last
                    break

    def _is_cpr(self, text: str, window: Window) -> bool:
        if window.total not in (6, 10, 12):
            return False
        digits = window.digits
        if window.sizes in _CPR and _BIRTHDAY.match(digits):
            return True
        if window.sizes in _CPR_WITH_CENTURY and _BIRTHDAY_WITH_CENTURY.match(digits):
            return not _YEAR.fullmatch(digits[8:]) or len(window.sizes) == 1
        if window.total == 6 and not _BIRTHDAY.match(digits):
            return False
        return not self._words.cpr_before.isdisjoint(words_before(text, window.start)[-2:])

    def _is_account(self, text: str, window: Window) -> bool:
        sizes, first = window.sizes, window.groups[0]
        if sizes in _ACCOUNTS:
            return not _YEAR.fullmatch(first)
        if sizes in _ACCOUNTS_WITH_ZERO:
            return not _YEAR.fullmatch(first) and window.groups[1][0] == "0"
        return sizes == (14,) and not _DATE.match(first)

    def _is_phone(self, text: str, window: Window) -> bool:
        if not 8 <= window.total <= 15:
            return False
        if window.last == len(window.chain.groups) and _before_plus(text, window.start):
            return True
        if window.total == 10 and window.sizes in _PHONE_WITH_COUNTRY:
            return window.digits.startswith("45") and window.digits[2] not in "01"
        if window.total == 12:
            return window.digits.startswith("0045")
        return window.total == 8 and self._is_danish(text, window)

    def _is_danish(self, text: str, window: Window) -> bool:
        before = words_before(text, window.start)[-2:]
        is_date = bool(_DATE.fullmatch(window.digits))
        if self._is_other(before) or (is_date and len(window.sizes) > 1):
            return False
        if not self._words.phone_before.isdisjoint(before):
            return True
        start, end = window.start, window.end
        return (
            self._is_grouped(window)
            and not text[max(0, start - 1) : start].isalpha()
            and not text[end : end + 1].isalpha()
            and word_after(text, end) not in self._words.units
            and not is_date
        )

    def _is_grouped(self, window: Window) -> bool:
        sizes, signs, first = window.sizes, window.signs, window.groups[0]
        if len(signs) > 1 or "/" in signs or first[0] == "0":
            return False
        if sizes in _PHONE_IN_THREES:
            return "." not in signs
        if sizes == (4, 4) and _YEAR.fullmatch(first):
            return signs == {" "} and not _YEAR.fullmatch(window.groups[1])
        return sizes in _PHONE

    def _is_other(self, before: list[str]) -> bool:
        """Tell whether the words before say that the number is a case's, a firm's, an amount."""
        others = self._words.not_a_phone_before
        return " ".join(before) in others or not others.isdisjoint(before)


def _before_plus(text: str, start: int) -> str:
    """Give the «+» or «(+45)» that stands before a number, or nothing."""
    match = _PLUS.search(text[max(0, start - _REACH) : start])
    return match[0] if match else ""
