import time
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from content.redaction import load_redaction_words
from nlp.redaction import Redactor, open_redactor

LENGTH, SECONDS, TRIES = 4_096, 0.05, 5
PLACEHOLDERS = tuple(load_redaction_words().placeholders.values())
PIECES = [
    "Karen", "Jensen", "bo", "Lærke", " ", " ", ", ", ". ", "og", "\n", "-", "+45", "1", "12",
    "0102", "010203-1234", "12345678", "2024", "Elmevej", "Vej", "Ved", "@", "dk", ".dk", "AB",
    "konto", "reg", "cpr", "tlf", "hedder", "jeg", "fru", "er", "sagde", "[navn]", "[", "]",
    "\u200b", "\u0301", "ﷺ", "½", "ﬁ", "s", "'", "æ", "\r\n", "kr", "sal", "tv", "4999",
    "Lilleby", "snabel-a", "Hans", "ved",
]  # fmt: skip
typed = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)


def test_kinds_are_named_once_in_the_order_they_come(redactor: Redactor) -> None:
    redacted = redactor.redact("Ring 12345678 eller 22345678 til Karen, 010203-1234, eller Ole.")
    assert redacted.found == ("phone", "name", "cpr")


def test_text_with_nothing_in_it_is_the_same(redactor: Redactor) -> None:
    text = "Vi\u200b spørger\r\n tit,\u00a0ﬁnt. ½\t"
    assert redactor.redact(text).text == text
    assert redactor.redact(text).found == ()


def test_all_else_stays_as_it_was_typed(redactor: Redactor) -> None:
    text = "\ufeffHej\u200b,\r\n„ﬁnt“\u00a0½  ring １２３４５６７８\r\nMvh\tKaren\u200b\r\n"
    assert redactor.redact(text).text == (
        "\ufeffHej\u200b,\r\n„ﬁnt“\u00a0½  ring [telefonnummer]\r\nMvh\t[navn]\u200b\r\n"
    )


def test_redacted_text_stays_as_it_is(redactor: Redactor) -> None:
    text = f"Skriv til {', '.join(PLACEHOLDERS)}. [navn] er Tovholder. [nummerplade], KL 12 345."
    assert redactor.redact(text).text == text
    assert redactor.redact(text).found == ()


@pytest.mark.parametrize("model", ["not-installed-here", "pipeline"])
def test_redactor_opens_with_the_pipeline_that_is_there(model: str, pipeline_path: Path) -> None:
    redactor = open_redactor(str(pipeline_path) if model == "pipeline" else model)
    assert redactor.redact("Jensen spørger borgerne.").text == "[navn] spørger borgerne."


@settings(max_examples=400, deadline=None)
@given(st.text() | typed)
@example("\ud800")
@example("Emil og Lærke 12345678 12345678")
def test_any_text_is_redacted_once_and_for_all(redactor: Redactor, text: str) -> None:
    redacted = redactor.redact(text)
    again = redactor.redact(redacted.text)
    assert again.text == redacted.text
    assert again.found == ()
    assert bool(redacted.found) == (redacted.text != text)


@settings(max_examples=400, deadline=None)
@given(typed)
def test_what_is_no_identifier_stays_in_its_order(redactor: Redactor, text: str) -> None:
    rest = redactor.redact(text).text
    for placeholder in PLACEHOLDERS:
        rest = rest.replace(placeholder, "\x00")
    place = 0
    for piece in rest.split("\x00"):
        place = text.index(piece, place) + len(piece)


@pytest.mark.parametrize(
    "piece",
    [
        "a", "1", " ", "1-", "1 ", "12 ", "99 ", "@", "a@", "a.", "A ", "A. ", "Bo og ",
        "Emil og Lærke, ", "karen jensen ", "Karen ", "0102031234 ", "12345678 ", "11 11 11 11 ",
        "oO ", "vej 1 ", "Elmevej 1, ", "Ved A 1 ", "H.C. ", "DK12 ", "AB12", "konto 1",
        "reg. 1234 ", "(+45) ", "\n", "[navn]", "van der ", "x at y ", "\u200b1", "１", "e\u0301",
        "\u0301", "ﷺ", "⑴", "a1", "mobilepay nr ",
    ],
)  # fmt: skip
def test_no_text_is_slow(redactor: Redactor, piece: str) -> None:
    text = (piece * LENGTH)[:LENGTH]
    took = []
    for _ in range(TRIES):
        start = time.process_time()
        redactor.redact(text)
        took.append(time.process_time() - start)
    assert min(took) < SECONDS
