"""Split a text into chains: digits with no more than the usual signs between them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

# A blank, a dot, a stroke or a dash, with a blank on either side.
_CHAIN = re.compile(r"\d+(?:[^\S\n]?[-./\u2010-\u2015\u2212]?[^\S\n]{0,2}\d+)*")
_GROUP = re.compile(r"\d+")
_MOST_GROUPS = 10
_FEWEST_DIGITS, _MOST_DIGITS = 6, 16
_SIGN = {" ": " ", ".": ".", "/": "/"}


@dataclass(frozen=True)
class Chain:
    """Hold the groups of digits of a chain, and what stands between them."""

    groups: tuple[str, ...]
    sizes: tuple[int, ...]
    starts: tuple[int, ...]
    signs: tuple[str, ...]

    def windows(self, first: int) -> Iterator["Window"]:
        """Give the windows from a group on that may be a number, the longest first."""
        last, total = first, 0
        ends: list[tuple[int, int]] = []
        while last < len(self.groups) and last - first < _MOST_GROUPS and total < _MOST_DIGITS:
            total += self.sizes[last]
            last += 1
            ends.append((last, total))
        for last, total in reversed(ends):
            if _FEWEST_DIGITS <= total <= _MOST_DIGITS:
                yield Window(self, first, last, self.sizes[first:last], total)


class Window(NamedTuple):
    """Hold some neighbouring groups of a chain; `last` is not among them."""

    chain: Chain
    first: int
    last: int
    sizes: tuple[int, ...]
    total: int

    @property
    def groups(self) -> tuple[str, ...]:
        """Give the groups of digits."""
        return self.chain.groups[self.first : self.last]

    @property
    def digits(self) -> str:
        """Give the digits without what stands between."""
        return "".join(self.groups)

    @property
    def signs(self) -> set[str]:
        """Give the kinds of sign that stand between the groups."""
        return set(self.chain.signs[self.first : self.last - 1])

    @property
    def start(self) -> int:
        """Give where the window begins in the text."""
        return self.chain.starts[self.first]

    @property
    def end(self) -> int:
        """Give where the window ends in the text."""
        return self.chain.starts[self.last - 1] + self.sizes[-1]


def chains(text: str) -> Iterator[Chain]:
    """Find the chains of a text."""
    for match in _CHAIN.finditer(text):
        if match.end() - match.start() < _FEWEST_DIGITS:
            continue
        groups = list(_GROUP.finditer(text, *match.span()))
        between = [
            text[one.end() : other.start()].strip() or " " for one, other in pairwise(groups)
        ]
        yield Chain(
            tuple(group[0] for group in groups),
            tuple(len(group[0]) for group in groups),
            tuple(group.start() for group in groups),
            tuple(_SIGN.get(sign, "-") for sign in between),
        )
