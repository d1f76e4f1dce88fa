"""Embed texts with the first layers of multilingual-e5-small."""

from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import numpy.typing as npt
import onnxruntime
import sentencepiece

from nlp.e5.files import Files
from nlp.e5.protocol import INPUT, OUTPUT, Floats
from nlp.e5.weights import BLOCKS, unpacked

# What comes after is not read: no text that was learnt from is longer, and to read more of longer
# ones places them no better (docs/placement.md).
MAX_PIECES = 150
_PREFIX = "query: "
_SIDE_BY_SIDE = 2


class RunningEncoder:
    """Run the network on one core; no lock of Python's is held while it computes."""

    def __init__(self, files: Files) -> None:
        """Load what `prepare` wrote."""
        self._words = np.load(files.words, mmap_mode="r")
        self._places = np.load(files.places)
        self.width = self._places.shape[1]
        self._pieces = sentencepiece.SentencePieceProcessor(model_file=str(files.pieces))
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.enable_cpu_mem_arena = options.enable_mem_pattern = False
        # More would bring back what the graph does without for speed.
        options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
        self._session = onnxruntime.InferenceSession(
            str(files.graph), options, providers=["CPUExecutionProvider"]
        )

    def embed(self, texts: Iterable[str]) -> Floats:
        """Give the mean hidden state of each text: shape (n, width)."""
        with ThreadPoolExecutor(_SIDE_BY_SIDE) as pool:
            means = list(pool.map(self._mean, texts))
        return np.stack(means) if means else np.empty((0, self.width), np.float32)

    def sums(self, parts: Sequence[str]) -> tuple[Floats, "npt.NDArray[np.int64]"]:
        """Read the parts of one text together, and sum the hidden states of each."""
        hidden, owner = self._hidden(parts)
        belongs = owner == np.arange(len(parts) + 1)[:, None]
        return belongs.astype(np.float32) @ hidden, belongs.sum(axis=1)

    def _mean(self, text: str) -> Floats:
        hidden, _ = self._hidden([text])
        return np.asarray(hidden.mean(axis=0), np.float32)

    def _hidden(self, parts: Sequence[str]) -> tuple[Floats, "npt.NDArray[np.int64]"]:
        """Give the hidden state of each piece, and which part it is of, from 1 on."""
        numbers = [[self._pieces.bos_id(), *self._pieces.encode(_PREFIX)]]
        # The tokenizer knows no space but the plain one: a new line is a space to it, too.
        numbers += [self._pieces.encode(" ".join(part.split())) for part in parts]
        flat = [number for own in numbers for number in own][:MAX_PIECES]
        flat.append(self._pieces.eos_id())
        owner = np.repeat(np.arange(len(numbers)), [len(own) for own in numbers])[:MAX_PIECES]
        hidden = self._session.run([OUTPUT], {INPUT: self._embedded(flat)[None]})[0][0]
        return hidden, np.append(owner, 0)

    def _embedded(self, numbers: Sequence[int]) -> Floats:
        """Look up the pieces and their places: shape (n, width)."""
        words = unpacked(np.asarray(self._words[np.asarray(numbers)]).view(BLOCKS))
        return np.asarray(words + self._places[: len(numbers)], np.float32)
