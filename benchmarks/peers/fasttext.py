"""The supervised classifier of fastText (Joulin et al., 2017)."""

import re
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import fasttext

from benchmarks.peers.contestant import Contestant
from benchmarks.texts import examples

_LABEL = "__label__"
_TOKEN = re.compile(r"\w+|[^\w\s]")


class FastText(Contestant):
    """fastText with pairs of words and parts of words, on one thread."""

    def train(self) -> None:
        """Learn from the examples; fastText reads only files."""
        lines = [f"{_LABEL}{row.step} {_line(row.text)}\n" for row in examples()]
        with TemporaryDirectory() as folder:
            path = Path(folder, "examples.txt")
            path.write_text("".join(lines), encoding="utf-8")
            self._model = fasttext.train_supervised(
                str(path),
                epoch=25,
                lr=0.5,
                wordNgrams=2,
                minn=2,
                maxn=5,
                bucket=200_000,
                thread=1,
                verbose=0,
            )

    def place(self, text: str) -> int:
        """Give the most likely step."""
        return self.place_all([text])[0]

    def place_all(self, texts: Sequence[str]) -> list[int]:
        """Place many texts at once."""
        labels, _ = self._model.predict([_line(text) for text in texts])
        return [int(found[0].removeprefix(_LABEL)) for found in labels]


def _line(text: str) -> str:
    return " ".join(_TOKEN.findall(text.lower()))
