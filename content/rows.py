"""Read content files of the JSON Lines kind."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from content.errors import ContentError
from content.files import read_lines
from content.values import STEP_NUMBERS


def is_step(value: object) -> bool:
    """Tell whether a value of JSON is the number of a step."""
    return type(value) is int and value in STEP_NUMBERS


def is_text(value: object) -> bool:
    """Tell whether a value of JSON is a string that says something."""
    return isinstance(value, str) and bool(value.strip())


def read_rows(
    path: Path, required: tuple[str, ...] = ("id", "text")
) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield the objects of a JSON Lines file with their lines; raise ContentError."""
    seen: dict[str, int] = {}
    for number, line in enumerate(read_lines(path), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except json.JSONDecodeError as error:
            raise ContentError(path, number, f"no valid JSON: {error.msg}") from None
        if not isinstance(row, dict) or not all(is_text(row.get(key)) for key in required):
            names = " and ".join(f"«{key}»" for key in required)
            raise ContentError(path, number, f"each line is an object with {names}")
        if row["id"] in seen:
            raise ContentError(
                path, number, f"the id «{row['id']}» stands at line {seen[row['id']]} already"
            )
        seen[row["id"]] = number
        yield number, row
