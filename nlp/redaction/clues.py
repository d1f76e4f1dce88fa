"""Tell from the words beside a word whether it names a person."""

from itertools import pairwise

from content.redaction import RedactionWords
from nlp.redaction.tokens import Token

_SIGN_OFF = frozenset(
    {"", " ", ".", ". ", ",", ", ", "\n", ".\n", ",\n", ": ", "! ", "!\n", "\n\n", "  "}
)
_APPOSITION = frozenset({" ", ", ", ": ", "  ", " («", " (", " »", ' "', ', "'})
_BEFORE_A_PLACE = frozenset({" ", ". ", ".", " »", " «", ' "'})
_LONGEST_SHORTENED = 3
_TOWN_ENDINGS = ("by", "borg", "rup", "sted")
_COMMA = ", "


class Clues:
    """Read the neighbours of a word."""

    def __init__(self, words: RedactionWords) -> None:
        self._words = words.names
        self._beginnings = words.names.never | words.names.roles | words.names.titles
        self._roads = tuple(words.addresses.roads)
        self.months = words.numbers.months

    def shouted(self, tokens: list[Token], index: int) -> bool:
        """Tell whether a word stands among words in capitals, so that case tells nothing."""
        if not tokens[index].upper:
            return False
        return any(
            0 <= near < len(tokens) and tokens[near].upper and not tokens[near].known
            for near in (index - 2, index - 1, index + 1, index + 2)
        )

    def never_begins(self, token: Token) -> bool:
        """Tell whether a word is none that a name begins with."""
        if token.initial or token.first:
            return not token.initial and token.low in self._words.never
        return token.low in self._beginnings

    def a_person_acts(self, tokens: list[Token], index: int, end: int) -> bool:
        """Tell of «min nabo bo siger», where both sides must speak for a name."""
        return (
            index > 0
            and tokens[index - 1].low in self._words.roles
            and tokens[index].joined
            and end < len(tokens)
            and tokens[end].joined
            and tokens[end].low in self._words.speech
        )

    def in_an_oath(self, tokens: list[Token], index: int) -> bool:
        """Tell of «for søren», which means nobody."""
        near = [token.low for token in tokens[max(0, index - 1) : index + 2]]
        return any(f"{one} {other}" in self._words.oaths for one, other in pairwise(near))

    def titled(self, tokens: list[Token], index: int) -> bool:
        """Tell whether a title or «jeg hedder» makes any capital word after it a name."""
        token = tokens[index]
        if not index or token.low in self._words.titles or token.low in self._words.roles:
            return False
        before = tokens[index - 1]
        if self._after_title(before, token):
            return True
        return token.gap in _APPOSITION and self._called(tokens, index)

    def named(self, tokens: list[Token], index: int) -> bool:
        """Tell whether the words before say that a name comes, whatever its letters."""
        if not index:
            return False
        before = tokens[index - 1]
        gap = tokens[index].gap
        if gap in _APPOSITION and self._called(tokens, index):
            return True
        if self._after_title(before, tokens[index]):
            return True
        return before.low in self._words.signing_off and gap in _SIGN_OFF

    def of_a_person(self, tokens: list[Token], index: int) -> bool:
        """Tell whether a word before makes a known name a person's."""
        if not index:
            return False
        before, token = tokens[index - 1], tokens[index]
        if self.named(tokens, index):
            return True
        if before.low in self._words.roles and token.gap in _APPOSITION:
            return token.low not in self.months or token.gap == " "
        if token.gap == " " and self._two_before(tokens, index) in self._words.speaking_with:
            return True
        if self._is_what_one_is(tokens, index):
            return token.low not in self.months
        if before.low in self._words.greetings and token.gap in _SIGN_OFF:
            return token.low not in self.months
        return (
            before.low in self._words.beside_persons
            and token.gap == " "
            and token.low not in self.months
        )

    def acts(self, tokens: list[Token], index: int, end: int) -> bool:
        """Tell whether a verb follows that only persons do."""
        if end >= len(tokens) or tokens[end].gap not in {" ", "  "}:
            return False
        after, token = tokens[end].low, tokens[index]
        if token.low in self.months or not all(each.known for each in tokens[index:end]):
            return False
        if token.low in self._words.persons_before_verbs and after in self._words.verbs:
            return after != "og"
        return after in self._words.speech and not token.stem.endswith(_TOWN_ENDINGS)

    def of_a_place(self, tokens: list[Token], index: int, end: int) -> bool:
        """Tell whether words with capital letters name a place, a house, a fund, a road."""
        before = tokens[index - 1].low if index and tokens[index].gap in _BEFORE_A_PLACE else ""
        if before in self._words.after_institutions:
            return True
        last = tokens[end - 1]
        if end - index > 1 and self.names_place(last):
            return True
        if end >= len(tokens) or tokens[end].gap not in {" ", "-"}:
            return False
        after = tokens[end]
        if tokens[end].gap == "-" and not after.capital:
            return True
        return after.capital and (bool(last.genitive) or self.names_place(after))

    def may_be_name(self, token: Token) -> bool:
        """Tell whether a pipeline may be believed that a word belongs to a name."""
        return (
            (token.capital or token.low in self._words.particles)
            and token.low not in self._words.never
            and token.low not in self.months
            and not self.names_place(token)
        )

    def joined_before(self, tokens: list[Token], index: int) -> int | None:
        """Give where the name before «, » or «og» would end."""
        if index >= 1 and tokens[index].gap == _COMMA:
            return index
        if index >= 2 and tokens[index - 1].low in self._words.joining and tokens[index].joined:
            return index - 1
        return None

    def joined_after(self, tokens: list[Token], index: int) -> int | None:
        """Give where the name after «, » or «og» would begin."""
        if index + 1 < len(tokens) and tokens[index + 1].gap == _COMMA:
            return index + 1
        if (
            index + 2 < len(tokens)
            and tokens[index + 1].low in self._words.joining
            and tokens[index + 1].joined
            and tokens[index + 2].joined
        ):
            return index + 2
        return None

    def _after_title(self, before: Token, token: Token) -> bool:
        """Tell of «fru Dam» and «hr. Dam»; what ends in a full stop must be shortened."""
        short = len(before.low) <= _LONGEST_SHORTENED
        return before.low in self._words.titles and (
            token.gap in {" ", "  "} or (short and token.gap in {". ", "."})
        )

    def _is_what_one_is(self, tokens: list[Token], index: int) -> bool:
        """Tell of «lederen er Gry»."""
        if index < 2 or not tokens[index].joined or not tokens[index - 1].joined:
            return False
        return (
            tokens[index - 1].low in self._words.being
            and tokens[index - 2].low in self._words.roles
        )

    def _called(self, tokens: list[Token], index: int) -> bool:
        return self._two_before(tokens, index) in self._words.i_am_called

    def _two_before(self, tokens: list[Token], index: int) -> str:
        return " ".join(token.low for token in tokens[max(0, index - 2) : index])

    def names_place(self, token: Token) -> bool:
        """Tell of «Skole», «Fonden» and «Elmevej»."""
        return token.low in self._words.institutions or (
            token.low.endswith(self._roads) and not token.known
        )
