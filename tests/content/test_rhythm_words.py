from pathlib import Path

import pytest

from content.errors import ContentError
from content.rhythm_words import RHYTHM_WORDS_FILE, load_rhythm_words


def test_the_words_are_there() -> None:
    words = load_rhythm_words()
    assert words.months[0] == "januar"
    assert "torsdag" in words.weekdays["thursday"]
    assert "hver anden uge" in words.frequencies["biweekly"]
    assert {"torsdag", "hold pause", "marts"} <= set(words.phrases())


def test_what_means_one_of_some_things_can_be_left_out() -> None:
    words = load_rhythm_words()
    assert "genoptag" in set(words.phrases())
    assert "genoptag" not in set(words.phrases(besides=("resume",)))


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('names = ["januar", ', "names = [", "all twelve"),
        ("[weeks]", "[weks]", "«weeks» is missing"),
        ("biweekly = ", "fortnightly = ", "«frequencies» needs"),
        ('odd = ["ulige uger"', "odd = [5", "list of phrases"),
    ],
)
def test_what_is_broken_is_named(tmp_path: Path, old: str, new: str, message: str) -> None:
    text = RHYTHM_WORDS_FILE.read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "words.toml"
    path.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(ContentError, match=message):
        load_rhythm_words(path)
