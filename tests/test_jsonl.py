import io
import json
from typing import Any

import pytest

from bot.jsonl import MAX_CHARACTERS, LineError, answer_lines, read_lines, text_of, write_line


def answered(*lines: str) -> tuple[bool, list[dict[str, Any]]]:
    """Answer lines with their own text in capitals."""
    out = io.StringIO()
    good = answer_lines(lines, out, lambda row: {"answer": text_of(row).upper()})
    return good, [json.loads(line) for line in out.getvalue().splitlines()]


def written(row: dict[str, Any]) -> str:
    out = io.StringIO()
    write_line(out, row)
    return out.getvalue()


def test_every_line_is_answered_in_order_with_its_id() -> None:
    good, rows = answered('{"id": 2, "text": "b"}', '{"text": "a"}', '{"id": "x", "text": "c"}')
    assert good
    assert rows == [{"id": 2, "answer": "B"}, {"answer": "A"}, {"id": "x", "answer": "C"}]


@pytest.mark.parametrize("identity", [None, 0, "", [1, {"a": "å"}], "\ud800", 1.5, True])
def test_id_is_passed_through_as_it_is(identity: Any) -> None:
    _, (row,) = answered(json.dumps({"id": identity, "text": "a"}))
    assert row == {"id": identity, "answer": "A"}


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", "no valid JSON"),
        ("nonsense", "no valid JSON"),
        ('["text"]', "object"),
        ('"text"', "object"),
        ("null", "object"),
        ("[" * 100_000, "no valid JSON"),
        ('{"text": "a", "n": ' + "1" * 5000 + "}", "no valid JSON"),
        ('{"text": "a", "n": NaN}', "no valid JSON"),
        ('{"text": "a", "n": -Infinity}', "no valid JSON"),
        ('{"text": "Vi sp\udcf8rger"}', "UTF-8"),
    ],
)
def test_line_that_cannot_be_read_is_answered_by_its_error(line: str, reason: str) -> None:
    good, rows = answered('{"id": 1, "text": "a"}', line, '{"id": 3, "text": "c"}')
    assert not good
    assert [row["id"] for row in rows] == [1, None, 3]
    assert reason in rows[1]["error"]
    assert set(rows[1]) == {"id", "error"}
    assert rows[2]["answer"] == "C"


@pytest.mark.parametrize(
    "row",
    [{}, {"text": None}, {"text": 5}, {"text": ["a"]}, {"text": ""}, {"text": " \n\t"}],
)
def test_line_without_a_text_is_answered_by_its_error_and_keeps_its_id(row: dict[str, Any]) -> None:
    good, (found,) = answered(json.dumps({"id": 7, **row}))
    assert not good
    assert found["id"] == 7
    assert "«text»" in found["error"]


def test_text_of_the_greatest_length_is_taken_and_a_longer_one_is_not() -> None:
    assert text_of({"text": "a" * MAX_CHARACTERS}) == "a" * MAX_CHARACTERS
    with pytest.raises(LineError, match="shorten"):
        text_of({"text": "a" * (MAX_CHARACTERS + 1)})


def test_half_a_character_becomes_one_sign_so_that_offsets_hold() -> None:
    text = text_of(json.loads('{"text": "a\\ud800b\\udfffc"}'))
    assert len(text) == 5
    assert (text[0], text[2], text[4]) == ("a", "b", "c")
    assert text.encode("utf-8")


def test_whole_surrogate_pair_is_the_character_it_means() -> None:
    assert text_of(json.loads('{"text": "\\ud83d\\ude42"}')) == "🙂"


def test_blank_lines_are_skipped_but_counted() -> None:
    lines = list(read_lines(["\n", '{"text": "a"}\n', "  \n", "{\n"]))
    assert [line.number for line in lines] == [2, 4]


def test_every_answer_is_one_line_of_readable_danish() -> None:
    assert written({"text": "blåbær\nog «æble»"}) == '{"text": "blåbær\\nog «æble»"}\n'


def test_what_no_file_can_hold_is_written_escaped() -> None:
    line = written({"id": "a\ud800"})
    assert line.encode("utf-8")
    assert json.loads(line) == {"id": "a\ud800"}


def test_answers_come_one_by_one() -> None:
    out = io.StringIO()

    def lines() -> Any:
        yield '{"text": "a"}'
        assert out.getvalue().count("\n") == 1
        yield '{"text": "b"}'

    assert answer_lines(lines(), out, lambda row: {})
    assert out.getvalue().count("\n") == 2
