import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.guide import load_guide
from content.sentences import sentences, units

LEANING = ("Det", "Men", "Derfor")


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("", []),
        ("  ", []),
        ("Et.", ["Et."]),
        ("Et. To? Tre!", ["Et.", "To?", "Tre!"]),
        ("Et.\n\nTo.", ["Et.", "To."]),
        ("Et. «To» siger hun.", ["Et.", "«To» siger hun."]),
        ("«Kan vi?» Ja. Ølandet.", ["«Kan vi?»", "Ja.", "Ølandet."]),
        ("Et udvalg. § 17 giver ret.", ["Et udvalg.", "§ 17 giver ret."]),
        ("Et § 17, stk. 4-udvalg virker.", ["Et § 17, stk. 4-udvalg virker."]),
        ("Det er fx. en skole.", ["Det er fx. en skole."]),
        ("Vi fik 2.500 kr. Det var nok.", ["Vi fik 2.500 kr.", "Det var nok."]),
    ],
)
def test_a_text_is_cut_into_sentences(text: str, cut: list[str]) -> None:
    assert sentences(text) == cut


@pytest.mark.parametrize(
    ("at_most", "cut"),
    [
        (0, ["Et.", "To.", "Tre."]),
        (2, ["Et.", "To. Tre."]),
        (3, ["Et.", "To.", "Tre."]),
        (9, ["Et.", "To.", "Tre."]),
    ],
)
def test_the_last_sentence_holds_the_rest_where_there_is_a_limit(
    at_most: int, cut: list[str]
) -> None:
    assert sentences("Et. To. Tre.", at_most) == cut


def test_one_sentence_at_most_is_the_whole_text() -> None:
    assert sentences("Et. To. Tre.", 1) == ["Et. To. Tre."]


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        ("", []),
        ("Et. To.", [["Et."], ["To."]]),
        ("Et. Det er to. Tre.", [["Et.", "Det er to."], ["Tre."]]),
        ("Et. Men to. Derfor, ja. Tre.", [["Et.", "Men to.", "Derfor, ja."], ["Tre."]]),
        ("Det begynder sådan. To.", [["Det begynder sådan."], ["To."]]),
        ("Et. Detaljer er svære.", [["Et."], ["Detaljer er svære."]]),
    ],
)
def test_a_sentence_that_leans_stays_with_the_one_before(
    text: str, groups: list[list[str]]
) -> None:
    assert units(text, LEANING) == groups


def test_nothing_of_the_content_is_lost() -> None:
    for block in load_guide().blocks:
        for text in block.paragraphs:
            assert " ".join(sentences(text)) == text
            assert [each for unit in units(text, LEANING) for each in unit] == sentences(text)


@given(st.text(), st.integers(0, 4))
def test_any_text_is_cut_without_loss(text: str, at_most: int) -> None:
    cut = sentences(text, at_most)
    assert "".join("".join(cut).split()) == "".join(text.split())
    assert len(cut) <= (at_most or len(cut))
    assert [each for unit in units(text, LEANING) for each in unit] == sentences(text)
