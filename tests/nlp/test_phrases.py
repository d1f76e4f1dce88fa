import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content.guide import load_guide
from content.replies import load_replies
from nlp.phrases import closest, contains, names_in, step_named

PHRASES = {
    "næste skridt": "next",
    "hvad kan vi gøre": "next",
    "vi er længere": "higher",
    "hvorfor": "why",
    "hej": "greeting",
    "ses": "bye",
}
NUMBERS = load_replies().numbers


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


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "!!!",
        "hek",
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
    ("typed", "step"),
    [
        ("trin 3", 3),
        ("Trin3?", 3),
        ("trim 3", 3),
        ("tirn 3", 3),
        ("hvad er trin nr. 4", 4),
        ("niveau 2", 2),
        ("5", 5),
        ("tredje trin", 3),
        ("det fjerde trin", 4),
        ("første trin", 1),
        ("det tredie trin", 3),
        ("trin to", 2),
        ("trin ét", 1),
        ("sidste trin", 5),
        ("2. trin", 2),
        ("den ambitiøse", 3),
        ("den ambitiose kommune", 3),
        ("hvad er den inddragende kommune", 2),
        ("hvad vil samskabende sige", 5),
        ("hvad er den modne kommune", 4),
        ("modne trin", 4),
        ("den modne", 4),
        ("trin nummer 3", 3),
    ],
)
def test_a_step_is_named_by_number_ordinal_or_name(typed: str, step: int) -> None:
    assert step_named(typed, NUMBERS) == step


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "!!!",
        "55",
        "trappen",
        "hvad er et trin",
        "hvordan kommer vi et trin op",
        "de fem trin",
        "vi er to trin længere",
        "tre borgere kom i dag",
        "den anden dag",
        "i en anden kommune",
        "vi har 3 møder",
    ],
)
def test_what_names_no_step_is_none(typed: str) -> None:
    assert step_named(typed, NUMBERS) is None


@pytest.mark.parametrize("typed", ["trin 6", "trin 0", "hvad er trin 33", "niveau 10"])
def test_a_step_that_is_not_there_is_nought(typed: str) -> None:
    assert step_named(typed, NUMBERS) == 0


def test_every_step_is_found_by_its_own_name() -> None:
    for number, step in load_guide().steps.items():
        assert step_named(f"trin {number}", NUMBERS) == number
        assert step_named(step.name, NUMBERS) == number
        assert step_named(f"hvad kendetegner {step.name.lower()}?", NUMBERS) == number


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


NAMES = {
    "brobygger": "Brobygger",
    "silo": "Silo",
    "siloer": "Silo",
    "samskabelse": "Samskabelse",
    "relationel kontrakt": "Relationel kontrakt",
    "kontrakt": "Kontrakt",
    "§ 17, stk. 4-udvalg": "Udvalg",
}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("hvad er en brobygger", ["Brobygger"]),
        ("hvem er brobyggeren?", ["Brobygger"]),
        ("BROBYGGERE", ["Brobygger"]),
        ("brobyggerne og brobyggernes chef", ["Brobygger"]),
        ("siloen", ["Silo"]),
        ("siloerne", ["Silo"]),
        ("samskabelsens mål", ["Samskabelse"]),
        ("kontraktens", ["Kontrakt"]),
        ("kontrakterne", ["Kontrakt"]),
        ("et § 17 stk. 4-udvalg", ["Udvalg"]),
        ("siloer og brobyggere", ["Brobygger", "Silo"]),
    ],
)
def test_names_are_found_with_danish_endings(text: str, found: list[str]) -> None:
    assert names_in(text, NAMES) == found


def test_the_longest_name_comes_first() -> None:
    assert names_in("en relationel kontrakt", NAMES) == ["Relationel kontrakt", "Kontrakt"]


@pytest.mark.parametrize("text", ["", "silofoder", "brobyggeri", "ensilo", "kontraktansat"])
def test_a_name_inside_another_word_is_not_found(text: str) -> None:
    assert names_in(text, NAMES) == []


def test_each_term_is_found_by_its_name_and_its_variants() -> None:
    names = [name for term in load_guide().terms for name in (term.name, *term.variants)]
    assert [name for name in names if not names_in(f"hvad er {name}?", {name: "found"})] == []


@settings(max_examples=100)
@given(st.text())
def test_any_text_can_be_listened_to(text: str) -> None:
    assert closest(text, PHRASES) in {None, *PHRASES.values()}
    assert step_named(text, NUMBERS) in {None, *range(6)}
    assert set(names_in(text, NAMES)) <= set(NAMES.values())
