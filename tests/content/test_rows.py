import json
from pathlib import Path

import pytest

from content.errors import ContentError
from content.rows import is_step, is_text, read_rows

ROW = {"id": "x-001", "text": "Vi spørger borgerne."}


def _file(folder: Path, *rows: object) -> Path:
    path = folder / "rows.jsonl"
    lines = (row if isinstance(row, str) else json.dumps(row, ensure_ascii=False) for row in rows)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("value", "step"),
    [(1, True), (5, True), (0, False), (6, False), (True, False), (2.0, False), ("2", False)],
)
def test_a_step_is_a_whole_number_from_one_to_five(value: object, step: bool) -> None:
    assert is_step(value) is step


@pytest.mark.parametrize(
    ("value", "text"), [("vej", True), ("", False), (" \n", False), (None, False), (5, False)]
)
def test_a_text_says_something(value: object, text: bool) -> None:
    assert is_text(value) is text


def test_rows_are_given_with_their_lines(tmp_path: Path) -> None:
    other = {"id": "x-002", "text": "b", "more": [1]}
    assert list(read_rows(_file(tmp_path, ROW, "", "  ", other))) == [(1, ROW), (4, other)]


def test_an_empty_file_holds_no_rows(tmp_path: Path) -> None:
    assert list(read_rows(_file(tmp_path))) == []


def test_a_text_may_hold_signs_that_some_take_for_line_breaks(tmp_path: Path) -> None:
    ((_, row),) = read_rows(_file(tmp_path, {**ROW, "text": "Et\u2028to\x85tre"}))
    assert row["text"] == "Et\u2028to\x85tre"


def test_what_is_required_can_be_told(tmp_path: Path) -> None:
    path = _file(tmp_path, {"id": "x-001", "example": "e-1"})
    assert [row["example"] for _, row in read_rows(path, required=("id", "example"))] == ["e-1"]
    with pytest.raises(ContentError, match="each line is an object with «id» and «text»"):
        list(read_rows(path))


@pytest.mark.parametrize(
    ("second", "says"),
    [
        ("{", "no valid JSON"),
        ('{"id": "x-002" "text": "x"}', "no valid JSON"),
        ("[1, 2]", "an object with «id» and «text»"),
        ("null", "an object with «id» and «text»"),
        ({**ROW, "text": "  "}, "an object with «id» and «text»"),
        ({**ROW, "text": 5}, "an object with «id» and «text»"),
        ({**ROW, "id": None}, "an object with «id» and «text»"),
        ({**ROW, "id": ["x"]}, "an object with «id» and «text»"),
        (ROW, "the id «x-001» stands at line 1 already"),
    ],
)
def test_a_broken_row_is_an_error_with_its_line(tmp_path: Path, second: object, says: str) -> None:
    path = _file(tmp_path, ROW, "", second)
    with pytest.raises(ContentError) as caught:
        list(read_rows(path))
    assert says in str(caught.value)
    assert (caught.value.path, caught.value.line) == (path, 3)
