"""Load how people point at a step, at where they stand, and at the whole model."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from content.errors import ContentError
from content.tables import part, phrase_table, phrases, read_toml
from content.values import STEP_NUMBERS

POINTING_FILE = Path(__file__).parent / "pointing_da.toml"

_AROUND = (
    *("step_words", "communes", "not_after", "not_before"),
    *("joins", "others", "before_ordinals", "before_any_ordinal"),
)
_OF_STEP = frozenset({"words", "ordinals", "numbers"})
_PHRASES = frozenset({"own", "model", "top", "bottom", "above", "below", "whole", "which", "goal"})


@dataclass(frozen=True)
class StepWords:
    """Hold the words for one step: those that stand alone, before and after «trin»."""

    words: tuple[str, ...]
    ordinals: tuple[str, ...]
    numbers: tuple[str, ...]


@dataclass(frozen=True)
class PointingWords:
    """Hold all words that point at steps: around a step, of each step, and without a name."""

    around: Mapping[str, tuple[str, ...]]
    steps: Mapping[int, StepWords]
    phrases: Mapping[str, tuple[str, ...]]


@cache
def load_pointing(path: Path = POINTING_FILE) -> PointingWords:
    """Load and check the words; raise ContentError with file and line where they are broken."""
    table = read_toml(path)
    numbered = part(path, table, "steps")
    steps = {}
    for number in STEP_NUMBERS:
        found = phrase_table(path, numbered, str(number))
        _check(path, f"steps.{number}", set(found), _OF_STEP)
        steps[number] = StepWords(**found)
    found = phrase_table(path, table, "phrases")
    _check(path, "phrases", set(found), _PHRASES)
    around = {name: phrases(path, name, part(path, table, name)) for name in _AROUND}
    return PointingWords(around, steps, found)


def _check(path: Path, name: str, found: set[str], known: frozenset[str]) -> None:
    if found != known:
        raise ContentError(path, 1, f"«{name}» holds {', '.join(sorted(known))}, and no more")
