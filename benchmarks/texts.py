"""Read the texts that contestants learn from and those kept for measuring.

Nothing of ours is imported: peers with an environment of their own read the files by this.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
KEPT = ROOT / "benchmarks" / "kept"
EXAMPLES = ROOT / "content" / "examples_da.jsonl"

SETS = ("real", "authored", "negation", "noisy", "identifiers")
STEPS = (1, 2, 3, 4, 5)


@dataclass(frozen=True)
class Text:
    """Hold a description, its step, the steps that blind readers gave it, and its page, if any."""

    text: str
    step: int
    readers: tuple[int, ...] = ()
    url: str | None = None

    @property
    def agreed(self) -> bool:
        """Tell whether all readers gave the step that it is labelled with."""
        return bool(self.readers) and set(self.readers) == {self.step}


def read_rows(path: Path) -> list[dict[str, Any]]:
    """Read the objects of a JSON Lines file."""
    # Not `splitlines`: a text may hold signs that it takes for line breaks.
    lines = path.read_text(encoding="utf-8").split("\n")
    return [json.loads(line) for line in lines if line.strip()]


def kept(name: str) -> list[Text]:
    """Read a set of descriptions kept for measuring."""
    return [_text(row) for row in read_rows(KEPT / f"{name}.jsonl")]


def kept_messages() -> dict[str, list[str]]:
    """Read the kept messages that describe nothing, by kind."""
    kinds: dict[str, list[str]] = {}
    for row in read_rows(KEPT / "messages.jsonl"):
        kinds.setdefault(row["kind"], []).append(row["text"])
    return kinds


def examples() -> list[Text]:
    """Read the descriptions that contestants learn from."""
    return [_text(row) for row in read_rows(EXAMPLES)]


def _text(row: dict[str, Any]) -> Text:
    return Text(row["text"], row["step"], tuple(row.get("readers", ())), row["url"])
