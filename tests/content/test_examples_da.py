import re
from collections import Counter

import pytest

from content.examples import Kind, load_examples
from content.values import STEP_NUMBERS
from tests.content.reserved import reserved_in_text, reserved_in_url

_FIELDS = (
    "aeldre skole dagtilbud byplan klima natur beskaeftigelse kultur fritid social handicap "
    "psykiatri sundhed vej_trafik erhverv landdistrikt bolig integration byggesag udbud "
    "digitalisering demokrati boern_familie stab forsyning ungdom "
    "bibliotek turisme miljoe beredskab"
)
EXAMPLES = load_examples()


def test_there_are_enough_descriptions_of_each_step() -> None:
    counts = Counter(example.step for example in EXAMPLES)
    assert set(counts) == set(STEP_NUMBERS)
    assert min(counts.values()) >= 500
    assert len(EXAMPLES) >= 3000


def test_enough_of_them_are_real_and_of_many_practices() -> None:
    assert sum(example.source == "real" for example in EXAMPLES) >= 1200
    assert len({example.practice for example in EXAMPLES}) >= 300


def test_no_text_stands_twice() -> None:
    counts = Counter(" ".join(example.text.lower().split()) for example in EXAMPLES)
    assert [text for text, count in counts.items() if count > 1] == []


def test_ids_are_unique() -> None:
    assert len({example.id for example in EXAMPLES}) == len(EXAMPLES)


def test_fields_are_known_and_all_used() -> None:
    assert {example.field for example in EXAMPLES} == set(_FIELDS.split())


def test_every_kind_has_descriptions() -> None:
    assert {example.kind for example in EXAMPLES} == set(Kind)


def test_a_description_speaks_of_one_to_three_dimensions() -> None:
    assert {len(example.dimensions) for example in EXAMPLES} == {1, 2, 3}


def test_practices_are_slugs() -> None:
    practices = {example.practice for example in EXAMPLES}
    assert [each for each in practices if not re.fullmatch(r"[a-z0-9_-]+", each)] == []


def test_pages_are_web_addresses() -> None:
    urls = [example.url for example in EXAMPLES if example.url]
    assert urls
    assert [url for url in urls if not url.startswith(("http://", "https://"))] == []


def test_nothing_is_about_a_municipality_that_is_kept_for_measuring() -> None:
    assert [each.id for each in EXAMPLES if reserved_in_text(each.text)] == []
    assert [each.id for each in EXAMPLES if each.url and reserved_in_url(each.url)] == []


@pytest.mark.parametrize(
    "text",
    [
        "I Aarhus gør vi sådan.",
        "Vi i Vejen spørger.",
        "Varde Kommune spørger.",
        "det er Morsøs råd",
    ],
)
def test_a_reserved_municipality_would_be_found_in_a_text(text: str) -> None:
    assert len(reserved_in_text(text)) == 1


@pytest.mark.parametrize("text", ["Vejen fik 40-zone.", "Vi gik. Vejen er lang.", "Randers"])
def test_a_road_is_not_taken_for_a_municipality(text: str) -> None:
    assert reserved_in_text(text) == []


@pytest.mark.parametrize(
    ("url", "found"),
    [
        ("https://www.aarhus.dk/x", ["aarhus"]),
        ("https://politik.soroe.dk", ["soroe"]),
        ("https://sonderborgkommune.dk/a", ["sonderborgkommune"]),
        ("https://www.kk.dk", ["kk"]),
        ("https://www.randers.dk/vejen/aarhus", []),
    ],
)
def test_a_reserved_municipality_would_be_found_in_an_address(url: str, found: list[str]) -> None:
    assert reserved_in_url(url) == found
