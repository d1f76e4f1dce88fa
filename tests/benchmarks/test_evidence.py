import re

import pytest

from benchmarks.evidence import Quoted, compare, without

TEXT = "Vi bygger broer, og borgerne bestemmer selv hver eneste gang de vil."
WORDS = [match.span() for match in re.finditer(r"\w+", TEXT)]
QUOTE = (TEXT.index("borgerne"), TEXT.index(" hver"))


@pytest.mark.parametrize(
    ("out", "left"),
    [
        ({4, 5, 6}, "Vi bygger broer, og  hver eneste gang de vil."),
        ({0}, " bygger broer, og borgerne bestemmer selv hver eneste gang de vil."),
        ({2, 3, 11}, "Vi bygger  borgerne bestemmer selv hver eneste gang de ."),
        (set(), TEXT),
    ],
)
def test_words_are_taken_out_with_what_is_between(out: set[int], left: str) -> None:
    assert without(TEXT, WORDS, out) == left


def test_a_quote_that_carries_the_step_weighs_more() -> None:
    found = compare([Quoted(TEXT, [QUOTE], 4)], lambda text, _: 0.9 if "bestemmer" in text else 0.2)
    assert (found["texts"], found["pairs"], found["quoted_weighs_more"]) == (1, 5, 1.0)
    assert found["drop_quoted"] == pytest.approx(0.7)
    assert found["drop_others"] == 0


def test_a_quote_that_weighs_as_little_as_others_does_not_weigh_more() -> None:
    found = compare([Quoted(TEXT, [QUOTE], 4)], lambda text, _: len(re.findall(r"\w+", text)) / 100)
    assert found["quoted_weighs_more"] == 0
    assert found["drop_quoted"] == pytest.approx(found["drop_others"])


def test_what_can_not_be_compared_is_left_out() -> None:
    whole, none = Quoted(TEXT, [(0, len(TEXT))], 4), Quoted(TEXT, [], 4)
    assert compare([whole, none], lambda text, _: 0.5)["texts"] == 0
    not_placed = compare([Quoted(TEXT, [QUOTE], 4)], lambda text, _: 0.5 if text == TEXT else None)
    assert not_placed == {
        "texts": 0,
        "pairs": 0,
        "quoted_weighs_more": None,
        "drop_quoted": None,
        "drop_others": None,
    }
