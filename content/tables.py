"""Read content files of the TOML kind, and check what stands in them."""

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from content.errors import ContentError
from content.files import read_text
from content.rows import is_text

_LINE = re.compile(r"at line (\d+)")


def read_toml(path: Path) -> dict[str, Any]:
    """Read a file; raise ContentError with the line where it is broken."""
    text = read_text(path)
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        named = _LINE.search(str(error))
        line = int(named[1]) if named else max(text.count("\n"), 1)
        raise ContentError(path, line, str(error)) from None


def part(path: Path, table: object, key: str) -> Any:
    """Give what stands under a key, which must be there."""
    if not isinstance(table, Mapping) or key not in table:
        raise ContentError(path, 1, f"«{key}» is missing")
    return table[key]


def phrases(path: Path, name: str, value: object) -> tuple[str, ...]:
    """Check a list of phrases."""
    if not isinstance(value, list) or not all(map(is_text, value)):
        raise ContentError(path, 1, f"«{name}» is a list of phrases")
    return tuple(value)


def phrase_table(path: Path, table: Mapping[str, Any], key: str) -> dict[str, tuple[str, ...]]:
    """Check a table of lists of phrases."""
    rows = part(path, table, key)
    if not isinstance(rows, Mapping):
        raise ContentError(path, 1, f"«{key}» is a table of lists of phrases")
    return {name: phrases(path, name, value) for name, value in rows.items()}
