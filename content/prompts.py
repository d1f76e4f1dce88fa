"""Load what people are asked who were not placed yet."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from content.errors import ContentError
from content.tables import phrase_table, read_toml
from content.values import PromptKind

PROMPTS_FILE = Path(__file__).parent / "prompts_da.toml"


@cache
def load_first_prompts(path: Path = PROMPTS_FILE) -> Mapping[PromptKind, tuple[str, ...]]:
    """Load the questions of each kind; raise ContentError where a kind has none."""
    table = phrase_table(path, {"prompts": read_toml(path)}, "prompts")
    if set(table) != set(PromptKind):
        raise ContentError(path, 1, f"there must be questions of: {', '.join(PromptKind)}")
    for kind, questions in table.items():
        if not questions:
            raise ContentError(path, 1, f"«{kind}» has no questions")
    return {PromptKind(kind): questions for kind, questions in table.items()}
