"""Find street addresses: a road with a number, and the floor, side and town that follow it."""

import re
from collections.abc import Iterator

from content.redaction import AddressWords, NumberWords, Words
from content.values import Identifier
from nlp.redaction.found import Found, word_after

_BLANK = r"[^\S\n]"
_NUMBERED = re.compile(
    rf"(?<![\w.'’-])([^\W\d_][\w.'’-]{{0,60}}){_BLANK}{{1,2}}(?:nr\.?{_BLANK}?|nummer{_BLANK})?"
    rf"(\d{{1,3}})(?:{_BLANK}?([a-zA-Z])(?!\w))?(?![\w%]|[.,]\d)"
)
_MORE_HOUSES = re.compile(
    rf"(?:{_BLANK}?[-\u2013/]{_BLANK}?\d{{1,3}}{_BLANK}?[a-zA-Z]?\b)?"
    rf"(?:(?:,{_BLANK}?\d{{1,3}}[a-zA-Z]?(?![\w.]))*{_BLANK}(?:og|eller|&){_BLANK}\d{{1,3}}[a-zA-Z]?(?![\w.]))?"
)
_SIDE = (
    rf"(?:tv|th|mf|t\.{_BLANK}?v|t\.{_BLANK}?h|m\.{_BLANK}?f|til{_BLANK}(?:venstre|højre))(?!\w)\.?"
)
_DOOR = rf"(?:dør{_BLANK}?\d{{1,4}}|lejl(?:ighed)?\.?{_BLANK}?\d{{1,4}}|-?\d{{1,4}}(?![\w.]))"
_FLOOR = re.compile(
    rf"(?i),?{_BLANK}{{0,2}}(?:"
    rf"(?:st|kld|stuen)(?!\w)\.?(?:,?{_BLANK}?(?:{_SIDE}|{_DOOR}))?"
    rf"|\d{{1,2}}\.?{_BLANK}?sal(?!\w)\.?(?:,?{_BLANK}?(?:{_SIDE}|{_DOOR}))?"
    rf"|\d{{1,2}}\.?,?{_BLANK}?{_SIDE}"
    rf"|{_SIDE})"
    rf"|,{_BLANK}{{0,2}}\d{{1,2}}\.(?:,?{_BLANK}?{_DOOR}|(?={_BLANK}*(?:,|\n|$)))"
)
_TOWN = re.compile(
    rf"(?:,?{_BLANK}{{0,2}}|,?{_BLANK}?\n)(?:DK-?{_BLANK}?)?(\d{{4}})(?!\w)(?:,?{_BLANK}{{1,2}}([^\W\d_][^\W\d_.-]*"
    rf"(?:{_BLANK}(?:[A-ZÆØÅ](?!\w)|[A-ZÆØÅ][^\W\d_]+))?))?"
)
_ENDS = re.compile(rf"{_BLANK}*(?:[.,;:!?)»\"]|$|\n|[-\u2013]{_BLANK})")
_ORDINAL = re.compile(rf"\.{_BLANK}?[a-zæøå]")
_LONGEST_WORD_BEFORE = 30
_WORDS_BEFORE = 4
_LONGEST_SHORTENED = 3
_FEWEST_LETTERS_BEFORE = {"alle": 3}
_LAST_WORD = re.compile(r"((?:[^\W\d_]\.[^\S\n]?){1,3}|[^\W\d_][^\W\d_.'’-]*[.]?)[^\S\n]$")


