"""Look up the lemma of a Danish form in half a million, from a file that is mapped, not read."""

import logging
import os
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path
from typing import cast

import marisa_trie
from spacy.util import load_language_data, registry

logger = logging.getLogger(__name__)

FOLDER = Path(__file__).parent / "trained"


class LemmaTable:
    """Hold the lemmas of spacy-lookups-data in a trie (Yata, 2011), a thirtieth of a dictionary."""

    def __init__(self, trie: marisa_trie.BytesTrie) -> None:
        self._trie = trie

    @classmethod
    def of(cls, entries: Iterable[tuple[str, str]]) -> "LemmaTable":
        """Build a table of forms with their lemmas."""
        return cls(marisa_trie.BytesTrie((form, lemma.encode()) for form, lemma in entries))

    @classmethod
    def open(cls, folder: Path = FOLDER) -> "LemmaTable":
        """Map the table; where it is not there yet, build it and leave it for the next time."""
        path = folder / f"lemmas-{version('spacy-lookups-data')}.marisa"
        if path.is_file():
            return cls(marisa_trie.BytesTrie().mmap(str(path)))
        source = registry.lookups.get("da")["lemma_lookup"]
        table = cls.of(cast(dict[str, str], load_language_data(source)).items())
        table._keep(path)
        return table

    def __contains__(self, form: str) -> bool:
        return form in self._trie

    def get(self, form: str) -> str | None:
        """Give the lemma of a form in lower case, None where it is not known."""
        found = self._trie.get(form)
        return found[0].decode() if found else None

    def _keep(self, path: Path) -> None:
        unfinished = path.with_suffix(f".{os.getpid()}.part")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._trie.save(str(unfinished))
            unfinished.replace(path)
        except OSError as error:
            logger.info("The lemmas can't be kept for the next start: %s", error)
