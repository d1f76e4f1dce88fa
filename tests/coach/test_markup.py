import html
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.coach.markup import MAX_LENGTH, length, plain, split
from tests.standin.formatting import parse_html, utf16_length

WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=12)
SPACES = st.sampled_from([" ", " ", " ", ". ", "? ", "\n", "\n\n", ".\n\n", "… ", "! "])


@st.composite
def markups(draw: st.DrawFn, depth: int = 0) -> str:
    """Write text as the templates do: escaped words, tags well nested."""
    pieces = []
    for _ in range(draw(st.integers(1, 6))):
        if depth < 2 and draw(st.booleans()):
            tag = draw(st.sampled_from(["b", "i", "blockquote", "code"]))
            pieces.append(f"<{tag}>{draw(markups(depth + 1))}</{tag}>")
        else:
            pieces.append(html.escape(draw(WORDS)))
        pieces.append(draw(SPACES))
    return "".join(pieces)


def without_space(text: str) -> str:
    return re.sub(r"\s", "", text)


@given(markups(), st.integers(2, 60))
@settings(max_examples=100, deadline=None)
def test_parts_keep_within_the_limit_and_lose_nothing(markup: str, limit: int) -> None:
    parts = split(markup, limit)
    assert all(length(part) <= limit for part in parts)
    assert without_space("".join(map(plain, parts))) == without_space(plain(markup))


@given(markups(), st.integers(2, 60))
@settings(max_examples=100, deadline=None)
def test_every_part_is_markup_that_telegram_takes(markup: str, limit: int) -> None:
    for part in split(markup, limit):
        assert parse_html(part).text == plain(part)


@given(st.text(max_size=300), st.integers(2, 40))
@settings(max_examples=100, deadline=None)
def test_anything_a_person_types_comes_back_escaped_and_whole(text: str, limit: int) -> None:
    parts = split(html.escape(text), limit)
    assert without_space("".join(map(plain, parts))) == without_space(text)


@given(markups())
@settings(max_examples=100, deadline=None)
def test_text_that_fits_is_left_as_it_is(markup: str) -> None:
    if length(markup.strip()) <= MAX_LENGTH:
        assert split(markup) == [markup.strip() or markup]


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=200))
@settings(max_examples=100, deadline=None)
def test_plain_undoes_escaping(text: str) -> None:
    assert plain(html.escape(text)) == text
    assert length(html.escape(text)) == utf16_length(text)


def test_cut_falls_between_paragraphs_then_sentences_then_words() -> None:
    assert split("Én linje her.\n\nTo linjer. Tre her.", 30) == [
        "Én linje her.",
        "To linjer. Tre her.",
    ]
    assert split("Her er én sætning. Her er to. Og tre", 32) == [
        "Her er én sætning. Her er to.",
        "Og tre",
    ]
    assert split("kun ord uden nogen pause", 12) == ["kun ord uden", "nogen pause"]
    assert split("a" * 25, 10) == ["a" * 10, "a" * 10, "a" * 5]


def test_pause_early_in_a_part_is_not_worth_a_cut() -> None:
    assert split("Ja. Det er en lang sætning uden ende", 30)[0] != "Ja."


def test_tags_open_at_a_cut_are_closed_and_opened_again() -> None:
    assert split("<b>en to <i>tre fire</i></b>", 9) == [
        "<b>en to <i>tre</i></b>",
        "<b><i>fire</i></b>",
    ]


def test_sign_that_counts_twice_for_telegram_counts_twice() -> None:
    assert length("🙂") == 2
    assert split("🙂🙂🙂", 4) == ["🙂🙂", "🙂"]


@pytest.mark.parametrize("entity", ["&amp;", "&lt;", "&gt;", "&quot;", "&#39;", "&#34;"])
def test_entity_counts_once_and_is_never_cut(entity: str) -> None:
    assert length(entity) == 1
    assert split(entity * 5, 2) == [entity * 2, entity * 2, entity]


def test_sign_greater_than_the_limit_is_a_part_of_its_own() -> None:
    assert split("<b>🙂a🙂</b>", 1) == ["<b>🙂</b>", "<b>a</b>", "<b>🙂</b>"]


@pytest.mark.parametrize("nothing", ["", "   ", "<b></b>"])
def test_nothing_to_say_is_one_part(nothing: str) -> None:
    assert split(nothing) == [nothing]
