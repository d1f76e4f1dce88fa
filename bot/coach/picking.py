"""Pick from a block of the content what answers a question best."""

from collections.abc import Callable, Iterable

from bot.coach.voice import Voice
from content.cues import load_cues
from content.sentences import units
from content.values import Block
from nlp.shelf import Sentence

_ENOUGH = 420
_WHOLE = 400


class Picking:
    """Choose sentences, the direct answer first."""

    def __init__(self, voice: Voice) -> None:
        self._leaning = load_cues().leaning
        self._blocks = {block.id: block for block in voice.guide.blocks}
        self._voice = voice

    def block(self, block_id: str) -> Block:
        """Give the block of an id."""
        return self._blocks[block_id]

    def told(self, block: Block, nearest: Callable[[Iterable[str] | None], list[Sentence]]) -> str:
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

    def place(self, block_id: str) -> str:
        """Name the step that a block belongs to, or nothing."""
        head = block_id.split("/")[0]
        number = head.removeprefix("trin-")
        if head == number or not number.isdigit():
            return ""
        return f"trin {number}"
