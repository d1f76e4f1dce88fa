import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlp.phrases import closest, contains

PHRASES = {
    "næste skridt": "next",
    "hvad kan vi gøre": "next",
    "vi er længere": "higher",
    "hvorfor": "why",
    "hej": "greeting",
    "ses": "bye",
}


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("næste skridt", "next"),
        ("Naeste SKRIDT!", "next"),
        ("næste skidt", "next"),
        ("nste skridt", "next"),
        ("hvad kan vi gøre??", "next"),
        ("vi er laengre", "higher"),
        ("hvorfr", "why"),
        ("Hej", "greeting"),
        ("hej 🙂", "greeting"),
    ],
)
def test_a_phrase_is_recognised_with_small_errors(typed: str, found: str) -> None:
    assert closest(typed, PHRASES) == found


def test_a_number_is_no_small_error() -> None:
    times = {"kl. 8.30": "half past", "på trin 3": "three"}
    assert closest("kl. 8.00", times) is None
    assert closest("på trin 4", times) is None
    assert closest("kl 8.30", times) == "half past"
    assert closest("paa trn 3", times) == "three"


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "!!!",
        "hek",
        "hvad kan vi gøre 2",
        "se",
        "skridt",
        "hvorfor spørger I altid borgerne til sidst",
        "vi gør det næste skridt for skridt sammen med alle dem der bor her",
    ],
)
def test_what_is_no_phrase_is_none(typed: str) -> None:
    assert closest(typed, PHRASES) is None


def test_nothing_is_close_where_there_are_no_phrases() -> None:
    assert closest("næste skridt", {}) is None


def test_a_short_word_must_be_hit_exactly() -> None:
    assert closest("farv", {"farve": "colour"}) is None
    assert closest("farve", {"farve": "colour"}) == "colour"


def test_a_long_text_is_no_phrase_even_where_it_is_one() -> None:
    text = "en to tre fire fem seks syv otte ni"
    assert closest(text, {text: "nine"}) == "nine"
    assert closest(f"{text} ti", {f"{text} ti": "ten"}) is None


def test_an_exact_phrase_wins_over_a_likely_one() -> None:
    assert closest("slet alt", {"slet alt nu": "a", "slet alt": "b"}) == "b"


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("nej det passer da ikke", True),
        ("Vi er længere fremme!", True),
        ("vi er laengere fremme end det", True),
        ("nej", True),
        ("nejhest", False),
        ("vi siger nej til det", False),
        ("hvad nu", False),
        ("", False),
    ],
)
def test_phrases_are_found_in_a_text_and_some_only_at_its_head(typed: str, found: bool) -> None:
    assert contains(typed, ["længere fremme", "nej "]) == found


@settings(max_examples=100)
@given(st.text())
def test_any_text_can_be_listened_to(text: str) -> None:
    assert closest(text, PHRASES) in {None, *PHRASES.values()}
    assert not contains(text, [])
    assert contains(f"næste skridt {text}", PHRASES)
