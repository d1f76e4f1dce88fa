from pathlib import Path

import pytest

from content.errors import ContentError
from content.tables import part, phrase_table, phrases, read_toml

PATH = Path("words_da.toml")


def _file(folder: Path, text: str) -> Path:
    path = folder / "words_da.toml"
    path.write_text(text, encoding="utf-8", newline="")
    return path


def _says(error: pytest.ExceptionInfo[ContentError]) -> str:
    assert error.value.path == PATH
    return str(error.value)


def test_a_table_is_read(tmp_path: Path) -> None:
    path = _file(tmp_path, '\ufeffa = ["æble", "ø"]\r\n[b]\r\nc = 1\r\n')
    assert read_toml(path) == {"a": ["æble", "ø"], "b": {"c": 1}}


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a = 1\n\nodd odd\n", 3),
        ("a = 1\na = 2\n", 2),
        ("a = [\n'x'\n", 2),
        ("a", 1),
    ],
)
def test_a_broken_table_is_an_error_with_its_line(tmp_path: Path, text: str, line: int) -> None:
    path = _file(tmp_path, text)
    with pytest.raises(ContentError) as caught:
        read_toml(path)
    assert (caught.value.path, caught.value.line) == (path, line)
    assert str(caught.value).startswith(f"words_da.toml:{line}: ")


def test_a_part_is_given_whatever_it_is() -> None:
    assert part(PATH, {"a": 0, "b": []}, "a") == 0
    assert part(PATH, {"a": 0, "b": []}, "b") == []


@pytest.mark.parametrize("table", [{}, {"b": 1}, "a", 5, ["a"]])
def test_a_part_that_is_not_there_is_an_error(table: object) -> None:
    with pytest.raises(ContentError) as caught:
        part(PATH, table, "a")  # type: ignore[arg-type]
    assert "«a» is missing" in _says(caught)


def test_phrases_keep_their_order() -> None:
    assert phrases(PATH, "a", ["to ord", "et"]) == ("to ord", "et")
    assert phrases(PATH, "a", []) == ()


@pytest.mark.parametrize(
    "value", ["et", None, ["et", 2], [["et"]], {"et": "to"}, [""], ["et", " "]]
)
def test_what_is_no_list_of_phrases_is_an_error(value: object) -> None:
    with pytest.raises(ContentError) as caught:
        phrases(PATH, "a", value)
    assert "«a» is a list of phrases" in _says(caught)


def test_a_table_of_phrases_is_given_by_name() -> None:
    table = {"topics": {"drift": ["drift", "udbud"], "politik": []}}
    assert phrase_table(PATH, table, "topics") == {"drift": ("drift", "udbud"), "politik": ()}


@pytest.mark.parametrize(
    ("table", "says"),
    [
        ({}, "«topics» is missing"),
        ({"topics": {"drift": "udbud"}}, "«drift» is a list of phrases"),
        ({"topics": ["drift"]}, "«topics» is a table of lists of phrases"),
        ({"topics": 5}, "«topics» is a table of lists of phrases"),
    ],
)
def test_a_broken_table_of_phrases_is_an_error(table: dict[str, object], says: str) -> None:
    with pytest.raises(ContentError) as caught:
        phrase_table(PATH, table, "topics")
    assert says in _says(caught)