class Addresses:
    """Find addresses by the words that roads are named with."""

    def __init__(self, words: AddressWords, numbers: NumberWords, never: Words) -> None:
        self._words = words
        self._never = never
        self._months = numbers.months
        self._units = numbers.units
        self._roads = tuple(sorted(words.roads, key=len, reverse=True))
        self._perhaps = tuple(words.perhaps_roads)

    def find(self, text: str) -> Iterator[Found]:
        """Give what is found."""
        for match in _NUMBERED.finditer(text):
            road = match[1].lower()
            sure = self._is_road(road)
            beside = self._stands_beside(text, match)
            if sure or beside or road.endswith(self._perhaps):
                end = self._end(text, match, sure=sure)
            elif match[1][0].isupper() and road not in self._never:
                # A town after the number makes it an address, whatever the road is called.
                end = self._town(text, match.end(), match[1], named_only=True)
            else:
                continue
            if end:
                yield Found(self._start(text, match, road), end, Identifier.ADDRESS)

    def _is_road(self, word: str) -> bool:
        if word in self._words.not_roads:
            return False
        ending = next((road for road in self._roads if word.endswith(road)), None)
        if ending is None:
            return False
        before = len(word) - len(ending)
        if before == 0:
            return word not in _FEWEST_LETTERS_BEFORE
        return before >= _FEWEST_LETTERS_BEFORE.get(ending, 1)

    def _stands_beside(self, text: str, match: re.Match[str]) -> bool:
        """Tell of «Ved Skoven»: both with a capital letter."""
        before = _LAST_WORD.search(
            text, max(0, match.start() - _LONGEST_WORD_BEFORE), match.start()
        )
        return bool(
            before
            and before[1][0].isupper()
            and before[1].lower() in self._words.beside
            and match[1][0].isupper()
        )

    def _end(self, text: str, match: re.Match[str], *, sure: bool) -> int | None:
        """Give where the address ends, or nothing where the number belongs to something else."""
        end = match.end()
        if match[3] and match[3].lower() in "iå" and match[0][-2] == " ":
            # «Elmevej 3 i Lilleby»
            end = match.end(2)
        more = _MORE_HOUSES.match(text, end)
        if more and more.end() > end and word_after(text, more.end()) not in self._units:
            end = more.end()
        floor = _FLOOR.match(text, end)
        if floor:
            end = floor.end()
        town = self._town(text, end, match[1])
        if town:
            return town
        if floor:
            return end
        follows = word_after(text, end)
        if follows in self._units:
            return None
        if _ORDINAL.match(text, end) or follows in self._months:
            return None
        if sure and (len(match[1]) > 4 or match[1][0].isupper()):
            return end
        capital = match[1][0].isupper()
        told = _ENDS.match(text, end) or follows in self._words.may_follow or match[3]
        return end if capital and told else None

    def _town(self, text: str, index: int, road: str, *, named_only: bool = False) -> int | None:
        town = _TOWN.match(text, index)
        if not town:
            return None
        named = town[2] and (town[2][0].isupper() or road[0].islower())
        year = town[1].startswith(("19", "20"))
        if not named:
            year = year or named_only
            return None if year or word_after(text, town.end(1)) in self._units else town.end(1)
        name = town[2].split()
        whole = len(name) == 1 or len(name[1]) == 1 or name[0].lower() in self._words.before_roads
        return town.end(2) if whole else town.start(2) + len(name[0])

    def _start(self, text: str, match: re.Match[str], road: str) -> int:
        """Take in the words before that belong to the road's name."""
        start = match.start()
        alone = road in self._words.roads or road in self._words.perhaps_roads
        owner = False
        for _ in range(_WORDS_BEFORE):
            before = _LAST_WORD.search(text, max(0, start - _LONGEST_WORD_BEFORE), start)
            if not before or not before[1][0].isupper():
                break
            word = before[1].lower().rstrip(". ")
            belongs = word in self._words.before_roads or word in self._words.beside
            if before[1].endswith(".") and len(word) > _LONGEST_SHORTENED and not belongs:
                break
            # «Peter Bangs Vej», «H.C. Andersens Boulevard»
            if alone and not belongs and word not in self._never:
                belongs = owner or word.endswith("s") or road in self._words.roads
                owner = True
            if not belongs:
                break
            start = before.start()
            if word in self._words.beside:
                break
        return start
