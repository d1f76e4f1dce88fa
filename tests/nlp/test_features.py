import pytest

from nlp.danish import Danish
from nlp.features import CHARACTERS, LEMMAS, WORDS, Weigher, columns

TEXTS = ["Jensen spørger borgerne!", "Vi spørger også Jensen, ja: borgerne", ""]


def _names(fitted: Weigher) -> set[str]:
    kinds = {WORDS: "words", LEMMAS: "lemmas", CHARACTERS: "characters"}
    return {
        f"{kinds[column]}__{term}"
        for column, part in fitted.parts_.items()
        for term in part.get_feature_names_out()
    }


def test_columns_hold_words_lemmas_and_characters(danish: Danish) -> None:
    table = columns(TEXTS, danish)
    assert table.shape == (3, 3)
    assert table[0, WORDS] == "jensen spoerger borgerne"
    assert table[0, LEMMAS] == "jensen spoerge borger"
    assert table[1, CHARACTERS] == "vi spoerger ogsaa jensen ja borgerne"
    assert list(table[2]) == ["", "", ""]


def test_no_texts_are_an_empty_table(danish: Danish) -> None:
    assert columns([], danish).shape == (0, 3)


def test_how_danish_letters_are_typed_makes_no_difference(rules: Danish) -> None:
    typed = columns(["VI SPOERGER BOERNENE"], rules)
    assert (typed == columns(["vi spørger børnene"], rules)).all()


def test_the_weigher_reads_each_column_its_own_way(rules: Danish) -> None:
    fitted = Weigher(min_count=1).fit(columns(TEXTS, rules))
    names = _names(fitted)
    assert {"words__jensen spoerger", "words__spoerger", "lemmas__spoerge"} <= names
    assert {"characters__ja", "characters__rger ", "characters__je"} <= names
    assert "words__spoerge" not in names
    assert (
        max(len(name.removeprefix("characters__")) for name in names if "characters" in name) == 5
    )


def test_the_weigher_leaves_out_what_is_rare(rules: Danish) -> None:
    names = _names(Weigher().fit(columns(TEXTS, rules)))
    assert "words__jensen" in names
    assert "words__vi" not in names


@pytest.mark.parametrize("text", ["", "xqzt", "🙂"])
def test_a_text_of_nothing_known_weighs_nothing(rules: Danish, text: str) -> None:
    fitted = Weigher(min_count=1).fit(columns(TEXTS, rules))
    weights = fitted.transform(columns([text], rules))
    assert weights.shape[0] == 1
    assert weights.nnz == 0


def test_each_column_weighs_the_same(rules: Danish) -> None:
    fitted = Weigher(min_count=1).fit(columns(TEXTS, rules))
    row = fitted.transform(columns(TEXTS[:1], rules))[0]
    assert row.multiply(row).sum() == pytest.approx(3)


def test_what_is_packed_weighs_the_same_when_unpacked(rules: Danish) -> None:
    table = columns(TEXTS, rules)
    fitted = Weigher(min_count=1).fit(table)
    again = Weigher.unpack(fitted.pack())
    assert (fitted.transform(table) != again.transform(table)).nnz == 0
