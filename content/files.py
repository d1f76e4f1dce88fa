"""Read a content file as text, whatever system it was saved on."""

from pathlib import Path

from content.errors import ContentError


def read_text(path: Path) -> str:
    """Read UTF-8 with line breaks made alike.

    Raises ContentError at the first line that is not, or where the file can't be read.
    """
    try:
        raw = path.read_bytes()
    except OSError as error:
        wanted = "put it back as it came with the program"
        raise ContentError(path, 1, f"{error.strerror}; {wanted}") from None
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise ContentError(path, line, "the file is not UTF-8; save it as UTF-8") from None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def read_lines(path: Path) -> list[str]:
    """Split the text at line breaks alone, so that lines count as in any editor."""
    return read_text(path).removesuffix("\n").split("\n")
