"""Danish text into sentences, words and lemmas, with a trained pipeline where there is one."""

import logging
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise, product
from typing import NamedTuple

import numpy as np
import spacy
from spacy.attrs import IDX, SENT_START
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
# spaCy takes seconds for some thousand signs without a space: they are read in pieces.
_PIECE = re.compile(r"(?:[^\S\n]|(?<!\S)\S{1,100}(?!\S))+|\S{1,100}")
_TOO_LONG = re.compile(r"\S{101}")
_LINE = re.compile(r"[^\n]+")
# No rule of spaCy's ends a sentence within such a line.
_ONE_SENTENCE = re.compile(r"[\w\s,;:'\-–«»()/•]*")
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
        self._folded = lru_cache(_WORDS_REMEMBERED)(self._fold)
        self._known = lru_cache(_WORDS_REMEMBERED)(self._is_known)
        logger.info("Danish pipeline in use: %s", self.name)

    def analyse(self, text: str) -> Analysis:
        """Find the sentences and words of one text."""
        return next(self.analyse_all([text]))

    def analyse_all(self, texts: Iterable[str]) -> Iterator[Analysis]:
        """Find the sentences and words of many texts; each line is read by itself."""
        originals = list(texts)
        aligned = [clean_aligned(text).replaced(_LETTERS, self._restored) for text in originals]
        lines = [_lines(each.text) for each in aligned]
        docs = self._pipeline.pipe(
            (line[0] for own in lines for line in own if self._needs_pipeline(line[0])),
            batch_size=64,
        )
        for original, read, own in zip(originals, aligned, lines, strict=True):
            sentences: list[Span] = []
            words: list[Word] = []
            for line in own:
                doc = next(docs) if self._needs_pipeline(line[0]) else None
                sentences.extend(_sentences(doc, line))
                words.extend(self._words(doc, line))
            yield Analysis(original, read, tuple(sentences), tuple(words))

    def persons(self, text: str) -> Iterator[tuple[int, int]]:
        """Give where the pipeline sees persons in a text as it stands; none without entities."""
        if not self.has_entities:
            return
        lines = _lines(text)
        for line, doc in zip(lines, self._pipeline.pipe(line[0] for line in lines), strict=True):
            for entity in doc.ents:
                if entity.label_ == _PERSON:
                    yield line.start() + entity.start_char, line.start() + entity.end_char

    def known_words(self, text: str) -> tuple[int, int]:
        """Count the words of a text that are Danish forms, and all of its words."""
        words = _LETTERS.findall(text)
        return sum(map(self._known, words)), len(words)

    def _needs_pipeline(self, line: str) -> bool:
        """Tell whether the pipeline has more to say of a line than that it is one sentence."""
        return self.name != RULES or _ONE_SENTENCE.fullmatch(line) is None

    def _words(self, doc: Doc | None, line: re.Match[str]) -> Iterator[Word]:
        """Give the words with the lemmas that the pipeline, else the table, has for them."""
        lemmas = {} if doc is None or self.name == RULES else _lemmas(doc)
        for match in _WORD.finditer(line[0]):
            form, lemma = self._folded(match[0])
            if given := lemmas.get(match.span()):
                lemma = fold_word(given)
            yield Word(line.start() + match.start(), form, lemma)

    def _fold(self, word: str) -> tuple[str, str]:
        return fold_word(word), fold_word(self._lemmas.get(word.lower()) or word)

    def _is_known(self, word: str) -> bool:
        return self._restored(word).lower() in self._lemmas

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


def _lines(text: str) -> list[re.Match[str]]:
    pattern = _PIECE if _TOO_LONG.search(text) else _LINE
    return list(pattern.finditer(text))


def _lemmas(doc: Doc) -> dict[tuple[int, int], str]:
    return {(token.idx, token.idx + len(token)): token.lemma_ for token in doc if token.lemma_}


def _sentences(doc: Doc | None, line: re.Match[str]) -> Iterator[Span]:
    """Give the sentences of a line without surrounding space; it is one where there is no doc."""
    begins: list[int] = []
    if doc is not None:
        # `doc.sents` would look at each token twice, in Python.
        starts, places = doc.to_array([SENT_START, IDX]).astype(np.int64).T
        begins = places[starts == 1].tolist()
    cuts = sorted({0, *begins, len(line[0])})
    for begin, end in pairwise(cuts):
        inner = line[0][begin:end].strip()
        if inner:
            first = line.start() + line[0].index(inner, begin)
            yield Span(first, first + len(inner))


def _rules() -> Language:
    return spacy.blank("da")
