"""Danish text into sentences, words and lemmas, with a trained pipeline where there is one."""

import logging
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from typing import NamedTuple

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from nlp.installed import RULES, installed_pipeline
from nlp.lemmas import LemmaTable
from nlp.normalise import Aligned, clean, clean_aligned, fold_word

logger = logging.getLogger(__name__)

_DIGRAPHS = {"ae": "æ", "oe": "ø", "aa": "å"}
_DIGRAPH = re.compile(r"(ae|oe|aa)")
_LETTERS = re.compile(r"[^\W\d_]+")
_WORD = re.compile(r"[^\W_]+(?:[-'][^\W_]+)*")
_LINE = re.compile(r"[^\n]+")
_MAX_DIGRAPHS = 4
_PERSON = "PER"
_WORDS_REMEMBERED = 20_000
_SENTENCE_FINDERS = frozenset({"parser", "senter", "sentencizer"})


@dataclass(frozen=True)
class Span:
    """Mark a stretch of a text by character offsets."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Cut the stretch out of its text."""
        return text[self.start : self.end]


class Word(NamedTuple):
    """Hold where a word begins, its folded form, and its folded lemma."""

    start: int
    form: str
    lemma: str


@dataclass(frozen=True)
class Analysis:
    """Hold a text as it is read (cleaned, `æøå` restored), with its sentences and words.

    All offsets are of the text as it is read; `typed` tells where a span stood before.
    """

    original: str
    aligned: Aligned
    sentences: tuple[Span, ...]
    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        """Give the text as it is read."""
        return self.aligned.text

    def typed(self, span: Span) -> Span:
        """Give the span of the original that a span of the read text comes from.

        What nobody sees is left out at the end of it, such as what ends a line on Windows.
        """
        start, end = self.aligned.place(span.start), self.aligned.place(span.end)
        while end > start + 1 and not clean(self.original[end - 1]):
            end -= 1
        return Span(start, end)


class Danish:
    """Split and lemmatise Danish with the pipeline that is installed, else with rules.

    The rules are spaCy's Danish tokenizer, a sentence splitter on punctuation, and lemmas looked up
    in spacy-lookups-data.
    """

    def __init__(self, model: str) -> None:
        self._lemmas = LemmaTable.open()
        self.name = installed_pipeline(model)
        self._pipeline = _rules() if self.name == RULES else spacy.load(model)
        if _SENTENCE_FINDERS.isdisjoint(self._pipeline.pipe_names):
            self._pipeline.add_pipe("sentencizer")
        self.has_entities = "ner" in self._pipeline.pipe_names
        self._restored = lru_cache(_WORDS_REMEMBERED)(self._restore_word)
        self._lemma = lru_cache(_WORDS_REMEMBERED)(self._look_up)
        logger.info("Danish pipeline in use: %s", self.name)

    def analyse(self, text: str) -> Analysis:
        """Find the sentences and words of one text."""
        return next(self.analyse_all([text]))

    def analyse_all(self, texts: Iterable[str]) -> Iterator[Analysis]:
        """Find the sentences and words of many texts; each line is read by itself."""
        originals = list(texts)
        aligned = [clean_aligned(text).replaced(_LETTERS, self._restored) for text in originals]
        lines = [list(_LINE.finditer(each.text)) for each in aligned]
        docs = self._pipeline.pipe((line[0] for own in lines for line in own), batch_size=64)
        for original, read, own in zip(originals, aligned, lines, strict=True):
            sentences: list[Span] = []
            words: list[Word] = []
            for line in own:
                doc = next(docs)
                sentences.extend(_sentences(doc, line.start()))
                words.extend(self._words(doc, line.start()))
            yield Analysis(original, read, tuple(sentences), tuple(words))

    def persons(self, text: str) -> Iterator[tuple[int, int]]:
        """Give where the pipeline sees persons in a text as it stands; none without entities."""
        if not self.has_entities:
            return
        lines = list(_LINE.finditer(text))
        for line, doc in zip(lines, self._pipeline.pipe(line[0] for line in lines), strict=True):
            for entity in doc.ents:
                if entity.label_ == _PERSON:
                    yield line.start() + entity.start_char, line.start() + entity.end_char

    def known_words(self, text: str) -> tuple[int, int]:
        """Count the words of a text that are Danish forms, and all of its words."""
        found = [self._restored(word).lower() in self._lemmas for word in _LETTERS.findall(text)]
        return sum(found), len(found)

    def _words(self, doc: Doc, start: int) -> Iterator[Word]:
        """Give the words with the lemmas that the pipeline, else the table, has for them."""
        lemmas = {
            (token.idx, token.idx + len(token)): token.lemma_ for token in doc if token.lemma_
        }
        for match in _WORD.finditer(doc.text):
            lemma = lemmas.get(match.span()) or self._lemma(match[0])
            yield Word(start + match.start(), fold_word(match[0]), fold_word(lemma))

    def _look_up(self, word: str) -> str:
        return self._lemmas.get(word.lower()) or word

    def _restore_word(self, word: str) -> str:
        """Write `æøå` where somebody typed `ae/oe/aa` and a Danish word is known for it."""
        lowered = word.lower()
        parts = _DIGRAPH.split(lowered)
        digraphs = parts[1::2]
        if not digraphs or len(digraphs) > _MAX_DIGRAPHS or lowered in self._lemmas:
            return word
        for letters in product(*((_DIGRAPHS[pair], pair) for pair in digraphs)):
            parts[1::2] = letters
            if (spelling := "".join(parts)) in self._lemmas:
                return spelling
        return word


def _sentences(doc: Doc, start: int) -> Iterator[Span]:
    """Give the sentences of a line without surrounding space."""
    for sentence in doc.sents:
        inner = sentence.text.strip()
        if inner:
            first = start + doc.text.index(inner, sentence.start_char)
            yield Span(first, first + len(inner))


def _rules() -> Language:
    return spacy.blank("da")
