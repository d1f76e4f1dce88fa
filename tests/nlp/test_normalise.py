import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlp.normalise import Aligned, clean, clean_aligned, compact, fold, fold_word, words

many = settings(max_examples=200)
_DIGRAPHS = {"æ": "ae", "ø": "oe", "å": "aa", "Æ": "Ae", "Ø": "OE", "Å": "Aa"}
_danish = st.text("abdegorsæøåÆØÅ ,.-", max_size=30)
_unseen = st.sampled_from(["\u200b", "\u00ad", "\ufeff", "\x00", "\x1b"])
_seen = st.sampled_from(["a", "ø", "A", " ", "\n", "a\u030a", "e\u0301", "ﬁ", "…", "🙂"])


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


@many
@given(st.text())
def test_one_word_folds_as_all_text_does(text: str) -> None:
    assert fold_word(text) == fold(text)


def test_what_was_not_changed_stands_where_it_stood() -> None:
    aligned = clean_aligned("vi mødes – «i dag»")
    assert aligned.text == "vi mødes – «i dag»"
    assert aligned.places is None
    assert [aligned.place(index) for index in range(19)] == list(range(19))


@pytest.mark.parametrize(
    ("typed", "cleaned", "places"),
    [
        ("a\u030ab", "åb", (0, 2, 3)),
        ("a\u200bb", "ab", (0, 2, 3)),
        ("\u200bab", "ab", (1, 2, 3)),
        ("ab\u200b", "ab", (0, 1, 3)),
        ("ﬁn", "fin", (0, 0, 1, 2)),
        ("x\u0323\u0301y", "x\u0323\u0301y", None),
        ("a\u0323\u030ay", "ạ\u030ay", (0, 0, 3, 4)),
        ("\x00", "", (1,)),
        ("", "", None),
    ],
)
def test_what_is_cleaned_knows_where_it_stood(
    typed: str, cleaned: str, places: tuple[int, ...] | None
) -> None:
    assert clean_aligned(typed) == Aligned(cleaned, places)


@many
@given(st.lists(_seen | _unseen, max_size=20).map("".join))
def test_places_go_up_from_the_text_to_its_end(text: str) -> None:
    aligned = clean_aligned(text)
    places = [aligned.place(index) for index in range(len(aligned.text) + 1)]
    assert places == sorted(places)
    assert all(0 <= place <= len(text) for place in places)
    assert places[-1] == len(text)


@many
@given(st.lists(st.tuples(_seen, st.lists(_unseen, max_size=2).map("".join)), max_size=12))
def test_each_character_points_at_the_one_that_it_was(pairs: list[tuple[str, str]]) -> None:
    text = "".join(seen + unseen for seen, unseen in pairs)
    aligned = clean_aligned(text)
    expected: list[tuple[str, int]] = []
    at = 0
    for seen, unseen in pairs:
        expected += [(character, at) for character in clean(seen)]
        at += len(seen + unseen)
    found = [(character, aligned.place(index)) for index, character in enumerate(aligned.text)]
    assert found == expected


@many
@given(st.text())
def test_any_text_is_aligned_with_what_it_was(text: str) -> None:
    aligned = clean_aligned(text)
    for index, character in enumerate(aligned.text):
        was = text[aligned.place(index)]
        assert was == character or not was.isascii() or not character.isascii()


def _dansk(word: str) -> str:
    return {"aar": "år", "moede": "møde", "ja": ""}.get(word, word)


def test_what_is_replaced_stands_where_the_match_began() -> None:
    aligned = Aligned("i aar: ja moede").replaced(re.compile("[a-z]+"), _dansk)
    assert aligned.text == "i år:  møde"
    assert aligned.places == (0, 1, 2, 2, 5, 6, 9, 10, 10, 10, 10, 15)


def test_places_lead_through_all_changes() -> None:
    aligned = clean_aligned("\u200bi aa\u00adr nu").replaced(re.compile("[a-z]+"), _dansk)
    assert aligned.text == "i år nu"
    assert aligned.places == (1, 2, 3, 3, 7, 8, 9, 10)


def test_where_nothing_is_replaced_nothing_is_made_anew() -> None:
    aligned = Aligned("i dag")
    assert aligned.replaced(re.compile("[a-z]+"), _dansk) is aligned
    assert aligned.replaced(re.compile("x"), _dansk) is aligned
