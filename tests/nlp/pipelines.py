"""Build a Danish pipeline that is small enough to be trained in a test."""

from pathlib import Path

import spacy
from spacy.lookups import Lookups
from spacy.pipeline import Lemmatizer
from spacy.training import Example
from spacy.util import fix_random_seed

NAME = "da_core_tests 1.2.3"

_WORDS = ["Jensen", "spørger", "borgerne", "hver", "uge", "."]
_TAGS = ["PROPN", "VERB", "NOUN", "DET", "NOUN", "PUNCT"]
_ENTITIES = ["U-PER", "O", "O", "O", "O", "O"]
_LEMMAS = {"spørger": "spørge", "borgerne": "borger", "Jensen": "Jensen"}
_ROUNDS = 15


def build_pipeline(folder: Path) -> Path:
    """Train a tagger and an entity recogniser, add looked up lemmas, and save all of it."""
    fix_random_seed(0)
    pipeline = spacy.blank("da")
    pipeline.meta.update(name="core_tests", version="1.2.3")
    pipeline.add_pipe("tagger")
    pipeline.add_pipe("ner")
    doc = pipeline.make_doc(" ".join(_WORDS[:-1]) + _WORDS[-1])
    example = Example.from_dict(doc, {"tags": _TAGS, "entities": _ENTITIES})
    optimizer = pipeline.initialize(lambda: [example])
    for _ in range(_ROUNDS):
        pipeline.update([example], sgd=optimizer)
    _add_lemmas(pipeline)
    pipeline.to_disk(folder)
    return folder


def _add_lemmas(pipeline: spacy.Language) -> None:
    lookups = Lookups()
    lookups.add_table("lemma_lookup", _LEMMAS)
    lemmatizer = pipeline.add_pipe("lemmatizer", config={"mode": "lookup"})
    assert isinstance(lemmatizer, Lemmatizer)
    lemmatizer.initialize(lookups=lookups)
