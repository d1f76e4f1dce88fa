"""Simulate clarifying questions, to tell how much righter placements are after them."""

from collections.abc import Sequence
from typing import Any

from content.values import Dimension
from nlp.answers import possible_steps
from nlp.placement import Placement, most_likely
from nlp.understanding import Understanding

MOST_QUESTIONS = 2


def simulate(
    texts: Sequence[str], steps: Sequence[int], understanding: Understanding
) -> dict[str, Any]:
    """Give the accuracy after up to zero, one and two questions.

    `by_rule` asks as the coach does, only where it is not sure; `always` asks about every text. The
    person answers, or does not know, as people at the true step were seen to
    (`content/answers_da.jsonl`); all answers are followed, each with its likelihood, so that
    nothing is left to chance. A text that is not taken for a description is asked nothing and
    counts as wrong.
    """
    placements = [understanding.read(text, evidence=False).placement for text in texts]
    talks = [
        _Talk(understanding, step, placement.dimensions) if placement else None
        for placement, step in zip(placements, steps, strict=True)
    ]

    def accuracy(questions: int, *, always: bool) -> float:
        right = [
            talk.right(placement.probabilities, questions, always=always)
            for talk, placement in zip(talks, placements, strict=True)
            if talk and placement
        ]
        return round(sum(right) / len(texts), 4) if texts else 0.0

    counts = range(MOST_QUESTIONS + 1)
    return {
        "n": len(texts),
        "asked": round(_share_asked(placements, understanding.sureness.enough), 4),
        "by_rule": [accuracy(count, always=False) for count in counts],
        "always": [accuracy(count, always=True) for count in counts],
    }


class _Talk:
    """Follow all that a person at one step might answer."""

    def __init__(
        self, understanding: Understanding, step: int, spoken_of: Sequence[Dimension]
    ) -> None:
        self._reliability = understanding.reliability
        self._sureness = understanding.sureness
        self._step = step
        self._spoken_of = spoken_of

    def right(
        self,
        probabilities: Sequence[float],
        questions: int,
        asked: tuple[Dimension, ...] = (),
        *,
        always: bool,
    ) -> float:
        """Give how likely the placement is right after up to so many more questions."""
        sure = max(probabilities) >= self._sureness.enough
        if not questions or (sure and not always):
            return float(most_likely(probabilities) == self._step)
        offered = possible_steps(probabilities, self._sureness.still_possible)
        ask = self._reliability.next_question(probabilities, offered, self._spoken_of, asked)
        unknown = self._reliability.unknown_of(ask, self._spoken_of)
        picked = self._reliability.answers_of(self._step, ask, offered)
        left = [(unknown, probabilities)]
        left += [
            (
                (1 - unknown) * share,
                self._reliability.after_answer(probabilities, ask, offered, answer),
            )
            for answer, share in zip(offered, picked, strict=True)
        ]
        return sum(
            share * self.right(after, questions - 1, (*asked, ask), always=always)
            for share, after in left
        )


def _share_asked(placements: Sequence[Placement | None], enough: float) -> float:
    asked = [placement and max(placement.probabilities) < enough for placement in placements]
    return sum(map(bool, asked)) / max(1, len(placements))
