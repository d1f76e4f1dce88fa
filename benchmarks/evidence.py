"""Measure whether the words quoted as evidence weigh more than others of the same text."""

import random
import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

_WORD = re.compile(r"\w+")
_DRAWS = 5
_SEED = 1

# The chance of a step given a text; None where the text is not placed at all.
Chance = Callable[[str, int], float | None]


@dataclass(frozen=True)
class Quoted:
    """Hold a text, what was quoted of it (from, to), and the step that the quotes speak for."""

    text: str
    spans: Sequence[tuple[int, int]]
    step: int


def compare(texts: Iterable[Quoted], chance: Chance) -> dict[str, Any]:
    """Take out what was quoted, and as many other words in a row, and compare the losses.

    The other words are drawn anew a few times a text. Where more than half is quoted there are not
    as many others, and where what is left is not placed at all there is no chance to compare: such
    texts and draws are left out.
    """
    draw = random.Random(_SEED)  # noqa: S311  # draws words, hides nothing
    pairs: list[tuple[float, float]] = []
    compared = 0
    for quoted in texts:
        drops = _drops(quoted, chance, draw)
        compared += bool(drops)
        pairs += drops
    count = len(pairs)
    return {
        "texts": compared,
        "pairs": count,
        "quoted_weighs_more": sum(own > other for own, other in pairs) / count if count else None,
        "drop_quoted": sum(own for own, _ in pairs) / count if count else None,
        "drop_others": sum(other for _, other in pairs) / count if count else None,
    }


def _drops(quoted: Quoted, chance: Chance, draw: random.Random) -> list[tuple[float, float]]:
    """Give, for each draw, the loss without the quotes and without as many other words."""
    words = [match.span() for match in _WORD.finditer(quoted.text)]
    own = {
        index
        for index, (start, end) in enumerate(words)
        if any(first <= start and end <= last for first, last in quoted.spans)
    }
    others = [index for index in range(len(words)) if index not in own]
    if not own or len(others) < len(own):
        return []
    whole = chance(quoted.text, quoted.step)
    left = chance(without(quoted.text, words, own), quoted.step)
    if whole is None or left is None:
        return []
    drops = []
    for _ in range(_DRAWS):
        first = draw.randrange(len(others) - len(own) + 1)
        drawn = set(others[first : first + len(own)])
        other = chance(without(quoted.text, words, drawn), quoted.step)
        if other is not None:
            drops.append((whole - left, whole - other))
    return drops


def without(text: str, words: Sequence[tuple[int, int]], out: Collection[int]) -> str:
    """Take words out of a text, with all that stands between neighbours."""
    pieces = []
    kept_from = 0
    for index, (start, end) in enumerate(words):
        if index in out:
            if index - 1 not in out:
                pieces.append(text[kept_from:start])
            kept_from = end
    pieces.append(text[kept_from:])
    return "".join(pieces)
