"""Find what the content says that is nearest to a question, sentence by sentence."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from content.sentences import sentences as cut
from content.values import Block, Guide
from nlp.features import PARTS, Compact, Matrix

# Buttons and questions to the reader tell nothing of the model.
_SILENT = ("/svar", "/spoergsmaal", "/refleksion")


@dataclass(frozen=True)
class Sentence:
    """Hold a sentence of the content, the id of its block, and how like it is to a text."""

    block: str
    text: str
    likeness: float = 0.0


def sentences(guide: Guide) -> list[Sentence]:
    """List all sentences that tell something, in the order of the file."""
    return [
        Sentence(block.id, text)
        for block in guide.blocks
        if not block.id.endswith(_SILENT)
        for text in sentences_of(block)
    ]


def sentences_of(block: Block) -> Iterator[str]:
    """Give the sentences of a block; each line of a list is one."""
    for paragraph in block.paragraphs:
        yield from cut(paragraph)
    yield from (item.text for item in block.items)


class Shelf:
    """Hold the sentences as weighed terms."""

    def __init__(self, guide: Guide, weights: Matrix) -> None:
        self._sentences = sentences(guide)
        if len(self._sentences) != weights.shape[0]:
            raise ValueError("the shelf was filled from another guide")
        self._weights = weights.tocsc()

    def nearest(self, text: Compact, blocks: Iterable[str] | None = None) -> list[Sentence]:
        """List sentences, of some blocks or of all, the nearest to a text first.

        The text is one row of weighed terms; likeness is from 0 to 1.
        """
        wanted = None if blocks is None else set(blocks)
        scores = self._weights[:, text.columns] @ text.values[0] / len(PARTS)
        found = [
            replace(sentence, likeness=float(score))
            for score, sentence in zip(scores, self._sentences, strict=True)
            if wanted is None or sentence.block in wanted
        ]
        return sorted(found, key=lambda each: -each.likeness)
