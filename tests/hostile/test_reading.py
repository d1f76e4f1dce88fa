"""Whatever is read, it is read through."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.coach.markup import plain, split
from content.redaction import load_redaction_words
from nlp.normalise import clean, clean_aligned, compact, fold
from nlp.redaction import Redactor
from nlp.rhythms.reading import Rhythms
from nlp.understanding import Understanding

from .corpus import SHORT, spoken

PARTS = [*SHORT.values(), "010190-1234", "20 12 34 56", "ida@by.dk", "Søren Hansen", " "]
WHOLE = st.text(st.characters(exclude_categories=("Cs",)), max_size=80)
MIXED = st.lists(st.sampled_from(PARTS) | st.text(max_size=8), max_size=6).map("".join)
TEXTS = (WHOLE | MIXED).map(lambda text: text.encode("utf-8", "replace").decode())
REDACTOR = Redactor(load_redaction_words())
RHYTHMS = Rhythms()
TODAY = date(2026, 3, 2)
QUICK = settings(max_examples=300, deadline=None)


@QUICK
@given(TEXTS)
def test_redacting_changes_where_it_finds_and_a_second_time_nothing(text: str) -> None:
    once = REDACTOR.redact(text)
    assert bool(once.found) == (once.text != text)
    again = REDACTOR.redact(once.text)
    assert (again.text, again.found) == (once.text, ())


@QUICK
@given(TEXTS)
def test_cleaning_is_done_once_and_knows_where_all_stood(text: str) -> None:
    aligned = clean_aligned(text)
    places = [aligned.place(index) for index in range(len(aligned.text) + 1)]
    assert places == sorted(places)
    assert all(0 <= place <= len(text) for place in places)
    assert clean(clean(text)) == clean(text)
    assert compact(fold(text)) == compact(text)


@QUICK
@given(TEXTS)
def test_rhythms_are_looked_for_in_anything(text: str) -> None:
    RHYTHMS.read(text, TODAY)


@QUICK
@given(st.text())
def test_markup_comes_apart_without_loss(text: str) -> None:
    whole = text.encode("utf-8", "replace").decode()
    escaped = whole.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert plain(escaped).strip() == whole.strip()
    assert split(escaped) or not whole.strip()


@pytest.mark.parametrize("name", spoken())
def test_evidence_stands_within_the_text(understanding: Understanding, name: str) -> None:
    text = spoken()[name]
    reading = understanding.read(text)
    for piece in reading.placement.evidence if reading.placement else ():
        assert text[piece.start : piece.end] == piece.text
