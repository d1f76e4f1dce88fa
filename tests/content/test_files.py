from pathlib import Path

import pytest

from content.errors import ContentError
from content.files import read_lines, read_text


@pytest.mark.parametrize("raw", [b"a\r\nb\r\n", b"a\rb\r", b"\xef\xbb\xbfa\nb\n"])
def test_line_breaks_and_byte_order_marks_of_other_systems_make_no_difference(
    tmp_path: Path, raw: bytes
) -> None:
    path = tmp_path / "x.md"
    path.write_bytes(raw)
    assert read_text(path) == "a\nb\n"
    assert read_lines(path) == ["a", "b"]


def test_only_line_breaks_end_a_line(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    path.write_text("a\u2028b\x85c\x0cd\n\ne", encoding="utf-8")
    assert read_lines(path) == ["a\u2028b\x85c\x0cd", "", "e"]


def test_a_file_that_is_not_utf8_is_an_error_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "x.md"
    path.write_bytes("æ\nø\n".encode() + "å\n".encode("latin-1"))
    with pytest.raises(ContentError, match="UTF-8") as caught:
        read_text(path)
    assert caught.value.line == 3
