"""Read a content file as text, whatever system it was saved on."""

import re
import tomllib
from pathlib import Path
from typing import Any

from content.errors import ContentError

_LINE = re.compile(r"at line (\d+)")


def read_text(path: Path) -> str:
    """Read UTF-8 with line breaks made alike; raise ContentError at the first line that is not."""
    raw = path.read_bytes()
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise ContentError(path, line, "the file is not UTF-8; save it as UTF-8") from None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def read_lines(path: Path) -> list[str]:
    """Split the text at line breaks alone, so that lines count as in any editor."""
    return read_text(path).removesuffix("\n").split("\n")


def read_toml(path: Path) -> dict[str, Any]:
    """Read a table; raise ContentError where its TOML is broken."""
    text = read_text(path)
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        named = _LINE.search(str(error))
        line = int(named[1]) if named else max(text.count("\n"), 1)
        raise ContentError(path, line, str(error)) from None
