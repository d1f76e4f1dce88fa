"""Find which steps a question points at: by name, number or ordinal, or from where one stands."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from rapidfuzz.distance import OSA

from content.pointing import PointingWords
from content.values import STEP_NUMBERS
from nlp.normalise import compact, fold

MASK = "trinx"
_TOKEN = re.compile(r"§|%|\d+\.(?=\s+\w)|\d'\w+|\d[a-z]+|\d+|[^\W\d_]+(?:'[a-z]+)?")
_FEWEST_LETTERS_TO_FORGIVE = 7
_WORDS_BEFORE_A_GOAL = 4


class _Token(NamedTuple):
    form: str
    start: int
    end: int


@dataclass(frozen=True)
class Pointing:
    """Hold the steps that are named, in order and each once, and how else a text points.

    `beyond` is set where a number is named that is no step, `which` where it is asked for a step;
    that is `whole`, too. `masked` is the folded text with a
    sign in place of each step, so that what is asked can be told apart from where.
    """

    steps: tuple[int, ...]
    masked: str
    beyond: bool = False
    above: bool = False
    below: bool = False
    whole: bool = False
    which: bool = False
    goal: bool = False
    own: bool = False
    model: bool = False

    @property
    def nothing(self) -> bool:
        """Tell whether no step is pointed at in any way."""
        return not (self.steps or self.beyond or self.above or self.below or self.whole)


class Pointer:
    """Know the words for steps."""

    def __init__(self, words: PointingWords) -> None:
        around = {name: frozenset(map(fold, found)) for name, found in words.around.items()}
        self._step_words = around["step_words"]
        self._nouns = around["step_words"] | around["communes"]
        self._not_after = around["not_after"]
        self._not_before = around["not_before"]
        self._joins = around["joins"] | {""}
        self._others = around["others"]
        self._before_ordinals = around["before_ordinals"]
        self._before_any_ordinal = around["before_any_ordinal"]
        self._word: dict[str, int] = {}
        self._ordinal: dict[str, int] = {}
        self._number: dict[str, int] = {}
        for step, found in words.steps.items():
            self._word |= {fold(word): step for word in found.words}
            self._ordinal |= {fold(word): step for word in found.ordinals}
            self._number |= {fold(word): step for word in found.numbers}
        self._phrases = {name: _any_of(found) for name, found in words.phrases.items()}
        self._goal = _any_of(words.phrases["goal"], end="$")

    def read(self, text: str) -> Pointing:
        """Find what a text points at."""
        folded = fold(text)
        tokens = [_Token(each[0], each.start(), each.end()) for each in _TOKEN.finditer(folded)]
        named = [
            (step, index)
            for index in range(len(tokens))
            if (step := self._step_at(tokens, index)) is not None
        ]
        typed = f" {compact(text)} "
        has = {name: bool(pattern.search(typed)) for name, pattern in self._phrases.items()}
        steps = [step for step, _ in named if step in STEP_NUMBERS]
        if not steps:
            steps = [STEP_NUMBERS[-1]] * has["top"] + [STEP_NUMBERS[0]] * has["bottom"]
        return Pointing(
            steps=tuple(dict.fromkeys(steps)),
            masked="".join(_masked(folded, [tokens[index] for _, index in named])),
            beyond=len(named) > 0 and not steps,
            above=has["above"],
            below=has["below"],
            whole=has["whole"] or has["which"],
            which=has["which"],
            own=has["own"],
            model=has["model"],
            goal=any(self._is_goal(tokens, index) for _, index in named),
        )

    def _step_at(self, tokens: list[_Token], index: int) -> int | None:
        """Give the step that a word names in its place; 0 for a number that is none."""
        form = tokens[index].form
        before, after = _form(tokens, index - 1), _form(tokens, index + 1)
        if (word := _nearest(form, self._word)) is not None:
            return self._word[word]
        bare = form.rstrip(".")
        if bare.isdecimal():
            return self._numeral(form, before, after)
        if form in self._ordinal and f"{before} {form}" not in self._others:
            nearby = (after, _form(tokens, index + 2))
            named = self._is_noun(after) or (after not in self._joins and self._is_noun(nearby[1]))
            alone = before in self._before_ordinals and after in self._joins
            known = named or alone or before in self._before_any_ordinal
            return self._ordinal[form] if known else None
        number = self._number.get(form)
        # «et» is an article too: «trin et», but not «trin, et eksempel».
        if self._is_step_word(before) and (number != STEP_NUMBERS[0] or after in self._joins):
            return number
        # «hvad laver de på fem?», but not «på fem måder»
        if before == "paa" and number not in (None, STEP_NUMBERS[0]) and after in self._joins:
            return number
        return self._one_of_two(tokens, index)

    def _numeral(self, form: str, before: str, after: str) -> int | None:
        bare = form.rstrip(".")
        number = int(bare) if len(bare) < 3 else 0
        if self._is_step_word(before):
            return number if number in STEP_NUMBERS else 0
        if number not in STEP_NUMBERS or before in self._not_after:
            return None
        return None if form == bare and after in self._not_before else number

    def _one_of_two(self, tokens: list[_Token], index: int) -> int | None:
        """Take «to» for a step where it stands beside another, as in «fra to til tre»."""
        step = self._number.get(tokens[index].form)
        if step is None:
            return None
        for way in (1, -1):
            if _form(tokens, index + way) not in self._joins - {""}:
                continue
            others = {self._number.get(_form(tokens, index + way * far)) for far in (2, 3, 4)}
            if others - {None, step}:
                return step
        return None

    def _is_goal(self, tokens: list[_Token], index: int) -> bool:
        first = max(0, index - _WORDS_BEFORE_A_GOAL)
        words = [token.form for token in tokens[first:index]]
        while words and self._is_light(words[-1]):
            words.pop()
        return bool(self._goal.search(f" {' '.join(words)}"))

    def _is_light(self, form: str) -> bool:
        return self._is_noun(form) or form in ("den", "det", "en", "et")

    def _is_noun(self, form: str) -> bool:
        return self._is_step_word(form) or _nearest(form, self._nouns) is not None

    def _is_step_word(self, form: str) -> bool:
        return form in self._step_words or (form[:2] == "tr" and OSA.distance(form, "trin") <= 1)


def _any_of(phrases: tuple[str, ...], end: str = " ") -> re.Pattern[str]:
    """Find one of some phrases in a text that has a space at both ends, or in the end of one."""
    longest_first = sorted({compact(phrase) for phrase in phrases}, key=len, reverse=True)
    return re.compile(f" (?:{'|'.join(map(re.escape, longest_first))}){end}")


def _form(tokens: list[_Token], index: int) -> str:
    return tokens[index].form if 0 <= index < len(tokens) else ""


def _nearest(form: str, known: Iterable[str]) -> str | None:
    """Give the known word that a form is, but for one letter where both are long enough."""
    if form in known:
        return form
    if len(form) < _FEWEST_LETTERS_TO_FORGIVE:
        return None
    for word in known:
        if len(word) >= _FEWEST_LETTERS_TO_FORGIVE and OSA.distance(form, word) <= 1:
            return word
    return None


def _masked(text: str, tokens: list[_Token]) -> Iterator[str]:
    end = 0
    for token in tokens:
        yield text[end : token.start]
        yield MASK
        end = token.end
    yield text[end:]
