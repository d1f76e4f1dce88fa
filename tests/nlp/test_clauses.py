import re
import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlp.clauses import MAX_CLAUSES, MIN_WORDS, clauses
from nlp.danish import Danish
from nlp.normalise import words

_LONG = "borgerne kommer til alle vores møder i løbet af året"

_pieces = st.lists(
    st.sampled_from(
        [
            *("vi holder møder hver uge", "borgerne", "kommer", "og", "men", "fordi", "så", "når"),
            *(
                "kommunen bygger en ny skole",
                ", ",
                "; ",
                " – ",
                " - ",
                ": ",
                ". ",
                "! ",
                "\n",
                "  ",
            ),
            *("…", "«ja»", "§ 17", "kl. 8.30", "🙂", "aeldre", "-", "(", ")"),
        ]
    ),
    max_size=40,
)


def _of(text: str, danish: Danish) -> list[str]:
    analysis = danish.analyse(text)
    return [span.of(analysis.text) for span in clauses(analysis)]


def test_sentences_and_lines_are_apart(danish: Danish) -> None:
    text = "Vi spørger først. De svarer\nSå bygger vi"
    assert _of(text, danish) == ["Vi spørger først.", "De svarer", "Så bygger vi"]


def test_a_short_sentence_stays_whole(danish: Danish) -> None:
    text = "Vi spørger altid borgerne først, og de svarer os hver gang."
    assert _of(text, danish) == [text]


@pytest.mark.parametrize("sign", [", ", " , ", "; ", ": ", " – ", " - ", "  –  "])
def test_a_long_sentence_is_cut_at_its_signs(danish: Danish, sign: str) -> None:
    assert _of(f"{_LONG}{sign}{_LONG}", danish) == [_LONG, _LONG]


def test_a_piece_is_never_cut_shorter_than_a_few_words(danish: Danish) -> None:
    text = f"I går, tirsdag, {_LONG}, {_LONG}, ja da"
    assert _of(text, danish) == [f"I går, tirsdag, {_LONG}", f"{_LONG}, ja da"]


def test_a_very_long_piece_is_cut_before_a_joining_word(danish: Danish) -> None:
    text = f"{_LONG} {_LONG} fordi {_LONG} {_LONG}"
    assert _of(text, danish) == [f"{_LONG} {_LONG}", f"fordi {_LONG} {_LONG}"]


@pytest.mark.parametrize("text", ["", " \n ", "\n"])
def test_nothing_has_no_clauses(danish: Danish, text: str) -> None:
    assert clauses(danish.analyse(text)) == []


@settings(max_examples=150, deadline=None)
@given(text=_pieces.map(" ".join) | _pieces.map("".join) | st.text(max_size=80))
def test_clauses_lie_in_the_text_in_order_and_hold_all_its_words(rules: Danish, text: str) -> None:
    analysis = rules.analyse(text)
    text, spans = analysis.text, clauses(analysis)
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(one.end <= other.start for one, other in pairwise(spans))
    assert all(span.of(text) == span.of(text).strip() for span in spans)
    found = [word for span in spans for word in words(span.of(text))]
    assert sorted("".join(found)) == sorted("".join(words(text)))


@settings(max_examples=100, deadline=None)
@given(text=_pieces.map(" ".join).map(lambda text: re.sub(r"[.!?…\n]", "", text)))
def test_no_clause_of_a_sentence_is_of_fewer_than_a_few_words(rules: Danish, text: str) -> None:
    found = _of(text, rules)
    assert len(found) < 2 or min(len(re.findall(r"\w+", each)) for each in found) >= MIN_WORDS


def test_a_long_text_gets_longer_pieces_and_loses_none(rules: Danish) -> None:
    text = " ".join(f"Nummer {number} spørger borgerne." for number in range(40))
    spans = clauses(rules.analyse(text))
    assert len(spans) == MAX_CLAUSES
    assert "".join(span.of(text) for span in spans).replace(" ", "") == text.replace(" ", "")


def test_much_space_is_no_trouble(rules: Danish) -> None:
    analysis = rules.analyse(f"{_LONG}{' ' * 9000}{_LONG} {_LONG}")
    before = time.perf_counter()
    assert len(clauses(analysis)) == 1
    assert time.perf_counter() - before < 0.5
