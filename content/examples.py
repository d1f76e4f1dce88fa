"""Load what the classifiers learn from: descriptions of practice, and other messages."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from content.errors import ContentError
from content.values import STEP_NUMBERS, Dimension

EXAMPLES_FILE = Path(__file__).parent / "examples_da.jsonl"
QUESTIONS_FILE = Path(__file__).parent / "questions_da.jsonl"


class Kind(StrEnum):
    """Tell what makes a description easy or hard."""

    ORDINARY = "ordinary"
    SHORT = "short"
    ONE_PRACTICE = "one_practice"
    FORM = "form"
    LURE = "lure"
    NEGATION = "negation"
    EARLIER_NOW = "earlier_now"
    PLAN = "plan"
    COMPLAINT = "complaint"
    MIXED = "mixed"


class MessageKind(StrEnum):
    """Tell what a message is that describes no practice."""

    SMALLTALK = "smalltalk"
    OFFTOPIC = "offtopic"
    OFFTOPIC_NEAR = "offtopic_near"
    OTHER_LANGUAGE = "other_language"
    VAGUE = "vague"
    HOSTILE = "hostile"
    QUESTION = "question"


@dataclass(frozen=True)
class Example:
    """Hold a description of practice and what readers made of it."""

    id: str
    text: str
    step: int
    second: int | None
    dimensions: tuple[Dimension, ...]
    field: str
    practice: str
    kind: Kind
    source: str
    url: str | None


@dataclass(frozen=True)
class MessageExample:
    """Hold a message that is not to be placed; questions carry topic and step."""

    id: str
    text: str
    kind: MessageKind
    topic: str | None
    step: int | str | None
    context_step: int | None


def load_examples(path: Path = EXAMPLES_FILE) -> tuple[Example, ...]:
    """Load and check the descriptions; raise ContentError with file and line."""
    return tuple(_example(path, line, row) for line, row in _rows(path))


def load_messages(path: Path = QUESTIONS_FILE) -> tuple[MessageExample, ...]:
    """Load and check the other messages; raise ContentError with file and line."""
    return tuple(_message(path, line, row) for line, row in _rows(path))


def _example(path: Path, line: int, row: dict[str, Any]) -> Example:
    try:
        example = Example(
            **{
                **row,
                "dimensions": tuple(Dimension(key) for key in row["dimensions"]),
                "kind": Kind(row["kind"]),
            }
        )
    except (TypeError, ValueError, KeyError) as error:
        raise ContentError(path, line, f"the example is malformed: {error}") from None
    if example.step not in STEP_NUMBERS or example.second not in (None, *STEP_NUMBERS):
        raise ContentError(path, line, "«step» and «second» are steps 1 to 5")
    if example.second == example.step:
        raise ContentError(path, line, "«second» repeats «step»")
    if not example.dimensions:
        raise ContentError(path, line, "«dimensions» is empty")
    if (example.source == "real") != bool(example.url) or example.source not in ("real", "written"):
        raise ContentError(path, line, "«source» is «real» with a «url», or «written» without")
    return example


def _message(path: Path, line: int, row: dict[str, Any]) -> MessageExample:
    try:
        return MessageExample(**{**row, "kind": MessageKind(row["kind"])})
    except (TypeError, ValueError, KeyError) as error:
        raise ContentError(path, line, f"the message is malformed: {error}") from None


def _rows(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    seen: dict[str, int] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except json.JSONDecodeError as error:
            raise ContentError(path, number, f"no valid JSON: {error.msg}") from None
        if not isinstance(row, dict) or not str(row.get("text", "")).strip():
            raise ContentError(path, number, "each line is an object with a «text»")
        if row.get("id") in seen:
            raise ContentError(
                path, number, f"the id «{row['id']}» stands at line {seen[row['id']]} already"
            )
        seen[str(row.get("id"))] = number
        yield number, row
