"""Load what the classifiers learn from: descriptions of practice, and other messages."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from content.errors import ContentError
from content.files import read_lines
from content.values import STEP_NUMBERS, Dimension

EXAMPLES_FILE = Path(__file__).parent / "examples_da.jsonl"
QUESTIONS_FILE = Path(__file__).parent / "questions_da.jsonl"
WHOLE_MODEL = "all"


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
    """Hold a message that is not to be placed; questions carry topic and step.

    `group` is shared by the same question in other words.
    """

    id: str
    text: str
    kind: MessageKind
    topic: str | None
    step: int | str | None
    context_step: int | None
    group: str | None = None


def load_examples(path: Path = EXAMPLES_FILE) -> tuple[Example, ...]:
    """Load and check the descriptions; raise ContentError with file and line."""
    return tuple(_example(path, line, row) for line, row in read_rows(path))


def load_messages(path: Path = QUESTIONS_FILE) -> tuple[MessageExample, ...]:
    """Load and check the other messages; raise ContentError with file and line."""
    return tuple(_message(path, line, row) for line, row in read_rows(path))


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
    if not is_step(example.step) or not (example.second is None or is_step(example.second)):
        raise ContentError(path, line, "«step» and «second» are steps 1 to 5")
    if example.second == example.step:
        raise ContentError(path, line, "«second» repeats «step»")
    if not example.dimensions or len(set(example.dimensions)) < len(example.dimensions):
        raise ContentError(path, line, "«dimensions» is empty or names one twice")
    if not _is_text(example.field) or not _is_text(example.practice):
        raise ContentError(path, line, "«field» and «practice» are words")
    if (example.source == "real") != bool(example.url) or example.source not in ("real", "written"):
        raise ContentError(path, line, "«source» is «real» with a «url», or «written» without")
    return example


def _message(path: Path, line: int, row: dict[str, Any]) -> MessageExample:
    try:
        message = MessageExample(**{**row, "kind": MessageKind(row["kind"])})
    except (TypeError, ValueError, KeyError) as error:
        raise ContentError(path, line, f"the message is malformed: {error}") from None
    if message.step not in (None, WHOLE_MODEL) and not is_step(message.step):
        raise ContentError(path, line, f"«step» is a step 1 to 5, «{WHOLE_MODEL}» or null")
    if message.context_step is not None and not is_step(message.context_step):
        raise ContentError(path, line, "«context_step» is a step 1 to 5 or null")
    return message


def is_step(value: object) -> bool:
    """Tell whether a value of JSON is the number of a step."""
    return type(value) is int and value in STEP_NUMBERS


def _is_text(value: object) -> bool:
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
        if not isinstance(row, dict) or not all(_is_text(row.get(key)) for key in required):
            names = " and ".join(f"«{key}»" for key in required)
            raise ContentError(path, number, f"each line is an object with {names}")
        if row["id"] in seen:
            raise ContentError(
                path, number, f"the id «{row['id']}» stands at line {seen[row['id']]} already"
            )
        seen[row["id"]] = number
        yield number, row
