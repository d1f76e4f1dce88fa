"""Load the descriptions of practice that the classifiers learn from."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from content.errors import ContentError
from content.rows import is_step, is_text, read_rows
from content.values import Dimension

EXAMPLES_FILE = Path(__file__).parent / "examples_da.jsonl"


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


def load_examples(path: Path = EXAMPLES_FILE) -> tuple[Example, ...]:
    """Load and check the descriptions; raise ContentError with file and line."""
    return tuple(_example(path, line, row) for line, row in read_rows(path))


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
    if not is_text(example.field) or not is_text(example.practice):
        raise ContentError(path, line, "«field» and «practice» are words")
    if (example.source == "real") != bool(example.url) or example.source not in ("real", "written"):
        raise ContentError(path, line, "«source» is «real» with a «url», or «written» without")
    return example
