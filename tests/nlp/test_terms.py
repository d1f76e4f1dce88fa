import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content.guide import load_guide
from content.values import Block, Source, Term
from nlp.terms import Terms

_BLOCK = Block("x", "X", Source.MODEL, ("X.",))
NAMES = {
    "Brobygger": ("brobyggere",),
    "Silo": ("siloer", "silotænkning"),
    "Samskabelse": (),
    "Relationel kontrakt": (),
    "Kontrakt": (),
    "Kompetenceudvikling": (),
    "Udvalg": ("§ 17, stk. 4-udvalg",),
}
TERMS = Terms(Term(name, variants, _BLOCK, _BLOCK) for name, variants in NAMES.items())
REAL = Terms(load_guide().terms)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("hvad er en brobygger", ["Brobygger"]),
        ("hvem er brobyggeren?", ["Brobygger"]),
        ("BROBYGGERE", ["Brobygger"]),
        ("brobyggerne og brobyggernes chef", ["Brobygger"]),
        ("siloen", ["Silo"]),
        ("siloerne", ["Silo"]),
        ("silotaenkning", ["Silo"]),
        ("samskabelsens mål", ["Samskabelse"]),
        ("kontraktens", ["Kontrakt"]),
        ("kontrakterne", ["Kontrakt"]),
        ("et § 17 stk. 4-udvalg", ["Udvalg"]),
        ("siloer og brobyggere", ["Silo", "Brobygger"]),
    ],
)
def test_terms_are_found_with_danish_endings(text: str, found: list[str]) -> None:
    assert TERMS.find(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("samskabbelse", ["Samskabelse"]),
        ("hvad er samskablse", ["Samskabelse"]),
        ("brobygere", ["Brobygger"]),
        ("kompetence udvikling", ["Kompetenceudvikling"]),
        ("relationelkontrakt", ["Relationel kontrakt"]),
        ("kompetanceudvikling af siloer", ["Silo", "Kompetenceudvikling"]),
    ],
)
def test_terms_are_found_with_small_errors_and_those_come_last(text: str, found: list[str]) -> None:
    assert TERMS.find(text) == found


def test_the_longest_name_takes_its_words() -> None:
    assert TERMS.find("en relationel kontrakt") == ["Relationel kontrakt"]
    both = TERMS.find("en relationel kontrakt er en kontrakt")
    assert both == ["Relationel kontrakt", "Kontrakt"]


@pytest.mark.parametrize("text", ["", "!!!", "silofoder", "ensilo", "kontraktansat", "sila", "sol"])
def test_a_term_inside_another_word_or_too_short_to_forgive_is_not_found(text: str) -> None:
    assert TERMS.find(text) == []


def test_no_error_is_forgiven_in_a_long_text() -> None:
    long = "vi holder møder " * 10
    assert TERMS.find(f"{long} samskabbelse") == []
    assert TERMS.find(f"{long} samskabelse") == ["Samskabelse"]


def test_only_the_beginning_of_a_very_long_text_is_looked_through() -> None:
    assert TERMS.find("a " * 290 + "silo") == ["Silo"]
    assert TERMS.find("a " * 400 + "silo") == []


def test_each_name_and_variant_is_known_by_its_term() -> None:
    assert TERMS.variants["silotænkning"] == "Silo"
    assert TERMS.variants["Kontrakt"] == "Kontrakt"
    assert len(TERMS.variants) == len(NAMES) + 4


def test_without_terms_nothing_is_found() -> None:
    assert Terms([]).find("hvad er samskabelse") == []


@pytest.mark.parametrize("term", load_guide().terms, ids=lambda term: term.name)
def test_each_real_term_is_found_by_its_name_and_its_variants(term: Term) -> None:
    names = (term.name, *term.variants)
    missed = [name for name in names if term.name not in REAL.find(f"hvad er {name}?")]
    assert missed == []


@settings(max_examples=100)
@given(st.text() | st.lists(st.sampled_from([*NAMES, "*", "7", "en"])).map(" ".join))
def test_any_text_can_be_looked_through(text: str) -> None:
    found = TERMS.find(text)
    assert set(found) <= set(NAMES)
    assert len(set(found)) == len(found)


@pytest.mark.parametrize("unit", ["a", "7", "*", "e ", "samskabelses", "kontrakt "])
def test_the_longest_text_is_looked_through_in_no_time(unit: str) -> None:
    text = (unit * 4096)[:4096]
    start = time.process_time()
    REAL.find(text)
    assert time.process_time() - start < 1
