"""The text classifier of spaCy."""

import random
from collections.abc import Sequence

import spacy
from spacy.tokens import Doc
from spacy.training import Example
from thinc.api import fix_random_seed

from benchmarks.peers.contestant import Contestant
from benchmarks.texts import STEPS, examples

_EPOCHS = 10
_BATCH = 32
_SEED = 1
_MODEL = {
    "@architectures": "spacy.TextCatBOW.v3",
    "exclusive_classes": True,
    "ngram_size": 1,
    "no_output_layer": False,
    "length": 262144,
}


class TextCat(Contestant):
    """`textcat` over a bag of words, on spaCy's Danish tokenizer."""

    def train(self) -> None:
        """Learn from the examples, a few times over."""
        fix_random_seed(_SEED)
        self._nlp = spacy.blank("da")
        self._nlp.add_pipe("textcat", config={"model": _MODEL})
        lessons = [
            Example.from_dict(
                self._nlp.make_doc(row.text),
                {"cats": {str(step): float(step == row.step) for step in STEPS}},
            )
            for row in examples()
        ]
        optimizer = self._nlp.initialize(lambda: lessons)
        order = random.Random(_SEED)  # noqa: S311  # shuffles, hides nothing
        for _ in range(_EPOCHS):
            order.shuffle(lessons)
            for first in range(0, len(lessons), _BATCH):
                self._nlp.update(lessons[first : first + _BATCH], sgd=optimizer)

    def place(self, text: str) -> int:
        """Give the most likely step."""
        return _step(self._nlp(text))

    def place_all(self, texts: Sequence[str]) -> list[int]:
        """Place many texts in batches."""
        return [_step(doc) for doc in self._nlp.pipe(texts)]


def _step(doc: Doc) -> int:
    return int(max(doc.cats, key=lambda label: doc.cats[label]))
