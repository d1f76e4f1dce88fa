import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlp.normalise import clean, compact, fold, words

many = settings(max_examples=200)
_DIGRAPHS = {"æ": "ae", "ø": "oe", "å": "aa", "Æ": "Ae", "Ø": "OE", "Å": "Aa"}
_danish = st.text("abdegorsæøåÆØÅ ,.-", max_size=30)


@pytest.mark.parametrize(
    ("typed", "cleaned"),
    [
        ("a\u030a\u200b\u00adb", "åb"),
        ("et\nto\ttre", "et\nto\ttre"),
        ("\x00\x07hej\x1b", "hej"),
        ("ｈｅｊ ﬁrma", "hej firma"),
        ("\ufeffÅh", "Åh"),
    ],
)
def test_clean_composes_and_drops_what_nobody_sees(typed: str, cleaned: str) -> None:
    assert clean(typed) == cleaned


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("Næste ØRE på Å", "naeste oere paa aa"),
        ("naeste oere paa aa", "naeste oere paa aa"),
        ("idé, à la café", "ide, a la cafe"),
        ("jaaaaa tak", "jaa tak"),
        ("gåååå", "gaa"),
        ("Malmö är bra", "malmoe aer bra"),
        ("ǿre og ǽble", "oere og aeble"),
        ("1000 kr......", "1000 kr......"),
        ("", ""),
    ],
)
def test_fold(typed: str, folded: str) -> None:
    assert fold(typed) == folded


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("Vi GØR det, ikke?", ["vi", "goer", "det", "ikke"]),
        ("§ 17, stk. 4-udvalg", ["17", "stk", "4-udvalg"]),
        ("lars' og e-mail -nej-", ["lars", "og", "e-mail", "nej"]),
        ("snake_case", ["snake", "case"]),
        ("?! 🙂", []),
    ],
)
def test_words(typed: str, found: list[str]) -> None:
    assert words(typed) == found


@pytest.mark.parametrize(
    ("typed", "compacted"),
    [
        ("  Hvad?!  Nu \n så… ", "hvad nu saa"),
        ("§ 17, stk. 4: 50%", "§ 17 stk 4 50%"),
        ("🙂!!!", ""),
    ],
)
def test_compact(typed: str, compacted: str) -> None:
    assert compact(typed) == compacted


@many
@given(st.text())
def test_fold_changes_nothing_the_second_time(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@many
@given(st.text())
def test_compact_changes_nothing_the_second_time(text: str) -> None:
    assert compact(compact(text)) == compact(text)


@many
@given(_danish)
def test_with_and_without_danish_letters_fold_alike(text: str) -> None:
    spelled = "".join(_DIGRAPHS.get(letter, letter) for letter in text)
    assert fold(spelled) == fold(text)
    assert words(spelled) == words(text)
    assert compact(spelled) == compact(text)


@many
@given(_danish)
def test_case_makes_no_difference(text: str) -> None:
    assert fold(text.upper()) == fold(text)


@many
@given(st.text())
def test_any_text_comes_out_in_one_form(text: str) -> None:
    assert re.search("[æøåäöÆØÅÄÖ]", fold(text)) is None
    assert re.search(r"([a-z])\1\1", fold(text)) is None
    assert re.search(r"^\s|\s$|\s\s|[^\S ]", compact(text)) is None
    assert all(words(text))
    assert "".join(words(text)) in re.sub(r"\s", "", "".join(words(fold(text))))
    assert not set(clean(text)) & set(map(chr, (*range(9), *range(11, 32), 127)))
