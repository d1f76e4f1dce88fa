"""The best match of ChatterBot 1.2: the answer to the example most like what was said."""

from itertools import pairwise

import spacy
from chatterbot import ChatBot
from chatterbot.conversation import Statement

from benchmarks.peers.contestant import NO_STEP, Contestant
from benchmarks.texts import examples


class Danish:
    """Name Danish as ChatterBot's languages are named; its own entry lacks the short code."""

    ISO_639_1 = "da"
    ISO_639 = "dan"
    ENGLISH_NAME = "Danish"


class PairTagger:
    """Index a text by pairs of words that follow each other, without stop words.

    ChatterBot's own tagger indexes pairs, too, but of what a trained pipeline says of the words.
    The one that needs no pipeline indexes single words: nearly every example has one of them, and
    comparing with all by edit distance took 15 seconds a message, and was no righter.
    """

    language = Danish

    def __init__(self) -> None:
        self._nlp = spacy.blank("da")

    def needs_text_indexing(self) -> bool:
        """Tell that texts are not their own index."""
        return True

    def get_text_index_string(self, text: str) -> str:
        """Give the index of one text; of the whole text where it has no pair."""
        words = [
            token.lower_
            for token in self._nlp.make_doc(text)
            if token.is_alpha and not token.is_stop
        ]
        pairs = [f"{one}:{other}" for one, other in pairwise(words)]
        return " ".join(pairs) or text.lower()


class ChatterBot(Contestant):
    """ChatterBot with its storage in memory and its own search and comparison."""

    def train(self) -> None:
        """Store each example as what was said, and its step as the answer."""
        tagger = PairTagger()
        self._bot = ChatBot(
            "bench",
            database_uri=None,
            tagger=tagger,
            tagger_language=Danish,
            default_response=str(NO_STEP),
            read_only=True,  # what is measured is not learnt from
        )
        self._bot.storage.create_many(
            [
                # The trainers see each line as the answer to the one before; there is no talk here.
                # Its own index lets ChatterBot find the answer again without reading them all.
                Statement(
                    text=str(row.step),
                    search_text=f"{row.step}:{number}",
                    in_response_to=row.text,
                    search_in_response_to=tagger.get_text_index_string(row.text),
                )
                for number, row in enumerate(examples())
            ]
        )

    def place(self, text: str) -> int:
        """Give the answer as a step."""
        return int(self._bot.get_response(text).text)
