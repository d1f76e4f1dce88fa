import logging
from itertools import pairwise
from pathlib import Path
from time import perf_counter

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from nlp.danish import Analysis, Danish, Span, Word
from nlp.installed import RULES
from nlp.normalise import words
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


def _sentences(analysis: Analysis) -> list[str]:
    return [span.of(analysis.text) for span in analysis.sentences]


def _forms(danish: Danish, text: str) -> list[str]:
    return [word.form for word in danish.analyse(text).words]


def _lemmas(danish: Danish, text: str) -> list[str]:
    return [word.lemma for word in danish.analyse(text).words]


def test_sentences_point_into_the_text(danish: Danish) -> None:
    sentences = _sentences(danish.analyse(TEXT))
    assert sentences[0] == "Jensen spørger borgerne."
    assert sentences[1:3] == ["De svarer, og vi lytter!", "Hvad så?"]
    assert sentences[-1] == "Ny linje."


def test_the_same_sentence_twice_gives_two_places(danish: Danish) -> None:
    found = danish.analyse("Ja. Ja. Ja.").sentences
    assert found == (Span(0, 3), Span(4, 7), Span(8, 11))


def test_each_line_is_read_by_itself(danish: Danish) -> None:
    analysis = danish.analyse("Vi spørger\n\nborgerne")
    assert _sentences(analysis) == ["Vi spørger", "borgerne"]
    assert [word.start for word in analysis.words] == [0, 3, 12]


@pytest.mark.parametrize("text", ["", " ", "\n\t ", "\u200b"])
def test_nothing_has_no_sentences_and_no_words(danish: Danish, text: str) -> None:
    analysis = danish.analyse(text)
    assert analysis.sentences == analysis.words == ()


def test_many_texts_are_read_as_each_alone(danish: Danish) -> None:
    texts = [TEXT, "", "moeder\npaa torvet", "\n", "Ja.", TEXT]
    assert list(danish.analyse_all(texts)) == [danish.analyse(text) for text in texts]
    assert list(danish.analyse_all([])) == []


_texts = st.text(max_size=60) | st.lists(
    st.sampled_from([*"Vi. ja\n!?🙂 …\u2028\u200b\u00ad\r", "aeldre", "a\u030a", "moede", "ﬁ"]),
    max_size=30,
).map("".join)


@some
@given(text=_texts)
def test_sentences_hold_all_of_any_text_in_order(rules: Danish, text: str) -> None:
    analysis = rules.analyse(text)
    spans, pieces = analysis.sentences, _sentences(analysis)
    assert all(piece and piece == piece.strip() for piece in pieces)
    assert "".join("".join(pieces).split()) == "".join(analysis.text.split())
    assert all(one.end <= other.start for one, other in pairwise(spans))


@some
@given(text=_texts)
def test_words_stand_in_any_text_in_order(rules: Danish, text: str) -> None:
    analysis = rules.analyse(text)
    starts = [word.start for word in analysis.words]
    assert starts == sorted(set(starts))
    assert all(analysis.text[start].isalnum() for start in starts)
    assert all(word.form for word in analysis.words)


@some
@given(text=_texts)
def test_typed_cuts_a_sentence_out_of_any_text(rules: Danish, text: str) -> None:
    analysis = rules.analyse(text)
    assert analysis.original == text
    at = 0
    for span in analysis.sentences:
        typed = analysis.typed(span)
        assert at <= typed.start < typed.end <= len(text)
        assert typed.of(text) == typed.of(text).strip()
        assert rules.analyse(typed.of(text)).text.strip() == span.of(analysis.text)
        at = typed.end


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("moedet er slut. vi gaar i skole nu.", ["moedet er slut.", "vi gaar i skole nu."]),
        ("De a\u030abner. Ja\u0301 tak.", ["De a\u030abner.", "Ja\u0301 tak."]),
        ("\u200bVi moe\u00addes\u200b. Ja\ufeff.", ["Vi moe\u00addes\u200b.", "Ja\ufeff."]),
        ("Vi spørger.\r\nDe svarer.\r\n", ["Vi spørger.", "De svarer."]),
        ("Ja.\u200b Nej.\u200b", ["Ja.", "Nej."]),
        ("ﬁrmaer og… aeldre. Ja…", ["ﬁrmaer og… aeldre.", "Ja…"]),
    ],
)
def test_what_is_read_is_found_as_it_was_typed(rules: Danish, text: str, typed: list[str]) -> None:
    analysis = rules.analyse(text)
    assert [analysis.typed(span).of(text) for span in analysis.sentences] == typed


