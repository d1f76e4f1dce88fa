from pathlib import Path

import pytest

from content.cues import CUES_FILE, load_cues
from content.errors import ContentError
from content.values import Role, Topic
from nlp.normalise import compact

CUES = load_cues()
TEXT = CUES_FILE.read_text(encoding="utf-8")


def _edited(folder: Path, old: str, new: str) -> Path:
    assert old in TEXT
    path = folder / "cues_da.toml"
    path.write_text(TEXT.replace(old, new, 1), encoding="utf-8")
    return path


def test_each_role_but_everybody_has_words() -> None:
    assert set(CUES.roles) == set(Role) - {Role.ANYONE}
    assert CUES.openings[0] == "jeg er"


def test_each_topic_but_the_traits_has_words() -> None:
    # What is asked of a step without any other word is how it is known.
    assert set(Topic) - set(CUES.topics) <= {Topic.TRAITS}


def test_areas_and_times_have_the_lists_that_are_looked_up() -> None:
    assert set(CUES.areas) == {"openings", "contrasts"}
    assert set(CUES.times) == {"earlier", "now"}


def test_no_list_is_empty_and_no_word_vanishes() -> None:
    lists = [CUES.topics, CUES.fields, CUES.roles, CUES.areas, CUES.times]
    words = {name: found for words in lists for name, found in words.items()}
    assert [name for name, found in words.items() if not found] == []
    assert [
        (name, word)
        for name, found in words.items()
        for word in found
        if not compact(word.replace("*", ""))
    ] == []


def test_sentences_lean_on_words_with_a_capital() -> None:
    assert "Det" in CUES.leaning
    assert [word for word in CUES.leaning if not word[0].isupper()] == []


def test_the_words_are_loaded_once(tmp_path: Path) -> None:
    assert load_cues() is load_cues()
    own = _edited(tmp_path, '"engang"', '"hin gang"')
    assert "hin gang" in load_cues(own).times["earlier"]


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("[topics]", "[subjects]", "«topics» is missing"),
        ("[times]", "[hours]", "«times» is missing"),
        ("leaning = [", "lean = [", "«leaning» is missing"),
        ("\npolitik = [", "\npolitikk = [", "«topics» knows no «politikk»"),
        ("\nleder = [", "\nalle = [", "«roles» knows no «alle»"),
        ("[areas]\n", '[areas]\nodd = ["x"]\n', "«areas» knows no «odd»"),
        ("[times]\n", '[times]\nthen = ["x"]\n', "«times» knows no «then»"),
        ('openings = ["jeg er", ', "openings = [] # ", "«roles» lacks «openings»"),
        ('leaning = ["Det", ', 'leaning = "Det" # ', "«leaning» is a list of phrases"),
        ('bibliotek = ["bibliotek*"', "bibliotek = [1", "«bibliotek» is a list of phrases"),
    ],
)
def test_a_mistake_is_an_error_with_its_file(tmp_path: Path, old: str, new: str, says: str) -> None:
    path = _edited(tmp_path, old, new)
    with pytest.raises(ContentError) as caught:
        load_cues(path)
    assert says in str(caught.value)
    assert caught.value.path == path


@pytest.mark.parametrize(
    ("name", "missing"),
    [("areas", "openings"), ("areas", "contrasts"), ("times", "earlier"), ("times", "now")],
)
def test_a_list_that_is_looked_up_must_be_there(tmp_path: Path, name: str, missing: str) -> None:
    start = TEXT.index(f"[{name}]")
    line = TEXT.index(f"\n{missing} = [", start)
    end = TEXT.index("\n", line + 1)
    path = tmp_path / "cues_da.toml"
    path.write_text(TEXT[:line] + TEXT[end:], encoding="utf-8")
    with pytest.raises(ContentError, match=f"«{name}» lacks «{missing}»"):
        load_cues(path)
