"""JSON Lines in, JSON Lines out: one answer for each line, also for a bad one."""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, TextIO

MAX_CHARACTERS = 20_000


class LineError(ValueError):
    """Tell what is wrong with one input line."""


@dataclass(frozen=True)
class Line:
    """Hold an input line: what it says, or what is wrong with it."""

    number: int
    row: dict[str, Any]
    error: str | None = None

    def answer(self, values: dict[str, Any]) -> dict[str, Any]:
        """Give an answer with the line's own id, where it has one."""
        return {"id": self.row["id"], **values} if "id" in self.row else values

    @property
    def error_answer(self) -> dict[str, Any]:
        """Give the answer to a bad line."""
        return {"id": self.row.get("id"), "error": self.error}


def read_lines(stream: Iterable[str]) -> Iterator[Line]:
    """Read lines as objects, counted from 1; blank lines are skipped."""
    for number, text in enumerate(stream, start=1):
        if text.strip():
            yield _line(number, text)


def text_of(row: dict[str, Any]) -> str:
    """Give the `text` of a row; raise LineError where it is missing or unusable."""
    text = row.get("text")
    if not isinstance(text, str) or not text.strip():
        raise LineError("«text» must be a string that is not empty")
    if len(text) > MAX_CHARACTERS:
        raise LineError(f"«text» is longer than {MAX_CHARACTERS} characters; shorten it")
    # Half a surrogate pair is no character; one sign in its place keeps all offsets.
    return text.encode("utf-8", "replace").decode("utf-8")


def answer_lines(
    stream: Iterable[str], out: TextIO, answer: Callable[[dict[str, Any]], dict[str, Any]]
) -> bool:
    """Answer each line in order; tell whether all were good."""
    good = True
    for line in read_lines(stream):
        try:
            if line.error:
                raise LineError(line.error)
            write_line(out, line.answer(answer(line.row)))
        except LineError as error:
            good = False
            write_line(out, replace(line, error=str(error)).error_answer)
    return good


def write_line(out: TextIO, row: dict[str, Any]) -> None:
    """Write one object as a line, at once; half a surrogate pair, as in an id, stays escaped."""
    text = json.dumps(row, ensure_ascii=False)
    out.write(text.encode("utf-8", "backslashreplace").decode("utf-8") + "\n")
    out.flush()


def _line(number: int, text: str) -> Line:
    if not _is_utf8(text):
        return Line(number, {}, "no UTF-8; save the file as UTF-8")
    try:
        row = json.loads(text, parse_constant=_refuse)
    except json.JSONDecodeError as error:
        return Line(number, {}, f"no valid JSON: {error.msg}")
    except RecursionError:
        return Line(number, {}, "no valid JSON: nested too deep")
    except ValueError as error:
        return Line(number, {}, f"no valid JSON: {error}")
    if not isinstance(row, dict):
        return Line(number, {}, "each line must be a JSON object")
    return Line(number, row)


def _is_utf8(text: str) -> bool:
    """Tell whether reading with `surrogateescape` had nothing to escape."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is no number")
