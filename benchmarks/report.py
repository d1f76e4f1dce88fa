"""Show what was found, as a table in the terminal and as a page."""

from collections.abc import Mapping, Sequence
from typing import Any

from rich.table import Table

from benchmarks.contestants import ENTRIES
from benchmarks.texts import SETS

# What one contestant's process found, or why it found nothing.
Result = Mapping[str, Any] | str
Results = Mapping[str, Result]

NOTHING = "–"
_NAMES = {entry.key: entry.name for entry in ENTRIES}
_SETS = ("real_agreed", "real_new_pages", *SETS)
HEADINGS = (
    "contestant",
    "real, agreed",
    "real, new pages",
    *SETS,
    "within one, real",
    "training s",
    "p50 ms",
    "p99 ms",
    "texts/s",
    "MB",
)


def rows(results: Results, ceiling: Mapping[str, Any]) -> list[list[str]]:
    """Give the cells of the table, the readers' ceiling last."""
    table = [_row(_NAMES[key], result) for key, result in results.items()]
    people = {"sets": {"real": ceiling}}
    return [*table, _row("A reader, against the others", people)]


def _row(name: str, result: Result) -> list[str]:
    if isinstance(result, str):
        return [f"{name}: {result}", *[NOTHING] * (len(HEADINGS) - 1)]
    sets = result["sets"]
    return [
        name,
        *(number(sets.get(key, {}).get("right"), 2) for key in _SETS),
        number(sets["real"]["within_one"], 2),
        number(result.get("training_seconds"), 1),
        number(result.get("p50_ms"), 1),
        number(result.get("p99_ms"), 1),
        number(result.get("texts_a_second"), 0),
        number(result.get("peak_memory_mb"), 0),
    ]


def number(value: float | None, digits: int) -> str:
    """Write a figure, a dash for none."""
    return NOTHING if value is None else f"{value:,.{digits}f}"


def table_of(cells: Sequence[Sequence[str]]) -> Table:
    """Make the table for the terminal."""
    table = Table(title="Right step on kept texts")
    for index, heading in enumerate(HEADINGS):
        table.add_column(heading, justify="right" if index else "left", overflow="fold")
    for row in cells:
        table.add_row(*row)
    return table


def markdown(headings: Sequence[str], cells: Sequence[Sequence[str]]) -> str:
    """Write a table of Markdown."""
    lines = [headings, ["---", *["--:"] * (len(headings) - 1)], *cells]
    return "\n".join("| " + " | ".join(_cell(cell) for cell in line) + " |" for line in lines)


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")
