import logging
from itertools import pairwise
from pathlib import Path

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from nlp.danish import Danish, Span
from nlp.installed import RULES
from tests.nlp.pipelines import NAME

TEXT = "  Jensen spørger borgerne. De svarer, og vi lytter!  Hvad så?\nNy linje. "

some = settings(max_examples=100, deadline=None)


def test_a_span_cuts_its_text() -> None:
    assert Span(2, 5).of("abcdefg") == "cde"


def test_rules_serve_where_no_pipeline_is_installed(rules: Danish) -> None:
    assert rules.name == RULES
    assert not rules.has_entities


def test_a_pipeline_is_loaded_by_its_path(trained_danish: Danish) -> None:
    assert trained_danish.name == NAME
    assert trained_danish.has_entities


@pytest.mark.parametrize("way", ["rules", "pipeline"])
def test_the_pipeline_in_use_is_logged(
    way: str, pipeline_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, "nlp.danish"):
        danish = Danish(str(pipeline_path) if way == "pipeline" else "not-installed-here")
    assert f"Danish pipeline in use: {danish.name}" in caplog.messages


def test_sentences_point_into_the_text(danish: Danish) -> None:
    sentences = [span.of(TEXT) for span in danish.sentences(TEXT)]
    assert sentences[0] == "Jensen spørger borgerne."
    assert sentences[1:3] == ["De svarer, og vi lytter!", "Hvad så?"]
    assert sentences[-1] == "Ny linje."


def test_the_same_sentence_twice_gives_two_places(danish: Danish) -> None:
    assert danish.sentences("Ja. Ja. Ja.") == [Span(0, 3), Span(4, 7), Span(8, 11)]


@pytest.mark.parametrize("text", ["", " ", "\n\t "])
def test_nothing_has_no_sentences_and_no_lemmas(danish: Danish, text: str) -> None:
    assert danish.sentences(text) == []
    assert danish.lemmas([text]) == [[]]


@some
@given(text=st.text(max_size=60) | st.lists(st.sampled_from("Vi. ja\n!?🙂 …\u2028"), max_size=30))
def test_sentences_hold_all_of_any_text_in_order(rules: Danish, text: str | list[str]) -> None:
    text = "".join(text)
    spans = rules.sentences(text)
    pieces = [span.of(text) for span in spans]
    assert all(piece and piece == piece.strip() for piece in pieces)
    assert "".join("".join(pieces).split()) == "".join(text.split())
    assert all(one.end <= other.start for one, other in pairwise(spans))


def test_lemmas_of_the_rules_are_looked_up_and_folded(rules: Danish) -> None:
    assert rules.lemmas(["Vi spørger borgerne, 12 børn!", "Skolernes møder"]) == [
        ["vi", "spoerge", "borger", "12", "barn"],
        ["skole", "moede"],
    ]


def test_lemmas_come_from_the_pipeline_where_it_has_them(trained_danish: Danish) -> None:
    assert trained_danish.lemmas(["Jensen spørger borgerne."]) == [["jensen", "spoerge", "borger"]]
    # The lemmas of this pipeline know three words; all others stay as they are.
    assert trained_danish.lemmas(["husene"]) == [["husene"]]


def test_lemmas_are_looked_up_where_the_pipeline_has_none(tmp_path: Path) -> None:
    bare = spacy.blank("da")
    bare.add_pipe("sentencizer")
    bare.to_disk(tmp_path / "bare")
    danish = Danish(str(tmp_path / "bare"))
    assert danish.name != RULES
    assert danish.lemmas(["Husene."]) == [["hus"]]


def test_lemmas_do_not_depend_on_how_danish_letters_are_typed(danish: Danish) -> None:
    typed, spelled = danish.lemmas(["Jensen spoerger borgerne", "Jensen spørger borgerne"])
    assert typed == spelled


@pytest.mark.parametrize(
    ("typed", "restored"),
    [
        ("vi moedes paa skolen i aar", "vi mødes på skolen i år"),
        ("aeldre og foraeldre", "ældre og forældre"),
        ("zoo i Israel", "zoo i Israel"),
        ("Michael", "Michael"),
        ("møder på torvet", "møder på torvet"),
        ("aeoeaaaeoeaa", "aeoeaaaeoeaa"),
        ("ae" * 3000, "ae" * 3000),
        ("§ 17, 4% 🙂", "§ 17, 4% 🙂"),
    ],
)
def test_restore_writes_danish_letters_where_a_word_is_known(
    danish: Danish, typed: str, restored: str
) -> None:
    assert danish.restore(typed) == restored


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("Vi spørger borgerne", (3, 3)),
        ("vi spoerger xqzt 12", (2, 3)),
        ("!!! 12 🙂", (0, 0)),
    ],
)
def test_known_words_are_counted(danish: Danish, text: str, counts: tuple[int, int]) -> None:
    assert danish.known_words(text) == counts
