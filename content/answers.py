"""Load which ready answers were picked for descriptions whose step is known."""

from dataclasses import dataclass
from pathlib import Path

from content.errors import ContentError
from content.rows import is_step, read_rows
from content.values import Dimension

ANSWERS_FILE = Path(__file__).parent / "answers_da.jsonl"


@dataclass(frozen=True)
class GivenAnswer:
    """Hold the answer that was picked on a dimension; None is «ved ikke»."""

    id: str
    example: str
    step: int
    dimension: Dimension
    answer: int | None


def load_answers(path: Path = ANSWERS_FILE) -> tuple[GivenAnswer, ...]:
    """Load and check the answers; raise ContentError with file and line."""
    found = []
    for line, row in read_rows(path, required=("id", "example")):
        try:
            answer = GivenAnswer(**{**row, "dimension": Dimension(row["dimension"])})
        except (TypeError, ValueError, KeyError) as error:
            raise ContentError(path, line, f"the answer is malformed: {error}") from None
        if not is_step(answer.step) or not (answer.answer is None or is_step(answer.answer)):
            raise ContentError(path, line, "«step» is a step 1 to 5, «answer» too or null")
        found.append(answer)
    return tuple(found)
