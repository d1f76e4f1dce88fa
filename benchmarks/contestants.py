"""List who is compared, without importing any of them."""

import sys
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from benchmarks.peers.contestant import Contestant
from benchmarks.texts import ROOT

_FOLDER = "Scripts" if sys.platform == "win32" else "bin"
PEERS_PYTHON = ROOT / ".venv-bench" / _FOLDER / "python"


@dataclass(frozen=True)
class Entry:
    """Name a contestant, where its class is, and the interpreter that has its libraries."""

    key: str
    name: str
    place: str
    python: Path = Path(sys.executable)
    is_product: bool = False

    @property
    def source(self) -> Path:
        """Give the file of the contestant."""
        return ROOT / "benchmarks" / "peers" / f"{self.place.partition(':')[0]}.py"

    def open(self, *, anew: bool) -> Contestant:
        """Import the contestant; only its own process does."""
        module, _, name = self.place.partition(":")
        made = getattr(import_module(f"benchmarks.peers.{module}"), name)(anew=anew)
        if not isinstance(made, Contestant):
            raise TypeError(f"{self.place} is no contestant")
        return made


ENTRIES = (
    Entry("trinvis", "Trinvis", "product:WithEmbeddings", is_product=True),
    Entry("words", "Trinvis, words alone", "product:WordsAlone", is_product=True),
    Entry("e5", "e5 embeddings, logistic regression", "e5:Embeddings"),
    Entry("textcat", "spaCy textcat, bag of words", "textcat:TextCat"),
    Entry("fasttext", "fastText, supervised", "fasttext:FastText", PEERS_PYTHON),
    Entry("chatterbot", "ChatterBot, best match", "chatterbot:ChatterBot", PEERS_PYTHON),
    Entry("descriptions", "Step descriptions alone, TF-IDF", "descriptions:Descriptions"),
)
