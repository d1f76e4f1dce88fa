"""Telegram's kind of HTML: as plain text, how long it is, and cut where a reader would pause."""

import html
import re

MAX_LENGTH = 900

_TAG = re.compile(r"<(/?)([a-z]+)[^>]*>")
_PIECE = re.compile(r"<[^>]*>|&[^;\s]+;|.", re.DOTALL)
_SENTENCE_END = re.compile(r"[.?!…»](?=\s)|\n(?=\n)")
_PARAGRAPH = re.compile(r"\n\n")
_SPACE = re.compile(r"(?=\s)")


def plain(markup: str) -> str:
    """Drop the tags and decode the entities."""
    return html.unescape(_TAG.sub("", markup))


def length(markup: str) -> int:
    """Count as Telegram counts: UTF-16 units of what is seen."""
    return _units(plain(markup))


def split(markup: str, limit: int = MAX_LENGTH) -> list[str]:
    """Cut into parts of at most `limit`: at a sentence end, else a space, else anywhere.

    Tags open at a cut are closed before it and opened again after it.
    """
    parts: list[str] = []
    rest = markup.strip()
    while length(rest) > limit:
        head, tail = _cut(rest, limit)
        if plain(head).strip():
            parts.append(head.strip())
        rest = tail.strip()
    if plain(rest).strip():
        parts.append(rest)
    return parts or [markup]


def _cut(markup: str, limit: int) -> tuple[str, str]:
    pieces = _PIECE.findall(markup)
    fits = _fitting(pieces, limit)
    at = _pause(pieces[:fits], "".join(pieces[fits : fits + 1])) or fits
    head, tail = "".join(pieces[:at]), "".join(pieces[at:])
    opened = _open_tags(head)
    closing = "".join(f"</{_TAG.match(tag)[2]}>" for tag in reversed(opened))  # type: ignore[index]
    return head + closing, "".join(opened) + tail.lstrip()


def _fitting(pieces: list[str], limit: int) -> int:
    """Count the pieces that fit, at least one that is seen; tags take no room."""
    seen = 0
    for count, piece in enumerate(pieces):
        room = 0 if _TAG.fullmatch(piece) else _units(html.unescape(piece))
        if seen and seen + room > limit:
            return count
        seen += room
    return len(pieces)


def _pause(pieces: list[str], following: str) -> int:
    """Find how many pieces to keep so that the cut falls in the last pause; 0 where there is none.

    Pauses in the first third are too early to be worth it.
    """
    visible = "".join(piece if len(piece) == 1 else "\0" for piece in (*pieces, following))
    earliest = len(pieces) // 3
    for pattern in (_PARAGRAPH, _SENTENCE_END, _SPACE):
        ends = [match.end() for match in pattern.finditer(visible)]
        late = [end for end in ends if earliest < end <= len(pieces)]
        if late:
            return late[-1]
    return 0


def _open_tags(markup: str) -> list[str]:
    opened: list[str] = []
    for match in _TAG.finditer(markup):
        if match[1]:
            if opened:
                opened.pop()
        else:
            opened.append(match[0])
    return opened


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
