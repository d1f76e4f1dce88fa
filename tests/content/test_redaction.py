import shutil
from pathlib import Path

import pytest

from content.errors import ContentError
from content.files import read_lines
from content.redaction import NAMES_FOLDER, REDACTION_FILE, load_redaction_words
from content.values import Identifier

FEWEST_FIRST_NAMES, FEWEST_SURNAMES = 1_500, 500


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A folder with the words, to be broken."""
    shutil.copy(REDACTION_FILE, tmp_path / "words.toml")
    shutil.copytree(NAMES_FOLDER, tmp_path / "names")
    return tmp_path


def _load(own: Path) -> None:
    load_redaction_words(own / "words.toml", own / "names")


def _change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_there_is_a_placeholder_for_each_kind() -> None:
    placeholders = load_redaction_words().placeholders
    assert set(placeholders) == set(Identifier)
    assert len(set(placeholders.values())) == len(Identifier)


def test_there_are_names_enough() -> None:
    words = load_redaction_words()
    assert len(words.first_names) >= FEWEST_FIRST_NAMES
    assert len(words.surnames) >= FEWEST_SURNAMES


@pytest.mark.parametrize("name", ["first_names", "surnames"])
def test_names_stand_in_order_and_once(name: str) -> None:
    lines = read_lines(NAMES_FOLDER / f"{name}.txt")
    assert lines == sorted(set(lines), key=lambda line: (line.lower(), line))


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('cpr = "', 'cprs = "', "«placeholders» needs a word for each"),
        ('"[navn]"', '"navn"', "the placeholder «name» must be one word in brackets"),
        ("roads = [", "ways = [", "«addresses» needs the lists"),
        ('"motorvej"', "5", "«addresses.not_roads» is a list of words"),
        (
            '"motorvej"',
            '"Motorvej"',
            "«Motorvej» in «addresses.not_roads» must be in small letters",
        ),
        ("[names]", "[names", "words.toml:"),
    ],
)
def test_error_names_the_file_and_what_is_wrong(
    own: Path, old: str, new: str, message: str
) -> None:
    _change(own / "words.toml", old, new)
    with pytest.raises(ContentError) as raised:
        _load(own)
    assert message in str(raised.value)
    assert str(raised.value).startswith("words.toml:")


@pytest.mark.parametrize("name", ["karen", "Karen Jensen", "K4ren", ""])
def test_error_names_the_line_of_a_name(own: Path, name: str) -> None:
    (own / "names" / "surnames.txt").write_text(f"Jensen\n{name}\nOlsen\n", encoding="utf-8")
    with pytest.raises(ContentError, match=r"surnames\.txt:2: "):
        _load(own)


def test_unbroken_words_load(own: Path) -> None:
    _load(own)
