"""Choose what a person is asked next."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.coach.turn import Turn
from content.prompts import load_first_prompts
from content.values import STEP_NUMBERS, Dimension, Guide, PromptKind
from models import PlacementRecord, PromptRecord

_KINDS = tuple(PromptKind)
# Where nobody was placed; no block of the guide has this id.
FIRST = "foerste"
_PLACEMENTS = 30


@dataclass(frozen=True)
class Line:
    """Hold one prompt of the content; `step` is 0 and `dimension` "" where it is for everybody."""

    source: str
    kind: PromptKind
    text: str
    step: int = 0
    dimension: str = ""


@dataclass(frozen=True)
class Standing:
    """Hold where a person stands: a step for each dimension, what they spoke of last first."""

    steps: Mapping[Dimension, int]

    @classmethod
    def of(cls, placements: Sequence[PlacementRecord], last_step: int) -> "Standing":
        """Read it from placements, newest first; what was never spoken of stands where the last is.

        Of those spoken of, the more prominent and the newer come first. Where no placement is kept,
        the last step is all that is known; 0 where there is none.
        """
        steps: dict[Dimension, int] = {}
        for placement in placements:
            for key in placement.dimensions:
                steps.setdefault(Dimension(key), placement.step)
        elsewhere = placements[0].step if placements else last_step
        for dimension in Dimension if elsewhere else ():
            steps.setdefault(dimension, elsewhere)
        return cls(steps)


def where_stands(turn: Turn) -> Standing:
    """Read where a person stands from what is kept of them."""
    placements = turn.visit.journal.placements(_PLACEMENTS)
    return Standing.of(placements, turn.state.last_step)


class Choosing:
    """Know all prompts, and which of them is next."""

    def __init__(self, guide: Guide) -> None:
        self._lines = {line.source: line for line in (*_of_steps(guide), *_for_all())}

    def line(self, source: str) -> Line | None:
        """Give the prompt that stood under a source, None where the content has lost it."""
        return self._lines.get(source)

    def kind_after(self, asked: Sequence[PromptRecord]) -> PromptKind:
        """Give the kind whose turn it is, after what was asked, newest first."""
        last = next((each.kind for each in asked if each.kind in _KINDS), None)
        return _KINDS[0] if last is None else _KINDS[(_KINDS.index(PromptKind(last)) + 1) % 3]

    def choose(
        self,
        standing: Standing,
        asked: Sequence[PromptRecord],
        kind: PromptKind,
        besides: Collection[str] = (),
    ) -> Line:
        """Choose a prompt of a kind; none comes again before all others that fit were used.

        Of those used least, what the person spoke of comes first, then what was asked longest ago.
        """
        uses = Counter(each.source for each in asked)
        ages = {each.source: age for age, each in reversed([*enumerate(asked)])}
        fitting = [line for line in self._fitting(standing, kind) if line.source not in besides]
        order = {line.source: place for place, line in enumerate(fitting)}
        return min(
            fitting or self._fitting(standing, kind),
            key=lambda line: (
                uses[line.source],
                -ages.get(line.source, 0),
                order.get(line.source, 0),
            ),
        )

    def _fitting(self, standing: Standing, kind: PromptKind) -> list[Line]:
        of_kind = [line for line in self._lines.values() if line.kind is kind]
        if not standing.steps:
            return [line for line in of_kind if not line.step]
        places = {dimension.value: place for place, dimension in enumerate(standing.steps)}
        fitting = [
            line
            for line in of_kind
            if line.step and standing.steps[Dimension(line.dimension)] == line.step
        ]
        return sorted(fitting, key=lambda line: places[line.dimension])


def _of_steps(guide: Guide) -> Iterator[Line]:
    for number in STEP_NUMBERS:
        for dimension, aspect in guide.steps[number].aspects.items():
            for place, item in enumerate(aspect.reflection.items):
                yield Line(
                    f"{aspect.reflection.id}#{place + 1}",
                    _KINDS[place % len(_KINDS)],
                    item.text,
                    number,
                    dimension.value,
                )


def _for_all() -> Iterator[Line]:
    for kind, questions in load_first_prompts().items():
        for place, text in enumerate(questions):
            yield Line(f"{FIRST}/{kind}#{place + 1}", kind, text)
