"""Measure redaction on the kept texts: what is left in, and what harmless texts lose."""

import re
import sys
from dataclasses import dataclass
from typing import Any

from benchmarks.texts import KEPT, read_rows
from nlp.normalise import clean
from nlp.redaction import Redactor, open_redactor

_WORD = re.compile(r"[^\W\d_]{2,}(?:-[^\W\d_]+)*")
_PIECE = re.compile(r"\w+")


@dataclass(frozen=True)
class Measured:
    """Hold the ids of texts with a form left in, the names missed, and the harmless changed."""

    forms: int
    left: list[str]
    names: int
    missed: list[tuple[str, str]]
    kinds_wrong: list[str]
    harmless: int
    changed: list[str]


def measure(redactor: Redactor) -> Measured:
    """Redact all kept texts."""
    rows, harmless = (read_rows(KEPT / f"{name}.jsonl") for name in ("redaction", "harmless"))
    texts = {row["id"]: redactor.redact(row["text"]) for row in rows}
    return Measured(
        sum(len(row["gone"]) for row in rows),
        [row["id"] for row in rows if _is_left(row, texts[row["id"]].text)],
        sum(len(row["names"]) for row in rows),
        [(row["id"], name) for row in rows for name in _missed(row, texts[row["id"]].text)],
        [row["id"] for row in rows if row["kinds"] != [*texts[row["id"]].found]],
        len(harmless),
        [row["id"] for row in harmless if redactor.redact(row["text"]).text != row["text"]],
    )


def _is_left(row: dict[str, Any], text: str) -> bool:
    """Tell whether any piece of a form that has a digit, or a whole form, is still there."""
    read, before = clean(text), clean(row["text"])
    for form in map(clean, row["gone"]):
        if form in read:
            return True
        for piece in _PIECE.findall(form):
            found = [len(re.findall(rf"(?<!\w){piece}(?!\w)", each)) for each in (read, before)]
            if piece[0].isdigit() and found[0] and found[0] >= found[1]:
                return True
    return False


def _missed(row: dict[str, Any], text: str) -> list[str]:
    """Give the names of which a word is still there."""
    return [
        name
        for name in row["names"]
        if any(re.search(rf"(?<!\w){word}(?!\w)", text) for word in _WORD.findall(name))
    ]


if __name__ == "__main__":
    measured = measure(open_redactor("da_core_news_sm"))
    for name, value in vars(measured).items():
        sys.stdout.write(f"{name}: {value}\n")