def test_words_have_a_place_a_form_and_a_lemma(rules: Danish) -> None:
    analysis = rules.analyse("Vi SPØRGER  børnene-\u200bi går, e-mail 12!")
    assert analysis.words == (
        Word(0, "vi", "vi"),
        Word(3, "spoerger", "spoerge"),
        Word(12, "boernene-i", "boernene-i"),
        Word(22, "gaar", "gaa"),
        Word(27, "e-mail", "e-mail"),
        Word(34, "12", "12"),
    )


@some
@given(text=_texts)
def test_words_are_those_that_normalise_finds(rules: Danish, text: str) -> None:
    assert _forms(rules, text) == [
        form for line in rules.analyse(text).text.split("\n") for form in words(line)
    ]


def test_lemmas_of_the_rules_are_looked_up_and_folded(rules: Danish) -> None:
    assert _lemmas(rules, "Vi spørger borgerne, 12 børn!") == [
        *("vi", "spoerge", "borger", "12", "barn")
    ]
    assert _lemmas(rules, "Skolernes møder") == ["skole", "moede"]


def test_lemmas_come_from_the_pipeline_where_it_has_them(trained_danish: Danish) -> None:
    assert _lemmas(trained_danish, "Jensen spørger borgerne.") == ["jensen", "spoerge", "borger"]
    # The lemmas of this pipeline know three words; all others stay as they are.
    assert _lemmas(trained_danish, "husene") == ["husene"]


def test_lemmas_are_looked_up_where_the_pipeline_has_none(tmp_path: Path) -> None:
    bare = spacy.blank("da")
    bare.add_pipe("sentencizer")
    bare.to_disk(tmp_path / "bare")
    danish = Danish(str(tmp_path / "bare"))
    assert danish.name != RULES
    assert _lemmas(danish, "Husene.") == ["hus"]


def test_words_do_not_depend_on_how_danish_letters_are_typed(danish: Danish) -> None:
    typed, spelled = (
        danish.analyse(text).words
        for text in ("Jensen spoerger borgerne", "Jensen spørger borgerne")
    )
    assert typed[0] == spelled[0]
    assert [word[1:] for word in typed] == [word[1:] for word in spelled]


@pytest.mark.parametrize(
    ("typed", "restored"),
    [
        ("vi moedes paa skolen i aar", "vi mødes på skolen i år"),
        ("aeldre og foraeldre", "ældre og forældre"),
        ("zoo i Israel", "zoo i Israel"),
        ("Michael", "Michael"),
        ("Vi MOEDES", "Vi mødes"),
        ("møder på torvet", "møder på torvet"),
        ("aeoeaaaeoeaa", "aeoeaaaeoeaa"),
        ("ae" * 3000, "ae" * 3000),
        ("§ 17, 4% 🙂", "§ 17, 4% 🙂"),
    ],
)
def test_restore_writes_danish_letters_where_a_word_is_known(
    danish: Danish, typed: str, restored: str
) -> None:
    assert danish.analyse(typed).text == restored


@pytest.mark.parametrize("sign", ["🙂", "!", "?.", ")(", "x"])
def test_thousands_of_signs_without_a_space_are_read_at_once(rules: Danish, sign: str) -> None:
    text = f"Vi spørger. {sign * (4000 // len(sign))} De svarer."
    started = perf_counter()
    found = rules.analyse(text)
    # In one piece they take spaCy some five seconds.
    assert perf_counter() - started < 2
    assert found.sentences[0].of(text) == "Vi spørger."
    assert [word.form for word in found.words[-2:]] == ["de", "svarer"]


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
