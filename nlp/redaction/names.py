"""Find the names of persons by lists, by the words beside them, and by a pipeline's entities."""

from collections.abc import Callable, Iterable, Iterator

from content.redaction import RedactionWords
from content.values import Identifier
from nlp.redaction.clues import Clues
from nlp.redaction.found import Found
from nlp.redaction.tokens import Token, Tokenizer

_MOST_WORDS = 5
_SHORTEST_SMALL = 3

Span = tuple[int, int]


class Names:
    """Find names: the sure ones first, then those that stand beside a name."""

    def __init__(
        self, words: RedactionWords, persons: Callable[[str], Iterable[Span]] | None
    ) -> None:
        self._words = words.names
        self._tokenizer = Tokenizer(words)
        self._clues = Clues(words)
        self._persons = persons

    def find(self, text: str, taken: bytearray) -> Iterator[Found]:
        """Give the names outside what is taken."""
        tokens = self._tokenizer.split(text)
        free = [not any(taken[token.start : token.end]) for token in tokens]
        # What is found already, and the words of placeholders, are no clues.
        tokens = [
            token if is_free else token._replace(low="", capital=False, first=False, last=False)
            for token, is_free in zip(tokens, free, strict=True)
        ]
        ends: dict[int, int] = {}
        index = 0
        while index < len(tokens):
            end, named = self._name_at(tokens, index, free)
            if named:
                ends[index] = end
            index = end
        self._add_neighbours(tokens, free, ends)
        self._add_persons(text, tokens, free, ends)
        for start, end in ends.items():
            yield Found(
                tokens[start].start, tokens[end - 1].end - tokens[end - 1].genitive, Identifier.NAME
            )

    def _name_at(self, tokens: list[Token], index: int, free: list[bool]) -> tuple[int, bool]:
        """Give where to go on after a word, and whether a name ends there."""
        token = tokens[index]
        if not free[index] or self._clues.never_begins(token):
            return index + 1, False
        if not token.capital or self._clues.shouted(tokens, index):
            end = self._small(tokens, index, free)
            return max(end, index + 1), end > index
        end = self._run(tokens, index, free)
        if self._clues.of_a_place(tokens, index, end):
            return end, False
        named = self._is_name(tokens, index, end)
        return (end if named else index + 1), named

    def _is_name(self, tokens: list[Token], index: int, end: int) -> bool:
        token = tokens[index]
        follow = tokens[index + 1 : end]
        if self._clues.titled(tokens, index):
            return not token.initial or bool(follow)
        if token.initial:
            return any(each.last for each in follow)
        if token.upper and not follow:
            return token.known and self._clues.of_a_person(tokens, index)
        if token.first and not token.ambiguous:
            return True
        if any(each.last and (token.first or each.sen) for each in follow):
            return True
        if token.sen and not follow:
            return True
        if token.known and self._clues.of_a_person(tokens, index):
            return True
        return (token.ambiguous or token.last) and self._clues.acts(tokens, index, end)

    def _run(self, tokens: list[Token], index: int, free: list[bool]) -> int:
        """Give where the capital words that may be one name end."""
        end = index + 1
        unknown = not tokens[index].known
        while end < len(tokens) and end - index < _MOST_WORDS:
            token = tokens[end]
            if not token.joined or not free[end] or tokens[end - 1].genitive:
                break
            if token.low in self._words.particles and not token.capital:
                if not self._goes_on(tokens, end, free):
                    break
            elif not token.capital or (token.low in self._words.never and not token.initial):
                break
            elif not token.known and not token.initial:
                if unknown and not any(each.known for each in tokens[index:end]):
                    break
                unknown = True
            end += 1
        while end > index + 1 and tokens[end - 1].low in self._words.particles:
            end -= 1
        return end

    def _goes_on(self, tokens: list[Token], index: int, free: list[bool]) -> bool:
        after = index + 1
        if after < len(tokens) and tokens[after].low in self._words.particles:
            after += 1
        return (
            after < len(tokens)
            and all(each.joined for each in tokens[index + 1 : after + 1])
            and tokens[after].capital
            and (tokens[after].known or after > index + 1)
            and free[after]
        )

    def _small(self, tokens: list[Token], index: int, free: list[bool]) -> int:
        """Find a name typed in small letters, or where all is in capitals."""
        token = tokens[index]
        stem = token.stem
        end = index + 1
        while (
            not tokens[end - 1].genitive
            and end < len(tokens)
            and end - index < _MOST_WORDS
            and free[end]
            and tokens[end].joined
            and (tokens[end].last or tokens[end].first)
            and len(tokens[end].low) >= _SHORTEST_SMALL
            and (tokens[end].last or tokens[end].low not in self._words.words)
        ):
            end += 1
        follow = tokens[index + 1 : end]
        another_word = stem in self._words.words or len(stem) < _SHORTEST_SMALL
        if token.first and not another_word and not token.ambiguous:
            return index if self._clues.in_an_oath(tokens, index) else end
        if token.first and any(each.sen and each.low not in self._words.words for each in follow):
            return end
        if token.sen and token.low.endswith(("sen", "sens")) and stem not in self._words.words:
            return index + 1
        if token.first and self._clues.named(tokens, index):
            return end
        if token.first and self._clues.a_person_acts(tokens, index, end):
            return end
        return index

    def _add_neighbours(self, tokens: list[Token], free: list[bool], ends: dict[int, int]) -> None:
        """Take «Lærke» for a name in «Lærke, Bo og Emil», to both sides."""
        free = free.copy()
        for start, end in ends.items():
            free[start:end] = [False] * (end - start)
        starts = set(ends)
        last = set(ends.values())
        for index in range(len(tokens)):
            before = self._clues.joined_before(tokens, index)
            if before in last and self._may_join(tokens, index, free):
                ends[index] = index + 1
                free[index] = False
                starts.add(index)
                last.add(index + 1)
        for index in range(len(tokens) - 1, -1, -1):
            after = self._clues.joined_after(tokens, index)
            if after in starts and self._may_join(tokens, index, free):
                ends[index] = index + 1
                starts.add(index)

    def _may_join(self, tokens: list[Token], index: int, free: list[bool]) -> bool:
        token = tokens[index]
        return (
            token.first
            and free[index]
            and token.low not in self._clues.months
            and (token.capital or not token.ambiguous)
            and not self._clues.of_a_place(tokens, index, index + 1)
        )

    def _add_persons(
        self, text: str, tokens: list[Token], free: list[bool], ends: dict[int, int]
    ) -> None:
        """Add a pipeline's persons where no name is found and none is a place's."""
        if not self._persons:
            return
        covered = {index for start, end in ends.items() for index in range(start, end)}
        places = {token.start: index for index, token in enumerate(tokens)}
        for start, stop in self._persons(text):
            index = places.get(start)
            if index is None:
                continue
            end = index
            while end < len(tokens) and tokens[end].end <= stop + 1 and tokens[end].start < stop:
                end += 1
            span = range(index, end)
            if (
                span
                and covered.isdisjoint(span)
                and all(free[at] and self._clues.may_be_name(tokens[at]) for at in span)
                and not self._clues.of_a_place(tokens, index, end)
            ):
                ends[index] = end
                covered.update(span)
