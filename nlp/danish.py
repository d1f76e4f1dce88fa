"""Danish text into sentences and lemmas, with a trained pipeline where there is one."""

import logging
import re
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import product
from typing import cast

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import load_language_data, registry

from nlp.installed import RULES, installed_pipeline
from nlp.normalise import fold

logger = logging.getLogger(__name__)

_DIGRAPHS = {"ae": "æ", "oe": "ø", "aa": "å"}
_DIGRAPH = re.compile(r"(ae|oe|aa)")
_WORD = re.compile(r"[^\W\d_]+")
_MAX_DIGRAPHS = 4
_SENTENCE_FINDERS = frozenset({"parser", "senter", "sentencizer"})


@dataclass(frozen=True)
class Span:
    """Mark a stretch of a text by character offsets."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Cut the stretch out of its text."""
        return text[self.start : self.end]


class Danish:
    """Split and lemmatise Danish with the pipeline that is installed, else with rules.

    The rules are spaCy's Danish tokenizer, a sentence splitter on punctuation, and lemmas looked up
    in spacy-lookups-data.
    """

    def __init__(self, model: str) -> None:
        self._lemma_of = _lookup_lemmas()
        self.name = installed_pipeline(model)
        self._pipeline = _rules() if self.name == RULES else spacy.load(model)
        if _SENTENCE_FINDERS.isdisjoint(self._pipeline.pipe_names):
            self._pipeline.add_pipe("sentencizer")
        self.has_entities = "ner" in self._pipeline.pipe_names
        logger.info("Danish pipeline in use: %s", self.name)

    def sentences(self, text: str) -> list[Span]:
        """Split into sentences, as offsets into the text without surrounding space."""
        spans = []
        for sentence in self._pipeline(text).sents:
            inner = sentence.text.strip()
            if inner:
                start = text.index(inner, sentence.start_char)
                spans.append(Span(start, start + len(inner)))
        return spans

    def lemmas(self, texts: Iterable[str]) -> list[list[str]]:
        """Give the folded lemmas of each text."""
        restored = (self.restore(text) for text in texts)
        return [self._lemmas_in(doc) for doc in self._pipeline.pipe(restored, batch_size=64)]

    def known_words(self, text: str) -> tuple[int, int]:
        """Count the words of a text that are Danish forms, and all of its words."""
        found = [word.lower() in self._lemma_of for word in _WORD.findall(self.restore(text))]
        return sum(found), len(found)

    def restore(self, text: str) -> str:
        """Write `æøå` where somebody typed `ae/oe/aa` and a Danish word is known for it."""
        return _WORD.sub(lambda match: self._restore_word(match[0]), text)

    def _restore_word(self, word: str) -> str:
        lowered = word.lower()
        parts = _DIGRAPH.split(lowered)
        digraphs = parts[1::2]
        if not digraphs or len(digraphs) > _MAX_DIGRAPHS or lowered in self._lemma_of:
            return word
        for letters in product(*((_DIGRAPHS[pair], pair) for pair in digraphs)):
            parts[1::2] = letters
            if (spelling := "".join(parts)) in self._lemma_of:
                return spelling
        return word

    def _lemmas_in(self, doc: Doc) -> list[str]:
        lemmas = []
        for token in doc:
            if token.is_space or token.is_punct:
                continue
            lemma = token.lemma_ or self._lemma_of.get(token.lower_, token.lower_)
            lemmas.extend(fold(lemma).split())
        return lemmas


def _rules() -> Language:
    return spacy.blank("da")


@cache
def _lookup_lemmas() -> dict[str, str]:
    """Read the lemma of each known form straight from its file.

    spaCy's own table hashes each of the half million forms, which takes three times as long and
    twice the memory.
    """
    path = registry.lookups.get("da")["lemma_lookup"]
    table = cast(dict[str, str], load_language_data(path))
    return {form: sys.intern(lemma) for form, lemma in table.items()}
