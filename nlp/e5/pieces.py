"""Write the tokenizer of multilingual-e5-small as a model of SentencePiece (Kudo, 2018)."""

import unicodedata

from sentencepiece import sentencepiece_model_pb2 as schema

from nlp.e5.weights import Vocabulary

_NORMAL, _UNKNOWN, _CONTROL = 1, 2, 3
_UNIGRAM = 1


def latin(vocabulary: Vocabulary) -> list[int]:
    """List the pieces without letters of other scripts: the others no Danish text needs."""
    return [number for number, piece in enumerate(vocabulary.pieces) if _is_latin(piece)]


def build(vocabulary: Vocabulary, kept: list[int]) -> bytes:
    """Give the serialised model of the kept pieces; it normalises nothing but spaces."""
    model = schema.ModelProto()  # type: ignore[attr-defined]  # made at run time
    special = {vocabulary.start, vocabulary.end, vocabulary.padding}
    for number in kept:
        kind = _CONTROL if number in special else _NORMAL
        kind = _UNKNOWN if number == vocabulary.unknown else kind
        score = float(vocabulary.scores[number])
        model.pieces.add(piece=vocabulary.pieces[number], score=score, type=kind)
    trainer, normalizer = model.trainer_spec, model.normalizer_spec
    trainer.model_type = _UNIGRAM
    trainer.bos_id, trainer.eos_id, trainer.unk_id, trainer.pad_id = map(
        kept.index, (vocabulary.start, vocabulary.end, vocabulary.unknown, vocabulary.padding)
    )
    normalizer.name = "identity"
    normalizer.add_dummy_prefix = True
    normalizer.remove_extra_whitespaces = True
    normalizer.escape_whitespaces = True
    return bytes(model.SerializeToString())


def _is_latin(piece: str) -> bool:
    return all(
        not sign.isalpha() or sign.isascii() or unicodedata.name(sign, "").startswith("LATIN")
        for sign in piece
    )
