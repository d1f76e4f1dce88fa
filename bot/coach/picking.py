"""Pick from a block of the content what answers a question best."""

from collections.abc import Callable, Iterable

from content.cues import load_cues
from content.sentences import units
from content.values import Block
from nlp.shelf import Sentence

# The search for what the content says nearest to a question, in some of its blocks or in all.
Nearest = Callable[[Iterable[str] | None], list[Sentence]]

_ENOUGH = 420
_WHOLE = 400


class Picking:
    """Choose sentences of a block, and name where it stands."""

    def __init__(self) -> None:
        self._leaning = load_cues().leaning

    def told(self, block: Block, nearest: Nearest) -> str:
        """Give a short block whole; of a longer one its beginning and what a question is near to.

        Sentences that lean on each other stay together, and all in their order.
        """
        if len(block.text) <= _WHOLE:
            return block.text
        groups = [" ".join(unit) for unit in units(block.text, self._leaning)]
        kept = [0]
        for sentence in nearest([block.id]):
            home = next((at for at, group in enumerate(groups) if sentence.text in group), 0)
            if home not in kept and sum(len(groups[at]) for at in kept) < _ENOUGH:
                kept.append(home)
        return " ".join(groups[at] for at in sorted(kept))

    @staticmethod
    def step_of(block_id: str) -> int | None:
        """Give the step that a block belongs to."""
        head = block_id.split("/")[0]
        number = head.removeprefix("trin-")
        if head == number or not number.isdigit():
            return None
        return int(number)
